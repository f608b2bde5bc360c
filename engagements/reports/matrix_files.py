"""The matrix of who met whom as a file: CSV with a line for each pair that met, XLSX as it looks, too."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook

from engagements.exports.responses import CSV_TYPE, XLSX_TYPE, attachment_headers
from engagements.exports.sheets import BOM, add_sheet, csv_value, file_of, xlsx_value

if TYPE_CHECKING:
    from .matrix import Matrix, MatrixCell

PAIR_COLUMNS = (
    "delegation_id",
    "delegation",
    "counterpart_id",
    "counterpart",
    "meetings_held",
    "last_dates",
    "last_start_date",
    "last_end_date",
)


def matrix_response(matrix: "Matrix", file_format: str, notes: Iterable[str]) -> HttpResponseBase:
    """Return ``matrix`` as a file; ``notes`` are lines that say in words what it is over."""
    headers = attachment_headers(
        f"who-met-whom-{matrix.kind}-{timezone.localtime():%Y-%m-%d-%H%M}.{file_format}"
    )
    if file_format == "csv":
        return HttpResponse(to_csv(matrix), content_type=CSV_TYPE, headers=headers)
    return FileResponse(to_xlsx(matrix, notes), content_type=XLSX_TYPE, headers=headers)


def pairs(matrix: "Matrix") -> Iterator[tuple[Any, ...]]:
    """Yield a line for each pair that met; an id is a uid, or the code of a country."""
    for row in matrix.rows:
        for cell in row.filled_cells:
            last = cell.last
            yield (
                *(row.party.uid or row.party.key, row.party.name),
                *(cell.party.uid or cell.party.key, cell.party.name),
                *(cell.times, last and last.dates, last and last.start_date, last and last.end_date),
            )


def to_csv(matrix: "Matrix") -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(PAIR_COLUMNS)
    writer.writerows([csv_value(value) for value in pair] for pair in pairs(matrix))
    if matrix.cut:
        writer.writerow([matrix.cut])
    return BOM + buffer.getvalue()


def to_xlsx(matrix: "Matrix", notes: Iterable[str]) -> IO[bytes]:
    book = Workbook(write_only=True)
    add_grid(book, "meetings held", matrix, lambda cell: cell.times or None)
    add_grid(book, "last met", matrix, lambda cell: cell.last and cell.last.when)
    pair_sheet = add_sheet(book, "pairs", PAIR_COLUMNS)
    for pair in pairs(matrix):
        pair_sheet.append([xlsx_value(value) for value in pair])
    note_sheet = book.create_sheet("about")
    for line in filter(None, (*notes, matrix.cut)):
        note_sheet.append([xlsx_value(line)])
    return file_of(book)


def add_grid(book: Workbook, name: str, matrix: "Matrix", value: "Callable[[MatrixCell], Any]") -> None:
    """Add the matrix as it looks, with ``value(cell)`` in each cell and the sums first."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "C3"
    sheet.append(["", "all", *(xlsx_value(column.party.name) for column in matrix.columns)])
    sheet.append(["all", None, *(value(column.sum) for column in matrix.columns)])
    for row in matrix.rows:
        sheet.append([xlsx_value(row.party.name), value(row.sum), *map(value, row.cells)])
