"""What happened when, drawn along an axis: a visit, and years of a person or a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from engagements.common.dates import LATEST_DATE
from engagements.models import Exactness

from .time_axis import TimeAxis, TimelineBar

if TYPE_CHECKING:
    from engagements.models import Appointment, Meeting, Stop, Visit

# The dates of records: start, end, how they are to be read; and how many have them.
CountedSpan = tuple[date | None, date | None, str, int]

MAX_ROWS = 100  # of the course of a visit
MAX_SPANS = 300  # of one row of years
LISTED_YEARS = 100  # in the table
DISTINCT_PARTS = 1000  # parts of an axis: what is nearer to each other is one mark


@dataclass
class TimelineRow:
    """What stands in one line: ``record`` (or words and a link), and its bars."""

    label: str
    link: str = ""
    when: str = ""
    bars: list[TimelineBar] = field(default_factory=list)
    record: Meeting | None = None
    number: int = 0
    undated: int = 0
    left_out: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is of a record that did not take place, or not yet, as far as is known."""
        return self.record is not None and bool(self.record.status_mark)


@dataclass
class Timeline:
    rows: list[TimelineRow]
    axis: TimeAxis | None = None  # none where no date is known
    left_out: int = 0

    @property
    def has_open_rows(self) -> bool:
        return any(row.is_open for row in self.rows)


# --- A visit


def visit_timeline(visit: Visit, meetings: Sequence[Meeting]) -> Timeline:
    """Return the timeline of ``visit``: its stops, then ``meetings`` in their order; no query of its own."""
    stops, shown = list(visit.stops.all()), meetings[:MAX_ROWS]
    spans: list[Visit | Stop | Meeting] = [visit, *stops, *shown]
    dates = [day for span in spans for day in (span.start_date, span.end_date) if day]
    axis = TimeAxis(min(dates), max(dates)) if dates else None
    rows = [
        TimelineRow(
            str(stop),
            stop.place.get_absolute_url(),
            stop.when or "no dates of its own",
            bars_of_stop(axis, stop),
        )
        for stop in stops[:MAX_ROWS]
    ]
    rows += [
        TimelineRow(
            str(meeting),
            meeting.get_absolute_url(),
            record=meeting,
            bars=[bar] if axis and (bar := axis.bar_of(meeting)) else [],
        )
        for meeting in shown
    ]
    return Timeline(rows, axis, left_out=max(0, len(stops) - MAX_ROWS) + len(meetings) - len(shown))


def bars_of_stop(axis: TimeAxis | None, stop: Stop) -> list[TimelineBar]:
    """A stop of which a date is not known is drawn at its longest, as what is not exact."""
    if not axis:
        return []
    start, end = stop.start_date, stop.end_date
    if start and end:
        return [axis.bar(start, end)]
    return [axis.bar(start or axis.start, end or axis.end, is_exact=False)]


# --- Years


class Series:
    """Records that stand in one row of years: the number of each of their ``spans``, and the list of them."""

    def __init__(self, label: str, spans: Iterable[CountedSpan], link: str) -> None:
        self.label, self.link, counted = label, link, list(spans)
        self.number = sum(count for *_, count in counted)
        self.groups = [(start, end, dates, count) for start, end, dates, count in counted if start and end]
        self.undated = self.number - sum(count for *_, count in self.groups)
        self.by_year: Counter[int] = Counter()
        for start, end, _, count in self.groups:
            for year in range(start.year, end.year + 1):
                self.by_year[year] += count

    @cached_property
    def days(self) -> list[date]:
        """The first and the last of all days; none where no date is known."""
        if not self.groups:
            return []
        return [min(start for start, *_ in self.groups), max(end for _, end, *_ in self.groups)]

    def bars(self, axis: TimeAxis) -> list[TimelineBar]:
        """Return the bars along ``axis``, the latest first; marks that nobody could tell apart are one."""
        days = {day for start, end, _, _ in self.groups for day in (start, end)}
        parts = {day: int(axis.share(day) * DISTINCT_PARTS / 100) for day in days}
        latest: dict[tuple[int, int, str], tuple[date, date, str]] = {}
        for start, end, dates, _ in self.groups:
            mark, span = (parts[start], parts[end], dates), (start, end, dates)
            if mark not in latest or latest[mark] < span:
                latest[mark] = span
        return [
            axis.bar(start, end, dates == Exactness.EXACT)
            for start, end, dates in sorted(latest.values(), reverse=True)
        ]

    def row(self, axis: TimeAxis | None) -> TimelineRow:
        bars = self.bars(axis) if axis else []
        spans = [bar for bar in bars if not bar.is_exact]
        days = [bar for bar in bars if bar.is_exact]
        return TimelineRow(
            self.label,
            self.link,
            when=years_of(self.days),
            bars=[*spans[:MAX_SPANS], *days],
            number=self.number,
            undated=self.undated,
            left_out=len(spans[MAX_SPANS:]),
        )

    def in_year(self, year: int) -> tuple[Series, int, str]:
        """Return itself, the number in ``year``, and the address of the list of them."""
        link = f"{self.link}&date_after={year}-01-01&date_before={year}-12-31"
        return self, self.by_year[year], link


def years_of(days: Sequence[date]) -> str:
    """Return the years of the first and last day in words; nothing finer, as what is meant may be inexact."""
    return " – ".join(dict.fromkeys(str(day.year) for day in days))


class YearsTimeline(Timeline):
    """``posts`` as bars and ``all_series`` as marks and spans through years; no query of its own."""

    def __init__(self, all_series: Iterable[Series], posts: Sequence[Appointment] = ()) -> None:
        self.series = [series for series in all_series if series.number]
        dates = [day for series in self.series for day in series.days]
        dates += [day for post in posts for day in (post.start_date, post.end_date) if day]
        today = timezone.localdate()
        if any(post.start_date and not post.end_date and post.start_date <= today for post in posts):
            dates.append(today)
        axis = (
            TimeAxis(date(min(dates).year, 1, 1), min(LATEST_DATE, date(max(dates).year, 12, 31)))
            if dates
            else None
        )
        rows = [
            TimelineRow(str(post), post.organization.get_absolute_url(), post.when, bars_of_post(axis, post))
            for post in posts[:MAX_ROWS]
        ]
        super().__init__(
            rows + [series.row(axis) for series in self.series], axis, left_out=len(posts[MAX_ROWS:])
        )

    @property
    def years(self) -> list[tuple[int, list[tuple[Series, int, str]]]]:
        """Return (year, (series, number, address of the list) of each series), the latest first."""
        years = sorted({year for series in self.series for year in series.by_year}, reverse=True)
        return [(year, [series.in_year(year) for series in self.series]) for year in years[:LISTED_YEARS]]

    @property
    def more_years(self) -> bool:
        return len({year for series in self.series for year in series.by_year}) > LISTED_YEARS


def bars_of_post(axis: TimeAxis | None, post: Appointment) -> list[TimelineBar]:
    """A post of which an end is not known to the day is drawn as what is not exact, at its longest."""
    if not (axis and (post.start_date or post.end_date)):
        return []
    is_exact = bool(post.start_date and post.end_date) and post.start_precision == post.end_precision == "day"
    return [axis.bar(post.start_date or axis.start, post.end_date or axis.end, is_exact)]
