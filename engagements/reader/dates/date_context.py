"""What is known of time while a text is read."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from .date_mentions import DateMention

NEAR = 45  # days from the date of the text within which a date without a year lies
LONGEST_SPAN = 28  # days, so that none of a month comes twice


def last_valid(year: int, month: int, day: int) -> datetime.date:
    """Return a day of a month, or the 28th where the month has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return datetime.date(year, month, 28)


@dataclass
class DateContext:
    """The text's own date and the years that it names."""

    text_date: datetime.date | None = None
    year: int | None = None
    anchor: datetime.date | None = None  # the last exact date before the sentence that is read
    last_day: datetime.date | None = None  # the same, but for where days of a span were named since
    visit_day: int = 0  # the day of the visit that was named last by its number alone
    spans: list[tuple[datetime.date, datetime.date]] = field(default_factory=list)  # that were named so far
    notes: list[str] = field(default_factory=list)

    @property
    def first_day(self) -> datetime.date | None:
        """The day from which "last November" counts: that of the text, or the first that it names."""
        return self.text_date or next((start for start, _ in self.spans), self.anchor)

    def note(self, dates: Iterable[DateMention]) -> None:
        """Keep what dates of a sentence others may be counted from."""
        for date in dates:
            if date.day_of_visit:
                self.visit_day, self.last_day = date.day_of_visit, None
            elif date.is_one_day and not date.is_due:
                self.visit_day = 0
            if date.is_due or date.grain != "day" or not date.start or not date.end:
                continue
            if date.is_one_day:
                self.anchor = self.last_day = date.start
            elif date.length.days < LONGEST_SPAN:
                self.last_day = None
                self.spans.append((date.start, date.end))

    def year_of(self, month: int, day: int, ahead: bool = False) -> tuple[int | None, str]:
        """Return the year that a date without one lies in, and why; (None, reason) where it can't be told.

        ``ahead``: the sentence speaks of what is to come.
        """
        if self.anchor and not ahead:
            date = last_valid(self.anchor.year, month, day)
            if abs((date - self.anchor).days) < NEAR:
                return date.year, "the year is that of the date named before it"
        if self.text_date:
            year = self.text_date.year
            days = (last_valid(year, month, day) - self.text_date).days
            if days > NEAR and not ahead:
                year -= 1
            elif days < -NEAR and ahead:
                year += 1
            return year, "the year is taken from the date of the account"
        if self.year:
            return self.year, "the year is taken from another date in the account"
        return None, "the account does not say of which year"
