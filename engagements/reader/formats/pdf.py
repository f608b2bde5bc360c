"""The pages of a PDF, as far as there is time."""

import time
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .contents import Contents, UnreadableFile

MOST_PAGES = 1_000

TOO_MUCH = "It is a PDF that takes too long to read, or too much memory: copy its text and paste it."
DAMAGED = "It is a damaged PDF: open it in a viewer, copy its text and paste it."


def pdf_contents(content: bytes, longest: int, stop_after: float) -> Contents:
    """Return the text of each page; none is begun after ``stop_after`` seconds of processor time."""
    end = time.process_time() + stop_after
    pages: list[str] = []
    is_cut = False
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("It is a PDF that is locked by a password: save it without one first.")
        for page in reader.pages:
            is_cut = longest <= 0 or len(pages) >= MOST_PAGES or time.process_time() > end
            if is_cut:
                break
            text = page.extract_text().replace("\0", "").strip()
            pages.append(text[:longest])
            is_cut = len(text) > longest
            longest -= len(text)
    except MemoryError:
        raise UnreadableFile(TOO_MUCH) from None
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError,
            ArithmeticError, AssertionError, NotImplementedError):  # fmt: skip
        raise UnreadableFile(DAMAGED) from None
    if not any(character.isalpha() for page in pages for character in page):
        raise UnreadableFile(
            "It is a PDF without text, such as a scanned one: have its text recognized, then paste it."
        )
    return Contents(pages, is_paged=True, is_cut=is_cut)
