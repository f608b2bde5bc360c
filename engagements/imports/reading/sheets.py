"""Sheets as rows of cells, whatever their file is.

Rows come one by one, so that memory does not grow with the file. A file that can't be read
raises `SheetError`; what is wrong with one row comes with the row, for the others to go on.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from .options import SheetOptions
from .periods import CellPeriod
from .problems import CellProblem, SheetError

if TYPE_CHECKING:
    from .files import SheetFile

MAX_CELL_CHARACTERS = 1_000_000
MAX_COLUMNS = 1_000

# In files of rows left out: where each row comes from, and why it was left out.
ORIGIN_FILE, ORIGIN_ROW, ORIGIN_REASON = "import: file", "import: row", "import: reason"
ORIGIN_HEADINGS = (ORIGIN_FILE, ORIGIN_ROW, ORIGIN_REASON)


class SheetLine(NamedTuple):
    """One row as the file has it; ``problems`` are reasons by the number of the column, from 0."""

    number: int
    values: Sequence[str | CellPeriod]
    problems: dict[int, str]


class SheetRow(NamedTuple):
    """One row: its line in the file, its cells by heading, what is wrong with it."""

    number: int
    cells: dict[str, str | CellPeriod]
    problems: list[CellProblem]
    file: str = ""  # the file that a row left out of an earlier import comes from


class SheetReader:
    """The common part: headings, ragged rows, blank rows, apostrophes."""

    def __init__(self, file: "SheetFile", options: SheetOptions) -> None:
        self.file, self.name, self.options = file, file.name, options
        self.notes: list[str] = []  # what was guessed
        self.has_origins = False  # whether it is a file of rows left out of another import

    def lines(self) -> Generator[SheetLine]:
        """Yield every row of the file."""
        raise NotImplementedError

    @contextmanager
    def opened(self) -> Iterator[tuple[list[str], Iterator[SheetRow]]]:
        """Read the file inside: its headings, and every row below them that is not blank."""
        with closing(self.lines()) as lines:
            headings = self.find_headings(lines)
            yield headings, self.rows(headings, lines)

    def find_headings(self, lines: Iterator[SheetLine]) -> list[str]:
        for number, values, _ in lines:
            self.has_origins = ORIGIN_ROW in values
            if self.options.heading_row and not self.has_origins:
                if number < self.options.heading_row:
                    continue
            elif not any(values):
                continue
            headings = [" ".join(str(value).split()) for value in values]
            while headings and not headings[-1]:
                headings.pop()
            if not headings:
                raise SheetError(f"{self.name}, line {number}: the heading row is blank.")
            return headings
        raise SheetError(f"{self.name} has no heading row: there is nothing in it.")

    def rows(self, headings: list[str], lines: Iterator[SheetLine]) -> Iterator[SheetRow]:
        for line in lines:
            if any(line.values) or line.problems:
                yield self.row(headings, line)

    def unescaped(self, text: str) -> str:
        """Return the text of a cell without spaces around it, and the apostrophe that an export wrote."""
        text = text if self.options.unescape else text.strip()
        return text.removeprefix("'") if self.options.unescape or self.has_origins else text

    def row(self, headings: list[str], line: SheetLine) -> SheetRow:
        """Return ``line`` with its cells by heading."""
        cells: dict[str, str | CellPeriod] = {}
        problems, origin, values = dict(line.problems), "", line.values
        if len(values) < len(headings) and self.options.short_rows == "error":
            problems.setdefault(
                len(values), f"the row has {len(values)} cells, and the heading {len(headings)}"
            )
        for column, written in enumerate(values):
            heading = headings[column] if column < len(headings) else ""
            value = self.unescaped(written) if isinstance(written, str) else written
            if heading == ORIGIN_FILE:
                origin = str(value)
            elif heading and heading not in ORIGIN_HEADINGS:
                cells.setdefault(heading, value)
            elif value and not heading:
                problems.setdefault(column, "the cell has no heading above it")
        for heading in headings[len(values) :]:
            cells.setdefault(heading, "")
        return SheetRow(line.number, cells, cell_problems(headings, values, problems), origin)


def cell_problems(
    headings: Sequence[str], values: Sequence[str | CellPeriod], problems: dict[int, str]
) -> list[CellProblem]:
    """Return the problems by column, each with the heading and the value of its cell."""
    return [
        CellProblem.of(
            headings[column] if column < len(headings) and headings[column] else f"column {column + 1}",
            values[column] if column < len(values) else "",
            reason,
        )
        for column, reason in problems.items()
    ]
