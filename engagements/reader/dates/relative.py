"""Dates that count from another: "today", "on Tuesday", "last week", "the following day"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import datetime
import re
from collections.abc import Sequence

from engagements.common.dates import Exactness, last_day_of_month

from .date_context import DateContext
from .date_mentions import DateMeaning, Grain
from .words import WEEKDAY, WEEKDAYS, number_of

RELATIVE = re.compile(
    r"\b(?:(?P<day>(?:earlier |later )?today|tonight|this (?:morning|(?:after)?noon|midday|lunchtime|evening)|yesterday|tomorrow|"
    r"(?:last|the previous) night)"
    rf"|(?P<which>on(?: the)?|last|this|next|by) (?P<weekday>{WEEKDAY})"
    r"|(?P<early>earlier )?(?P<turn>this|last|next) (?P<period>week|month|year))\b",
    re.IGNORECASE,
)
# "from Monday to Wednesday"
WEEKDAYS_SPAN = re.compile(
    rf"\b(?:from|between) (?P<first>{WEEKDAY}),? (?:to|until|till|through|and) (?P<last>{WEEKDAY})\b",
    re.IGNORECASE,
)
# Counted from the day that was named last: "the following morning", "two days later", "that afternoon".
PART_OF_DAY = r"(?:day|morning|afternoon|evening|night)"
FROM_LAST_DAY = re.compile(
    rf"\b(?:(?:on |in )?the (?:very )?(?P<beside>next|following|previous|preceding) {PART_OF_DAY}|^(?P<next>next) {PART_OF_DAY}|"
    r"(?:the|a|(?P<number>one|two|three|four|five|six|seven|[2-7])) days? (?P<side>later|earlier|before|after(?:wards?)?)(?= ?[,.;]|$| (?:in|at|with|he|she|they)\b)|"
    rf"(?P<same>(?:on )?(?:the |that )?same {PART_OF_DAY}|that {PART_OF_DAY}|(?:earlier|later) in the day|^in the (?:morning|afternoon|evening)|^(?:prior to|before|following|after) the (?:meeting|talks|ceremony|signing)))\b(?! (?:after|before|of|following)\b)",
    re.IGNORECASE,
)
# "on her first day", "on the last day of the visit"
DAY_OF_VISIT = re.compile(
    r"\b(?:on|during) (?:(?:the|his|her|its|their) (?P<nth>first|opening|second|third|fourth|fifth|last|final|closing) (?:full )?day|day (?P<number>one|two|three|four|five|[1-5]))\b"
    r"(?! of (?!(?:the|his|her|its|their) (?:[\w-]+ )?(?:visit|trip|stay|mission|tour)\b))",
    re.IGNORECASE,
)
NTH = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1, "closing": -1}  # fmt: skip
BACKWARDS = ("previous", "preceding", "earlier", "before")
# "on the 30th", of a month that is told before, or of the text's own.
ORDINAL = re.compile(
    r"(?:\bon the|(?:(?<=\bfor )|(?<=\bfrom )|(?<=\bthrough )|(?<=\buntil )|(?<=\btill )|(?<=\bby ))the) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    r"(?= ?[,.;:)]|$| (?:the|he|she|they|we|it|in|at|with|to|and|of (?:the|this) month)\b)",
    re.IGNORECASE,
)
NEAR_ORDINAL = 20  # days from the last that was named, or the text's, within which such a day lies
BARE_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
FROM_TEXT_DATE = "counted from the date of the account"
FROM_LAST_DATE = "counted from the date named before it"
DAYS_OF_WEEK = 7
TURNS = {"last": -1, "this": 0, "next": 1}


def read_relative(match: re.Match[str], context: DateContext, ahead: bool) -> DateMeaning | None:
    """Return what a date means that counts from the date of the text; None where it is no date."""
    date, weekday = context.text_date, match["weekday"]
    if not date and context.anchor and weekday and match["which"].lower().startswith("on"):
        days = (WEEKDAYS[weekday.lower()] - context.anchor.weekday()) % 7
        return day_of(context.anchor + datetime.timedelta(days=days), FROM_LAST_DATE)
    is_of_span = bool(weekday) and match["which"].lower() == "on the"
    if (is_of_span or not date) and weekday and (day := weekday_in(context.spans, WEEKDAYS[weekday.lower()])):
        return day_of(day, FROM_LAST_DATE)
    if not date:
        return DateMeaning(reason="it counts from the date of the account, which is not known")
    if match["day"]:
        return read_day(match["day"].lower(), date)
    if weekday:
        which = match["which"].lower()
        return None if which == "by" else read_weekday(weekday, date, ahead, which)
    return read_period(match, date)


def weekday_in(spans: Sequence[tuple[datetime.date, datetime.date]], weekday: int) -> datetime.date | None:
    """Return the one such weekday in the days that were named last, or None."""
    start, end = spans[-1] if spans else (datetime.date.max, datetime.date.min)
    days = (weekday - start.weekday()) % 7
    within = start <= end and days <= (end - start).days < DAYS_OF_WEEK
    return start + datetime.timedelta(days=days) if within else None


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


def read_weekdays(
    match: re.Match[str], date: datetime.date, ahead: bool, is_now: bool = False
) -> DateMeaning:
    """Read "from Monday to Wednesday": up to the last such Wednesday, or from the next Monday.

    ``is_now``: the sentence speaks of what goes on, so that the days may be those around ``date``.
    """
    first, last = (WEEKDAYS[match[name].lower()] for name in ("first", "last"))
    between = datetime.timedelta(days=(last - first) % 7)
    start = date - datetime.timedelta(days=(date.weekday() - first) % 7)
    if ahead:
        start += datetime.timedelta(weeks=start < date or first == date.weekday())
    elif start + between > date and not is_now:
        start -= datetime.timedelta(weeks=1)
    return DateMeaning(start=start, end=start + between, reason=FROM_TEXT_DATE)


def read_from_last_day(match: re.Match[str], last_day: datetime.date) -> DateMeaning:
    """Read "the following day", "two days earlier", "that evening"."""
    if match["same"]:
        return day_of(last_day, FROM_LAST_DATE)
    number = number_of(match["number"] or "one")
    side = (match["beside"] or match["next"] or match["side"]).lower()
    return day_of(
        last_day + datetime.timedelta(days=-number if side in BACKWARDS else number), FROM_LAST_DATE
    )


def day_of_visit_from(match: re.Match[str], last_day: int) -> int:
    """Return which day of a visit "the following day" is, after one that was told by its number; or 0."""
    if last_day < 1:
        return 0
    if match["same"]:
        return last_day
    side = (match["beside"] or match["next"] or match["side"]).lower()
    number = number_of(match["number"] or "one")
    return max(0, last_day - number if side in BACKWARDS else last_day + number)


def read_ordinal(match: re.Match[str], context: DateContext) -> DateMeaning | None:
    """Read "on the 30th" as the nearest day of that number."""
    near = context.anchor or context.first_day
    if not near:
        return None
    days = (near + datetime.timedelta(days=number) for number in range(-NEAR_ORDINAL, NEAR_ORDINAL + 1))
    fitting = [day for day in days if day.day == int(match["day"])]
    return day_of(min(fitting, key=lambda day: abs(day - near)), FROM_LAST_DATE) if fitting else None


def day_of_visit(match: re.Match[str]) -> int:
    """Return which day of the visit "on her second day" is; -1 is the last."""
    return NTH[match["nth"].lower()] if match["nth"] else number_of(match["number"])


def span_of_week(date: datetime.date, turn: int) -> DateMeaning:
    start = date - datetime.timedelta(days=date.weekday()) + datetime.timedelta(weeks=turn)
    return span(start, start + datetime.timedelta(days=6), "week")


def span_of_month(date: datetime.date, turn: int) -> DateMeaning:
    months = date.year * 12 + date.month - 1 + turn
    start = datetime.date(months // 12, months % 12 + 1, 1)
    return span(start, last_day_of_month(start), "month")


def span_of_year(date: datetime.date, turn: int) -> DateMeaning:
    year = date.year + turn
    return span(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")


def span(start: datetime.date, end: datetime.date, grain: Grain) -> DateMeaning:
    return DateMeaning(start=start, end=end, dates=Exactness.WITHIN, reason=FROM_TEXT_DATE, grain=grain)


def read_period(match: re.Match[str], date: datetime.date) -> DateMeaning:
    """Read "last week", "this month", "earlier this year"."""
    reads = {"week": span_of_week, "month": span_of_month, "year": span_of_year}
    meaning = reads[match["period"].lower()](date, TURNS[match["turn"].lower()])
    if match["early"] and meaning.end:
        meaning.end = min(meaning.end, date)
    return meaning
