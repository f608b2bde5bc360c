"""A set of meetings that takes filters as a queryset does, and counts who met whom in it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from django.db.models import QuerySet

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Side
from engagements.models.meeting_progress import NOT_HELD
from engagements.models.querysets import IdSource
from engagements.models.statuses import UNCONFIRMED
from engagements.models.visibility import Viewer
from engagements.models.visits import VisitQuerySet

from .current import visible_state
from .parties import Ints, country_numbers, keys_as_listed, keys_as_numbers
from .segments import (
    CHOICES,
    EITHER_SIDE,
    LINE_KINDS,
    UNDATED,
    Lines,
    Mask,
    MeetingSegment,
    days_of,
    fetch_ids,
    pks_of,
)
from .state import ColumnsState


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

    def add(self, segment: MeetingSegment, lines: Lines) -> None:
        self.times += np.bincount(lines.parties, minlength=len(self.index))
        last = np.zeros(len(self.index), dtype=np.int64)
        last[lines.parties] = segment.sort_keys[lines.meetings]  # in their order, so the last one stays
        np.maximum(self.last, last, out=self.last)

    def __len__(self) -> int:
        """The number of parties that took part in any."""
        return int(np.count_nonzero(self.times))

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
        positions = positions[np.lexsort(order)]
        keys = keys_as_listed(self.kind, self.index.keys[positions])
        times, last = self.times[positions].tolist(), pks_of(self.last[positions]).tolist()
        return [PartyTally(*tally) for tally in zip(keys, times, last, strict=True)]


class MeetingSet:
    """Meetings of one state of the columns: of each segment a mask."""

    model = Meeting

    def __init__(self, state: ColumnsState, masks: Sequence[Mask]) -> None:
        self.state, self.masks = state, masks

    @classmethod
    def visible_to(cls, user: Viewer) -> MeetingSet:
        return cls(*visible_state(user))

    def narrowed(self) -> Self:
        return self

    def order_by(self, *fields: Any) -> Self:
        return self

    # --- Filters

    def where(self, condition: Callable[[MeetingSegment], Mask]) -> Self:
        """Return those for which ``condition``, of a segment, holds."""
        pairs = zip(self.state.segments, self.masks, strict=True)
        return type(self)(self.state, [mask & condition(segment) for segment, mask in pairs])

    def __or__(self, other: Self) -> Self:
        """Return the meetings of both, which are of one state."""
        pairs = zip(self.masks, other.masks, strict=True)
        return type(self)(self.state, [mask | others for mask, others in pairs])

    def among(self, *sources: IdSource) -> Self:
        """Return those whose id stands in one of ``sources``; asks the database at once."""
        ids = np.unique(np.concatenate([fetch_ids(rows, column) for rows, column in sources]))
        return self.where(lambda segment: segment.mask_of(ids))

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
        not_held = [CHOICES["progress"][progress] for progress in NOT_HELD]
        return self.where(lambda segment: ~np.isin(segment.columns["progress"], not_held))

    def between(self, start: datetime.date | None = None, end: datetime.date | None = None) -> Self:
        first, last = (days_of([day])[0] if day else None for day in (start, end))

        def overlaps(segment: MeetingSegment) -> Mask:
            mask = segment.start > UNDATED
            if first is not None:
                mask &= segment.end >= first
            if last is not None:
                mask &= segment.start <= last
            return mask

        return self if first is last is None else self.where(overlaps)

    def field_in(self, field: str, values: Collection[Any]) -> Self:
        if field in CHOICES:
            numbers: Any = [CHOICES[field][value] for value in values]
        elif field == "place__country":
            numbers = country_numbers(list(values))
        else:
            return self.among(*Meeting.objects.all().field_in(field, values).id_sources())
        return self.where(lambda segment: np.isin(segment.columns[field], numbers))

    def with_progress(self, statuses: Collection[str]) -> Self:
        if UNCONFIRMED in statuses:
            return self.among(*Meeting.objects.all().with_progress(statuses).id_sources())
        return self.field_in("progress", statuses)

    def where_party(self, sides: Sequence[Side], kind: str, keys: Collection[Any]) -> Self:
        if (kind, tuple(sides)) not in LINE_KINDS:
            return self.among(*Meeting.objects.all().where_party(sides, kind, keys).id_sources())
        index = self.state.parties[kind]
        positions = index.positions(keys_as_numbers(kind, keys))
        wanted = np.zeros(len(index), dtype=bool)
        wanted[positions[positions >= 0]] = True

        def takes_part(segment: MeetingSegment) -> Mask:
            lines = segment.lines[kind, tuple(sides)]
            mask = np.zeros(len(segment), dtype=bool)
            mask[lines.meetings[wanted[lines.parties]]] = True
            return mask

        return self.where(takes_part)

    def with_party(self, kind: str, keys: Collection[Any]) -> Self:
        if kind == "countries":
            return self.where_party(EITHER_SIDE, kind, keys)
        return self.where_party(DELEGATION_SIDE, kind, keys) | self.where_party(COUNTERPART_SIDE, kind, keys)

    def with_any_party(self, kind: str, sides: Sequence[Side]) -> Self:
        """Return those in which some party of ``kind`` took part, on one of ``sides``."""

        def is_known(segment: MeetingSegment) -> Mask:
            mask = np.zeros(len(segment), dtype=bool)
            mask[segment.lines[kind, tuple(sides)].meetings] = True
            return mask

        return self.where(is_known)

    def in_or_with_countries(self, codes: Collection[str]) -> Self:
        return self.field_in("place__country", codes) | self.with_party("countries", codes)

    # --- Answers

    def count(self) -> int:
        return sum(int(np.count_nonzero(mask)) for mask in self.masks)

    def count_by_place_country(self) -> dict[str, int]:
        """Return the number of meetings by the code of the country of their place, "" where none is known."""
        counts: Counter[str] = Counter()
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            numbers = np.bincount(segment.columns["place__country"][mask])
            countries = np.flatnonzero(numbers)
            codes = keys_as_listed("countries", countries)
            counts.update(dict(zip(codes, numbers[countries].tolist(), strict=True)))
        return dict(counts)

    def lines(self, segment: MeetingSegment, mask: Mask, kind: str, sides: Sequence[Side]) -> Lines:
        """Return the lines of the meetings of ``mask`` alone."""
        meetings, parties = segment.lines[kind, tuple(sides)]
        if mask.all():
            return Lines(meetings, parties)
        chosen = mask[meetings]
        return Lines(meetings[chosen], parties[chosen])

    def tallies(self, kind: str, sides: Sequence[Side]) -> Tallies:
        """Return how often each party of ``kind`` took part, on one of ``sides``."""
        tallies = Tallies(self.state, kind)
        for segment, mask in zip(self.state.segments, self.masks, strict=True):
            tallies.add(segment, self.lines(segment, mask, kind, sides))
        return tallies

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
