"""What is wrong with a file, or with one cell of it."""

from typing import NamedTuple

SHOWN_CHARACTERS = 200  # of a value in a message


class SheetError(Exception):
    """A file that can't be read as a sheet; the message names the file and where in it."""


class CellProblem(NamedTuple):
    """What is wrong with one cell: the heading of its column (may be empty), its value, the reason."""

    column: str
    value: str
    reason: str

    @classmethod
    def of(cls, column: str, value: object, reason: str) -> "CellProblem":
        """Return the problem with ``value`` as text, shortened."""
        return cls(column, "" if value is None else str(value)[:SHOWN_CHARACTERS], reason)
