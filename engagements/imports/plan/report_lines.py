"""The lines in which a plan is shown."""

from typing import NamedTuple

from engagements.imports.reading import with_remedy


class RowError(NamedTuple):
    """What is wrong with a row of a file."""

    file: str
    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        if self.column:
            where += f", {self.column}"
        return f"{where}: {f'“{self.value[:80]}”: ' if self.value else ''}{self.message}"

    @property
    def message(self) -> str:
        """What is wrong and what to do, in sentences."""
        return with_remedy(self.column, self.reason)


class ReportLine(NamedTuple):
    """A record and what becomes of it, or a field of it that is kept."""

    action: str  # made, changed, left, kept
    kind: str
    key: str
    name: str
    details: str
    rows: str


class SimilarName(NamedTuple):
    """A name that would be made, and is like that of a record that exists."""

    kind: str
    name: str
    candidate: int
    candidate_name: str
    likeness: int


class DraftedRecord(NamedTuple):
    """A record with all that it would hold, (field, value), and the rows that it is from."""

    kind: str
    fields: list[tuple[str, str]]
    rows: str


class RejectedRow(NamedTuple):
    """A row that is left out, and why."""

    file: str
    number: int
    reason: str
    cells: dict[str, str]
