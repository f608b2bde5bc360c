"""What a date in the text means, and where it stands."""

import datetime
from dataclasses import dataclass
from typing import Any, Literal

from engagements.common.dates import EARLIEST_DATE, LATEST_DATE, Exactness
from engagements.reader.proposals import Passage, ProposedDates

GIVEN = "the account gives the date"
Grain = Literal["day", "week", "month", "year"]


@dataclass(kw_only=True, eq=False)
class DateMeaning:
    """A span of days; ``start`` is None where its year or its day can't be told."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    dates: Exactness = Exactness.EXACT
    reason: str = GIVEN
    grain: Grain = "day"

    @property
    def is_one_day(self) -> bool:
        return self.start is not None and self.grain == "day" and self.start == self.end

    @property
    def length(self) -> datetime.timedelta:
        """From the first day to the last: no time for one day, and for a date that can't be told."""
        return self.end - self.start if self.start and self.end else datetime.timedelta()


@dataclass(kw_only=True, eq=False)
class DateMention(DateMeaning):
    """A date in the text."""

    passage: Passage
    words: str
    is_due: bool = False  # a deadline, or the date of something else
    is_planned: bool = False  # "planned for 8 November"
    day_of_visit: int = 0  # which day of a visit it is, whose days are told elsewhere; -1 is the last

    def as_dates(self, **changes: Any) -> ProposedDates:
        """Return the dates to propose, with ``changes``; the words alone where the day can't be told."""
        if not self.start:
            return ProposedDates(passages=[self.passage], reason=self.reason, words=self.words)
        values: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "dates": self.dates,
            "words": self.words,
            "passages": [self.passage],
            "reason": self.reason,
            "rule": self.reason,
        }
        return ProposedDates(**values | changes)


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """Return a date, or None where there is none, or none of a visit."""
    try:
        date = datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None
    return date if EARLIEST_DATE <= date <= LATEST_DATE else None
