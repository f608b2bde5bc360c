"""An axis of days, and what is drawn along it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from engagements.common.dates import describe_period
from engagements.models import Exactness

if TYPE_CHECKING:
    from engagements.models.dates import Span

MIN_BAR_WIDTH = 0.3  # per cent of an axis, so that a day among years can be seen
MIN_SPAN_WIDTH = 0.8  # so that its edge can be seen to be broken
DAY = timedelta(days=1)


@dataclass(frozen=True)
class TimelineBar:
    """A piece of a row; ``x`` and ``width`` are shares of the axis, as SVG writes them."""

    x: str
    width: str
    is_exact: bool = True


@dataclass(frozen=True)
class AxisTick:
    x: str
    label: str
    anchor: str  # the label begins at the tick, or ends there where there is no room after it


def percent(share: float) -> str:
    return f"{share:.2f}%"


class TimeAxis:
    """The days from ``start`` to ``end``, both included."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        self.days = (end - start).days + 1

    def share(self, day: date) -> float:
        return 100 * (day - self.start).days / self.days

    def bar(self, start: date, end: date, is_exact: bool = True) -> TimelineBar:
        """Return the bar from ``start`` to ``end`` (both included), as far as the axis goes."""
        first, last = max(start, self.start), min(end, self.end)
        width = max(self.share(last + DAY) - self.share(first), MIN_BAR_WIDTH if is_exact else MIN_SPAN_WIDTH)
        return TimelineBar(percent(min(self.share(first), 100 - width)), percent(width), is_exact)

    def bar_of(self, span: Span) -> TimelineBar | None:
        """Return the bar of a record; None where its dates are not known."""
        if not (span.start_date and span.end_date):
            return None
        return self.bar(span.start_date, span.end_date, span.dates == Exactness.EXACT)

    @property
    def ticks(self) -> list[AxisTick]:
        """At most ten days, Mondays, months or years along the axis."""
        if self.days <= 10:
            days = [(day, f"{day.day} {day:%b}") for day in self.every_day()]
        elif self.days <= 70:
            days = [(day, f"{day.day} {day:%b}") for day in self.every_day() if day.weekday() == 0]
        elif self.days <= 300:
            days = [(day, f"{day:%b} {day.year}") for day in self.every_day() if day.day == 1]
        else:
            years = self.end.year - self.start.year + 1
            step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if years <= 8 * step)
            first = -(-self.start.year // step) * step
            days = [(date(year, 1, 1), str(year)) for year in range(first, self.end.year + 1, step)]
        shares = [(self.share(day), label) for day, label in days if day >= self.start]
        return [AxisTick(percent(share), label, "end" if share > 94 else "start") for share, label in shares]

    @property
    def name(self) -> str:
        return f"Drawn along {describe_period(self.start, self.end)}"

    def every_day(self) -> list[date]:
        return [self.start + number * DAY for number in range(self.days)]
