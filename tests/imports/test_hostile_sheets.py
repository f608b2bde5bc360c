"""Sheets and mappings that mean ill cost no more than their size, or are refused."""

import io
import time

import openpyxl
import pytest

from engagements.imports.mapping import MappingError, read_mapping
from engagements.imports.reading import SheetError, SheetFile, SheetOptions

TIMES = 8


def workbook(rows, columns):
    book, content = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for _ in range(rows):
        sheet.append(["x"] * columns)
    book.save(content)
    return content.getvalue()


# What it is -> a function of a number that makes a file as long as that is large.
SHEETS = {
    "rows": lambda number: b"a,b\n" * number,
    "columns": lambda number: b"a,b\n" + b"," * number,
    "headings": lambda number: ",".join(f"h{n}" for n in range(number)).encode(),
    "headings of one name": lambda number: b"a," * number + b"\n" + b"1," * number,
    "quotes": lambda number: b'a,b\n"' + b'""' * number,
    "quotes left open": lambda number: b'a,b\n1,"' + b"x\n" * number,
    "one long line": lambda number: b"a\n" + b"x" * number,
    "delimiters of all kinds": lambda number: b",;\t|" * number + b"\n1",
    "empty lines": lambda number: b"\n" * number + b"a,b\n1,2",
    "signs of no encoding": lambda number: b"a,b\n" + bytes(range(128, 256)) * (number // 50),
    "rows of a workbook": lambda number: workbook(number // 10, 2),
    "columns of a workbook": lambda number: workbook(2, number // 10),
}  # fmt: skip
MAPPINGS = {
    "tables": lambda number: "".join(f"[t{n}]\n" for n in range(number // 5)),
    "tables of one name": lambda number: "[[visit]]\n" * (number // 8),
    "keys": lambda number: "[visit]\n" + "".join(f"k{n}=1\n" for n in range(number // 6)),
    "arrays in each other": lambda number: "x=" + "[" * number,
    "tables in each other": lambda number: "x=" + "{a=" * number,
    "names of many parts": lambda number: ".".join("a" * number) + "=1",
    "escapes": lambda number: 'x="' + "\\u0041" * (number // 6) + '"',
    "digits": lambda number: "x=1" + "0" * number,
}


def read_sheet(content):
    try:
        with SheetFile(io.BytesIO(content), "a.csv").sheet(SheetOptions()).opened() as (_, rows):
            for _ in rows:
                pass
    except SheetError:
        pass


def read_toml(text):
    with pytest.raises(MappingError):
        read_mapping(text, "a.toml")


def seconds_of(read, content):
    taken = []
    for _ in range(2):
        started = time.process_time()
        read(content)
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize(
    ("read", "make"),
    [(read_sheet, make) for make in SHEETS.values()] + [(read_toml, make) for make in MAPPINGS.values()],
    ids=[*SHEETS, *MAPPINGS],
)
def test_doubling_a_file_three_times_does_not_double_its_time_six_times(read, make):
    small, large = make(4_000), make(4_000 * TIMES)
    seconds_of(read, small)  # loads what it needs
    assert seconds_of(read, large) <= TIMES * 3 * max(seconds_of(read, small), 0.004)
