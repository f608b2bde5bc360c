"""What is wrong with a file, or with one cell of it."""

from typing import NamedTuple


class SheetError(Exception):
    """A file that can't be read as a sheet; the message names the file and where in it."""


class CellProblem(NamedTuple):
    column: str
    value: str
    reason: str
