"""The days that a cell speaks of."""

import calendar
import datetime
from typing import NamedTuple, TypeAlias

from engagements.common.dates import EARLIEST_DATE, LATEST_DATE, Precision, last_day_of_month

ISO_LENGTHS: dict[str, int] = {Precision.YEAR: 4, Precision.MONTH: 7}


class CellPeriod(NamedTuple):
    """The days that a cell speaks of; ``exact`` where it names days and no month, season or year."""

    start: datetime.date
    end: datetime.date
    exact: bool = True
    precision: str = Precision.DAY
    time: datetime.time | None = None  # of the day, where the cell shows it

    def __str__(self) -> str:
        text = self.start.isoformat()
        if self.exact:
            return text if self.start == self.end else f"{text}/{self.end.isoformat()}"
        return text[: ISO_LENGTHS.get(self.precision, 10)]

    def checked(self) -> "CellPeriod":
        """Return it; raise ValueError where it ends before it starts, or lies too far from today."""
        if self.end < self.start:
            raise ValueError("it ends before it starts")
        if not (self.start >= EARLIEST_DATE and self.end <= LATEST_DATE):
            raise ValueError(f"the year is not between {EARLIEST_DATE.year} and {LATEST_DATE.year}")
        return self


class CellDayOfYear(NamedTuple):
    """What a cell shows that has no year: a day of a month, or a month alone."""

    month: int
    day: int | None = None

    def __str__(self) -> str:
        return f"{self.day or ''} {calendar.month_name[self.month]}".strip()

    def in_year(self, year: int) -> CellPeriod:
        """Return the days in ``year``; raise ValueError where there is no such day."""
        if self.day is None:
            return month_period(year, self.month)
        day = existing_day(year, self.month, self.day)
        return CellPeriod(day, day)


# What a date cell of a workbook shows.
CellDate: TypeAlias = CellPeriod | CellDayOfYear


def existing_day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"{calendar.month_name[month]} {year} has no day {day}") from None


def month_period(year: int, month: int) -> CellPeriod:
    start = datetime.date(year, month, 1)
    return CellPeriod(start, last_day_of_month(start), False, Precision.MONTH)


def months_period(start: tuple[int, int], end: tuple[int, int], precision: str) -> CellPeriod:
    """Return the period from the first day of one (year, month) to the last of another."""
    first_day = datetime.date(*start, 1)
    return CellPeriod(first_day, last_day_of_month(datetime.date(*end, 1)), False, precision)
