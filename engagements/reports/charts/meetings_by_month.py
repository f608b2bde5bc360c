"""How many meetings were held in each month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from engagements.common.periods import DAY, Month
from engagements.models.visibility import visibility_key
from engagements.reports.counts import CACHE_SECONDS, COUNT_LIMIT

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models.meetings import MeetingQuerySet

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
    counted_at: datetime | None = None  # where it is cached

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


def meetings_by_month(meetings: MeetingQuerySet, user: User, today: date) -> MeetingsByMonth:
    """Return the `MeetingsByMonth` of the two years up to the month of ``today``; at most one query.

    ``meetings`` are what ``user`` may see. Of very many, what was counted is cached for a while: one more
    or less could not be seen in the chart.
    """
    cache_key = f"meetings-by-month-{visibility_key(user)}-{today:%Y-%m}"
    if cached := cache.get(cache_key):
        return cached
    months = [Month.around(today)]
    while len(months) < CHARTED_MONTHS:
        months.insert(0, Month.around(months[0].start - DAY))
    held = meetings.between(months[0].start, months[-1].end)
    spans = held.order_by().values_list("start_date", "end_date")
    counts, over = dict.fromkeys(months, 0), 0
    for start, end, number in spans.annotate(Count("pk")):
        if Month.around(start) == Month.around(end):
            counts[Month.around(start)] += number
        else:
            over += number
    by_month = MeetingsByMonth(counts, over)
    if sum(counts.values()) + over > COUNT_LIMIT:
        by_month.counted_at = timezone.now()
        cache.set(cache_key, by_month, CACHE_SECONDS)
    return by_month
