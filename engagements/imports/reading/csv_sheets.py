"""CSV of any delimiter."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from .encodings import find_encoding
from .options import SheetOptions
from .problems import SheetError
from .sheets import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_LINES_TO_HEADING,
    SheetLine,
    SheetReader,
    headings_of,
)
from .streams import UnclosedStream

if TYPE_CHECKING:
    from .files import SheetFile

MAX_LINE_CHARACTERS = 8_000_000
SAMPLED_CHARACTERS = 100_000  # of a line
DELIMITERS = ",;\t|"
# What a spreadsheet program writes as the first line of a file, for itself: "sep=;".
SEPARATOR_LINE = re.compile(r'\ufeff*"?sep=(.)"?[\r\n]*', re.IGNORECASE)
BYTE_ORDER_MARK = "\ufeff"


class CsvReader(SheetReader):
    """A CSV file of any delimiter."""

    def __init__(self, file: "SheetFile", options: SheetOptions, mapped_headings: Collection[str]) -> None:
        super().__init__(file, options, mapped_headings)
        with closing(self.file.open()) as stream:
            self.encoding = find_encoding(stream, self.name, options.encoding, self.notes)
        self.delimiter = options.delimiter or self.find_delimiter()

    def find_delimiter(self) -> str:
        """Return the delimiter that its first line names, or that gives most of the mapped headings."""
        heading_row = self.options.heading_row
        first_lines = islice(self.text_lines(), max(MAX_LINES_TO_HEADING, heading_row))
        lines = [text[:SAMPLED_CHARACTERS] for _, text in first_lines]
        if not any(text.strip(" \t\r\n" + DELIMITERS) for text in lines):
            raise SheetError(f"{self.name} has no heading row: there is nothing in it.")
        if sign := SEPARATOR_LINE.fullmatch(lines[0]):
            return sign.group(1)
        if heading_row:
            lines = lines[heading_row - 1 :]
            if not any(text.strip(" \t\r\n" + DELIMITERS) for text in lines):
                raise SheetError(
                    f"{self.name} has nothing in row {heading_row} or below it, where the mapping has the "
                    "headings (heading_row in [sheet])."
                )

        def fit(delimiter: str) -> tuple[int, int]:
            rows = list(filter(any, csv.reader(lines, delimiter=delimiter)))
            mapped = max(len(self.mapped_headings.intersection(headings_of(row))) for row in rows)
            return mapped, Counter(map(len, rows)).most_common(1)[0][0]

        csv.field_size_limit(MAX_CELL_CHARACTERS)
        try:
            return max(DELIMITERS, key=fit)
        except csv.Error:
            return ","

    def text_lines(self) -> Iterator[tuple[int, str]]:
        """Yield (line number, text with its line end); raise `SheetError` where it is no text."""
        number = 1
        with (
            closing(self.file.open()) as stream,
            io.TextIOWrapper(io.BufferedReader(UnclosedStream(stream)), self.encoding, newline="") as lines,
        ):
            try:
                while line := lines.readline(MAX_LINE_CHARACTERS):
                    if number == 1:
                        line = line.lstrip(BYTE_ORDER_MARK)
                    if "\0" in line:
                        raise SheetError(f"{self.name}, line {number}: it has NUL bytes, so it is no text.")
                    if len(line) >= MAX_LINE_CHARACTERS:
                        raise SheetError(
                            f"{self.name}, line {number}: longer than {MAX_LINE_CHARACTERS:,} characters."
                        )
                    yield number, line
                    number += 1
            except UnicodeError as error:
                raise SheetError(
                    f"{self.name}, after line {number}: it is no text in {self.encoding}. "
                    "Save it as .xlsx, or as CSV in UTF-8."
                ) from error

    def lines(self) -> Generator[SheetLine]:
        limit = csv.field_size_limit(MAX_CELL_CHARACTERS)
        reader = csv.reader((line for _, line in self.text_lines()), delimiter=self.delimiter, strict=True)
        number = 1
        try:
            for values in reader:
                if len(values) > MAX_COLUMNS:
                    raise SheetError(f"{self.name}, line {number}: more than {MAX_COLUMNS:,} cells.")
                if number > 1 or not SEPARATOR_LINE.fullmatch(self.delimiter.join(values)):
                    yield SheetLine(number, values, {})
                number = reader.line_num + 1
        except csv.Error as error:
            raise SheetError(f"{self.name}, line {number}: {explain(error)}") from error
        finally:
            csv.field_size_limit(limit)


def explain(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text:
        return f"a cell has more than {MAX_CELL_CHARACTERS:,} characters."
    if "unexpected end of data" in text:
        return "a quotation mark is opened here and never closed."
    if "expected after" in text:
        return "something stands between a closing quotation mark and the next delimiter."
    return f"{text}."
