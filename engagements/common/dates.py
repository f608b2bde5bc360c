"""Dates that are only partly known, in words: how exact they are, and to which day, month or year."""

import calendar
import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models

# A year outside these is a slip of the keyboard, not a date of a visit.
EARLIEST_DATE = datetime.date(1500, 1, 1)
LATEST_DATE = datetime.date(2199, 12, 31)
MONTH_PATTERN = re.compile("|".join(calendar.month_name[1:]))


def validate_year(date: datetime.date) -> None:
    if not EARLIEST_DATE <= date <= LATEST_DATE:
        raise ValidationError(
            f"Enter a date between the years {EARLIEST_DATE.year} and {LATEST_DATE.year}.", code="far_date"
        )


class Exactness(models.TextChoices):
    EXACT = "exact", "exact: it took all of these dates"
    WITHIN = "within", "within: some time between these dates"
    UNKNOWN = "unknown", "not known"


class Precision(models.TextChoices):
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"
    SEEN = "seen", "seen then"  # of a post: held some time then; since when is not known


def last_day_of_month(date: datetime.date) -> datetime.date:
    following = (date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return following - datetime.timedelta(days=1)


def months_before(date: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months earlier, or the last one of a shorter month."""
    years, month = divmod(date.year * 12 + date.month - 1 - months, 12)
    first = datetime.date(years, month + 1, 1)
    return first.replace(day=min(date.day, last_day_of_month(first).day))


def describe_date(date: datetime.date, precision: str = Precision.DAY) -> str:
    """Return "6 December 2021", "December 2021" or "2021"; ``date`` must not be None."""
    if precision == Precision.YEAR:
        return str(date.year)
    month = f"{date:%B} {date.year}"
    return month if precision == Precision.MONTH else f"{date.day} {month}"


def describe_dates(start: datetime.date, end: datetime.date) -> str:
    """Return the shortest plain wording of the dates from ``start`` to ``end``."""
    if start == end:
        return describe_date(start)
    if start.year != end.year:
        return f"{describe_date(start)} – {describe_date(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%B} – {describe_date(end)}"
    return f"{start.day}–{describe_date(end)}"


def shorten_months(words: str) -> str:
    """Return dates in words with months of three letters, for where room is short."""
    return MONTH_PATTERN.sub(lambda month: month[0][:3], words)


def times_in_words(start: datetime.time, end: datetime.time | None) -> str:
    """Return "09:30" or, with an end, "09:30–11:00"."""
    return f"{start:%H:%M}–{end:%H:%M}" if end else f"{start:%H:%M}"


def describe_period(start: datetime.date, end: datetime.date) -> str:
    """As `describe_dates`, but a whole month or year goes by its name."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and end == last_day_of_month(start):
        return describe_date(start, Precision.MONTH)
    return describe_dates(start, end)
