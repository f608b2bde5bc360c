"""Likely duplicates: which records may be one, found without comparing each with all, and remembered."""
