"""The calendar of a month or a week: visits and spans as bands over its days, the rest in its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Window
from django.db.models.functions import RowNumber

from engagements.common.periods import Period, Week
from engagements.models import Exactness, Meeting, Visit
from engagements.models.records import RecordQuerySet

# What is drawn, by the kind of period.
BANDS_PER_WEEK = {"month": 6, "week": 20}
MEETINGS_PER_DAY = {"month": 5, "week": 20}
LISTED_BESIDE = 20
SPAN_FIELDS = ("start_date", "end_date", "dates")
RECORD_FIELDS = (*SPAN_FIELDS, "title", "progress", "publication", "handling")
SHOWN_FIELDS = {Visit: RECORD_FIELDS, Meeting: (*RECORD_FIELDS, "start_time", "end_time")}


@dataclass
class CalendarBand:
    """A piece of a lane: the part of a record that lies in the week, or, without one, the gap before it."""

    days: int
    record: Visit | Meeting | None = None
    begins_before: bool = False
    ends_after: bool = False

    @property
    def is_visit(self) -> bool:
        return isinstance(self.record, Visit)

    @property
    def is_exact(self) -> bool:
        return self.record is not None and self.record.dates == Exactness.EXACT


@dataclass
class CalendarDay:
    """A day and its exact meetings, ``more`` of which are not drawn; pages add the address of their list.

    It stands below ``lanes_above``, of which the last has a band on it, and takes the ``rows`` that are left.
    """

    date: date
    is_outside: bool
    meetings: list[Meeting] = field(default_factory=list)
    more: int = 0
    lanes_above: int = 0
    rows: int = 1
    list_address: str = ""


@dataclass
class CalendarWeek:
    """One week of the calendar; ``more`` of its bands are not drawn. Pages add the address of that week."""

    period: Week
    days: list[CalendarDay]
    lanes: list[list[CalendarBand]] = field(default_factory=list)
    more: int = 0
    address: str = ""

    @property
    def rows(self) -> list[list[CalendarBand | CalendarDay]]:
        """The cells of the week, row by row: its bands, the gaps between them, and each day once."""
        rows = []
        for number, lane in enumerate([*self.lanes, [CalendarBand(7)]]):
            row: list[CalendarBand | CalendarDay] = []
            position = 0
            for band in lane:
                if band.record:
                    row.append(band)
                else:
                    days = self.days[position : position + band.days]
                    row.extend(
                        day if day.lanes_above == number else CalendarBand(1)
                        for day in days
                        if day.lanes_above >= number
                    )
                position += band.days
            rows.append(row)
        return rows


@dataclass(frozen=True)
class RecordMark:
    """The span of a record that is not fetched yet; ``namesakes`` have the same, it included."""

    model: type[Visit | Meeting]
    pk: int
    start_date: date
    end_date: date
    dates: str
    rank: int
    namesakes: int

    @property
    def is_of_a_day(self) -> bool:
        return self.model is Meeting and self.dates == Exactness.EXACT and self.start_date == self.end_date

    @property
    def band_sort_key(self) -> tuple[Any, ...]:
        """Sorts bands: visits first, then what begins earlier, then what is longer."""
        return self.model is Meeting, self.start_date, -self.end_date.toordinal(), self.rank, self.pk


@dataclass
class DraftWeek:
    """A week whose records are not fetched yet; ``meetings_of_day`` and ``more_of_day`` are by its days."""

    week: Week
    lanes: list[list[RecordMark]]
    meetings_of_day: list[list[RecordMark]]
    more_of_day: list[int]
    more: int = 0


class CalendarChart:
    """What of ``meetings`` and ``visits`` (querysets, or None where not wanted) lies in ``period``.

    Three queries for each of them, whatever their number; one more where there is nothing.

    ``weeks`` are what is drawn, ``beside`` the records of which all that is known is that they lie in the
    whole period (``beside_total`` in all). ``numbers`` (of the period) and ``undated`` are by the name of the
    model; ``nearest`` are the dates before and after between which there is nothing.
    """

    def __init__(
        self, period: Period, meetings: RecordQuerySet | None, visits: RecordQuerySet | None
    ) -> None:
        self.period = period
        self.bands, self.per_day = BANDS_PER_WEEK[period.kind], MEETINGS_PER_DAY[period.kind]
        wanted = [queryset for queryset in (visits, meetings) if queryset is not None]
        marks = [mark for queryset in wanted for mark in self.marks(queryset)]
        whole = [mark for mark in marks if period.covered_by(mark)]
        parts = [mark for mark in marks if not period.covered_by(mark)]
        self.drawn: set[RecordMark] = set()
        self.beside_total = sum(mark.namesakes for mark in whole if mark.rank == 1)
        beside = sorted(whole, key=lambda mark: (mark.end_date - mark.start_date, mark.band_sort_key))[
            :LISTED_BESIDE
        ]
        self.drawn.update(beside)
        drafts = [self.place(week, parts) for week in period.weeks]
        self.numbers: dict[str, int] = {
            str(queryset.model._meta.model_name): sum(
                mark.namesakes
                for mark in marks
                if mark.model is queryset.model and mark.rank == 1 and period.shares_a_day_with(mark)
            )
            for queryset in wanted
        }
        self.is_empty = not any(self.numbers.values())
        self.nearest = nearest(period, wanted) if self.is_empty else []
        self.records = self.fetch()
        self.weeks = [self.week(draft) for draft in drafts]
        self.beside = [self.records[mark.model, mark.pk] for mark in beside]
        self.undated = {
            str(queryset.model._meta.model_name): queryset.filter(start_date=None).count()
            for queryset in wanted
        }

    def marks(self, queryset: RecordQuerySet) -> list[RecordMark]:
        """Return of each span the first few records that have it."""
        span = [F(name) for name in SPAN_FIELDS]
        first = [F("start_time").asc(nulls_last=True)] if queryset.model is Meeting else []
        weeks = self.period.weeks
        records = queryset.between(weeks[0].start, weeks[-1].end).narrowed().order_by()
        records = records.annotate(
            rank=Window(RowNumber(), partition_by=span, order_by=[*first, F("pk").asc()]),
            namesakes=Window(Count("pk"), partition_by=span),
        ).filter(rank__lte=max(self.bands, self.per_day))
        rows = records.order_by("start_date", "rank").values_list("pk", *SPAN_FIELDS, "rank", "namesakes")
        return [RecordMark(queryset.model, *row) for row in rows]

    def place(self, week: Week, marks: Iterable[RecordMark]) -> DraftWeek:
        """Return which of ``marks`` are drawn in ``week``, and where."""
        draft = DraftWeek(week, [], [[] for _ in week.days], [0 for _ in week.days])
        in_week = [mark for mark in marks if mark.start_date <= week.end and week.start <= mark.end_date]
        for mark in in_week:
            if mark.is_of_a_day:
                number = (mark.start_date - week.start).days
                if mark.rank == 1:
                    draft.more_of_day[number] = max(0, mark.namesakes - self.per_day)
                if mark.rank <= self.per_day:
                    draft.meetings_of_day[number].append(mark)
                    self.drawn.add(mark)
        bands = sorted(
            (mark for mark in in_week if not mark.is_of_a_day), key=lambda mark: mark.band_sort_key
        )
        for mark in bands:
            lane = next((lane for lane in draft.lanes if lane[-1].end_date < mark.start_date), None)
            if lane is None:
                if len(draft.lanes) == self.bands:
                    continue
                draft.lanes.append(lane := [])
            lane.append(mark)
        placed = {mark for lane in draft.lanes for mark in lane}
        self.drawn.update(placed)
        draft.more = sum(mark.namesakes for mark in bands if mark.rank == 1) - len(placed)
        return draft

    def fetch(self) -> dict[tuple[type, int], Any]:
        """Return the records of the marks that are drawn, by model and key."""
        pks: dict[type[Visit | Meeting], set[int]] = {Visit: set(), Meeting: set()}
        for mark in self.drawn:
            pks[mark.model].add(mark.pk)
        return {
            (model, pk): record
            for model, wanted in pks.items()
            for pk, record in model._default_manager.only(*SHOWN_FIELDS[model]).in_bulk(wanted).items()
        }

    def week(self, draft: DraftWeek) -> CalendarWeek:
        """Return ``draft`` with records in the place of their marks."""
        days = [
            CalendarDay(
                day,
                is_outside=not self.period.start <= day <= self.period.end,
                meetings=[self.records[mark.model, mark.pk] for mark in marks],
                more=more,
                lanes_above=(lanes_above := lanes_down_to(day, draft.lanes)),
                rows=len(draft.lanes) + 1 - lanes_above,
            )
            for day, marks, more in zip(
                draft.week.days, draft.meetings_of_day, draft.more_of_day, strict=True
            )
        ]
        return CalendarWeek(
            draft.week, days, [self.lane(draft.week, marks) for marks in draft.lanes], draft.more
        )

    def lane(self, week: Week, marks: Iterable[RecordMark]) -> list[CalendarBand]:
        bands, position = [], 0
        for mark in marks:
            first = max(0, (mark.start_date - week.start).days)
            last = min(6, (mark.end_date - week.start).days)
            if first > position:
                bands.append(CalendarBand(first - position))
            before, after = mark.start_date < week.start, mark.end_date > week.end
            record = self.records[mark.model, mark.pk]
            bands.append(CalendarBand(last - first + 1, record, begins_before=before, ends_after=after))
            position = last + 1
        return [*bands, CalendarBand(7 - position)] if position < 7 else bands


def lanes_down_to(day: date, lanes: Sequence[Sequence[RecordMark]]) -> int:
    """Return how many of ``lanes`` there are down to the last one with a band on ``day``."""
    on_day = (
        number
        for number, lane in enumerate(lanes, start=1)
        if any(mark.start_date <= day <= mark.end_date for mark in lane)
    )
    return max(on_day, default=0)


def nearest(period: Period, querysets: Sequence[RecordQuerySet]) -> list[date]:
    """Return the last date before ``period`` on which there is something, and the first one after it."""
    bounds = [
        queryset.order_by().aggregate(
            before=Max("end_date", filter=Q(end_date__lt=period.start)),
            after=Min("start_date", filter=Q(start_date__gt=period.end)),
        )
        for queryset in querysets
    ]
    before = max((bound["before"] for bound in bounds if bound["before"]), default=None)
    after = min((bound["after"] for bound in bounds if bound["after"]), default=None)
    return [day for day in (before, after) if day]
