"""RTF, as word processors of every kind can save it."""

import re

from striprtf.striprtf import font_table_group, rtf_to_text

from .contents import Contents, UnreadableFile

MAX_FONT_TABLE = 50_000  # characters: the time for more of it grows with its square


def rtf_contents(content: bytes, longest: int) -> Contents:
    # A break of a line means nothing there, and keeps the library from looking for the addresses of links,
    # for which it takes the square of the time.
    source = content.decode("cp1252", "replace").replace("\\fldinst", "\n\\fldinst")
    if len(font_table_group(source)) > MAX_FONT_TABLE:
        raise UnreadableFile("It is a damaged RTF document.")
    try:
        text = rtf_to_text(source, errors="replace")
    except (ValueError, LookupError, IndexError, KeyError, TypeError, OverflowError):
        raise UnreadableFile("It is a damaged RTF document.") from None
    text = re.sub(r"[ \t]*\n\s*", "\n\n", text.strip())  # a line is a paragraph there
    return Contents([text[:longest]], is_cut=len(text) > longest)
