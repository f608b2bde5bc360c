"""Workbooks in XLSX."""

import datetime
import re
import warnings
import zipfile
import zlib
from contextlib import closing
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from engagements.common.dates import Precision, last_day_of_month

from .periods import CellPeriod
from .problems import SheetError
from .sheets import MAX_CELL, MAX_COLUMNS, SheetReader

MAX_INFLATED = 512 * 2**20  # bytes; the texts of a workbook are held in memory, so less for them


MAX_TEXTS = 96 * 2**20


class WorkbookReader(SheetReader):
    """An XLSX file. Formulas give the value that was last worked out, if the file holds it."""

    BROKEN = (
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

    def __init__(self, file, options):
        super().__init__(file, options)
        self.check_archive()

    def check_archive(self):
        """Refuse what is no workbook, or too large, before anything is inflated."""
        try:
            with closing(self.file.open()) as stream, zipfile.ZipFile(stream) as archive:
                sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        except self.BROKEN as error:
            raise SheetError(f"{self.name} is a broken zip file, and no workbook.") from error
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(sizes):
            raise SheetError(f"{self.name} is a zip file, but no XLSX workbook.")
        texts = sum(size for name, size in sizes.items() if "worksheets/" not in name)
        if sum(sizes.values()) > MAX_INFLATED or texts > MAX_TEXTS:
            raise SheetError(
                f"{self.name} would inflate to {sum(sizes.values()) // 2**20:,} MB, more than is read "
                f"({MAX_INFLATED // 2**20} MB, of which {MAX_TEXTS // 2**20} MB texts). Save it as CSV."
            )

    def lines(self):
        try:
            yield from self.read_lines()
        except self.BROKEN as error:
            raise SheetError(f"{self.name} can't be read as an XLSX workbook ({error}).") from error

    def read_lines(self):
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
                merged = self.merged_cells(written[title])
                yield from self.read_rows(written[title], worked_out[title], merged)

    def find_worksheet(self, workbook):
        titles = [sheet.title for sheet in workbook.worksheets]
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
        return titles[0]

    def merged_cells(self, worksheet):
        """Return the ranges of merged cells; they stand after the rows, so this reads all of it."""
        ranges = []
        with worksheet._get_source() as source:
            for _, element in iterparse(source):
                if element.tag.endswith("}mergeCell"):
                    ranges.append(range_boundaries(element.get("ref")))
                if element.tag.endswith(("}row", "}mergeCell")):
                    element.clear()
        return ranges

    def read_rows(self, written, worked_out, merged):
        for one in (written, worked_out):
            one.reset_dimensions()  # what the file says of its size may be wrong
        heading, filled = None, {}
        pairs = zip(
            written.iter_rows(max_col=MAX_COLUMNS + 1),
            worked_out.iter_rows(max_col=MAX_COLUMNS + 1),
            strict=True,
        )
        for number, (cells, results) in enumerate(pairs, start=1):
            if len(cells) > MAX_COLUMNS and cells[-1].value is not None:
                raise SheetError(f"{self.name}, row {number}: more than {MAX_COLUMNS:,} cells.")
            values, problems = [], {}
            for place, (cell, result) in enumerate(zip(cells, results, strict=True)):
                value, problem = self.value_of(cell, result)
                if problem:
                    problems[place] = problem
                values.append(value)
            if heading is None and (
                number == self.options.heading_row or (not self.options.heading_row and any(values))
            ):
                heading = number
            self.fill_merged(number, heading, values, problems, merged, filled)
            while values and values[-1] == "" and len(values) - 1 not in problems:
                values.pop()
            if heading not in (None, number):
                values += [""] * (self.width - len(values))
            elif heading == number:
                self.width = len(values)
            yield number, values, problems

    def fill_merged(self, number, heading, values, problems, merged, filled):
        """Give merged cells below the heading the value of their first, or tell that they are merged."""
        for bounds in merged:
            left, top, right, bottom = bounds
            if not top <= number <= bottom or heading is None or bottom <= heading:
                continue
            if self.options.merged != "fill":
                area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
                problems[left - 1] = (
                    f'the cells {area} are merged: part them, or say merged = "fill" in [sheet]'
                )
                values += [""] * (left - len(values))
                continue
            values += [""] * (right - len(values))
            if number == top:
                filled[bounds] = values[left - 1]
            values[left - 1 : right] = [filled.get(bounds, "")] * (right - left + 1)

    @staticmethod
    def value_of(cell, result):
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
        if len(text) > MAX_CELL:
            return "", f"the cell has more than {MAX_CELL:,} characters"
        if "\0" in text:
            return "", "the cell has NUL characters"
        return text, ""


def period_of(value, number_format):
    """Return the `CellPeriod` of a date cell: what it shows, not the day that a program filled in."""
    date = value.date() if isinstance(value, datetime.datetime) else value
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower())
    if "d" in shown or "y" not in shown:
        return CellPeriod(date, date)
    if "m" in shown:
        start = date.replace(day=1)
        return CellPeriod(start, last_day_of_month(start), False, Precision.MONTH)
    return CellPeriod(date.replace(month=1, day=1), date.replace(month=12, day=31), False, Precision.YEAR)
