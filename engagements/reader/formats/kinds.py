"""Which kind of file it is, told by what is in it; `main` runs in the process with limits."""

import re
from typing import Any

from .contents import Contents, UnreadableFile
from .plain import decode, plain_contents

OLE = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # what locks a DOCX makes it one of the old format
OUTLOOK = "__substg1.0_".encode("utf-16-le")  # how the properties of a mail are called
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")

HEADER = re.compile(rb"[!-9;-~]{1,60}:[ \t]")
# What programs write, and people who type a head of their own above a text don't.
TECHNICAL_HEADER = re.compile(rb"^(?:mime-version|message-id|received|return-path):", re.I | re.M)
MAX_HEAD = 20_000  # bytes


def main(content: bytes, **options: Any) -> dict[str, Any]:
    try:
        return contents_of(content, **options).as_json()
    except UnreadableFile as error:
        return {"error": str(error)}


def contents_of(
    content: bytes, *, name: str = "", longest: int, with_attached: bool = False, stop_after: float = 1
) -> Contents:
    """Return what a file holds; of a PDF no more pages are begun after ``stop_after`` seconds.

    Each kind is loaded when it is needed: that takes longer than most files.
    """
    suffix = name.lower().rpartition(".")[2]
    if content.startswith(b"%PDF"):
        from .pdf import pdf_contents  # noqa: PLC0415

        return pdf_contents(content, longest, stop_after)
    if content.startswith(b"PK\x03\x04"):
        from .documents import document_contents  # noqa: PLC0415

        return document_contents(content, longest)
    if content.startswith(b"{\\rtf"):
        from .rtf import rtf_contents  # noqa: PLC0415

        return rtf_contents(content, longest)
    if content.startswith(OLE) and (suffix == "msg" or OUTLOOK in content):
        from .outlook import outlook_contents  # noqa: PLC0415

        return outlook_contents(content, longest, with_attached=with_attached)
    refuse_other_kinds(content)
    if is_mail(content, suffix):
        from .mail import mail_contents  # noqa: PLC0415

        return mail_contents(content, longest, with_attached=with_attached)
    return text_contents(content, longest, suffix)


def refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLE):
        if LOCKED in content:
            raise UnreadableFile("It is locked by a password: save it without one first.")
        raise UnreadableFile("It is of an old format: save it as DOCX or as text first.")
    if content.startswith(PICTURES):
        raise UnreadableFile("It is a picture: have its text recognized, then paste it.")


def text_contents(content: bytes, longest: int, suffix: str) -> Contents:
    """Return the text of a page or of plain text."""
    text, is_cut = decode(content, longest)
    beginning = text[:2000].lower()
    if suffix in ("html", "htm") or "<html" in beginning or "<!doctype html" in beginning:
        from .web import html_contents  # noqa: PLC0415

        contents = html_contents(text, longest)
    else:
        contents = plain_contents(text, longest)
    contents.is_cut |= is_cut
    return contents


def is_mail(content: bytes, suffix: str) -> bool:
    """Whether it is a mail: by its name, or by the headers that programs write."""
    head = re.split(rb"\r?\n\r?\n", content[:MAX_HEAD], maxsplit=1)[0]
    return bool(HEADER.match(head)) and (suffix == "eml" or bool(TECHNICAL_HEADER.search(head)))
