"""An axis of days, and what is drawn along it."""

from dataclasses import dataclass
from datetime import date, timedelta

from engagements.common.dates import describe_period
from engagements.models import Exactness

THINNEST = 0.3  # per cent of an axis, so that a day among years can be seen
THINNEST_SPAN = 0.8  # so that its edge can be seen to be broken
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A piece of a row; ``x`` and ``width`` are shares of the axis, as SVG writes them."""

    x: str
    width: str
    is_exact: bool = True


@dataclass(frozen=True)
class Tick:
    x: str
    label: str
    anchor: str  # the label begins at the tick, or ends there where there is no room after it


def percent(share):
    return f"{share:.2f}%"


class Axis:
    """The days from ``start`` to ``end``, both included."""

    def __init__(self, start, end):
        self.start, self.end = start, end
        self.days = (end - start).days + 1

    def share(self, day):
        return 100 * (day - self.start).days / self.days

    def bar(self, start, end, is_exact=True):
        """Return the bar from ``start`` to ``end`` (both included), as far as the axis goes."""
        first, last = max(start, self.start), min(end, self.end)
        width = max(self.share(last + DAY) - self.share(first), THINNEST if is_exact else THINNEST_SPAN)
        return Bar(percent(min(self.share(first), 100 - width)), percent(width), is_exact)

    def bar_of(self, span):
        return self.bar(span.start_date, span.end_date, span.dates == Exactness.EXACT)

    @property
    def ticks(self):
        """At most ten days, Mondays, months or years along the axis."""
        if self.days <= 10:
            found = [(day, f"{day.day} {day:%b}") for day in self.every_day()]
        elif self.days <= 70:
            found = [(day, f"{day.day} {day:%b}") for day in self.every_day() if day.weekday() == 0]
        elif self.days <= 300:
            found = [(day, f"{day:%b} {day.year}") for day in self.every_day() if day.day == 1]
        else:
            years = self.end.year - self.start.year + 1
            step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if years <= 8 * step)
            first = -(-self.start.year // step) * step
            found = [(date(year, 1, 1), str(year)) for year in range(first, self.end.year + 1, step)]
        shares = [(self.share(day), label) for day, label in found if day >= self.start]
        return [Tick(percent(share), label, "end" if share > 94 else "start") for share, label in shares]

    @property
    def name(self):
        return f"Drawn along {describe_period(self.start, self.end)}"

    def every_day(self):
        return [self.start + number * DAY for number in range(self.days)]
