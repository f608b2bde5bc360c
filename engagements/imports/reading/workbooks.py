"""Workbooks in XLSX."""

import warnings
import zipfile
import zlib
from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from .options import SheetOptions
from .periods import CellDate
from .problems import SheetError
from .sheets import MAX_COLUMNS, SheetLine, SheetReader
from .workbook_cells import read_cells

if TYPE_CHECKING:
    from .files import SheetFile

SHOWN_ROWS = 10  # of those that are hidden
STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
# By a part of the archive: what else is kept in a zip file.
OTHER_ARCHIVES = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "an OpenDocument spreadsheet (.ods)",
    "Index/": "a sheet of Numbers",
    "word/": "a text document (.docx)",
    "ppt/": "a presentation (.pptx)",
}
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
    ArithmeticError,  # a date beyond all calendars
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
        self.first_values: dict[MergedRange, str | CellDate] = {}

    def apply(
        self, number: int, heading_row: int, values: list[str | CellDate], problems: dict[int, str]
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

    pads_rows = True

    def __init__(
        self, file: "SheetFile", options: SheetOptions, mapped_headings: Collection[str] = ()
    ) -> None:
        super().__init__(file, options, mapped_headings)
        self.check_archive()

    def check_archive(self) -> None:
        """Raise `SheetError` for what is no workbook, or too large, before anything is inflated."""
        try:
            with closing(self.file.open()) as stream, zipfile.ZipFile(stream) as archive:
                sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        except ZIP_OR_XML_ERRORS as error:
            raise SheetError(f"{self.name} is a broken zip file, and no workbook.") from error
        for part, kind in OTHER_ARCHIVES.items():
            if any(name.startswith(part) for name in sizes):
                raise SheetError(f"{self.name} is {kind}: save it as .xlsx or CSV.")
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
            if self.is_strict():
                raise SheetError(
                    f"{self.name} is saved as Strict Open XML: save it as Excel Workbook (.xlsx) or CSV."
                )
            yield from self.read_workbook()
        except ZIP_OR_XML_ERRORS as error:
            raise SheetError(f"{self.name} can't be read as an XLSX workbook ({error}).") from error

    def is_strict(self) -> bool:
        """Whether it is written in the strict form of Open XML, by whose names no reader of ours goes."""
        with closing(self.file.open()) as stream, zipfile.ZipFile(stream) as archive:
            return STRICT_NAMESPACE in archive.read("xl/workbook.xml")

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
        hidden = {worksheet.title for worksheet in workbook.worksheets if worksheet.sheet_state != "visible"}
        if self.options.worksheet:
            if self.options.worksheet not in titles:
                raise SheetError(
                    f"{self.name} has no worksheet “{self.options.worksheet}”, but {', '.join(titles)}."
                )
            return self.options.worksheet
        if not titles:
            raise SheetError(f"{self.name} has no worksheet.")
        shown = [title for title in titles if title not in hidden] or titles
        if len(titles) > 1:
            others = ", ".join(
                f"“{title}”{' (hidden)' if title in hidden else ''}" for title in titles if title != shown[0]
            )
            self.notes.append(
                f"{self.name}: the worksheet “{shown[0]}” was read, and not {others}; worksheet in [sheet] "
                "names another one."
            )
        return str(shown[0])

    def read_worksheet(self, written: Any, worked_out: Any) -> Generator[SheetLine]:
        """Yield the rows of a worksheet, opened once for its formulas and once for their results."""
        layout = read_layout(written)
        merged_cells = MergedCells(layout.merged, self.options.merged == "fill")
        if layout.hidden_rows:
            rows = ", ".join(map(str, layout.hidden_rows[:SHOWN_ROWS]))
            more = ", …" if len(layout.hidden_rows) > SHOWN_ROWS else ""
            self.notes.append(
                f"{self.name}: hidden rows were read, too: {len(layout.hidden_rows)} ({rows}{more})."
            )
        if layout.hidden_columns:
            self.notes.append(
                f"{self.name}: hidden columns were read, too ({', '.join(layout.hidden_columns)})."
            )
        for worksheet in (written, worked_out):
            worksheet.reset_dimensions()  # what the file says of its size may be wrong
        heading_row = 0
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
                heading_row = number + self.options.heading_rows - 1
            if heading_row:
                merged_cells.apply(number, heading_row, values, problems)
            while values and values[-1] == "" and len(values) - 1 not in problems:
                values.pop()
            yield SheetLine(number, values, problems)


class WorksheetLayout(NamedTuple):
    """What stands beside the cells of a worksheet: merged ranges, hidden rows and columns."""

    merged: list[MergedRange]
    hidden_rows: list[int]
    hidden_columns: list[str]


def read_layout(worksheet: Any) -> WorksheetLayout:
    """Return the layout of a worksheet; merged cells stand after the rows, so this reads all of it."""
    layout = WorksheetLayout([], [], [])
    with worksheet._get_source() as source:
        row = 0
        for _, element in iterparse(source):
            name = element.tag.rpartition("}")[2]
            if name == "mergeCell":
                layout.merged.append(MergedRange(*range_boundaries(element.get("ref"))))
            elif name == "row":
                row = int(element.get("r") or row + 1)
                if element.get("hidden") in ("1", "true") and len(element):
                    layout.hidden_rows.append(row)
            elif name == "col" and element.get("hidden") in ("1", "true"):
                last = min(int(element.get("max")), MAX_COLUMNS)
                layout.hidden_columns.extend(map(get_column_letter, range(int(element.get("min")), last + 1)))
            if name in ("row", "mergeCell"):
                element.clear()
    return layout
