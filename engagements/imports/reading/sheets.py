"""Sheets as rows of cells: CSV of any delimiter and encoding, and XLSX.

Rows come one by one, so that memory does not grow with the file. A file that can't be read
raises `SheetError`; what is wrong with one row comes with the row, for the others to go on.
"""

import codecs
import csv
import datetime
import hashlib
import io
import re
import warnings
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
from charset_normalizer import from_bytes
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from engagements.common.dates import Precision, last_day_of_month

from .dates import Period

MAX_CELL = 1_000_000  # characters
MAX_LINE = 8_000_000
MAX_COLUMNS = 1_000
MAX_INFLATED = 512 * 2**20  # bytes; the texts of a workbook are held in memory, so less for them
MAX_TEXTS = 96 * 2**20
SAMPLE = 64 * 2**10

DELIMITERS = ",;\t|"
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# In files of rows left out: where each row comes from, and why it was left out.
ORIGIN_FILE, ORIGIN_ROW, REASON = "import: file", "import: row", "import: reason"
ORIGIN = (ORIGIN_FILE, ORIGIN_ROW, REASON)


class SheetError(Exception):
    """A file that can't be read as a sheet; the message names the file and where in it."""


class Problem(NamedTuple):
    column: str
    value: str
    reason: str


class Row(NamedTuple):
    """One row: its line in the file, its cells by heading (text or `Period`), what is wrong with it."""

    number: int
    cells: dict
    problems: list
    file: str = ""  # the file that a row left out of an earlier import comes from


@dataclass(frozen=True)
class SheetOptions:
    """How to read a sheet, where it does not tell by itself."""

    delimiter: str = ""
    encoding: tuple = ()
    heading_row: int = 0  # 0: the first row that is not blank
    worksheet: str = ""
    merged: str = "error"  # or "fill": every merged cell holds what the first one does
    short_rows: str = "error"  # or "allow"
    # An export wrote it: drop one apostrophe before a cell, else take it letter by letter.
    unescape: bool = False


class SheetFile:
    """A file to read, by path or as an open binary file, under the name that its owner gave it."""

    def __init__(self, file, name=""):
        self.file, self.path = (None, Path(file)) if isinstance(file, str | Path) else (file, None)
        self.name = Path(name or self.path or file.name).name

    def open(self):
        if self.path:
            try:
                return self.path.open("rb")
            except OSError as error:
                raise SheetError(f"{self.name}: {error.strerror}.") from error
        self.file.seek(0)
        return Unclosed(self.file)

    def sha256(self):
        digest = hashlib.sha256()
        with closing(self.open()) as stream:
            while block := stream.read(2**20):
                digest.update(block)
        return digest.hexdigest()

    def sheet(self, options, wanted=()):
        """Return the `Sheet`; ``wanted`` are headings that help to tell the delimiter."""
        with closing(self.open()) as stream:
            head = stream.read(8)
        if not head:
            raise SheetError(f"{self.name} is empty.")
        if head.startswith(b"PK\3\4") or head.startswith(b"PK\5\6"):
            return Workbook(self, options)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise SheetError(f"{self.name} is a workbook of the old kind (.xls): save it as .xlsx or CSV.")
        return Csv(self, options, wanted)


class Unclosed(io.RawIOBase):
    """Somebody else's open file, which stays open when this is closed."""

    def __init__(self, file):
        self.inner = file

    def readable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset, whence=0):
        return self.inner.seek(offset, whence)

    def tell(self):
        return self.inner.tell()


class Sheet:
    """The common part: headings, ragged rows, blank rows, apostrophes."""

    def __init__(self, file, options):
        self.file, self.name, self.options = file, file.name, options
        self.notes = []  # what was guessed

    def lines(self):
        """Yield (line, values, problems) of every row of the file; ``problems`` by place."""
        raise NotImplementedError

    def rows(self):
        """Yield the heading row as a list first, then every row that is not blank as a `Row`."""
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
            Problem(
                headings[place] if place < len(headings) and headings[place] else f"column {place + 1}",
                str(values[place])[:200] if place < len(values) else "",
                reason,
            )
            for place, reason in problems.items()
        ]
        return Row(number, cells, told, origin)


class Csv(Sheet):
    def __init__(self, file, options, wanted):
        super().__init__(file, options)
        self.encoding = self.find_encoding()
        self.delimiter = options.delimiter or self.find_delimiter(wanted)

    def find_encoding(self):
        """Return the encoding: as said, by its mark, UTF-8, or else a guess that is told."""
        with closing(self.file.open()) as stream:
            sample = stream.read(SAMPLE)
            for mark, encoding in MARKS:
                if sample.startswith(mark):
                    return encoding
            for encoding in self.options.encoding:
                if self.decodes(stream, encoding):
                    return encoding
            if self.options.encoding:
                raise SheetError(f"{self.name} is not in the encoding {' or '.join(self.options.encoding)}.")
            if sample[:200].count(0) > len(sample[:200]) // 3:
                return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
            if b"\0" in sample or self.decodes(stream, "utf-8"):
                return "utf-8"
            sample = self.telling_sample(stream)
        encoding = self.likeliest(sample)
        if not encoding:
            raise SheetError(f"{self.name}: its encoding can't be told. Say it in [sheet] encoding.")
        self.notes.append(f"{self.name} was taken to be in {encoding}; [sheet] encoding can say otherwise.")
        return encoding

    @staticmethod
    def likeliest(sample):
        """Return the encoding that gives the most likely text; of several alike the most used one."""
        found = list(from_bytes(sample, cp_exclusion=["utf_8", "utf_7", "utf_16", "utf_32"]))
        best = found[:1] and (found[0].chaos, found[0].coherence)
        alike = [one for one in found if (one.chaos, one.coherence) == best]
        names = [name for one in alike for name in (one.encoding, *one.could_be_from_charset)]
        # Of Latin-1 and its superset only the latter has the quotes that people type.
        common = {"cp1252", "latin_1", "iso8859_15"}.intersection(names)
        return "cp1252" if common else next(iter(names), "")

    @staticmethod
    def decodes(stream, encoding):
        stream.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while block := stream.read(2**20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
        return True

    @staticmethod
    def telling_sample(stream):
        """Return lines that have letters outside ASCII: only they tell encodings apart."""
        stream.seek(0)
        sample = b""
        with closing(io.BufferedReader(Unclosed(stream))) as lines:
            while (line := lines.readline(MAX_LINE)) and len(sample) < SAMPLE:
                if not line.isascii():
                    sample += line[:2000]
        return sample

    def find_delimiter(self, wanted):
        """Return the delimiter that gives most of the ``wanted`` headings, then the most columns."""
        for _, text in self.text_lines():
            if text.strip(" \t\r\n" + DELIMITERS):
                break
        else:
            raise SheetError(f"{self.name} has no heading row: there is nothing in it.")

        def fit(delimiter):
            headings = [" ".join(one.split()) for one in next(csv.reader([text], delimiter=delimiter), [])]
            return len(set(headings).intersection(wanted)), len(headings)

        csv.field_size_limit(MAX_CELL)
        try:
            return max(DELIMITERS, key=fit)
        except csv.Error:
            return ","

    def text_lines(self):
        """Yield (line number, text with its line end); raise `SheetError` where it is no text."""
        number = 1
        with (
            closing(self.file.open()) as stream,
            io.TextIOWrapper(io.BufferedReader(Unclosed(stream)), self.encoding, newline="") as lines,
        ):
            try:
                while line := lines.readline(MAX_LINE):
                    if "\0" in line:
                        raise SheetError(f"{self.name}, line {number}: it has NUL bytes, so it is no text.")
                    if len(line) >= MAX_LINE:
                        raise SheetError(f"{self.name}, line {number}: longer than {MAX_LINE:,} characters.")
                    yield number, line
                    number += 1
            except UnicodeError as error:
                raise SheetError(
                    f"{self.name}, after line {number}: it is not in the encoding {self.encoding} ({error})."
                ) from error

    def lines(self):
        limit = csv.field_size_limit(MAX_CELL)
        reader = csv.reader((line for _, line in self.text_lines()), delimiter=self.delimiter, strict=True)
        number = 1
        try:
            for values in reader:
                if len(values) > MAX_COLUMNS:
                    raise SheetError(f"{self.name}, line {number}: more than {MAX_COLUMNS:,} cells.")
                yield number, values, {}
                number = reader.line_num + 1
        except csv.Error as error:
            raise SheetError(f"{self.name}, line {number}: {self.explain(error)}") from error
        finally:
            csv.field_size_limit(limit)

    @staticmethod
    def explain(error):
        text = str(error)
        if "field limit" in text:
            return f"a cell has more than {MAX_CELL:,} characters."
        if "unexpected end of data" in text:
            return "a quotation mark is opened here and never closed."
        if "expected after" in text:
            return "something stands between a closing quotation mark and the next delimiter."
        return f"{text}."


class Workbook(Sheet):
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
        """Return the value as text or `Period`, and what is wrong with it."""
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
    """Return the `Period` of a date cell: what it shows, not the day that a program filled in."""
    date = value.date() if isinstance(value, datetime.datetime) else value
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower())
    if "d" in shown or "y" not in shown:
        return Period(date, date)
    if "m" in shown:
        start = date.replace(day=1)
        return Period(start, last_day_of_month(start), False, Precision.MONTH)
    return Period(date.replace(month=1, day=1), date.replace(month=12, day=31), False, Precision.YEAR)
