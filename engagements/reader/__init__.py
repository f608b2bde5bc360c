"""Reads an account of a visit or a meeting and proposes what to record of it.

Plain text in, proposals out: no model is loaded, nothing is asked of another host and
nothing is written to the database. See docs/reader.md.
"""

from .read import read

__all__ = ["read"]
