"""What happened when, drawn along an axis: a visit, and years of a person or a country."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from engagements.common.dates import LATEST_DATE
from engagements.models import Exactness

from .time_axis import Axis, Bar

ROWS = 100  # of the course of a visit
SPANS = 300  # of one row of years
YEARS = 100  # in the table
FINEST = 1000  # parts of an axis: what is nearer to each other is one mark


@dataclass
class Row:
    """What stands in one line: ``record`` (or words and a link), and its bars."""

    label: str
    link: str = ""
    when: str = ""
    bars: list[Bar] = field(default_factory=list)
    record: object = None
    number: int = 0
    undated: int = 0
    left_out: int = 0


@dataclass
class Timeline:
    rows: list[Row]
    axis: Axis | None = None  # none where no date is known
    left_out: int = 0


# --- A visit


def course(visit, meetings):
    """Return the timeline of ``visit``: its stops, then ``meetings`` in their order; no query of its own."""
    stops, shown = list(visit.stops.all()), meetings[:ROWS]
    dates = [day for span in (visit, *stops, *shown) for day in (span.start_date, span.end_date) if day]
    axis = Axis(min(dates), max(dates)) if dates else None
    rows = [
        Row(
            str(stop),
            stop.place.get_absolute_url(),
            stop.when or "no dates of its own",
            bars_of_stop(axis, stop),
        )
        for stop in stops[:ROWS]
    ]
    rows += [
        Row(
            str(meeting),
            meeting.get_absolute_url(),
            record=meeting,
            bars=[axis.bar_of(meeting)] if meeting.start_date else [],
        )
        for meeting in shown
    ]
    return Timeline(rows, axis, left_out=max(0, len(stops) - ROWS) + len(meetings) - len(shown))


def bars_of_stop(axis, stop):
    """A stop of which a date is not known is drawn at its longest, as what is not exact."""
    if not axis:
        return []
    start, end = stop.start_date, stop.end_date
    if start and end:
        return [axis.bar(start, end)]
    return [axis.bar(start or axis.start, end or axis.end, is_exact=False)]


# --- Years


class Series:
    """Records that stand in one row of years: their ``spans`` (start, end, exactness), and the list of them.

    ``cut`` is the number of the latest of which they are, 0 where they are of all.
    """

    def __init__(self, label, spans, link, cut):
        self.link = link
        self.label = f"{label}, of the latest {cut}" if cut else label
        groups = [(*span, count) for span, count in Counter(spans).items()]
        self.number = sum(count for *_, count in groups)
        self.undated = sum(count for start, *_, count in groups if not start)
        self.groups = [group for group in groups if group[0]]
        self.by_year = Counter()
        for start, end, _, count in self.groups:
            for year in range(start.year, end.year + 1):
                self.by_year[year] += count

    @property
    def dates(self):
        return [day for start, end, *_ in self.groups for day in (start, end)]

    def row(self, axis):
        bars = {}
        for start, end, dates, _ in sorted(self.groups, reverse=True):
            is_exact = dates == Exactness.EXACT
            # Marks that nobody could tell apart are one.
            place = [int(axis.share(day) * FINEST / 100) for day in (start, end)]
            bars.setdefault((*place, is_exact), axis.bar(start, end, is_exact))
        spans = [bar for bar in bars.values() if not bar.is_exact]
        days = [bar for bar in bars.values() if bar.is_exact]
        return Row(
            self.label,
            self.link,
            when=years_of(self.dates),
            bars=[*spans[:SPANS], *days],
            number=self.number,
            undated=self.undated,
            left_out=len(spans[SPANS:]),
        )

    def in_year(self, year):
        """Return itself, the number in ``year``, and the address of the list of them."""
        link = f"{self.link}&date_after={year}-01-01&date_before={year}-12-31"
        return self, self.by_year[year], link


def years_of(dates):
    """Return the years of ``dates`` in words; nothing finer, as what is meant may be inexact."""
    years = sorted({day.year for day in dates})
    return " – ".join(str(year) for year in dict.fromkeys((years[0], years[-1]))) if years else ""


class Years(Timeline):
    """``posts`` as bars and ``strands`` as marks and spans through years; no query of its own."""

    def __init__(self, strands, posts=()):
        self.strands = [strand for strand in strands if strand.number]
        dates = [day for strand in self.strands for day in strand.dates]
        dates += [day for post in posts for day in (post.start_date, post.end_date) if day]
        today = timezone.localdate()
        if any(post.start_date and not post.end_date and post.start_date <= today for post in posts):
            dates.append(today)
        axis = (
            Axis(date(min(dates).year, 1, 1), min(LATEST_DATE, date(max(dates).year, 12, 31)))
            if dates
            else None
        )
        rows = [
            Row(str(post), post.organization.get_absolute_url(), post.when, bars_of_post(axis, post))
            for post in posts[:ROWS]
        ]
        super().__init__(
            rows + [strand.row(axis) for strand in self.strands], axis, left_out=len(posts[ROWS:])
        )

    @property
    def years(self):
        """Return (year, (strand, number, list) of each strand), the latest first."""
        years = sorted({year for strand in self.strands for year in strand.by_year}, reverse=True)
        return [(year, [strand.in_year(year) for strand in self.strands]) for year in years[:YEARS]]

    @property
    def more_years(self):
        return len({year for strand in self.strands for year in strand.by_year}) > YEARS


def bars_of_post(axis, post):
    """A post of which an end is not known to the day is drawn as what is not exact, at its longest."""
    if not (post.start_date or post.end_date):
        return []
    is_exact = bool(post.start_date and post.end_date) and post.start_precision == post.end_precision == "day"
    return [axis.bar(post.start_date or axis.start, post.end_date or axis.end, is_exact)]
