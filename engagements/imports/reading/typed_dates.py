"""Dates as people type them into a box: "6 Dec", "6.12.2021", "Dec 2021", "today", "+3"."""

import datetime
import re

from django.conf import settings
from django.utils import timezone

from .date_formats import DateFormat, read_period
from .periods import CellPeriod

WITH_YEAR = [
    *map(
        DateFormat,
        str.split(
            "%Y-%m-%d|%Y/%m/%d|%Y.%m.%d|%d.%m.%Y|%d. %m. %Y|%d %b %Y|%d. %b %Y|%d-%b-%Y|%b %d, %Y|%b %d %Y|"
            "%a %d %b %Y|%a, %d %b %Y|%a, %b %d, %Y|%b %Y|%b, %Y|%Y-%m|%m.%Y|%Y",
            "|",
        ),
    )
]
WITHOUT_YEAR = [*map(DateFormat, ("%d.%m.", "%d.%m", "%d %b", "%d. %b", "%b %d", "%a %d %b", "%a, %d %b"))]
SLASHES = {"DMY": DateFormat("%d/%m/%Y"), "MDY": DateFormat("%m/%d/%Y")}
SLASHED = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{4}")
DAYS_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
DAYS_FROM_BASE = re.compile(r"([+\-−–]) ?(\d{1,4})(?: ?d(?:ays?)?)?")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
EXAMPLES = "such as 6 Dec 2021, 2021-12-06, 6.12.2021, today or +3"


class UnclearDateError(ValueError):
    """Why what was typed is no date, in a sentence; ``readings`` are the days that may be meant."""

    def __init__(self, message: str, readings: list[datetime.date] | None = None) -> None:
        super().__init__(message)
        self.readings = readings or []


def read_typed_date(text: str, base: datetime.date | None = None) -> CellPeriod:
    """Return the day, month or year that ``text`` names; raise UnclearDateError where it names none, or two.

    "+3" counts from ``base``, by default today, and a day without a year is the one nearest to it.
    """
    typed = " ".join(ORDINAL.sub("", text).split())
    today = timezone.localdate()
    try:
        if (days := DAYS_FROM_TODAY.get(typed.casefold())) is not None:
            return whole_day(today + datetime.timedelta(days=days))
        if match := DAYS_FROM_BASE.fullmatch(typed):
            days = int(match[2]) if match[1] == "+" else -int(match[2])
            return whole_day((base or today) + datetime.timedelta(days=days))
        if SLASHED.fullmatch(typed):
            return read_slashes(typed.replace("-", "/"))
        return read_nearest(typed, base or today) or read_period(typed, WITH_YEAR)
    except UnclearDateError:
        raise
    except (ValueError, OverflowError) as error:
        reason = str(error).removeprefix("it is no date: ")
        is_of_no_format = reason.startswith("it fits no date format")
        detail = f"Enter a date {EXAMPLES}." if is_of_no_format else f"There is no such date: {reason}."
        raise UnclearDateError(detail) from error


def whole_day(date: datetime.date) -> CellPeriod:
    return CellPeriod(date, date).checked()


def read_nearest(text: str, base: datetime.date) -> CellPeriod | None:
    """Return the day that ``text`` names without a year, in the year in which it is nearest to ``base``."""
    days, problem = [], None
    for date_format in WITHOUT_YEAR:
        for year in range(base.year - 4, base.year + 5):  # 29 February is in one of eight at least
            try:
                period = date_format.read(text, str(year))
            except ValueError as error:
                problem = problem or error
            else:
                days += [period] if period else []
    if not days and problem:
        raise problem
    return min(days, key=lambda day: abs(day.start - base), default=None)


def read_slashes(text: str) -> CellPeriod:
    """Return the day of "6/12/2021" by the setting DATE_ORDER, or where only one order gives a day."""
    readings = {}
    for order, date_format in SLASHES.items():
        try:
            if period := date_format.read(text):
                readings[order] = period
        except ValueError:
            continue
    days = sorted({period.start for period in readings.values()})
    if not days:
        raise ValueError("there is neither such a day nor such a month")
    if settings.DATE_ORDER in readings:
        return readings[settings.DATE_ORDER]
    if len(days) == 1 and not settings.DATE_ORDER:
        return whole_day(days[0])
    words = " or ".join(f"{day.day} {day:%B} {day.year}" for day in days)
    raise UnclearDateError(f"“{text}” may be {words}.", days)
