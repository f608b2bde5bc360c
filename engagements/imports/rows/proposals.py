"""What a row of a sheet gives: values, proposals of records, or what is wrong with it."""

from typing import NamedTuple


class CellValue(NamedTuple):
    """A value as the sheet gives it, and the columns that it is from."""

    value: object
    column: str = ""
    exact: bool = False  # from JSON that an export wrote: taken letter by letter, dates as ISO has them
    year: str = ""


class RecordProposal(NamedTuple):
    """A record as one row has it. ``data`` is what JSON can hold: fields, refs, sets, lines, initial."""

    kind: str
    key: str
    data: dict


class RowResult(NamedTuple):
    """What became of one row. ``groups`` are what binds it to others: they stand or fall together."""

    proposals: list
    problems: list
    groups: list


class RejectedValue(Exception):
    """A value that can't be taken; the problem is noted already."""
