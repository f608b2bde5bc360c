"""How many meetings were held in each month."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from engagements.common.periods import Month
from engagements.models.dates import overlapping
from engagements.models.visibility import visibility_key
from engagements.reports.counts import COUNTED, KEPT

MONTHS = 24


@dataclass
class Months:
    """How many meetings lie in each of some months; ``over`` of them reach over the bounds of one."""

    counts: dict
    over: int
    counted_at: datetime | None = None  # where it was kept

    HEIGHT, WIDTH = 100, 20  # of the chart and of a bar in it

    @property
    def start(self):
        return min(self.counts, key=lambda month: month.start).start

    @property
    def end(self):
        return max(month.end for month in self.counts)

    @property
    def most(self):
        return max(self.counts.values())

    @property
    def width(self):
        return self.WIDTH * len(self.counts)

    def bars(self):
        """Return (month, count, x, y, height, label) for each bar; the highest fills the chart."""
        found = []
        for number, (month, count) in enumerate(self.counts.items()):
            height = round(self.HEIGHT * count / (self.most or 1), 1)
            begins_year = month.start.month == 1 or (number == 0 and month.start.month < 11)
            label = month.start.year if begins_year else ""
            found.append((month, count, number * self.WIDTH, self.HEIGHT - height, height, label))
        return found


def by_month(meetings, user, today):
    """Return the `Months` of the two years up to the month of ``today``; at most one query.

    ``meetings`` are what ``user`` may see. Of very many, what was counted is kept for a while: one more
    or less could not be seen in the chart.
    """
    key = f"months-{visibility_key(user)}-{today:%Y-%m}"
    if kept := cache.get(key):
        return kept
    months = [Month.around(today)]
    while len(months) < MONTHS:
        months.insert(0, months[0].before)
    # Not by `between`, which would ask first if they are few.
    held = meetings.filter(overlapping(months[0].start, months[-1].end))
    spans = held.order_by().values_list("start_date", "end_date")
    counts, over = dict.fromkeys(months, 0), 0
    for start, end, number in spans.annotate(Count("pk")):
        if Month.around(start) == Month.around(end):
            counts[Month.around(start)] += number
        else:
            over += number
    found = Months(counts, over)
    if sum(counts.values()) + over > COUNTED:
        found.counted_at = timezone.now()
        cache.set(key, found, KEPT)
    return found
