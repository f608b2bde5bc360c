"""Files to import, and which kind of sheet each one is."""

import hashlib
import re
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import IO

from .csv_sheets import CsvReader
from .options import SheetOptions
from .problems import SheetError
from .sheets import SheetReader
from .streams import UnclosedStream
from .workbooks import WorkbookReader

HEAD_BYTES = 512
OLE_MARK = b"\xd0\xcf\x11\xe0"
# By a pattern of its first bytes: what people take for a sheet, as its name ends in .csv or .xls.
OTHER_KINDS = {
    rb"%PDF-": "a PDF",
    rb"{\\rtf": "a text document (.rtf)",
    rb"(\xef\xbb\xbf)?\s*<\?xml.*(office:spreadsheet|Excel\.Sheet)": "an XML spreadsheet of the old kind",
    rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|meta)\b": "a web page (HTML)",
    rb"ID;P": "a sheet in SYLK",
    rb"\x1f\x8b": "packed (gzip)",
    rb"SQLite format 3": "a database",
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP": "a picture",
    rb"MZ.\0|\x7fELF": "a program",
}


class SheetFile:
    """A file to read, by path or as an open binary file, under the name that its owner gave it."""

    def __init__(self, file: str | Path | IO[bytes], name: str = "") -> None:
        self.source = Path(file) if isinstance(file, str) else file
        self.name = Path(name or (self.source if isinstance(self.source, Path) else self.source.name)).name

    def open(self) -> IO[bytes] | UnclosedStream:
        """Return the file, at its beginning; raise `SheetError` where it can't be opened."""
        if isinstance(self.source, Path):
            try:
                return self.source.open("rb")
            except OSError as error:
                raise SheetError(f"{self.name}: {error.strerror}.") from error
        self.source.seek(0)
        return UnclosedStream(self.source)

    def sha256(self) -> str:
        digest = hashlib.sha256()
        with closing(self.open()) as stream:
            while block := stream.read(2**20):
                digest.update(block)
        return digest.hexdigest()

    def sheet(self, options: SheetOptions, mapped_headings: Collection[str] = ()) -> SheetReader:
        """Return the reader of its kind; ``mapped_headings`` are headings that help to find the delimiter."""
        with closing(self.open()) as stream:
            head = stream.read(HEAD_BYTES)
        if not head:
            raise SheetError(f"{self.name} is empty.")
        if head.startswith((b"PK\3\4", b"PK\5\6")):
            return WorkbookReader(self, options, mapped_headings)
        if head.startswith(OLE_MARK):
            raise SheetError(f"{self.name} is {self.kind_of_ole_file()}")
        for pattern, kind in OTHER_KINDS.items():
            if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
                raise SheetError(f"{self.name} is {kind}: save it as .xlsx or CSV.")
        return CsvReader(self, options, mapped_headings)

    def kind_of_ole_file(self) -> str:
        """Return what an old compound file is, and what to do."""
        with closing(self.open()) as stream:
            while block := stream.read(2**20):
                if "EncryptedPackage".encode("utf-16-le") in block:
                    return "protected by a password: save it without one."
        return "a workbook of the old kind (.xls): save it as .xlsx or CSV."
