"""Mails: the text that was written, and what was forwarded with it; what is only answered is left out.

Headers are taken raw, cut, and decoded one by one: Python's own structured parser fails on broken ones.
"""

import contextlib
import datetime
import email
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from .contents import AttachedFile, Contents, UnreadableFile
from .mail_quotes import written_and_forwarded
from .plain import decode
from .web import html_contents

ANSWER = re.compile(r"(?:re|aw|sv|antw)\s*:", re.I)
MAX_PARTS = 1_000
MAX_DEPTH = 40
MAX_HEADER = 2_000  # characters

Mail = Message  # not generic when it runs


def mail_contents(content: bytes, longest: int, *, with_attached: bool = False) -> Contents:
    """Return the text of a mail: what its writer wrote, then what is forwarded in it."""
    try:
        message = email.message_from_bytes(content)
    except RecursionError:
        raise UnreadableFile("It is a mail of too many mails within each other.") from None
    reader = MailReader(longest)
    reader.read(message)
    return assemble(
        reader.texts,
        longest,
        is_cut=reader.is_cut,
        title=header(message, "Subject"),
        sender=sender_of(message),
        date=date_of(message),
        message_id=header(message, "Message-ID").strip("<> "),
        attached=reader.attached if with_attached else [],
    )


def assemble(texts: list[str], longest: int, *, title: str, is_cut: bool, **about: Any) -> Contents:
    """Return what was written in ``texts``, and what is forwarded with it, with what is known of the mail."""
    is_answer = bool(ANSWER.match(title))
    pages = [page for text in texts for page in written_and_forwarded(text, is_answer=is_answer)]
    text = "\n\n".join(pages)
    if len(text) > longest:
        pages = [text[:longest]]
    return Contents(pages, is_cut=is_cut or len(text) > longest, title=title, **about)


class MailReader:
    """Goes through the parts of a mail, and those of the mails in it."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.texts: list[str] = []  # of the mail, then of each mail that is forwarded as a file
        self.attached: list[AttachedFile] = []
        self.part_count = 0
        self.is_cut = False

    def read(self, message: Mail, depth: int = 0) -> None:
        """Take the text and the files of ``message``."""
        parts = list(self.parts(message, depth))
        texts = [self.text(part) for part in parts if is_text(part)]
        self.texts.append("\n\n".join(filter(None, texts)))
        for part in parts:
            if part.get_content_type() == "message/rfc822":
                for inner in message_parts(part):
                    self.read(inner, depth + 1)
            elif not is_text(part):
                self.attach(part)

    def parts(self, message: Mail, depth: int) -> Iterator[Mail]:
        """Yield the parts that are no groups; of alternatives the plainest, and invitations."""
        self.part_count += 1
        if self.part_count > MAX_PARTS or depth > MAX_DEPTH:
            self.is_cut = True
            return
        if len(str(message.get("Content-Type", ""))) > MAX_HEADER:
            del message["Content-Type"]
        if message.get_content_maintype() != "multipart":
            yield message
            return
        parts = [part for child in message_parts(message) for part in self.parts(child, depth + 1)]
        if message.get_content_subtype() == "alternative":
            texts = [part for part in parts if is_text(part)]
            texts.sort(key=lambda part: part.get_content_subtype() != "plain")
            chosen = next((part for part in texts if self.text(part).strip()), None)
            parts = [part for part in parts if part is chosen or not is_text(part)]
        yield from parts

    def text(self, part: Mail) -> str:
        content = payload(part)
        charset = parameter(part, "charset")
        try:
            text, is_cut = decode(content, self.longest, charset)
        except UnreadableFile:
            return ""
        self.is_cut |= is_cut
        if part.get_content_subtype() == "html":
            return html_contents(text, self.longest).text
        text = text.replace("\r\n", "\n")
        if parameter(part, "format").lower() == "flowed":
            joined = "" if parameter(part, "delsp").lower() == "yes" else " "
            text = re.sub(r"(?<!^--) \n(?!>)", joined, text)
        return text

    def attach(self, part: Mail) -> None:
        name = file_name(part)
        if part.get_content_type() == "text/calendar":
            name = name or "invitation.ics"
        is_within_text = part.get("Content-ID") and not is_attachment(part)  # such as a logo
        if name and not is_within_text:
            self.attached.append(AttachedFile(name, payload(part)))


def message_parts(message: Mail) -> list[Mail]:
    parts = message.get_payload()
    return [part for part in parts if isinstance(part, Message)] if isinstance(parts, list) else []


def payload(part: Mail) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def is_attachment(part: Mail) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def is_text(part: Mail) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not is_attachment(part)


def parameter(part: Mail, name: str) -> str:
    """Return a parameter of the type of a part; "" where it has none, or one that can't be read."""
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value)


def file_name(part: Mail) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""
    return decoded(name)


def header(message: Mail, name: str) -> str:
    """Return a header in one line, decoded as far as that can be done."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return decoded(str(raw))


def decoded(raw: str) -> str:
    raw = " ".join(raw[:MAX_HEADER].split())
    text = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with contextlib.suppress(ValueError, LookupError):  # it stays as it stands
        text = str(make_header(decode_header(text)))
    return " ".join("".join(character for character in text if character.isprintable()).split())


def sender_of(message: Mail) -> str:
    """Return the name of who sent it, or else the address."""
    text = header(message, "From")
    try:
        name, address = parseaddr(text)
    except RecursionError:
        return text[:200]
    return name or address


def date_of(message: Mail) -> datetime.date | None:
    """Return the day on which it was sent, by the sender's own clock."""
    try:
        return parsedate_to_datetime(header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
