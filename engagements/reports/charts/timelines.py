"""What happened when, drawn along an axis: a visit, and years of a person or a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from django.utils import timezone

from engagements.columns.spans import dates_of, days_of
from engagements.common.dates import LATEST_DATE
from engagements.common.periods import Year

from .time_axis import DAY, MIN_BAR_WIDTH, TimeAxis, TimelineBar

if TYPE_CHECKING:
    from engagements.columns.spans import Spans
    from engagements.models import Appointment, Meeting, Stop, Visit

MAX_ROWS = 100  # of the course of a visit
MAX_SPANS = 300  # of one row of years
LISTED_YEARS = 100  # in the table
DISTINCT_PARTS = 1000  # of an axis: spans over the same parts are one mark


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
    """Records that stand in one row of years: their ``spans``, and the list of them."""

    def __init__(self, label: str, spans: Spans, link: str) -> None:
        self.label, self.link, self.spans = label, link, spans.known()
        self.number, self.days = len(spans.start), self.spans.days()
        years = range(self.days[0].year, self.days[1].year + 1) if self.days else ()
        numbers = self.spans.count_in([Year.around(date(year, 1, 1)) for year in years])
        self.by_year = +Counter(dict(zip(years, numbers, strict=True)))  # those with none left out

    def row(self, axis: TimeAxis | None) -> TimelineRow:
        spans, left_out = bars_of_spans(axis, self.spans) if axis else ([], 0)
        return TimelineRow(
            self.label,
            self.link,
            when=years_of(self.days),
            bars=[*spans, *bars_of_days(axis, self.spans)] if axis else [],
            number=self.number,
            undated=self.number - len(self.spans.start),
            left_out=left_out,
        )

    def in_year(self, year: int) -> tuple[Series, int, str]:
        """Return itself, the number in ``year``, and the address of the list of them."""
        link = f"{self.link}&date_after={year}-01-01&date_before={year}-12-31"
        return self, self.by_year[year], link


def bars_of_days(axis: TimeAxis, spans: Spans) -> list[TimelineBar]:
    """Return bars over the days of ``spans`` that are exact: one where they touch, as they are drawn."""
    start, end, _ = spans.at(spans.is_exact())
    (first,) = days_of([axis.start])
    starts = start - first
    ends = np.maximum(end + 1 - first, starts + int(axis.days * MIN_BAR_WIDTH / 100))
    size = ends.max(initial=0) + 1
    is_covered = np.cumsum(np.bincount(starts, minlength=size) - np.bincount(ends, minlength=size)) > 0
    edges = dates_of(np.flatnonzero(np.diff(is_covered, prepend=False)) + first)
    return [axis.bar(edge, after - DAY) for edge, after in zip(edges[::2], edges[1::2], strict=True)]


def bars_of_spans(axis: TimeAxis, spans: Spans) -> tuple[list[TimelineBar], int]:
    """Return the bars of the latest of ``spans`` that are not exact, and of how many there is none.

    Of those over the same parts of the axis, which nobody could tell apart, there is one.
    """
    start, end, _ = spans.at(~spans.is_exact())
    (first,) = days_of([axis.start])
    parts = [(days - first).astype(np.int64) * DISTINCT_PARTS // axis.days for days in (start, end)]
    marks = np.flatnonzero(np.bincount(parts[0] * DISTINCT_PARTS + parts[1]))[::-1]
    starts, ends = np.divmod(marks[:MAX_SPANS], DISTINCT_PARTS)
    first_days = dates_of(first - -starts * axis.days // DISTINCT_PARTS)
    last_days = dates_of(first + ((ends + 1) * axis.days - 1) // DISTINCT_PARTS)
    bars = [axis.bar(*days, is_exact=False) for days in zip(first_days, last_days, strict=True)]
    return bars, len(marks[MAX_SPANS:])


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
