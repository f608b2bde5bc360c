"""Text out of a PDF, in a process of its own: whatever a file makes of it, it ends with its time and memory.

    python -I pdf.py < file.pdf

prints one JSON object: ``text``, or ``error`` with why there is none. Imports nothing of the app.
"""

import contextlib
import io
import json
import logging
import resource
import subprocess
import sys
from typing import BinaryIO

MOST_SECONDS = 10
MOST_MEMORY = 1_000_000_000  # bytes of addresses; what is in use is a fraction of it
MOST_PAGES = 200
MOST_CHARACTERS = 2_000_000

TOO_MUCH = "It is a PDF that takes too long to read, or too much memory: copy its text and paste it."
DAMAGED = "It is a damaged PDF: open it in a viewer, copy its text and paste it."


def read_pdf(content: bytes) -> tuple[str, str]:
    """Return (text, "") or ("", why there is none) for the bytes of a PDF."""
    try:
        done = subprocess.run(  # noqa: S603 (nothing of the file is in the command)
            [sys.executable, "-I", __file__],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", TOO_MUCH
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it ended without a word; killed, by its limits
        return "", TOO_MUCH if done.returncode < 0 else DAMAGED
    return answer["text"], answer["error"]


def pages_of(stream: BinaryIO) -> tuple[str, str]:
    """Return (text, "") or ("", why not) for a PDF that is open; its pages are parted by blank lines."""
    # Here, so that the limits are set before a library is loaded.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            return "", "It is a PDF that is locked by a password: save it without one first."
        pages, size = [], 0
        for page in reader.pages[:MOST_PAGES]:
            pages.append(page.extract_text().replace("\0", "").strip())
            size += len(pages[-1])
            if size > MOST_CHARACTERS:
                break
    except MemoryError:
        return "", TOO_MUCH
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError,
            ArithmeticError, AssertionError, NotImplementedError):  # fmt: skip
        return "", DAMAGED
    text = "\n\n".join(pages)
    if not any(character.isalpha() for character in text):
        return "", "It is a PDF without text, such as a scanned one: have its text recognized, then paste it."
    return text, ""


def main() -> None:
    for limit, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    logging.disable()
    content = io.BytesIO(sys.stdin.buffer.read())
    with contextlib.redirect_stdout(sys.stderr):
        text, error = pages_of(content)
    sys.stdout.write(json.dumps({"text": text, "error": error}))


if __name__ == "__main__":
    main()
