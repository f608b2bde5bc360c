"""Files to import, and which kind of sheet each one is."""

import hashlib
from contextlib import closing
from pathlib import Path

from .csv_sheets import CsvReader
from .problems import SheetError
from .streams import UnclosedStream
from .workbooks import WorkbookReader


class SheetFile:
    """A file to read, by path or as an open binary file, under the name that its owner gave it."""

    def __init__(self, file, name=""):
        self.file, self.path = (None, Path(file)) if isinstance(file, str | Path) else (file, None)
        self.name = Path(name or self.path or file.name).name

    def open(self):
        if self.path:
            try:
                return self.path.open("rb")
            except OSError as error:
                raise SheetError(f"{self.name}: {error.strerror}.") from error
        self.file.seek(0)
        return UnclosedStream(self.file)

    def sha256(self):
        digest = hashlib.sha256()
        with closing(self.open()) as stream:
            while block := stream.read(2**20):
                digest.update(block)
        return digest.hexdigest()

    def sheet(self, options, wanted=()):
        """Return the `SheetReader`; ``wanted`` are headings that help to tell the delimiter."""
        with closing(self.open()) as stream:
            head = stream.read(8)
        if not head:
            raise SheetError(f"{self.name} is empty.")
        if head.startswith(b"PK\3\4") or head.startswith(b"PK\5\6"):
            return WorkbookReader(self, options)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise SheetError(f"{self.name} is a workbook of the old kind (.xls): save it as .xlsx or CSV.")
        return CsvReader(self, options, wanted)
