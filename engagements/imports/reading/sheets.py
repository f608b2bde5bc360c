"""Sheets as rows of cells, whatever their file is.

Rows come one by one, so that memory does not grow with the file. A file that can't be read
raises `SheetError`; what is wrong with one row comes with the row, for the others to go on.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from .options import SheetOptions
from .periods import CellDate
from .problems import CellProblem, Notice, NoticeKind, SheetError

if TYPE_CHECKING:
    from .files import SheetFile

MAX_CELL_CHARACTERS = 1_000_000
MAX_COLUMNS = 1_000
MAX_LINES_TO_HEADING = 30  # a heading row is looked for in so many lines
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
C1_CONTROL = re.compile("[\x80-\x9f]")
# Marks of width and of direction show nothing either.
BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff\xad]*")

# In files of rows left out: where each row comes from, and why it was left out.
ORIGIN_FILE, ORIGIN_ROW, ORIGIN_REASON = "import: file", "import: row", "import: reason"
ORIGIN_HEADINGS = (ORIGIN_FILE, ORIGIN_ROW, ORIGIN_REASON)


class SheetLine(NamedTuple):
    """One row as the file has it; ``problems`` are reasons by the number of the column, from 0."""

    number: int
    values: Sequence[str | CellDate]
    problems: dict[int, str]


class SheetRow(NamedTuple):
    """One row: its line in the file, its cells by heading, what is wrong with it."""

    number: int
    cells: dict[str, str | CellDate]
    problems: list[CellProblem]
    file: str = ""  # the file that a row left out of an earlier import comes from
    notices: Sequence[Notice] = ()


class SheetReader:
    """The common part: headings, ragged rows, blank rows, apostrophes.

    ``mapped_headings`` are headings that tell the heading row from a title above it.
    """

    pads_rows = False  # whether rows end at their last cell that is not blank

    def __init__(
        self, file: "SheetFile", options: SheetOptions, mapped_headings: Collection[str] = ()
    ) -> None:
        self.file, self.name, self.options = file, file.name, options
        self.mapped_headings = frozenset(mapped_headings)
        self.notes: list[str] = []  # what a person should know of how the file was read
        self.has_origins = False  # whether it is a file of rows left out of another import
        self.blanks = {folded_case(text) for text in options.blanks}

    def lines(self) -> Generator[SheetLine]:
        """Yield every row of the file."""
        raise NotImplementedError

    @contextmanager
    def opened(self) -> Iterator[tuple[list[str], Iterator[SheetRow]]]:
        """Read the file inside: its headings, and every row below them that is not blank."""
        with closing(self.lines()) as lines:
            first_lines = self.lines_to_heading(lines)
            headings = self.find_headings(first_lines)
            yield headings, self.rows(headings, chain(first_lines, lines))

    def lines_to_heading(self, lines: Iterator[SheetLine]) -> "deque[SheetLine]":
        """Return the lines from the heading row on, as far as they had to be read to find it."""
        read = deque(islice(lines, max(MAX_LINES_TO_HEADING, self.options.heading_row)))
        filled = [line for line in read if any(map(is_filled, line.values))]
        if not filled:
            raise SheetError(f"{self.name} has no heading row: there is nothing in it.")
        heading = next((line for line in filled if ORIGIN_ROW in line.values), None)
        self.has_origins = heading is not None
        if heading is None and self.options.heading_row:
            heading = next((line for line in read if line.number >= self.options.heading_row), read[-1])
        if heading is None:
            heading = max(filled, key=lambda line: len(self.mapped_headings & set(headings_of(line.values))))
        while read[0] is not heading:
            read.popleft()
        return read

    def find_headings(self, lines: "deque[SheetLine]") -> list[str]:
        """Take the heading rows off ``lines``; return a heading for each column, "" for none."""
        number = lines[0].number
        count = 1 if self.has_origins else self.options.heading_rows
        rows = [headings_of(lines.popleft().values) for _ in range(min(count, len(lines)))]
        headings = joined_headings(rows) if count > 1 else rows[0]
        if not any(headings):
            raise SheetError(f"{self.name}, line {number}: the heading row is blank.")
        return headings

    def rows(self, headings: list[str], lines: Iterator[SheetLine]) -> Iterator[SheetRow]:
        width = max(number for number, heading in enumerate(headings, start=1) if heading)
        for line in lines:
            if any(map(is_filled, line.values)) or line.problems:
                yield self.row(headings, width, line)

    def read_text(self, text: str, notices: list[Notice]) -> str:
        """Return the text of a cell as it counts, without the apostrophe that an export wrote."""
        if self.options.unescape:
            return text.removeprefix("'")
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
            if self.options.control_characters != "tell":
                text = C1_CONTROL.sub(lambda sign: windows_1252(sign.group()), text)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.strip()
        if self.has_origins:
            text = text.removeprefix("'")
        if not text.isprintable() and (sign := CONTROL.search(text)):
            notices.append(control_notice(sign.group()))
        if self.blanks and folded_case(text) in self.blanks:
            notices.append(Notice(NoticeKind.BLANK, text))
            return ""
        return text

    def row(self, headings: list[str], width: int, line: SheetLine) -> SheetRow:
        """Return ``line`` with its cells by heading; the headings end at ``width``."""
        cells: dict[str, str | CellDate] = {}
        problems, origin, values = dict(line.problems), "", line.values
        notices: list[Notice] = []
        if len(values) < width and self.options.short_rows == "error" and not self.pads_rows:
            problems.setdefault(len(values), f"the row has {len(values)} cells, and the heading {width}")
        for column, written in enumerate(values):
            heading = headings[column] if column < len(headings) else ""
            value = self.read_text(written, notices) if isinstance(written, str) else written
            if heading == ORIGIN_FILE:
                origin = str(value)
            elif heading and heading not in ORIGIN_HEADINGS:
                cells.setdefault(heading, value)
            elif value and not heading and self.options.unnamed_columns == "error":
                if column < len(headings):
                    raise SheetError(
                        f"{self.name}, row {line.number}: “{str(value)[:80]}” stands in "
                        f"{column_name(column)}, which has no heading. Give it one, or leave such columns "
                        'out: unnamed_columns = "leave out" in [sheet].'
                    )
                problems.setdefault(column, "the cell has no heading above it")
        for heading in headings[len(values) :]:
            if heading:
                cells.setdefault(heading, "")
        return SheetRow(line.number, cells, cell_problems(headings, values, problems), origin, notices)


def is_filled(value: str | CellDate) -> bool:
    """Whether a cell shows anything: blanks of any width are nothing."""
    return bool(value) and not (isinstance(value, str) and BLANK.fullmatch(value))


def folded_case(text: str) -> str:
    return " ".join(text.split()).casefold()


def headings_of(values: Sequence[str | CellDate]) -> list[str]:
    """Return the cells of a row as headings: without line breaks, marks and letters composed."""
    return [" ".join(unicodedata.normalize("NFC", str(value)).split()) for value in values]


def joined_headings(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the headings that stand in several rows, "Delegation / Name": an upper one goes on to the right.

    It goes on as far as there is a heading below, and none beside it.
    """
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    for upper, lower in pairwise(filled):
        for column in range(1, width):
            if lower[column] and not upper[column]:
                upper[column] = upper[column - 1]
    return [" / ".join(dict.fromkeys(filter(None, column))) for column in zip(*filled, strict=True)]


def column_name(column: int) -> str:
    """Return what the column at ``column``, from 0, is called where it has no heading."""
    return f"column {column + 1}"


def control_notice(sign: str) -> Notice:
    """Return the notice of a control character; those that Windows-1252 has may be meant so."""
    value = "windows-1252" if C1_CONTROL.match(sign) else ""
    return Notice(NoticeKind.CONTROL, f"U+{ord(sign):04X}", value)


def windows_1252(sign: str) -> str:
    return sign.encode("latin-1").decode("cp1252", "replace")


def cell_problems(
    headings: Sequence[str], values: Sequence[str | CellDate], problems: dict[int, str]
) -> list[CellProblem]:
    """Return the problems by column, each with the heading and the value of its cell."""
    return [
        CellProblem.of(
            headings[column] if column < len(headings) and headings[column] else column_name(column),
            values[column] if column < len(values) else "",
            reason,
        )
        for column, reason in problems.items()
    ]
