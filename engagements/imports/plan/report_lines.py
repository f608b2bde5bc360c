"""The lines in which a plan is told."""

from typing import NamedTuple


class RowError(NamedTuple):
    file: str
    row: int
    column: str
    value: str
    reason: str

    def __str__(self):
        where = f"{self.file}, row {self.row}" if self.row else self.file
        if self.column:
            where += f", {self.column}"
        return f"{where}: {f'“{self.value[:80]}”: ' if self.value else ''}{self.reason}."


class ReportLine(NamedTuple):
    """One line of the report: a record and what becomes of it."""

    action: str  # made, changed, left, kept
    kind: str
    key: str
    name: str
    details: str
    rows: str


class SimilarName(NamedTuple):
    kind: str
    name: str
    candidate: int
    candidate_name: str
    likeness: int


def describe(change):
    """Return a change in words: `[field, before, after]`."""
    name, before, after = change
    return f"{name}: {shown(before)} → {shown(after)}"


def shown(value):
    text = "nothing" if value in (None, "", []) else str(value)
    return text if len(text) <= 100 else f"{text[:99]}…"
