"""The days that a cell speaks of."""

import datetime
from typing import NamedTuple

from engagements.common.dates import EARLIEST_DATE, LATEST_DATE, Precision, last_day_of_month


class CellPeriod(NamedTuple):
    """The days that a cell speaks of; ``exact`` where it names days and no month, season or year."""

    start: datetime.date
    end: datetime.date
    exact: bool = True
    precision: str = Precision.DAY

    def __str__(self):
        text = self.start.isoformat()
        if self.exact:
            return text if self.start == self.end else f"{text}/{self.end.isoformat()}"
        return text[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]


def month(year, number):
    start = datetime.date(year, number, 1)
    return CellPeriod(start, last_day_of_month(start), False, Precision.MONTH)


def checked(period):
    if not EARLIEST_DATE <= period.start <= period.end <= LATEST_DATE:
        if period.end < period.start:
            raise ValueError("it ends before it starts")
        raise ValueError(f"the year is not between {EARLIEST_DATE.year} and {LATEST_DATE.year}")
    return period
