"""Times of day as sheets write them."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

OFFSET = r"(?P<offset>[Zz]|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?"
TIME = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?:[:.hH](?P<minute>\d{2})(?:[:.m](?P<second>\d{2})(?:\.\d+)?s?)?)?"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\b\.?)?(?P<unit>\s*(?:[hH](?:\b|rs?|ours?)|[Uu]hr|o['’]?clock))?\s*"
    + OFFSET
)
WORDS = {"noon": datetime.time(12), "midday": datetime.time(12), "midnight": datetime.time(0)}


class SheetTime(NamedTuple):
    """A time of day, and how far it is from UTC, where that is said."""

    time: datetime.time
    offset: datetime.timedelta | None = None


class TimeFormat:
    """One time format of a mapping. Raises ValueError where it is none."""

    PARTS = {
        "%H": r"(?P<hour>\d{1,2})", "%I": r"(?P<hour>\d{1,2})", "%M": r"(?P<minute>\d{2})",
        "%S": r"(?P<second>\d{2})", "%p": r"(?P<half>[AaPp]\.?[Mm]\.?)",
    }  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = re.split(r"(%.)", text)
        if unknown := [piece for piece in pieces[1::2] if piece not in self.PARTS]:
            raise ValueError(f"“{unknown[0]}” is none of {', '.join(self.PARTS)}")
        if not {"%H", "%I"}.intersection(pieces) or len(set(pieces[1::2])) < len(pieces[1::2]):
            raise ValueError(f"“{text}” gives no hour, or a part of it twice")
        self.pattern = re.compile("".join(self.PARTS.get(piece, re.escape(piece)) for piece in pieces))


def read_time(text: str, formats: Sequence[TimeFormat] = ()) -> SheetTime:
    """Return the time that ``text`` is, by the one of ``formats`` that it fits, or as times are written.

    Raises ValueError where it is none, and where two formats give different times.
    """
    text = " ".join(text.split())
    if text.casefold() in WORDS:
        return SheetTime(WORDS[text.casefold()])
    if formats:
        times = {
            time_of(match.groupdict()): time_format.text
            for time_format in formats
            if (match := time_format.pattern.fullmatch(text))
        }
        if len(times) > 1:
            readings = " and ".join(
                f"{sheet_time.time:%H:%M} by {name}" for sheet_time, name in times.items()
            )
            raise ValueError(f"it is {readings}: leave the wrong one out of time_formats")
        for sheet_time in times:
            return sheet_time
        format_texts = ", ".join(time_format.text for time_format in formats)
        raise ValueError(f"it fits no time format of the mapping ({format_texts}): add one to time_formats")
    match = TIME.fullmatch(text)
    if not match or not any(match.group(part) for part in ("minute", "half", "unit")):
        raise ValueError(
            "it is no time such as 14:30, 2:30 PM or 14h30: write it so, or add its form to time_formats"
        )
    return time_of(match.groupdict())


def time_of(parts: dict[str, str | None]) -> SheetTime:
    half = (parts.get("half") or "").lower()[:1]
    hour, minute, second = (int(parts.get(part) or 0) for part in ("hour", "minute", "second"))
    return SheetTime(clock_time(hour, minute, second, half), offset_of(parts.get("offset") or ""))


def clock_time(hour: int, minute: int = 0, second: int = 0, half: str = "") -> datetime.time:
    """Return the time; ``half`` is "a" or "p" where the hour is of half a day; raise ValueError for none."""
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no {hour} o’clock before or after noon")
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime.time(hour, minute, second)
    except ValueError:
        raise ValueError(f"there is no time {hour}:{minute:02}") from None


def offset_of(text: str) -> datetime.timedelta | None:
    """Return how far "Z", "-05:00" or "UTC+1" is from UTC; None where ``text`` says nothing."""
    if not text:
        return None
    digits = re.fullmatch(r"\D*?([+-])(\d{1,2}):?(\d{2})?", text)
    if not digits:
        return datetime.timedelta(0)
    sign, hours, minutes = digits.groups()
    offset = datetime.timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > datetime.timedelta(hours=14):
        raise ValueError(f"no place is {text} from UTC")
    return -offset if sign == "-" else offset
