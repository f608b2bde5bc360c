"""Files to import, and which kind of sheet each one is."""

import hashlib
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
            head = stream.read(8)
        if not head:
            raise SheetError(f"{self.name} is empty.")
        if head.startswith((b"PK\3\4", b"PK\5\6")):
            return WorkbookReader(self, options)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise SheetError(f"{self.name} is a workbook of the old kind (.xls): save it as .xlsx or CSV.")
        return CsvReader(self, options, mapped_headings)
