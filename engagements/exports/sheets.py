"""Exports as CSV, JSON and XLSX."""

import csv
import io
import json
import re
import tempfile
from datetime import date
from itertools import islice
from uuid import UUID

from django.core.exceptions import ValidationError
from openpyxl import Workbook

from .columns.words import plain

BOM = "\N{BYTE ORDER MARK}"  # without it, Excel takes UTF-8 for something else
BATCH = 200  # rows that are sent at a time

# What makes a spreadsheet run a cell, also when it is typed in full width; and the apostrophe
# that stops it, so that reading the file back can take away exactly what was put there.
RUNS = tuple("=+-@\t\r\n＝＋－＠'")

XLSX_ROWS = 1_048_576  # of one sheet, the heading included
XLSX_CHARACTERS = 32_767  # of one cell
CUT = "… [cut]"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FIRST_XLSX_DATE = date(1900, 3, 1)  # before it, spreadsheets count the days wrongly or not at all

to_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain).encode


def harmless(text):
    """Return ``text`` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(RUNS) else text


def as_text(value):
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dict):
        return to_json(value)
    return value if value is None or isinstance(value, int) else plain(value)


def write_csv(kind, queryset, user, *_):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(kind.columns)
    yield BOM + buffer.getvalue()
    records = kind.read(queryset, user)
    while batch := list(islice(records, BATCH)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([as_text(value) for value in kind.cells(one)] for one in batch)
        yield buffer.getvalue()


def write_json(kind, queryset, user, *_):
    """Values as they are, nothing made harmless: no spreadsheet reads this."""
    yield "["
    records, separator = kind.read(queryset, user), "\n"
    while batch := list(islice(records, BATCH)):
        objects = (dict(zip(kind.columns, kind.cells(one), strict=True)) for one in batch)
        yield separator + ",\n".join(map(to_json, objects))
        separator = ",\n"
    yield "\n]\n"


def check_size(kind, queryset):
    """Raise ValidationError where one of the sheets of an XLSX would be too long."""
    counts = {kind.name: queryset.count()}
    for name in kind.sheets:
        lines = kind.lines[name]
        records = queryset.order_by().values("pk")
        counts[name] = lines.queryset(None).filter(**{f"{lines.record}__in": records}).count()
    for name, count in counts.items():
        if count >= XLSX_ROWS:
            raise ValidationError(
                f"An Excel file holds at most {XLSX_ROWS - 1:,} {name}, and these are {count:,}. "
                "Filter the list further, or export it as CSV."
            )


def as_cell(value):
    """Return ``value`` as openpyxl is to write it: real dates, and text that XML can hold."""
    if isinstance(value, dict):
        value = to_json(value)
    elif isinstance(value, UUID) or (isinstance(value, date) and value < FIRST_XLSX_DATE):
        return plain(value)
    if not isinstance(value, str):
        return value
    text = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", harmless(value))
    return text if len(text) <= XLSX_CHARACTERS else text[: XLSX_CHARACTERS - len(CUT)] + CUT


def write_xlsx(kind, queryset, user, *_):
    """Return a file: a sheet of the records, and one for each kind of their lines."""
    book = Workbook(write_only=True)
    record_uid = f"{kind.model._meta.model_name}_uid"
    records = add_sheet(book, kind.name, kind.columns)
    sheets = [
        (name, columns.values(), add_sheet(book, name, [record_uid, *columns]))
        for name, columns in kind.sheets.items()
    ]
    for one in kind.read(queryset, user):
        records.append([as_cell(value) for value in kind.cells(one)])
        for name, paths, sheet in sheets:
            for line in one.lines[name]:
                sheet.append([str(one.row.uid), *(as_cell(getattr(line, path)) for path in paths)])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def add_sheet(book, name, columns):
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    return sheet
