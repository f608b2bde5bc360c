"""A set of meetings or visits that takes filters as a queryset does, and counts who met whom in it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import reduce
from itertools import islice
from operator import attrgetter, or_
from typing import Any, NamedTuple, Self

import numpy as np
from django.db.models import QuerySet

from engagements.common.dates import Exactness
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Side, Visit
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.querysets import FEW_ROWS, IdSource
from engagements.models.statuses import UNCONFIRMED
from engagements.models.visibility import Viewer
from engagements.models.visits import VisitQuerySet

from .current import visible_state
from .parties import Ints, country_numbers, keys_as_listed, keys_as_numbers
from .segments import (
    CHOICES,
    EITHER_SIDE,
    LINE_KINDS,
    PK_BITS,
    PLACE_COUNTRY,
    Lines,
    Mask,
    RecordModel,
    RecordSegment,
    fetch_ids,
    pks_of,
)
from .spans import UNDATED, Spans, days_of
from .state import ColumnsState

FEW_OF_ALL = 20  # of so many times as many meetings


class PartyTally(NamedTuple):
    """Of each party (a key): in how many meetings it took part, and the id of the last of them."""

    key: Any
    times: int
    last: int | None


class Tallies:
    """How many meetings each party of ``kind`` has, and the sort key of the last, by its position."""

    def __init__(self, state: ColumnsState, kind: str) -> None:
        self.kind, self.index = kind, state.parties[kind]
        self.times = np.zeros(len(self.index), dtype=np.int64)
        self.last = np.zeros(len(self.index), dtype=np.int64)

    def add(self, segment: RecordSegment, lines: Lines) -> None:
        self.times += np.bincount(lines.parties, minlength=len(self.index))
        last = np.zeros(len(self.index), dtype=np.int64)
        last[lines.parties] = segment.sort_keys[lines.meetings]  # in their order, so the last one stays
        np.maximum(self.last, last, out=self.last)

    def __len__(self) -> int:
        """The number of parties that took part in any."""
        return int(np.count_nonzero(self.times))

    @property
    def keys(self) -> Ints:
        """The keys of the parties that took part in any, as numbers."""
        return self.index.keys[np.flatnonzero(self.times)]

    @property
    def last_days(self) -> Ints:
        """The first day of the last meeting of each of `keys`, as a number that is 0 where it has no date."""
        return self.last[np.flatnonzero(self.times)] >> PK_BITS

    def longest_ago_first(self) -> list[PartyTally]:
        positions = np.flatnonzero(self.times)
        return self.listed(positions[np.argsort(self.last[positions])])

    def most_frequent(self, start: int, stop: int) -> list[PartyTally]:
        """Return those from ``start`` to ``stop``: most meetings first, then the latest, then by key."""
        met = np.flatnonzero(self.times)
        if stop < len(met):  # sorted are those alone that can be among them
            least = np.partition(self.times[met], -stop)[-stop]
            met = met[self.times[met] >= least]
        return self.in_order(met)[start:stop]

    def of(self, keys: Sequence[Any]) -> list[PartyTally]:
        """Return those of ``keys``, in the same order; who did not take part comes last."""
        positions = np.unique(self.index.positions(keys_as_numbers(self.kind, keys)))
        positions = positions[positions >= 0]
        tallies = self.in_order(positions[self.times[positions] > 0])
        others = dict.fromkeys(keys).keys() - {tally.key for tally in tallies}
        return [*tallies, *(PartyTally(key, 0, None) for key in keys if key in others)]

    def in_order(self, positions: Ints) -> list[PartyTally]:
        order = (self.index.keys[positions], -self.last[positions], -self.times[positions])
        return self.listed(positions[np.lexsort(order)])

    def listed(self, positions: Ints) -> list[PartyTally]:
        keys = keys_as_listed(self.kind, self.index.keys[positions])
        times, last = self.times[positions].tolist(), pks_of(self.last[positions]).tolist()
        return [PartyTally(*tally) for tally in zip(keys, times, last, strict=True)]


class RecordSet:
    """Meetings or visits of one state of the columns: of each segment a mask."""

    model: RecordModel

    def __init__(self, state: ColumnsState, masks: Sequence[Mask]) -> None:
        self.state, self.masks = state, masks

    @classmethod
    def visible_to(cls, user: Viewer) -> Self:
        return cls(*visible_state(cls.model, user))

    def narrowed(self) -> Self:
        return self

    def order_by(self, *fields: Any) -> Self:
        return self

    # --- Filters

    def where(self, condition: Callable[[RecordSegment], Mask]) -> Self:
        """Return those for which ``condition``, of a segment, holds."""
        pairs = zip(self.state.segments, self.masks, strict=True)
        return type(self)(self.state, [mask & condition(segment) for segment, mask in pairs])

    def __or__(self, other: Self) -> Self:
        """Return the records of both, which are of one state."""
        pairs = zip(self.masks, other.masks, strict=True)
        return type(self)(self.state, [mask | others for mask, others in pairs])

    def among(self, *sources: IdSource) -> Self:
        """Return those whose id stands in one of ``sources``; asks the database at once."""
        ids = np.unique(np.concatenate([fetch_ids(rows, column) for rows, column in sources]))
        return self.where(lambda segment: segment.mask_of(ids))

    def field_in(self, field: str, values: Collection[Any]) -> Self:
        if field in CHOICES:
            numbers: Any = [CHOICES[field][value] for value in values]
        elif field == PLACE_COUNTRY:
            numbers = country_numbers(list(values))
        else:
            return self.among(*self.model.objects.all().field_in(field, values).id_sources())

        def is_among(segment: RecordSegment) -> Mask:
            column = segment.columns[field]
            # Of a few values, as nearly always, some times faster than a look into a table.
            return reduce(or_, (column == number for number in numbers), np.zeros(len(segment), dtype=bool))

        return self.where(is_among)

    def where_party(self, sides: Sequence[Side], kind: str, keys: Collection[Any]) -> Self:
        index = self.state.parties[kind]
        positions = index.positions(keys_as_numbers(kind, keys))
        positions = positions[positions >= 0]
        wanted = np.zeros(len(index), dtype=bool)
        wanted[positions] = True

        def takes_part(segment: RecordSegment) -> Mask:
            mask = np.zeros(len(segment), dtype=bool)
            for line_kind in self.line_kinds(kind, sides):
                meetings, parties = segment.lines[line_kind]
                # Of a single party, as nearly always, some times faster.
                mask[meetings[parties == positions if len(positions) == 1 else wanted[parties]]] = True
            return mask

        return self.where(takes_part)

    def with_party(self, kind: str, keys: Collection[Any]) -> Self:
        return self.where_party(EITHER_SIDE, kind, keys)

    def with_any_party(self, kind: str, sides: Sequence[Side]) -> Self:
        """Return those in which some party of ``kind`` took part, on one of ``sides``."""

        def is_known(segment: RecordSegment) -> Mask:
            mask = np.zeros(len(segment), dtype=bool)
            mask[segment.lines[kind, tuple(sides)].meetings] = True
            return mask

        return self.where(is_known)

    def count(self) -> int:
        return sum(int(np.count_nonzero(mask)) for mask in self.masks)

    def gather(self, values_of: Callable[[RecordSegment], Ints]) -> Ints:
        """Return ``values_of`` each segment, of these records alone."""
        pairs = zip(self.state.segments, self.masks, strict=True)
        return np.concatenate([values_of(segment)[mask] for segment, mask in pairs])

    def pks(self) -> Ints:
        """Return the ids, the latest first, as lists are sorted."""
        # Those of each segment are in order, of which this kind takes note.
        return pks_of(np.sort(self.gather(attrgetter("sort_keys")), kind="stable")[::-1])

    def spans(self) -> Spans:
        return Spans(
            self.gather(attrgetter("start")),
            self.gather(attrgetter("end")),
            self.gather(lambda segment: segment.columns["dates"]),
        )

    def line_kinds(self, kind: str, sides: Sequence[Side]) -> list[tuple[str, tuple[Side, ...]]]:
        """Return the lines in which ``kind`` is on one of ``sides``."""
        if (kind, tuple(sides)) in LINE_KINDS[self.model]:
            return [(kind, tuple(sides))]
        return [(kind, DELEGATION_SIDE), (kind, COUNTERPART_SIDE)]  # an official takes part in a meeting once

    def lines(self, segment: RecordSegment, mask: Mask, kind: str, sides: Sequence[Side]) -> Lines:
        """Return the lines of the records of ``mask`` alone."""
        meetings, parties = segment.lines[kind, tuple(sides)]
        chosen: Any = slice(None)
        if np.count_nonzero(mask) < len(mask) / FEW_OF_ALL:  # their lines are looked up, not picked from all
            _, chosen = facing(np.flatnonzero(mask).astype(meetings.dtype), meetings)
        elif not mask.all():
            chosen = mask[meetings]
        return Lines(meetings[chosen], parties[chosen])

    def tallies(self, kind: str, sides: Sequence[Side]) -> Tallies:
        """Return how often each party of ``kind`` took part, on one of ``sides``."""
        tallies = Tallies(self.state, kind)
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            for _, some_sides in self.line_kinds(kind, sides):
                tallies.add(segment, self.lines(segment, mask, kind, some_sides))
        return tallies


class VisitSet(RecordSet):
    """Visits; on the delegation side are the countries that they are from, on the other those they are to."""

    model = Visit

    def started(self) -> Self:
        return self.field_in("progress", Visit.STARTED)


class MeetingSet(RecordSet):
    model = Meeting

    def on_topics(self, ids: Collection[int]) -> Self:
        return self.where_party((), "topics", ids)

    def referenced_by(self, column: str, lines: QuerySet[Any], definite: QuerySet[Any] | None = None) -> Self:
        return self.among(IdSource(lines, column))

    def of_visits(self, visits: VisitQuerySet) -> Self:
        return self.among(*Meeting.objects.all().of_visits(visits).id_sources())

    def over_months(self) -> Self:
        return self.among(*Meeting.objects.all().over_months().id_sources())

    def lying_in(self, start: datetime.date, end: datetime.date) -> Self:
        first, last = days_of([start, end])
        return self.where(lambda segment: (segment.start >= first) & (segment.end <= last))

    def held(self) -> Self:
        return self.field_in("progress", [MeetingProgress.HELD])

    def dated(self) -> Self:
        return self.where(lambda segment: segment.start > UNDATED)

    def between(self, start: datetime.date | None = None, end: datetime.date | None = None) -> Self:
        first, last = (days_of([day])[0] if day else None for day in (start, end))

        def overlaps(segment: RecordSegment) -> Mask:
            mask = segment.start > UNDATED
            if first is not None:
                mask &= segment.end >= first
            if last is not None:
                mask &= segment.start <= last
            return mask

        return self if first is last is None else self.where(overlaps)

    def with_progress(self, statuses: Collection[str]) -> Self:
        if UNCONFIRMED in statuses:
            return self.among(*Meeting.objects.all().with_progress(statuses).id_sources())
        return self.field_in("progress", statuses)

    def in_or_with_countries(self, codes: Collection[str]) -> Self:
        return self.field_in(PLACE_COUNTRY, codes) | self.with_party("countries", codes)

    # --- Answers

    def sort_keys_of(self, pks: Collection[int]) -> Ints:
        """Return what each of ``pks`` sorts by, 0 for one that is not of these meetings."""
        asked, sort_keys = np.array(pks, dtype=np.int64), np.zeros(len(pks), dtype=np.int64)
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            positions, is_here = segment.locate(asked)
            is_here[is_here] = mask[positions[is_here]]
            sort_keys[is_here] = segment.sort_keys[positions[is_here]]
        return sort_keys

    def first_lines(self, *lines: QuerySet[Any], number: int) -> list[int]:
        """Return the ids of the first ``number`` of ``lines``, in their order, that are of these meetings."""
        pks, ids = self.pks(), list[int]()
        for rows in lines:
            own_rows = rows.filter(meeting__in=pks.tolist()) if len(pks) <= FEW_ROWS else rows
            pairs = own_rows.values_list("pk", "meeting").iterator(FEW_ROWS)
            while len(ids) < number and (batch := list(islice(pairs, FEW_ROWS))):
                sort_keys = self.sort_keys_of([meeting for _, meeting in batch]).tolist()
                ids += [pk for (pk, _), sort_key in zip(batch, sort_keys, strict=True) if sort_key]
        return ids[:number]

    def topics_by_year(self) -> Counter[tuple[int, int | None]]:
        """Return how many have each topic and lie in each year; None for those of no one year."""
        counts: Counter[tuple[int, int | None]] = Counter()
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            lines = self.lines(segment, mask, "topics", ())
            start, end = (
                days[lines.meetings].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
                for days in (segment.start, segment.end)
            )
            is_exact = segment.columns["dates"][lines.meetings] == CHOICES["dates"][Exactness.EXACT]
            years = np.where((is_exact | (start == end)) & (start > 0), start, 0)
            pairs, numbers = np.unique(lines.parties.astype(np.int64) << 16 | years, return_counts=True)
            topics = self.state.parties["topics"].keys[pairs >> 16].tolist()
            for topic, year, number in zip(topics, (pairs & 0xFFFF).tolist(), numbers.tolist(), strict=True):
                counts[topic, year or None] += number
        return counts

    def count_by_place_country(self) -> dict[str, int]:
        """Return the number of meetings by the code of the country of their place, "" where none is known."""
        counts: Counter[str] = Counter()
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            numbers = np.bincount(segment.columns[PLACE_COUNTRY][mask])
            countries = np.flatnonzero(numbers)
            codes = keys_as_listed("countries", countries)
            counts.update(dict(zip(codes, numbers[countries].tolist(), strict=True)))
        return dict(counts)

    def pair_tallies(
        self, kind: str, delegation_keys: Sequence[Any], counterpart_keys: Sequence[Any]
    ) -> dict[tuple[Any, Any], PartyTally]:
        """Return how often each of ``delegation_keys`` met each of ``counterpart_keys``, where they met."""
        width, size = len(counterpart_keys), len(delegation_keys) * len(counterpart_keys)
        numbers = [self.numbers_of(kind, keys) for keys in (delegation_keys, counterpart_keys)]
        times, last = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            meetings, pairs = [], []
            for sides, number in zip((DELEGATION_SIDE, COUNTERPART_SIDE), numbers, strict=True):
                lines = self.lines(segment, mask, kind, sides)
                among = number[lines.parties]
                meetings.append(lines.meetings[among >= 0])
                pairs.append(among[among >= 0])
            left, right = facing(*meetings)
            pair = pairs[0][left] * width + pairs[1][right]
            times += np.bincount(pair, minlength=size)
            last_of_segment = np.zeros(size, dtype=np.int64)
            last_of_segment[pair] = segment.sort_keys[meetings[0][left]]
            np.maximum(last, last_of_segment, out=last)
        pks, tallies = pks_of(last), {}
        for cell in np.flatnonzero(times).tolist():
            keys = delegation_keys[cell // width], counterpart_keys[cell % width]
            tallies[keys] = PartyTally(keys, int(times[cell]), int(pks[cell]))
        return tallies

    def numbers_of(self, kind: str, keys: Sequence[Any]) -> Ints:
        """Return by the position of a party its place among ``keys``; -1 for others."""
        index = self.state.parties[kind]
        numbers = np.full(len(index), -1, dtype=np.int32)
        positions = index.positions(keys_as_numbers(kind, keys))
        numbers[positions[positions >= 0]] = np.flatnonzero(positions >= 0)
        return numbers


def facing(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of places in ``left`` and ``right``, which are in order, where they have the same."""
    start = np.searchsorted(right, left, "left")
    counts = np.searchsorted(right, left, "right") - start
    lefts = np.repeat(np.arange(len(left)), counts)
    offsets = np.arange(len(lefts)) - np.repeat(np.cumsum(counts) - counts, counts)
    return lefts, np.repeat(start, counts) + offsets
