"""Carries out a plan: exactly that plan, in one transaction, or nothing."""

from .import_writer import CommitError, commit

__all__ = ["CommitError", "commit"]
