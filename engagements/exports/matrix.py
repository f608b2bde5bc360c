"""The matrix of who met whom as a file: CSV with a line for each pair that met, XLSX as it looks, too."""

import csv
import io
import tempfile

from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from .sheets import BOM, as_cell, as_text

PAIRS = (
    "delegation_id",
    "delegation",
    "counterpart_id",
    "counterpart",
    "meetings_held",
    "last_dates",
    "last_start_date",
    "last_end_date",
)


def respond(matrix, file_format, about):
    """Return ``matrix`` as a file; ``about`` is what it is over, in lines of words."""
    name = f"who-met-whom-{matrix.kind}-{timezone.localtime():%Y-%m-%d-%H%M}.{file_format}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "private, no-store",
    }
    if file_format == "csv":
        return HttpResponse(to_csv(matrix), content_type="text/csv; charset=utf-8", headers=headers)
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(to_xlsx(matrix, about), content_type=content_type, headers=headers)


def pairs(matrix):
    """Yield a line for each pair that met; an id is a uid, or the code of a country."""
    for row in matrix.rows:
        for cell in row.met:
            yield (
                *(row.party.uid or row.party.key, row.party.name),
                *(cell.party.uid or cell.party.key, cell.party.name),
                *(cell.times, cell.last.dates, cell.last.start_date, cell.last.end_date),
            )


def to_csv(matrix):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(PAIRS)
    writer.writerows([as_text(value) for value in pair] for pair in pairs(matrix))
    if matrix.cut:
        writer.writerow([matrix.cut])
    return BOM + buffer.getvalue()


def to_xlsx(matrix, about):
    book = Workbook(write_only=True)
    add_grid(book, "meetings held", matrix, lambda cell: cell.times or None)
    add_grid(book, "last met", matrix, lambda cell: cell.last and cell.last.when)
    sheet = book.create_sheet("pairs")
    sheet.freeze_panes = "A2"
    sheet.append(PAIRS)
    for pair in pairs(matrix):
        sheet.append([as_cell(value) for value in pair])
    notes = book.create_sheet("about")
    for line in filter(None, (*about, matrix.cut)):
        notes.append([as_cell(line)])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
    book.save(file)
    file.seek(0)
    return file


def add_grid(book, name, matrix, value):
    """Add the matrix as it looks, with ``value(cell)`` in each cell and the sums first."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "C3"
    sheet.append(["", "all", *(as_cell(column.party.name) for column in matrix.columns)])
    sheet.append(["all", None, *(value(column.sum) for column in matrix.columns)])
    for row in matrix.rows:
        sheet.append([as_cell(row.party.name), value(row.sum), *map(value, row.cells)])
