"""Dates by the calendar: "6-8 December 2021", "2021-12-06", "in early March 2024", "in 2019"."""

import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from engagements.common.dates import Exactness, last_day_of_month

from .date_context import DateContext
from .date_mentions import GIVEN, DateMeaning, make_date
from .words import MONTHS, WEEKDAYS

DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
YEAR = r"(?:,? ?(?:of )?(?P<year>(?:1[5-9]|2[01])\d\d)\b)?"
END_DAY, END_MONTH, END_YEAR = (part.replace("(?P<", "(?P<end_") for part in (DAY, MONTH, YEAR))
TO = r" ?(?:-|to|until|till|through|thru|and|&) ?"
WEEKDAY = rf"(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?,? (?:the )?)?"

PART = re.compile(
    r"\b(early|mid|late|beginning of|start of|middle of|end of|first half of|second half of)[ -]$", re.I
)
PARTS = {
    "early": (1, 10), "beginning of": (1, 10), "start of": (1, 10), "mid": (11, 20), "middle of": (11, 20),
    "late": (21, 31), "end of": (21, 31), "first half of": (1, 15), "second half of": (16, 31),
}  # fmt: skip
IN_MONTH = re.compile(
    r"\b(?:in|during|of|since|by|until|for|last|next|this|early|mid|late|half of|month of)[ -]$", re.I
)
LAST = re.compile(r"\blast $", re.I)
IN_YEAR = re.compile(r"\b(?:in|during|since|year|of|by)(?: early| late| mid)? $", re.I)
WEEK_OF = re.compile(r"\bweek of (?:the )?$", re.I)
# "3 and 9 May" are two days.
TWO_DAYS = re.compile(r"\d(?:st|nd|rd|th)? (?:and|&) |\band \d")
# A short month is a word of another kind as well.
SHORT_MONTH = re.compile(r"(?:may|march|mar|sep|jan|dec|sat|sun)\.?$", re.I)


class FormMatch(NamedTuple):
    """Where a form of dates fits, with what is known beside it."""

    match: re.Match[str]
    before: str  # the text before it
    context: DateContext
    ahead: bool

    def number(self, name: str) -> int | None:
        """Return the group ``name`` as a number, or None where the form has none of that name."""
        value = self.match.groupdict().get(name)
        return int(value) if value else None

    def month(self, name: str) -> int | None:
        value = self.match.groupdict().get(name)
        if not value:
            return None
        return int(value) if value.isdigit() else MONTHS[value.lower().rstrip(".")]

    def year(self, month: int, day: int) -> tuple[int | None, str]:
        """Return the year, and whence it is; the year is None where it can't be told."""
        if year := self.number("year") or self.number("end_year"):
            return year, GIVEN
        return self.context.year_of(month, day, self.ahead)


def read_year(form: FormMatch) -> DateMeaning | None:
    if not IN_YEAR.search(form.before):
        return None
    year = int(form.match["year"])
    return DateMeaning(
        start=datetime.date(year, 1, 1),
        end=datetime.date(year, 12, 31),
        dates=Exactness.WITHIN,
        reason="the account gives the year alone",
        grain="year",
    )


def read_slashes(form: FormMatch) -> DateMeaning | None:
    """Read "25/12/2021" by the one of the two numbers that can't be a month."""
    first, second = int(form.match["first"]), int(form.match["second"])
    if (first > 12) == (second > 12) and first != second:
        form.context.notes.append(f"“{form.match.group()}” can be two days, so it was not read as a date.")
        return None
    month, day = (second, first) if first > 12 else (first, second)
    date = make_date(int(form.match["year"]), month, day)
    return DateMeaning(start=date, end=date) if date else None


def read_month(form: FormMatch) -> DateMeaning | None:
    name = form.match["month"].rstrip(".")
    has_year = form.match["year"] is not None
    if not has_year and not is_month(name, form.before):
        return None
    month = MONTHS[name.lower()]
    year, reason = form.year(month, 15)
    if not year:
        return DateMeaning(reason=reason)
    if not has_year and LAST.search(form.before) and (now := form.context.first_day):
        year = now.year - (month >= now.month)
    start = datetime.date(year, month, 1)
    end = last_day_of_month(start)
    if part := PART.search(form.before):
        first, last = PARTS[part.group(1).lower()]
        start, end = start.replace(day=first), start.replace(day=min(last, end.day))
    return DateMeaning(
        start=start,
        end=end,
        dates=Exactness.WITHIN,
        reason="the account gives the month, not the day" if has_year else reason,
        grain="month",
    )


def is_month(name: str, before: str) -> bool:
    """Whether "may" or "march" without a year is a month: written like one, and something says so."""
    if not (name[0].isupper() and IN_MONTH.search(before)):
        return False
    return len(name) >= 4 or name.lower() == "may" or not SHORT_MONTH.match(name)


def read_days(form: FormMatch) -> DateMeaning | None:
    """Read a day, or the days from one to another."""
    month, day = form.month("month"), int(form.match["day"])
    if month is None or (not form.match["year"] and form.match["month"].islower()):
        return None
    year, reason = form.year(month, day)
    if not year:
        return DateMeaning(reason=reason)
    start = end = make_date(year, month, day)
    exactness = Exactness.EXACT
    if end_day := form.number("end_day"):
        end_month = form.month("end_month")
        end = make_date(form.number("end_year") or year, end_month or month, end_day)
        if start and end and end < start and end_month and not form.match["year"]:
            start = make_date(year - 1, month, day)  # "Dec. 30 to Jan. 2, 2022"
        if start and end and (end - start).days > 1 and TWO_DAYS.search(form.match.group()):
            exactness, reason = Exactness.WITHIN, "the account names two days, not the days between"
    if not (start and end) or end < start:
        if not form.match["month"].isdigit():
            form.context.notes.append(f"“{form.match.group()}” is no day, so it was not read as a date.")
        return None
    if WEEK_OF.search(form.before):
        end = start + datetime.timedelta(days=6)
        exactness, reason = Exactness.WITHIN, "the account gives the week, not the day"
    return DateMeaning(start=start, end=end, dates=exactness, reason=reason)


def read_dots(form: FormMatch) -> DateMeaning | None:
    return read_days(form) if 1 <= int(form.match["month"]) <= 12 else None


class DateForm(NamedTuple):
    pattern: re.Pattern[str]
    read: Callable[[FormMatch], DateMeaning | None]

    @property
    def names_day(self) -> bool:
        return "day" in self.pattern.groupindex


# In the order in which they are tried.
FORMS = [
    DateForm(re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"\b(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"
         r"(?: ?(?:/|to|-) ?(?P<end_year>\d{4})(?P=mark)(?P<end_month>\d\d)(?P=mark)(?P<end_day>\d\d))?"
         r"\b(?!-)", read_days),
        (rf"\b{DAY} (?:of )?{MONTH}{YEAR}{TO}{WEEKDAY}{END_DAY} (?:of )?{END_MONTH}{END_YEAR}", read_days),
        (rf"\b{MONTH} {DAY}{YEAR}{TO}{WEEKDAY}{END_MONTH} {END_DAY}{END_YEAR}", read_days),
        (rf"\b{MONTH} {DAY}{TO}{WEEKDAY}{END_DAY}\b(?![:.]\d\d\b){YEAR}", read_days),
        (rf"\b{DAY}{TO}{WEEKDAY}{END_DAY} (?:of )?{MONTH}{YEAR}", read_days),
        (rf"\b{MONTH} {DAY}\b(?![:.]\d\d\b){YEAR}", read_days),
        (rf"\b{DAY}[ -](?:of )?{MONTH}-?{YEAR}", read_days),
        (r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})\b", read_slashes),
        (r"\b(?P<day>\d{1,2})\.?(?: ?- ?(?P<end_day>\d{1,2}))?\."
         r"(?P<month>\d{1,2})\.(?P<year>\d{4})\b", read_dots),
        (rf"\b{MONTH}{YEAR}", read_month),
        (r"\b(?P<year>(?:19|20)\d\d)\b", read_year),
    )
]  # fmt: skip
