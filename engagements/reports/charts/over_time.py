"""How many meetings were held in each year, quarter or month: of all, and of the most frequent values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from engagements.columns.segments import EITHER_SIDE
from engagements.common.periods import Month, Period, Quarter, Year
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Topic
from engagements.reports.parties import parties_by_key

if TYPE_CHECKING:
    from engagements.columns.meetings import MeetingSet

PERIODS: dict[str, type[Period]] = {"year": Year, "quarter": Quarter, "month": Month}
MAX_PERIODS = 48
MAX_SERIES = 8
CHART_HEIGHT, BAR_WIDTH = 60, 12
MIN_LABEL_BARS = 3  # between two labels below the bars

# What meetings are counted apart by: of the filter that leaves those of one value, the lines of columns.
COUNTED_LINES: dict[str, tuple[str, Sequence[Any]]] = {
    "topic": ("topics", ()),
    "party_country": ("countries", EITHER_SIDE),
    "by_organization": ("organizations", DELEGATION_SIDE),
    "with_organization": ("organizations", COUNTERPART_SIDE),
}


class PeriodBar(NamedTuple):
    """One bar, in the units of the chart, and the address of the list of its meetings."""

    period: Period
    number: int
    address: str
    x: int
    y: float
    height: float


@dataclass
class PeriodSeries:
    """The numbers of some meetings by period; ``address`` is that of the list of all of them."""

    name: str
    total: int
    address: str
    bars: list[PeriodBar]

    @property
    def most(self) -> int:
        return max((bar.number for bar in self.bars), default=0)


class PeriodAxis:
    """The periods of one kind in which ``held`` lie; of very many the latest `MAX_PERIODS`.

    ``after`` and ``before`` bound the first and the last. A meeting over several counts in each of them.
    """

    def __init__(self, held: MeetingSet, kind: type[Period], after: date | None, before: date | None) -> None:
        days = held.spans().days()
        first, last = max(min(days, default=date.max), after or date.min), before or date.max
        period = kind.around(min(max(days), last)) if days else None
        self.periods: list[Period] = []
        while period and period.end >= first and len(self.periods) < MAX_PERIODS:
            shown = replace(period, start=max(period.start, after or date.min), end=min(period.end, last))
            self.periods.insert(0, shown)
            period = period.before
        self.is_cut = bool(period and period.end >= first)

    @property
    def bounds(self) -> list[tuple[date, date]]:
        return [(period.start, period.end) for period in self.periods]

    @property
    def width(self) -> int:
        return BAR_WIDTH * len(self.periods)

    @property
    def labels(self) -> list[tuple[int, str]]:
        """Return the years that stand below the bars, each with its place."""
        labels: list[tuple[int, str]] = []
        for number, period in enumerate(self.periods):
            year, x = str(period.start.year), number * BAR_WIDTH
            if not labels or (year != labels[-1][1] and x - labels[-1][0] >= MIN_LABEL_BARS * BAR_WIDTH):
                labels.append((x, year))
        return labels

    def bars(self, meetings: MeetingSet, addresses: Sequence[str]) -> list[PeriodBar]:
        numbers = meetings.spans().count_in(self.periods)
        most = max(numbers, default=0) or 1
        heights = [round(CHART_HEIGHT * number / most, 1) for number in numbers]
        return [
            PeriodBar(period, number, address, place * BAR_WIDTH, CHART_HEIGHT - height, height)
            for place, (period, number, address, height) in enumerate(
                zip(self.periods, numbers, addresses, heights, strict=True)
            )
        ]


def meetings_by_value(
    held: MeetingSet, by: str, chosen: Collection[Any]
) -> tuple[list[tuple[Any, str, MeetingSet]], bool]:
    """Return the values of ``by`` that most of ``held`` have: (key, name, meetings), and if there are more.

    Where some are chosen, these alone. The home country, which takes part in nearly all, is left out.
    """
    if by == "format":
        formats = [(key, label) for key, label in Meeting.Format.choices if not chosen or key in chosen]
        return [(key, label, held.field_in(by, [key])) for key, label in formats], False
    kind, sides = COUNTED_LINES[by]
    keys = list(chosen)
    if not keys:
        tallies = held.tallies(kind, sides).most_frequent(0, MAX_SERIES + 2)
        keys = [tally.key for tally in tallies if kind != "countries" or tally.key != settings.HOME_COUNTRY]
    listed = keys[:MAX_SERIES]
    if kind == "topics":
        topics = Topic.objects.in_bulk()
        names = {key: topics[key].name for key in listed if key in topics}
        below = {key: topics_below(key, topics) for key in names}
    else:
        names = {key: party.name for key, party in parties_by_key(kind, listed).items()}
        below = {key: [key] for key in names}
    values = [(key, names[key], held.where_party(sides, kind, below[key])) for key in listed if key in names]
    return values, len(keys) > MAX_SERIES


def topics_below(key: int, topics: Mapping[int, Topic]) -> list[int]:
    """Return the topic ``key`` and all below it, as the filter of lists has it."""
    below = [key]
    for pk in below:
        below += [topic.pk for topic in topics.values() if topic.parent_id == pk]
    return below
