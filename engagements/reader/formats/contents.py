"""What a file was found to hold."""

import base64
import datetime
from dataclasses import asdict, dataclass, field
from typing import Any


class UnreadableFile(Exception):
    """Says in words for the user why a file can't be read."""


@dataclass
class AttachedFile:
    """A file within a mail."""

    name: str
    content: bytes


@dataclass
class Contents:
    """The text of a file by its pages, one where it has none; of a mail also who sent it and when."""

    pages: list[str]
    is_paged: bool = False  # whether the pages are those of the file
    is_cut: bool = False  # whether there is more than was read
    title: str = ""  # the subject of a mail
    sender: str = ""
    date: datetime.date | None = None
    message_id: str = ""
    attached: list[AttachedFile] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.pages)

    @property
    def cut_note(self) -> str:
        return f"It is long: only the first {len(self.text):,} characters were read."

    def as_json(self) -> dict[str, Any]:
        values = asdict(self)
        values["date"] = self.date and self.date.isoformat()
        for file in values["attached"]:
            file["content"] = base64.b64encode(file["content"]).decode()
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Contents":
        values["date"] = values["date"] and datetime.date.fromisoformat(values["date"])
        values["attached"] = [
            AttachedFile(file["name"], base64.b64decode(file["content"])) for file in values["attached"]
        ]
        return cls(**values)


class TextCollector:
    """Collects the parts of a text up to ``longest`` characters; `is_full` says that there is no room."""

    def __init__(self, longest: int) -> None:
        self.parts: list[str] = []
        self.room = longest
        self.is_full = False

    def add(self, part: str) -> None:
        if len(part) > self.room:
            part, self.is_full = part[: self.room], True
        self.room -= len(part)
        self.parts.append(part)

    @property
    def text(self) -> str:
        return "".join(self.parts)
