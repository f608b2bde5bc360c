"""Writes what was read as proposals."""
