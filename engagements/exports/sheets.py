"""Exports as CSV, JSON and XLSX."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from openpyxl import Workbook

from .columns.records import ExportKind

BOM = "\N{BYTE ORDER MARK}"  # without it, Excel takes UTF-8 for something else
ROWS_PER_WRITE = 200

# What makes a spreadsheet run a cell, also when it is typed in full width; and the apostrophe
# that stops it, so that reading the file back can take away exactly what was put there.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠'")

XLSX_MAX_ROWS = 1_048_576  # of one sheet, the heading included
XLSX_MAX_CHARACTERS = 32_767  # of one cell
CUT_MARK = "… [cut]"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FIRST_XLSX_DATE = date(1900, 3, 1)  # before it, spreadsheets count the days wrongly or not at all


def plain_text(value: Any) -> str:
    """Return ``value`` (a UUID, a date or a time) as a text."""
    return str(value) if isinstance(value, UUID) else value.isoformat()


to_json = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain_text
).encode


def escape_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def replace_not_in_xml(text: str) -> str:
    """Return ``text`` with a replacement character for each one that XML can't hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def csv_value(value: Any) -> str | int | None:
    if isinstance(value, str):
        return escape_formula(value)
    if isinstance(value, dict):
        return to_json(value)
    return value if value is None or isinstance(value, int) else plain_text(value)


def write_csv(kind: ExportKind, queryset: QuerySet[Any], user: User, *_: object) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(kind.columns)
    yield BOM + buffer.getvalue()
    records = kind.read(queryset, user)
    while batch := list(islice(records, ROWS_PER_WRITE)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([csv_value(value) for value in kind.cells(record)] for record in batch)
        yield buffer.getvalue()


def write_json(kind: ExportKind, queryset: QuerySet[Any], user: User, *_: object) -> Iterator[str]:
    """Yield a list of objects; values are as they are, as no spreadsheet reads this."""
    yield "["
    records, separator = kind.read(queryset, user), "\n"
    while batch := list(islice(records, ROWS_PER_WRITE)):
        objects = (dict(zip(kind.columns, kind.cells(record), strict=True)) for record in batch)
        yield separator + ",\n".join(map(to_json, objects))
        separator = ",\n"
    yield "\n]\n"


def check_size(kind: ExportKind, queryset: QuerySet[Any], user: User) -> None:
    """Raise ValidationError where one of the sheets of an XLSX would be too long."""
    counts = {kind.name: queryset.count()}
    for name in kind.sheets:
        reader = kind.lines[name]
        pks = queryset.order_by().values("pk")
        counts[name] = reader.queryset(user).filter(**{f"{reader.record}__in": pks}).count()
    for name, count in counts.items():
        if count >= XLSX_MAX_ROWS:
            raise ValidationError(
                f"An Excel file holds at most {XLSX_MAX_ROWS - 1:,} {name}, and these are {count:,}. "
                "Filter the list further, or export it as CSV."
            )


def xlsx_value(value: Any) -> Any:
    """Return ``value`` as openpyxl is to write it: real dates, and text that XML can hold."""
    if isinstance(value, dict):
        value = to_json(value)
    elif isinstance(value, UUID) or (isinstance(value, date) and value < FIRST_XLSX_DATE):
        return plain_text(value)
    if not isinstance(value, str):
        return value
    text = replace_not_in_xml(escape_formula(value))
    return (
        text if len(text) <= XLSX_MAX_CHARACTERS else text[: XLSX_MAX_CHARACTERS - len(CUT_MARK)] + CUT_MARK
    )


def write_xlsx(kind: ExportKind, queryset: QuerySet[Any], user: User, *_: object) -> IO[bytes]:
    """Return a file: a sheet of the records, and one for each kind of their lines."""
    book = Workbook(write_only=True)
    record_uid = f"{kind.model._meta.model_name}_uid"
    record_sheet = add_sheet(book, kind.name, kind.columns)
    line_sheets = [
        (name, columns.values(), add_sheet(book, name, [record_uid, *columns]))
        for name, columns in kind.sheets.items()
    ]
    for record in kind.read(queryset, user):
        record_sheet.append([xlsx_value(value) for value in kind.cells(record)])
        for name, paths, sheet in line_sheets:
            for line in record.lines[name]:
                sheet.append([str(record.row.uid), *(xlsx_value(getattr(line, path)) for path in paths)])
    return file_of(book)


def add_sheet(book: Workbook, name: str, columns: Iterable[str]) -> Any:
    """Return a new sheet of ``book`` with a heading that stays in place."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    return sheet


def file_of(book: Workbook) -> IO[bytes]:
    """Return ``book`` as a file that the response closes."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
