"""How many meetings were held in each month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from engagements.common.periods import DAY, Month

if TYPE_CHECKING:
    from engagements.columns.meetings import MeetingSet

CHARTED_MONTHS = 24


class MonthBar(NamedTuple):
    """One bar, in the units of the chart; only the first bar of a year has a ``label``."""

    month: Month
    meetings: int
    x: int
    y: float
    height: float
    label: int | str


@dataclass
class MeetingsByMonth:
    """How many meetings lie in each of some months; ``over`` of them reach over the bounds of one."""

    counts: dict[Month, int]
    over: int

    CHART_HEIGHT, BAR_WIDTH = 100, 20

    @property
    def start(self) -> date:
        return min(month.start for month in self.counts)

    @property
    def end(self) -> date:
        return max(month.end for month in self.counts)

    @property
    def most(self) -> int:
        return max(self.counts.values())

    @property
    def width(self) -> int:
        return self.BAR_WIDTH * len(self.counts)

    def bars(self) -> list[MonthBar]:
        """Return a bar for each month; the highest fills the chart."""
        bars = []
        for number, (month, count) in enumerate(self.counts.items()):
            height = round(self.CHART_HEIGHT * count / (self.most or 1), 1)
            begins_year = month.start.month == 1 or (number == 0 and month.start.month < 11)
            label = month.start.year if begins_year else ""
            x, y = number * self.BAR_WIDTH, self.CHART_HEIGHT - height
            bars.append(MonthBar(month, count, x, y, height, label))
        return bars


def meetings_by_month(held: MeetingSet, today: date) -> MeetingsByMonth:
    """Return the `MeetingsByMonth` of the two years up to the month of ``today``."""
    months = [Month.around(today)]
    while len(months) < CHARTED_MONTHS:
        months.insert(0, Month.around(months[0].start - DAY))
    charted = held.between(months[0].start, months[-1].end)
    counts = {month: charted.lying_in(month.start, month.end).count() for month in months}
    return MeetingsByMonth(counts, charted.count() - sum(counts.values()))
