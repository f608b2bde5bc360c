"""Workbooks in XLSX."""

import datetime
import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from engagements.common.dates import Precision

from .options import SheetOptions
from .periods import CellPeriod, month_period, months_period
from .problems import SheetError
from .sheets import MAX_CELL_CHARACTERS, MAX_COLUMNS, SheetLine, SheetReader

if TYPE_CHECKING:
    from .files import SheetFile

MAX_INFLATED_BYTES = 512 * 2**20
MAX_TEXTS_BYTES = 96 * 2**20  # the texts of a workbook are held in memory
ZIP_OR_XML_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,  # an encrypted zip
)


class MergedRange(NamedTuple):
    """A range of merged cells, by the numbers of its columns and rows, from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


class MergedCells:
    """The merged cells of a worksheet, to be given the value of their first, or named as problems."""

    def __init__(self, ranges: Sequence[MergedRange], fill: bool) -> None:
        self.ranges, self.fill = ranges, fill
        self.first_values: dict[MergedRange, str | CellPeriod] = {}

    def apply(
        self, number: int, heading_row: int, values: list[str | CellPeriod], problems: dict[int, str]
    ) -> None:
        """Fill the merged cells of row ``number`` that reach below the headings, or note that they are."""
        for merged in self.ranges:
            if not merged.top <= number <= merged.bottom or merged.bottom <= heading_row:
                continue
            if not self.fill:
                problems[merged.left - 1] = (
                    f'the cells {merged} are merged: part them, or say merged = "fill" in [sheet]'
                )
                values += [""] * (merged.left - len(values))
                continue
            values += [""] * (merged.right - len(values))
            if number == merged.top:
                self.first_values[merged] = values[merged.left - 1]
            width = merged.right - merged.left + 1
            values[merged.left - 1 : merged.right] = [self.first_values.get(merged, "")] * width


class WorkbookReader(SheetReader):
    """An XLSX file. Formulas give the value that was last worked out, if the file holds it."""

    def __init__(self, file: "SheetFile", options: SheetOptions) -> None:
        super().__init__(file, options)
        self.check_archive()

    def check_archive(self) -> None:
        """Raise `SheetError` for what is no workbook, or too large, before anything is inflated."""
        try:
            with closing(self.file.open()) as stream, zipfile.ZipFile(stream) as archive:
                sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        except ZIP_OR_XML_ERRORS as error:
            raise SheetError(f"{self.name} is a broken zip file, and no workbook.") from error
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(sizes):
            raise SheetError(f"{self.name} is a zip file, but no XLSX workbook.")
        texts = sum(size for name, size in sizes.items() if "worksheets/" not in name)
        if sum(sizes.values()) > MAX_INFLATED_BYTES or texts > MAX_TEXTS_BYTES:
            raise SheetError(
                f"{self.name} would inflate to {sum(sizes.values()) // 2**20:,} MB, more than is read "
                f"({MAX_INFLATED_BYTES // 2**20} MB, of which {MAX_TEXTS_BYTES // 2**20} MB texts). "
                "Save it as CSV."
            )

    def lines(self) -> Generator[SheetLine]:
        try:
            yield from self.read_workbook()
        except ZIP_OR_XML_ERRORS as error:
            raise SheetError(f"{self.name} can't be read as an XLSX workbook ({error}).") from error

    def read_workbook(self) -> Generator[SheetLine]:
        with (
            closing(self.file.open()) as stream,
            closing(self.file.open()) as again,
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")  # of styles and the like, which don't matter here
            written = openpyxl.load_workbook(stream, read_only=True)
            worked_out = openpyxl.load_workbook(again, read_only=True, data_only=True)
            with closing(written), closing(worked_out):
                title = self.find_worksheet(written)
                yield from self.read_worksheet(written[title], worked_out[title])

    def find_worksheet(self, workbook: Any) -> str:
        """Return the title of the worksheet to read."""
        titles = [worksheet.title for worksheet in workbook.worksheets]
        if self.options.worksheet:
            if self.options.worksheet not in titles:
                raise SheetError(
                    f"{self.name} has no worksheet “{self.options.worksheet}”, but {', '.join(titles)}."
                )
            return self.options.worksheet
        if not titles:
            raise SheetError(f"{self.name} has no worksheet.")
        if len(titles) > 1:
            self.notes.append(f"{self.name}: of {len(titles)} worksheets, “{titles[0]}” was read.")
        return str(titles[0])

    def read_worksheet(self, written: Any, worked_out: Any) -> Generator[SheetLine]:
        """Yield the rows of a worksheet, opened once for its formulas and once for their results."""
        merged_cells = MergedCells(merged_ranges(written), self.options.merged == "fill")
        for worksheet in (written, worked_out):
            worksheet.reset_dimensions()  # what the file says of its size may be wrong
        heading_row, width = 0, 0
        pairs = zip(
            written.iter_rows(max_col=MAX_COLUMNS + 1),
            worked_out.iter_rows(max_col=MAX_COLUMNS + 1),
            strict=True,
        )
        for number, (cells, results) in enumerate(pairs, start=1):
            if len(cells) > MAX_COLUMNS and cells[-1].value is not None:
                raise SheetError(f"{self.name}, row {number}: more than {MAX_COLUMNS:,} cells.")
            values, problems = read_cells(cells, results)
            if not heading_row and (
                number == self.options.heading_row or (not self.options.heading_row and any(values))
            ):
                heading_row = number
            if heading_row:
                merged_cells.apply(number, heading_row, values, problems)
            while values and values[-1] == "" and len(values) - 1 not in problems:
                values.pop()
            if heading_row == number:
                width = len(values)
            elif heading_row:
                values += [""] * (width - len(values))
            yield SheetLine(number, values, problems)


def merged_ranges(worksheet: Any) -> list[MergedRange]:
    """Return the ranges of merged cells; they stand after the rows, so this reads all of it."""
    ranges = []
    with worksheet._get_source() as source:
        for _, element in iterparse(source):
            if element.tag.endswith("}mergeCell"):
                ranges.append(MergedRange(*range_boundaries(element.get("ref"))))
            if element.tag.endswith(("}row", "}mergeCell")):
                element.clear()
    return ranges


def read_cells(cells: Sequence[Any], results: Sequence[Any]) -> tuple[list[str | CellPeriod], dict[int, str]]:
    """Return the values of a row, and what is wrong with them by the number of the column, from 0."""
    values: list[str | CellPeriod] = []
    problems = {}
    for column, (cell, result) in enumerate(zip(cells, results, strict=True)):
        value, problem = read_cell(cell, result)
        if problem:
            problems[column] = problem
        values.append(value)
    return values, problems


def read_cell(cell: Any, result: Any) -> tuple[str | CellPeriod, str]:
    """Return the value as text or `CellPeriod`, and what is wrong with it."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        value = result.value
        if value is None:
            return "", "a formula that was never worked out: open and save the file in its program"
        cell = result
    if cell.data_type == "e":
        return str(value), f"a formula that failed ({value})"
    if isinstance(value, datetime.datetime | datetime.date):
        return period_of(value, cell.number_format or ""), ""
    if isinstance(value, bool):
        return "yes" if value else "no", ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value)
    if len(text) > MAX_CELL_CHARACTERS:
        return "", f"the cell has more than {MAX_CELL_CHARACTERS:,} characters"
    if "\0" in text:
        return "", "the cell has NUL characters"
    return text, ""


def period_of(value: datetime.date, number_format: str) -> CellPeriod:
    """Return the `CellPeriod` of a date cell: what it shows, not the day that a program filled in."""
    date = value.date() if isinstance(value, datetime.datetime) else value
    plain_format = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower())
    if "d" in plain_format or "y" not in plain_format:
        return CellPeriod(date, date)
    if "m" in plain_format:
        return month_period(date.year, date.month)
    return months_period((date.year, 1), (date.year, 12), Precision.YEAR)
