"""From what was read in an account to draft records, with a person in between.

A `Draft` is one form of many rows: each row a proposal to accept, mend or drop, with the
words that it comes from. It is filled from a reading, or from what was sent, and holds all
that it needs itself: between the two nothing is kept, and only `Draft.make()` writes.
"""

from .draft import Draft

__all__ = ["Draft"]
