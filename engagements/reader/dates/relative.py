"""Dates that count from another: "today", "on Tuesday", "last week"."""

import datetime
import re

from engagements.common.dates import Exactness, last_day_of_month

from .date_context import DateContext
from .date_mentions import DateMeaning, Grain
from .words import WEEKDAYS

RELATIVE = re.compile(
    r"\b(?:(?P<day>(?:earlier |later )?today|tonight|this (?:morning|afternoon|evening)|yesterday|tomorrow|"
    r"(?:last|the previous) night)"
    r"|(?P<which>on|last|this|next|by) (?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?P<early>earlier )?(?P<turn>this|last|next) (?P<period>week|month|year))\b",
    re.IGNORECASE,
)
BARE_WEEKDAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
FROM_TEXT_DATE = "counted from the date of the account"
TURNS = {"last": -1, "this": 0, "next": 1}


def read_relative(match: re.Match[str], context: DateContext, ahead: bool) -> DateMeaning | None:
    """Return what a date means that counts from the date of the text; None where it is no date."""
    date, weekday = context.text_date, match["weekday"]
    if not date and context.anchor and weekday and match["which"].lower() == "on":
        days = (WEEKDAYS[weekday.lower()] - context.anchor.weekday()) % 7
        return day_of(context.anchor + datetime.timedelta(days=days), "counted from the date named before it")
    if not date:
        return DateMeaning(reason="it counts from the date of the account, which is not known")
    if match["day"]:
        return read_day(match["day"].lower(), date)
    if weekday:
        which = match["which"].lower()
        return None if which == "by" else read_weekday(weekday, date, ahead, which)
    return read_period(match, date)


def day_of(day: datetime.date, reason: str = FROM_TEXT_DATE) -> DateMeaning:
    return DateMeaning(start=day, end=day, reason=reason)


def read_day(word: str, date: datetime.date) -> DateMeaning:
    days = {"yesterday": -1, "tomorrow": 1}.get(word, -1 if word.endswith(" night") else 0)
    return day_of(date + datetime.timedelta(days=days))


def read_weekday(name: str, date: datetime.date, ahead: bool, which: str = "") -> DateMeaning:
    """Read the last such weekday up to ``date``, or the next one where the text speaks of what is to come."""
    wanted = WEEKDAYS[name.lower()]
    if which == "next" or (ahead and which != "last"):
        return day_of(date + datetime.timedelta(days=(wanted - date.weekday() - 1) % 7 + 1))
    back = (date.weekday() - wanted) % 7
    if which == "last" and back == 0:
        back = 7
    return day_of(date - datetime.timedelta(days=back))


def read_period(match: re.Match[str], date: datetime.date) -> DateMeaning:
    """Read "last week", "this month", "earlier this year"."""
    turn = TURNS[match["turn"].lower()]
    grain: Grain
    match match["period"].lower():
        case "week":
            grain = "week"
            start = date - datetime.timedelta(days=date.weekday()) + datetime.timedelta(weeks=turn)
            end = start + datetime.timedelta(days=6)
        case "month":
            grain = "month"
            months = date.year * 12 + date.month - 1 + turn
            start = datetime.date(months // 12, months % 12 + 1, 1)
            end = last_day_of_month(start)
        case _:
            grain = "year"
            start, end = datetime.date(date.year + turn, 1, 1), datetime.date(date.year + turn, 12, 31)
    if match["early"]:
        end = min(end, date)
    return DateMeaning(
        start=start, end=end, dates=Exactness.WITHIN, reason=FROM_TEXT_DATE, grain=grain,
    )  # fmt: skip
