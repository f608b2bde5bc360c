"""Weeks, months, quarters and years: those that a calendar shows, as they stand in an address."""

import datetime
import re
from dataclasses import dataclass
from typing import ClassVar, Protocol, Self

from .dates import EARLIEST_DATE, LATEST_DATE, Exactness, describe_date, describe_dates, last_day_of_month

DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY


class DatedSpan(Protocol):
    """A record with known dates, and how they are to be read."""

    @property
    def start_date(self) -> datetime.date: ...
    @property
    def end_date(self) -> datetime.date: ...
    @property
    def dates(self) -> str: ...


@dataclass(frozen=True)
class Period:
    """From ``start`` to ``end``, both included; as a string, what stands in an address for it."""

    kind: ClassVar[str]
    form: ClassVar[re.Pattern[str]]
    example: ClassVar[str]  # as it stands in an address
    start: datetime.date
    end: datetime.date

    @staticmethod
    def first_day(text: str) -> datetime.date:
        raise NotImplementedError

    @classmethod
    def around(cls, date: datetime.date) -> Self:
        """Return the period in which ``date`` lies."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        raise NotImplementedError

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the period that ``text`` is as a browser's box for such writes it, else None."""
        try:
            return cls.around(cls.first_day(text)) if cls.form.fullmatch(text) else None
        except (ValueError, OverflowError):
            return None

    @property
    def is_known(self) -> bool:
        """Whether records may be dated in it."""
        return self.end >= EARLIEST_DATE and self.start <= LATEST_DATE

    @property
    def before(self) -> Self | None:
        """The period before, or None where no record may be dated in it."""
        return self.neighbour(self.start - DAY)

    @property
    def after(self) -> Self | None:
        return self.neighbour(self.end + DAY)

    def neighbour(self, date: datetime.date) -> Self | None:
        period = self.around(date)
        return period if period.is_known else None

    @property
    def weeks(self) -> list["Week"]:
        """The weeks that share a day with it."""
        week, weeks = Week.around(self.start), []
        while week.start <= self.end:
            weeks.append(week)
            week = Week.around(week.end + DAY)
        return weeks

    def shares_a_day_with(self, span: DatedSpan) -> bool:
        return span.start_date <= self.end and self.start <= span.end_date

    def covered_by(self, span: DatedSpan) -> bool:
        """Whether all that is known of ``span`` is that it lies in all of this or a longer time."""
        return span.dates == Exactness.WITHIN and span.start_date <= self.start and self.end <= span.end_date


@dataclass(frozen=True)
class Month(Period):
    kind = "month"
    form = re.compile("[0-9]{4}-[0-9]{2}")
    example = "2021-12"

    @staticmethod
    def first_day(text: str) -> datetime.date:
        return datetime.date.fromisoformat(f"{text}-01")

    @classmethod
    def around(cls, date: datetime.date) -> Self:
        return cls(date.replace(day=1), last_day_of_month(date))

    @property
    def name(self) -> str:
        return describe_date(self.start, "month")

    def __str__(self) -> str:
        return f"{self.start:%Y-%m}"


@dataclass(frozen=True)
class Quarter(Period):
    kind = "quarter"

    @classmethod
    def around(cls, date: datetime.date) -> Self:
        start = date.replace(month=date.month - (date.month - 1) % 3, day=1)
        return cls(start, last_day_of_month(start.replace(month=start.month + 2)))

    @property
    def name(self) -> str:
        return f"{self.start.year}, quarter {(self.start.month + 2) // 3}"


@dataclass(frozen=True)
class Year(Period):
    kind = "year"

    @classmethod
    def around(cls, date: datetime.date) -> Self:
        return cls(date.replace(month=1, day=1), date.replace(month=12, day=31))

    @property
    def name(self) -> str:
        return str(self.start.year)


@dataclass(frozen=True)
class Week(Period):
    """From a Monday to a Sunday, as ISO 8601 counts them."""

    kind = "week"
    form = re.compile("[0-9]{4}-W[0-9]{2}")
    example = "2021-W49"

    @staticmethod
    def first_day(text: str) -> datetime.date:
        return datetime.date.fromisocalendar(int(text[:4]), int(text[-2:]), 1)

    @classmethod
    def around(cls, date: datetime.date) -> Self:
        start = date - date.weekday() * DAY
        return cls(start, start + 6 * DAY)

    @property
    def name(self) -> str:
        return f"Week {self.start.isocalendar().week}, {describe_dates(self.start, self.end)}"

    @property
    def days(self) -> list[datetime.date]:
        return [self.start + number * DAY for number in range(7)]

    def __str__(self) -> str:
        return "{0.year}-W{0.week:02}".format(self.start.isocalendar())
