"""What a row of a sheet gives: values, proposals of records, or what is wrong with it."""

from typing import NamedTuple, NotRequired, TypeAlias, TypedDict

from engagements.imports.mapping import Scalar
from engagements.imports.reading import CellProblem, Notice

# The value of a field as JSON can hold it: dates and times in ISO 8601.
FieldValue = str | int | None


class CellValue(NamedTuple):
    """A value as the sheet gives it, and the columns that it is from."""

    value: Scalar
    column: str = ""
    exact: bool = False  # from JSON that an export wrote: taken letter by letter, dates as ISO has them
    year: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value in ("", None)


# What the mapping makes of a row, not checked yet: a value, a record by its fields, or several.
RawValue: TypeAlias = "CellValue | dict[str, RawValue] | list[RawValue] | None"
RawRecord: TypeAlias = dict[str, "RawValue"]


def has_value(raw: RawValue) -> bool:
    """Whether ``raw`` is one value, and not blank."""
    return isinstance(raw, CellValue) and not raw.is_blank


def column_of(raw: RawValue) -> str:
    """Return the columns of the first value in ``raw`` that has any, or ""."""
    if isinstance(raw, CellValue):
        return raw.column
    parts = raw.values() if isinstance(raw, dict) else raw or ()
    return next(filter(None, map(column_of, parts)), "")


class LineData(TypedDict):
    """A line of a record; ``key`` tells it from the other lines, ``refs`` are keys of records."""

    key: str
    fields: dict[str, FieldValue]
    refs: dict[str, str | None]


class RecordData(TypedDict):
    """A record as JSON can hold it; ``refs`` and ``sets`` are keys of other records."""

    fields: dict[str, FieldValue]
    refs: dict[str, str | None]
    sets: dict[str, list[str]]
    lines: dict[str, list[LineData]]
    initial: dict[str, FieldValue]  # fields of which the sheet says nothing, for a record to be made
    key_column: NotRequired[str]  # of a record that is named by its key alone


class RecordProposal(NamedTuple):
    """A record as one row has it."""

    kind: str
    key: str
    data: RecordData


class RowGroup(NamedTuple):
    """What binds a row to others, which are imported with it or not at all."""

    kind: str
    key: str


class RowResult(NamedTuple):
    """What became of one row."""

    proposals: list[RecordProposal]
    problems: list[CellProblem]
    groups: list[RowGroup]
    notices: list[Notice]
