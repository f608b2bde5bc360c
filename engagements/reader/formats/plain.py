"""Plain text of any encoding."""

import codecs

from .contents import Contents, UnreadableFile

# So many bytes for each character that is wanted: four of a text, or the markup around it.
BYTES_PER_CHARACTER = 20
GUESSED_BYTES = 100_000  # enough to tell an encoding


def decode(content: bytes, longest: int, charset: str = "") -> tuple[str, bool]:
    """Return a text, in ``charset`` where that is known and fits; and whether it was cut."""
    limit = longest * BYTES_PER_CHARACTER
    is_cut = len(content) > limit
    content = content[:limit]
    mark = by_mark(content)
    # A character may be cut in two at the end; of UTF-16 programs cut it that end lines with one byte.
    for encoding, is_whole in ((charset, not is_cut), (mark or "utf-8", not is_cut), (mark, False)):
        if not encoding:
            continue
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(content, final=is_whole)
            break
        except (UnicodeError, LookupError, TypeError, ValueError):
            continue
    else:
        text = content.decode(likeliest_encoding(content), "replace")
    if text[:2000].count("\0") > 10:
        raise UnreadableFile("It is not a text.")
    return text.removeprefix("\ufeff"), is_cut


def by_mark(content: bytes) -> str:
    """Return the encoding that the first bytes tell, if they do."""
    marks = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    return next((encoding for mark, encoding in marks.items() if content.startswith(mark)), "")


def likeliest_encoding(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and seldom needed

    best = from_bytes(content[:GUESSED_BYTES]).best()
    if best is None:
        raise UnreadableFile("It is not a text, or its encoding can't be told.")
    return best.encoding


def plain_contents(text: str, longest: int) -> Contents:
    return Contents([text[:longest]], is_cut=len(text) > longest)
