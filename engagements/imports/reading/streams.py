"""Open files that belong to somebody else."""

import io


class UnclosedStream(io.RawIOBase):
    """Somebody else's open file, which stays open when this is closed."""

    def __init__(self, file):
        self.inner = file

    def readable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, buffer):
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset, whence=0):
        return self.inner.seek(offset, whence)

    def tell(self):
        return self.inner.tell()
