"""Mails in Outlook's own format (MSG): properties in streams of a compound file, as [MS-OXMSG] has them."""

import datetime
import email
import io
import struct
from typing import Any

import olefile  # type: ignore[import-untyped] # it has no types

from .contents import AttachedFile, Contents, UnreadableFile
from .mail import assemble, date_of
from .plain import decode
from .web import html_contents

SUBJECT, BODY, HTML, CLASS, HEADERS = 0x0037, 0x1000, 0x1013, 0x001A, 0x007D
SENDER_NAMES = (0x0042, 0x0C1A, 0x5D01, 0x0C1F)  # for whom it was sent, who sent it, and the addresses
MESSAGE_ID = 0x1035
SENT_AT, DELIVERED_AT = 0x0039, 0x0E06
MESSAGE_CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
ATTACHED_DATA, ATTACHED_NAMES = 0x3701, (0x3707, 0x3704)
MAX_ATTACHED = 200
LARGEST_STREAM = 20_000_000  # bytes
FIRST_DAY = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
OTHER_KINDS = {
    "ipm.schedule": "It is an invitation in Outlook's own format: save it as iCalendar (ICS).",
    "ipm.appointment": "It is an entry of a calendar in Outlook's own format: save it as iCalendar (ICS).",
    "ipm.contact": "It is a card in Outlook's own format: save it as a card (VCF).",
}


def outlook_contents(content: bytes, longest: int, *, with_attached: bool = False) -> Contents:
    """Return the text of a mail, as of one in the format of the internet; raises `UnreadableFile`."""
    try:
        message = OutlookMessage(olefile.OleFileIO(io.BytesIO(content)))
        return message.contents(longest, with_attached)
    except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError):
        raise UnreadableFile("It is a damaged mail of Outlook: save it as EML or as text.") from None


class OutlookMessage:
    """The properties of a message by their numbers; of what is within it, below the path of its storage."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.values = self.fixed_values()

    def fixed_values(self) -> dict[int, bytes]:
        """Return the properties of fixed length, by number, as eight bytes."""
        stream = self.stream("__properties_version1.0")[32:]
        return {
            struct.unpack_from("<H", stream, at + 2)[0]: stream[at + 8 : at + 16]
            for at in range(0, len(stream) - 15, 16)
        }

    def stream(self, name: str, storage: str = "") -> bytes:
        path = f"{storage}/{name}" if storage else name
        if not self.file.exists(path):
            return b""
        content: bytes = self.file.openstream(path).read(LARGEST_STREAM)
        return content

    def text(self, number: int, storage: str = "") -> str:
        """Return a text, as Unicode or else in the code page of the message."""
        if content := self.stream(f"__substg1.0_{number:04X}001F", storage):
            return content.decode("utf-16-le", "replace").replace("\0", "")
        content = self.stream(f"__substg1.0_{number:04X}001E", storage)
        return decode(content, LARGEST_STREAM, self.code_page(MESSAGE_CODE_PAGE))[0].replace("\0", "")

    def code_page(self, number: int) -> str:
        page = int.from_bytes(self.values.get(number, b"")[:4], "little")
        return {0: "", 65001: "utf-8", 28591: "latin-1", 20127: "ascii"}.get(page, f"cp{page}")

    def contents(self, longest: int, with_attached: bool) -> Contents:
        kind = self.text(CLASS).lower()
        for beginning, problem in OTHER_KINDS.items():
            if kind.startswith(beginning):
                raise UnreadableFile(problem)
        text, is_cut = self.body(longest)
        headers = email.message_from_string(self.text(HEADERS))
        return assemble(
            [text],
            longest,
            is_cut=is_cut,
            title=" ".join(self.text(SUBJECT).split()),
            sender=next(filter(None, (" ".join(self.text(name).split()) for name in SENDER_NAMES)), ""),
            date=date_of(headers) or self.day(SENT_AT) or self.day(DELIVERED_AT),
            message_id=self.text(MESSAGE_ID).strip("<> "),
            attached=self.attached() if with_attached else [],
        )

    def body(self, longest: int) -> tuple[str, bool]:
        """Return the text, and whether it was cut; of a mail that has none the text of its page."""
        if text := self.text(BODY).replace("\r\n", "\n"):
            return text[:longest], len(text) > longest
        page = self.stream(f"__substg1.0_{HTML:04X}0102")
        if not page:
            raise UnreadableFile("Its text is in no form that can be read: save it as EML or as text.")
        text, is_cut = decode(page, longest, self.code_page(INTERNET_CODE_PAGE))
        return html_contents(text, longest).text, is_cut

    def day(self, number: int) -> datetime.date | None:
        """Return the day of a moment, by UTC; None where there is none."""
        ticks = int.from_bytes(self.values.get(number, b""), "little")
        try:
            return (FIRST_DAY + datetime.timedelta(microseconds=ticks // 10)).date() if ticks else None
        except OverflowError:
            return None

    def attached(self) -> list[AttachedFile]:
        storages = sorted({path[0] for path in self.file.listdir() if path[0].startswith("__attach")})
        files = []
        for storage in storages[:MAX_ATTACHED]:
            name = next(filter(None, (self.text(number, storage) for number in ATTACHED_NAMES)), "")
            data = self.stream(f"__substg1.0_{ATTACHED_DATA:04X}0102", storage)
            if name and data:
                files.append(AttachedFile(" ".join(name.split())[:200], data))
        return files
