"""Open files that belong to somebody else."""

import io
from typing import IO, Any


class UnclosedStream(io.RawIOBase):
    """Somebody else's open file, which stays open when this is closed."""

    def __init__(self, file: "IO[bytes] | UnclosedStream") -> None:
        self.inner = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.inner.seek(offset, whence)

    def tell(self) -> int:
        return self.inner.tell()
