"""What is known of time while a text is read."""

import datetime
from dataclasses import dataclass, field

NEAR = 45  # days from the date of the text within which a date without a year lies


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
    notes: list[str] = field(default_factory=list)

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
