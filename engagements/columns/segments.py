"""Some meetings as arrays: their dates and states, and which parties took part in each, on which side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Participant, Side
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import PARTY_FIELDS, party_key

from .parties import LISTED_KINDS, PARTY_KINDS, Ints, Mask, PartyIndex, country_numbers
from .spans import EXACTNESS, UNDATED, Spans, days_of

READ_BATCH_SIZE = 100_000  # rows
ASKED_IDS = 10_000  # ids that are named in one query

# A meeting sorts by its first day, and then by its id; what has no date comes first.
PK_BITS = 40

# Which kind of party, on which sides; topics are on none.
EITHER_SIDE = tuple(Side)
LINE_KINDS: list[tuple[str, tuple[Side, ...]]] = [
    *((kind, sides) for kind in PARTY_KINDS for sides in (DELEGATION_SIDE, COUNTERPART_SIDE)),
    *(("organizations", (side,)) for side in DELEGATION_SIDE),
    *((kind, EITHER_SIDE) for kind in ("organizations", "countries")),
    ("topics", ()),
]

# Columns of few values: an array has the number that a value has here.
CHOICES: dict[str, dict[str, int]] = {
    name: {str(value): number for number, value in enumerate(choices)}
    for name, choices in (("dates", EXACTNESS), ("format", Meeting.Format), ("progress", MeetingProgress))
}


class Lines(NamedTuple):
    """Which party took part in which meeting, each pair once, in the order of the meetings; as positions."""

    meetings: Ints
    parties: Ints


@dataclass
class MeetingSegment:
    """Meetings in the order of ``sort_keys``. ``visible`` has by `visibility_key` who may see which."""

    sort_keys: Ints
    start: Ints  # days since 1970
    end: Ints
    columns: Mapping[str, Ints]
    lines: Mapping[tuple[str, tuple[Side, ...]], Lines]
    visible: dict[str, Mask] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.sort_keys)

    @cached_property
    def pks(self) -> Ints:
        return pks_of(self.sort_keys)

    @cached_property
    def order(self) -> Ints:
        """Positions in the order of ids."""
        return np.argsort(self.pks)

    @cached_property
    def ordered_pks(self) -> Ints:
        return self.pks[self.order]

    def locate(self, pks: Ints) -> tuple[Ints, Mask]:
        """Return a position for each of ``pks``, and which of them are here: only theirs mean something."""
        if not len(self):
            return np.zeros(len(pks), dtype=np.int64), np.zeros(len(pks), dtype=bool)
        places = np.minimum(np.searchsorted(self.ordered_pks, pks), len(self) - 1)
        return self.order[places], self.ordered_pks[places] == pks

    def positions(self, pks: Ints) -> Ints:
        """Return the positions of those of ``pks`` that are here."""
        positions, is_here = self.locate(pks)
        return positions[is_here]

    def mask_of(self, pks: Ints) -> Mask:
        mask = np.zeros(len(self), dtype=bool)
        mask[self.positions(pks)] = True
        return mask


def pks_of(sort_keys: Ints) -> Ints:
    pks: Ints = sort_keys & ((1 << PK_BITS) - 1)
    return pks


def sort_keys_of(start: Ints, pks: Ints) -> Ints:
    keys: Ints = ((start.astype(np.int64) - UNDATED) << PK_BITS) | pks
    return keys


def batches(rows: QuerySet[Any, Any], ids: Ints | None, column: str) -> Iterator[list[Any]]:
    """Yield the columns of ``rows``, all or those that have one of ``ids`` in ``column``, in batches."""
    parts: Iterable[QuerySet[Any, Any]] = [rows]
    if ids is not None:
        lists = (ids[start : start + ASKED_IDS].tolist() for start in range(0, len(ids), ASKED_IDS))
        parts = (rows.filter(**{f"{column}__in": some_ids}) for some_ids in lists)
    for part in parts:
        # Through the driver alone: there are millions of rows, and Django takes half of the time for each.
        with suppress(EmptyResultSet), connections[part.db].chunked_cursor() as cursor:
            cursor.execute(*part.query.get_compiler(part.db).as_sql())
            while batch := cursor.fetchmany(READ_BATCH_SIZE):
                yield list(zip(*batch, strict=True))


def fetch_ids(rows: QuerySet[Any], column: str = "pk", ids: Ints | None = None) -> Ints:
    """Return what stands in ``column`` of ``rows``; ``ids`` as of `batches`."""
    found_batches = batches(rows.order_by().values_list(column), ids, column)
    return concatenated([np.array(batch, dtype=np.int64) for (batch,) in found_batches])


def fetch_spans_of(rows: QuerySet[Any]) -> Spans:
    """Return the dates of ``rows``, in no order."""
    columns: list[list[Ints]] = [[], [], []]
    for start, end, read_as in batches(
        rows.order_by().values_list("start_date", "end_date", "dates"), None, "pk"
    ):
        batch = days_of(start), days_of(end), np.array([*map(EXACTNESS.index, read_as)])
        for column, array in zip(columns, batch, strict=True):
            column.append(array)
    return Spans(*map(concatenated, columns))


def concatenated(arrays: Sequence[Any], dtype: Any = np.int64) -> Any:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=dtype)


def read_segment(
    using: str, parties: Mapping[str, PartyIndex], ids: Ints | None = None
) -> tuple[MeetingSegment, dict[str, PartyIndex]]:
    """Return all meetings, or those of ``ids``, and ``parties`` with those added that are new."""
    place_country = Coalesce("place__country", Value(""))
    rows = Meeting.objects.using(using).order_by()
    meeting_rows = rows.values_list("pk", "start_date", "end_date", place_country, *CHOICES)
    pks, start, end, countries = [], [], [], []
    choices: dict[str, list[Any]] = {name: [] for name in CHOICES}
    for pk, first, last, country, *values in batches(meeting_rows, ids, "pk"):
        pks.append(np.array(pk, dtype=np.int64))
        start.append(days_of(first))
        end.append(days_of(last))
        countries.append(country_numbers(country))
        for name, batch in zip(CHOICES, values, strict=True):
            choices[name].append(np.array([*map(CHOICES[name].get, batch)], dtype=np.uint8))
    all_pks, all_start = concatenated(pks), concatenated(start, np.int32)
    sort_keys = sort_keys_of(all_start, all_pks)
    order = np.argsort(sort_keys)
    columns = {name: concatenated(arrays, np.uint8)[order] for name, arrays in choices.items()}
    columns["place__country"] = concatenated(countries, np.uint16)[order]
    segment = MeetingSegment(
        sort_keys[order],
        all_start[order],
        concatenated(end, np.int32)[order],
        columns,
        {},
    )
    parties, lines = dict(parties), {}
    participants, sides, keys = read_lines(using, segment, ids)
    topic_meetings, keys["topics"] = read_topics(using, segment, ids)
    for kind in LISTED_KINDS:
        meetings = topic_meetings if kind == "topics" else participants
        parties[kind] = parties[kind].extended(np.unique(keys[kind][keys[kind] > 0]))
        positions = parties[kind].positions(keys[kind]).astype(np.int32)
        for line_kind, line_sides in LINE_KINDS:
            if line_kind == kind:
                is_theirs = positions >= 0
                if line_sides not in ((), EITHER_SIDE):
                    is_theirs &= np.isin(sides, [EITHER_SIDE.index(side) for side in line_sides])
                lines[kind, line_sides] = distinct_lines(meetings[is_theirs], positions[is_theirs])
    segment.lines = lines
    return segment, parties


def read_topics(using: str, segment: MeetingSegment, ids: Ints | None) -> tuple[Ints, Ints]:
    """Return of each topic of a meeting the position of that, and the key."""
    rows = Meeting.topics.through.objects.using(using).order_by().values_list("meeting", "topic")
    columns = [np.array(batch, dtype=np.int64) for batch in batches(rows, ids, "meeting")]
    pks, topics = np.concatenate([np.empty((2, 0), dtype=np.int64), *columns], axis=1)
    positions, is_there = segment.locate(pks)
    return positions[is_there], topics[is_there]


def read_lines(using: str, segment: MeetingSegment, ids: Ints | None) -> tuple[Ints, Ints, dict[str, Ints]]:
    """Return of each participant the position of the meeting, the number of the side, and by kind a key."""
    side_number = Case(
        *(When(side=side, then=Value(number)) for number, side in enumerate(EITHER_SIDE)),
        output_field=IntegerField(),
    )
    ids_of_parties = (Coalesce(F(column), Value(0)) for column in PARTY_FIELDS.values())
    country = Coalesce(party_key("countries"), Value(""))
    lines = Participant.objects.using(using).order_by()
    rows = lines.values_list("meeting", side_number, *ids_of_parties, country)
    columns: list[list[Any]] = [[] for _ in range(2 + len(PARTY_KINDS))]
    for pks, sides, *keys, countries in batches(rows, ids, "meeting"):
        meeting_pks, *party_keys = (np.array(column, dtype=np.int64) for column in (pks, *keys))
        # A meeting that was not there a moment ago is stamped, and so will be read again.
        positions, is_there = segment.locate(meeting_pks)
        of_batch: tuple[Ints, ...] = (
            positions.astype(np.int32),
            np.array(sides, np.uint8),
            *party_keys,
            country_numbers(countries),
        )
        for column, array in zip(columns, of_batch, strict=True):
            column.append(array[is_there])
    meetings, side_numbers, *party_columns = (concatenated(arrays) for arrays in columns)
    return meetings, side_numbers, dict(zip(PARTY_KINDS, party_columns, strict=True))


def distinct_lines(meetings: Ints, parties: Ints) -> Lines:
    pairs = (meetings.astype(np.int64) << 32) | parties
    pairs.sort(kind="stable")  # the lines of a meeting mostly stand together
    if len(pairs):
        pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    return Lines((pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32))


def tally_of(sort_keys: Collection[int]) -> tuple[int, int | None, int]:
    """Return how many meetings these are, and the ids of the first that has a date and of the last."""
    dated = [key for key in sort_keys if key >> PK_BITS]
    first, last = pks_of(np.array([min(dated, default=0), max(sort_keys)])).tolist()
    return len(sort_keys), first or None, last
