"""Sheets as rows of cells: CSV of any delimiter and encoding, and XLSX.

Rows come one by one, so that memory does not grow with the file. A file that can't be read
raises `SheetError`; what is wrong with one row comes with the row, for the others to go on.
"""

from typing import NamedTuple

from .problems import CellProblem, SheetError

MAX_CELL = 1_000_000  # characters


MAX_COLUMNS = 1_000


# In files of rows left out: where each row comes from, and why it was left out.
ORIGIN_FILE, ORIGIN_ROW, REASON = "import: file", "import: row", "import: reason"


ORIGIN = (ORIGIN_FILE, ORIGIN_ROW, REASON)


class SheetRow(NamedTuple):
    """One row: its line in the file, its cells by heading (text or `CellPeriod`), what is wrong with it."""

    number: int
    cells: dict
    problems: list
    file: str = ""  # the file that a row left out of an earlier import comes from


class SheetReader:
    """The common part: headings, ragged rows, blank rows, apostrophes."""

    def __init__(self, file, options):
        self.file, self.name, self.options = file, file.name, options
        self.notes = []  # what was guessed

    def lines(self):
        """Yield (line, values, problems) of every row of the file; ``problems`` by place."""
        raise NotImplementedError

    def rows(self):
        """Yield the heading row as a list first, then every row that is not blank as a `SheetRow`."""
        headings = None
        for number, values, problems in self.lines():
            if headings is None:
                self.left_out = ORIGIN_ROW in values  # a file of rows left out of another import
                if self.options.heading_row and not self.left_out:
                    if number < self.options.heading_row:
                        continue
                elif not any(values):
                    continue
                headings = [" ".join(str(value).split()) for value in values]
                while headings and not headings[-1]:
                    headings.pop()
                if not headings:
                    raise SheetError(f"{self.name}, line {number}: the heading row is blank.")
                yield headings
            elif any(values) or problems:
                yield self.row(number, headings, values, problems)
        if headings is None:
            raise SheetError(f"{self.name} has no heading row: there is nothing in it.")

    def row(self, number, headings, values, problems):
        cells, problems, origin = {}, dict(problems), ""
        if len(values) < len(headings) and self.options.short_rows == "error":
            problems.setdefault(
                len(values), f"the row has {len(values)} cells, and the heading {len(headings)}"
            )
        for place, value in enumerate(values):
            heading = headings[place] if place < len(headings) else ""
            if isinstance(value, str):
                value = value if self.options.unescape else value.strip()
                if (self.options.unescape or self.left_out) and value.startswith("'"):
                    value = value[1:]
            if heading == ORIGIN_FILE:
                origin = str(value)
            elif heading and heading not in ORIGIN:
                cells.setdefault(heading, value)
            elif value and not heading:
                problems.setdefault(place, "the cell has no heading above it")
        for heading in headings[len(values) :]:
            cells.setdefault(heading, "")
        told = [
            CellProblem(
                headings[place] if place < len(headings) and headings[place] else f"column {place + 1}",
                str(values[place])[:200] if place < len(values) else "",
                reason,
            )
            for place, reason in problems.items()
        ]
        return SheetRow(number, cells, told, origin)
