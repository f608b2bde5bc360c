"""CSV of any delimiter and encoding."""

import codecs
import csv
import io
from contextlib import closing

from charset_normalizer import from_bytes

from .problems import SheetError
from .sheets import MAX_CELL, MAX_COLUMNS, SheetReader
from .streams import UnclosedStream

MAX_LINE = 8_000_000


SAMPLE = 64 * 2**10


DELIMITERS = ",;\t|"


MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class CsvReader(SheetReader):
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
        with closing(io.BufferedReader(UnclosedStream(stream))) as lines:
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
            io.TextIOWrapper(io.BufferedReader(UnclosedStream(stream)), self.encoding, newline="") as lines,
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
