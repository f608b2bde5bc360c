"""The calendar of a month or a week: visits and spans as bands over its days, the rest in its day."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Min, Q, Window
from django.db.models.functions import RowNumber

from engagements.common.periods import Period, Week
from engagements.models import Exactness, Meeting, Visit
from engagements.models.records import RecordQuerySet

# How many bands of one week, and meetings of one day, are drawn.
BANDS = {"month": 6, "week": 20}
MEETINGS = {"month": 5, "week": 20}
BESIDE = 20
SPAN = ("start_date", "end_date", "dates")
SHOWN = (*SPAN, "title", "progress", "publication", "handling")


@dataclass
class Band:
    """A piece of a lane: the part of a record that lies in the week, or, without one, the gap before it."""

    days: int
    record: Visit | Meeting | None = None
    begins_before: bool = False
    ends_after: bool = False

    @property
    def is_visit(self):
        return isinstance(self.record, Visit)

    @property
    def is_exact(self):
        return self.record.dates == Exactness.EXACT


@dataclass
class Day:
    date: date
    is_outside: bool
    meetings: list[Meeting] = field(default_factory=list)
    more: int = 0


@dataclass
class Sheet:
    """One week of the calendar."""

    week: Week
    days: list[Day]
    lanes: list[list[Band]] = field(default_factory=list)
    more: int = 0

    @property
    def has_meetings(self):
        return any(day.meetings for day in self.days)


@dataclass(frozen=True)
class Mark:
    """The span of a record that is not fetched yet; ``namesakes`` have the same, it included."""

    model: type
    pk: int
    start_date: date
    end_date: date
    dates: str
    rank: int
    namesakes: int

    @property
    def is_of_a_day(self):
        return self.model is Meeting and self.dates == Exactness.EXACT and self.start_date == self.end_date

    @property
    def as_band(self):
        """Sorts bands: visits first, then what begins earlier, then what is longer."""
        return self.model is Meeting, self.start_date, -self.end_date.toordinal(), self.rank, self.pk


class Calendar:
    """What of ``meetings`` and ``visits`` (querysets, or None where not wanted) lies in ``period``.

    Three queries for each of them, whatever their number; one more where there is nothing.
    """

    def __init__(self, period: Period, meetings: RecordQuerySet | None, visits: RecordQuerySet | None):
        self.period = period
        self.bands, self.per_day = BANDS[period.kind], MEETINGS[period.kind]
        wanted = [queryset for queryset in (visits, meetings) if queryset is not None]
        marks = [mark for queryset in wanted for mark in self.marks(queryset)]
        whole = [mark for mark in marks if period.covered_by(mark)]
        parts = [mark for mark in marks if not period.covered_by(mark)]
        self.drawn = set()
        self.beside_total = sum(mark.namesakes for mark in whole if mark.rank == 1)
        beside = sorted(whole, key=lambda mark: (mark.end_date - mark.start_date, mark.as_band))[:BESIDE]
        self.drawn.update(beside)
        self.sheets = [self.sheet(week, parts) for week in period.weeks]
        self.numbers = {
            queryset.model._meta.model_name: sum(
                mark.namesakes
                for mark in marks
                if mark.model is queryset.model and mark.rank == 1 and period.shares_a_day_with(mark)
            )
            for queryset in wanted
        }
        self.is_empty = not any(self.numbers.values())
        self.nearest = nearest(period, wanted) if self.is_empty else []
        self.fetch()
        self.beside = [self.records[mark.model, mark.pk] for mark in beside]
        self.undated = {
            queryset.model._meta.model_name: queryset.filter(start_date=None).count() for queryset in wanted
        }

    def marks(self, queryset):
        """Return of each span the first few records that have it."""
        alike = {"partition_by": [F(name) for name in SPAN]}
        first = [F("start_time").asc(nulls_last=True)] if queryset.model is Meeting else []
        weeks = self.period.weeks
        found = queryset.between(weeks[0].start, weeks[-1].end).narrowed().order_by()
        found = found.annotate(
            rank=Window(RowNumber(), order_by=[*first, F("pk").asc()], **alike),
            namesakes=Window(Count("pk"), **alike),
        ).filter(rank__lte=max(self.bands, self.per_day))
        rows = found.order_by("start_date", "rank").values_list("pk", *SPAN, "rank", "namesakes")
        return [Mark(queryset.model, *row) for row in rows]

    def sheet(self, week, marks):
        days = [Day(one, is_outside=not self.period.start <= one <= self.period.end) for one in week.days]
        sheet = Sheet(week, days)
        here = [mark for mark in marks if mark.start_date <= week.end and week.start <= mark.end_date]
        for mark in here:
            if mark.is_of_a_day:
                day = days[(mark.start_date - week.start).days]
                if mark.rank == 1:
                    day.more = max(0, mark.namesakes - self.per_day)
                if mark.rank <= self.per_day:
                    day.meetings.append(mark)
                    self.drawn.add(mark)
        bands = sorted((mark for mark in here if not mark.is_of_a_day), key=lambda mark: mark.as_band)
        lanes = []
        for mark in bands:
            lane = next((lane for lane in lanes if lane[-1].end_date < mark.start_date), None)
            if lane is None:
                if len(lanes) == self.bands:
                    continue
                lanes.append(lane := [])
            lane.append(mark)
        sheet.lanes = lanes
        placed = {mark for lane in lanes for mark in lane}
        self.drawn.update(placed)
        sheet.more = sum(mark.namesakes for mark in bands if mark.rank == 1) - len(placed)
        return sheet

    def fetch(self):
        """Put records in the place of their marks."""
        wanted = {Visit: set(), Meeting: set()}
        for mark in self.drawn:
            wanted[mark.model].add(mark.pk)
        self.records = {
            (model, pk): record
            for model, pks in wanted.items()
            for pk, record in model.objects.only(*SHOWN).in_bulk(pks).items()
        }
        for sheet in self.sheets:
            for day in sheet.days:
                day.meetings = [self.records[mark.model, mark.pk] for mark in day.meetings]
            sheet.lanes = [self.lane(sheet.week, marks) for marks in sheet.lanes]

    def lane(self, week, marks):
        pieces, at = [], 0
        for mark in marks:
            first = max(0, (mark.start_date - week.start).days)
            last = min(6, (mark.end_date - week.start).days)
            if first > at:
                pieces.append(Band(first - at))
            before, after = mark.start_date < week.start, mark.end_date > week.end
            record = self.records[mark.model, mark.pk]
            pieces.append(Band(last - first + 1, record, begins_before=before, ends_after=after))
            at = last + 1
        return [*pieces, Band(7 - at)] if at < 7 else pieces


def nearest(period, querysets):
    """Return the last date before ``period`` on which there is something, and the first one after it."""
    found = [
        queryset.order_by().aggregate(
            before=Max("end_date", filter=Q(end_date__lt=period.start)),
            after=Min("start_date", filter=Q(start_date__gt=period.end)),
        )
        for queryset in querysets
    ]
    before = max((one["before"] for one in found if one["before"]), default=None)
    after = min((one["after"] for one in found if one["after"]), default=None)
    return [date for date in (before, after) if date]
