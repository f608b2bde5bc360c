"""CSV of any delimiter and encoding."""

import codecs
import csv
import io
from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from typing import IO, TYPE_CHECKING

from charset_normalizer import from_bytes

from .options import SheetOptions
from .problems import SheetError
from .sheets import MAX_CELL_CHARACTERS, MAX_COLUMNS, SheetLine, SheetReader
from .streams import UnclosedStream

if TYPE_CHECKING:
    from .files import SheetFile

MAX_LINE_CHARACTERS = 8_000_000
SAMPLE_BYTES = 64 * 2**10
DELIMITERS = ",;\t|"
ENCODING_BY_MARK = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class CsvReader(SheetReader):
    """A CSV file; ``mapped_headings`` are headings that help to find the delimiter."""

    def __init__(self, file: "SheetFile", options: SheetOptions, mapped_headings: Collection[str]) -> None:
        super().__init__(file, options)
        self.encoding = self.find_encoding()
        self.delimiter = options.delimiter or self.find_delimiter(mapped_headings)

    def find_encoding(self) -> str:
        """Return the encoding: that of the mapping, by its mark, UTF-8, or else a guess, with a note."""
        with closing(self.file.open()) as stream:
            sample = stream.read(SAMPLE_BYTES) or b""
            for mark, encoding in ENCODING_BY_MARK:
                if sample.startswith(mark):
                    return encoding
            for encoding in self.options.encoding:
                if decodes(stream, encoding):
                    return encoding
            if self.options.encoding:
                raise SheetError(f"{self.name} is not in the encoding {' or '.join(self.options.encoding)}.")
            if sample[:200].count(0) > len(sample[:200]) // 3:
                return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
            if b"\0" in sample or decodes(stream, "utf-8"):
                return "utf-8"
            encoding = likeliest_encoding(sample_beyond_ascii(stream))
        if not encoding:
            raise SheetError(f"{self.name}: its encoding can't be told. Say it in [sheet] encoding.")
        self.notes.append(f"{self.name} was taken to be in {encoding}; [sheet] encoding can say otherwise.")
        return encoding

    def find_delimiter(self, mapped_headings: Collection[str]) -> str:
        """Return the delimiter that gives most of the ``mapped_headings`` headings, then the most columns."""
        for _, text in self.text_lines():
            if text.strip(" \t\r\n" + DELIMITERS):
                break
        else:
            raise SheetError(f"{self.name} has no heading row: there is nothing in it.")

        def fit(delimiter: str) -> tuple[int, int]:
            cells = next(csv.reader([text], delimiter=delimiter), [])
            headings = [" ".join(cell.split()) for cell in cells]
            return len(set(headings).intersection(mapped_headings)), len(headings)

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
                    f"{self.name}, after line {number}: it is not in the encoding {self.encoding} ({error})."
                ) from error

    def lines(self) -> Generator[SheetLine]:
        limit = csv.field_size_limit(MAX_CELL_CHARACTERS)
        reader = csv.reader((line for _, line in self.text_lines()), delimiter=self.delimiter, strict=True)
        number = 1
        try:
            for values in reader:
                if len(values) > MAX_COLUMNS:
                    raise SheetError(f"{self.name}, line {number}: more than {MAX_COLUMNS:,} cells.")
                yield SheetLine(number, values, {})
                number = reader.line_num + 1
        except csv.Error as error:
            raise SheetError(f"{self.name}, line {number}: {explain(error)}") from error
        finally:
            csv.field_size_limit(limit)


def likeliest_encoding(sample: bytes) -> str:
    """Return the encoding that gives the most likely text; of several alike the most used one."""
    matches = list(from_bytes(sample, cp_exclusion=["utf_8", "utf_7", "utf_16", "utf_32"]))
    alike = [
        match
        for match in matches
        if (match.chaos, match.coherence) == (matches[0].chaos, matches[0].coherence)
    ]
    names = [name for match in alike for name in (match.encoding, *match.could_be_from_charset)]
    # Of Latin-1 and its superset only the latter has the quotes that people type.
    common = {"cp1252", "latin_1", "iso8859_15"}.intersection(names)
    return "cp1252" if common else next(iter(names), "")


def decodes(stream: IO[bytes] | UnclosedStream, encoding: str) -> bool:
    """Whether all of ``stream`` is text in ``encoding``."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := stream.read(2**20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def sample_beyond_ascii(stream: IO[bytes] | UnclosedStream) -> bytes:
    """Return lines that have letters outside ASCII: only they tell encodings apart."""
    stream.seek(0)
    sample = b""
    with closing(io.BufferedReader(UnclosedStream(stream))) as lines:
        while (line := lines.readline(MAX_LINE_CHARACTERS)) and len(sample) < SAMPLE_BYTES:
            if not line.isascii():
                sample += line[:2000]
    return sample


def explain(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text:
        return f"a cell has more than {MAX_CELL_CHARACTERS:,} characters."
    if "unexpected end of data" in text:
        return "a quotation mark is opened here and never closed."
    if "expected after" in text:
        return "something stands between a closing quotation mark and the next delimiter."
    return f"{text}."
