"""Some meetings or visits as arrays: their dates and states, and which parties took part on which side."""

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

from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    DelegationMember,
    Meeting,
    Participant,
    Side,
    Stop,
    Visit,
)
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import PARTY_FIELDS, party_key

from .parties import PARTY_KINDS, Ints, Mask, PartyIndex, country_numbers, keys_as_numbers
from .spans import EXACTNESS, UNDATED, days_of

READ_BATCH_SIZE = 100_000  # rows
ASKED_IDS = 10_000  # ids that are named in one query

# A record sorts by its first day, and then by its id; what has no date comes first.
PK_BITS = 40

RecordModel = type[Meeting] | type[Visit]

# Which kind of party, on which sides; topics are on none. Of visits: whence they came, and where they went.
EITHER_SIDE = tuple(Side)
LINE_KINDS: dict[RecordModel, list[tuple[str, tuple[Side, ...]]]] = {
    Meeting: [
        *((kind, sides) for kind in PARTY_KINDS for sides in (DELEGATION_SIDE, COUNTERPART_SIDE)),
        *(("organizations", (side,)) for side in DELEGATION_SIDE),
        *((kind, EITHER_SIDE) for kind in ("organizations", "countries")),
        ("topics", ()),
    ],
    Visit: [("countries", DELEGATION_SIDE), ("countries", COUNTERPART_SIDE)],
}

# Columns of few values: an array has the number that a value has here.
CHOICES: dict[str, dict[str, int]] = {
    name: {str(value): number for number, value in enumerate(dict.fromkeys(choices))}
    for name, choices in (
        ("dates", EXACTNESS),
        ("format", Meeting.Format),
        ("progress", [*MeetingProgress, *Visit.Progress]),
    )
}
PLACE_COUNTRY = "place__country"
COLUMNS: dict[RecordModel, tuple[str, ...]] = {
    Meeting: (*CHOICES, PLACE_COUNTRY),
    Visit: ("dates", "progress"),
}
# Where ids of records and keys of parties stand beside each other, of the party on a side.
MEETING_TOPICS = [(Side.DELEGATION, Meeting.topics.through, "meeting", "topic")]
VISIT_COUNTRIES = [
    (Side.DELEGATION, Visit, "pk", "organization__country"),
    (Side.DELEGATION, DelegationMember, "visit", "organization__country"),
    (Side.COUNTERPART, Stop, "visit", PLACE_COUNTRY),
]


class Lines(NamedTuple):
    """Which party took part in which meeting, each pair once, in the order of the meetings; as positions."""

    meetings: Ints
    parties: Ints


class PartyLines(NamedTuple):
    """As read: the position of a record, the number of a side, and the key of a party; 0 for none."""

    records: Ints
    sides: Ints
    keys: Ints


@dataclass
class RecordSegment:
    """Records in the order of ``sort_keys``. ``visible`` has by `visibility_key` who may see which."""

    sort_keys: Ints
    start: Ints  # days since 1970
    end: Ints
    columns: Mapping[str, Ints]
    lines: dict[tuple[str, tuple[Side, ...]], Lines]
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


def concatenated(arrays: Sequence[Any], dtype: Any = np.int64) -> Any:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=dtype)


def column_of(name: str, values: Sequence[Any]) -> Ints:
    """Return what an array has of ``values`` of the field ``name``."""
    if name in CHOICES:
        return np.array([*map(CHOICES[name].get, values)], dtype=np.uint8)
    if name == PLACE_COUNTRY:
        return country_numbers([code or "" for code in values])
    return np.array(values, dtype=np.int64) if name == "pk" else days_of(values)


def read_segment(
    using: str, model: RecordModel, parties: Mapping[str, PartyIndex], ids: Ints | None = None
) -> tuple[RecordSegment, dict[str, PartyIndex]]:
    """Return all records, or those of ``ids``, and ``parties`` with those added that are new."""
    names = ("pk", "start_date", "end_date", *COLUMNS[model])
    rows = model.objects.using(using).order_by().values_list(*names)
    arrays = {name: [column_of(name, ())] for name in names}
    for batch in batches(rows, ids, "pk"):
        for name, values in zip(names, batch, strict=True):
            arrays[name].append(column_of(name, values))
    columns = {name: np.concatenate(parts) for name, parts in arrays.items()}
    sort_keys = sort_keys_of(columns["start_date"], columns.pop("pk"))
    order = np.argsort(sort_keys)
    columns = {name: array[order] for name, array in columns.items()}
    segment = RecordSegment(sort_keys[order], columns.pop("start_date"), columns.pop("end_date"), columns, {})
    if model is Visit:
        lines = {"countries": read_links(using, segment, ids, "countries", VISIT_COUNTRIES)}
    else:
        lines = read_lines(using, segment, ids)
        lines["topics"] = read_links(using, segment, ids, "topics", MEETING_TOPICS)
    parties = dict(parties)
    for kind, (records, sides, keys) in lines.items():
        parties[kind] = parties[kind].extended(np.unique(keys[keys > 0]))
        positions = parties[kind].positions(keys).astype(np.int32)
        for line_kind, line_sides in LINE_KINDS[model]:
            if line_kind == kind:
                is_theirs = positions >= 0
                if line_sides not in ((), EITHER_SIDE):
                    is_theirs &= np.isin(sides, [EITHER_SIDE.index(side) for side in line_sides])
                segment.lines[kind, line_sides] = distinct_lines(records[is_theirs], positions[is_theirs])
    return segment, parties


def read_links(
    using: str, segment: RecordSegment, ids: Ints | None, kind: str, sources: Sequence[tuple[Any, ...]]
) -> PartyLines:
    """Return what stands in each of ``sources``: side, model, and its columns for records and for parties."""
    links: list[Any] = [np.empty((3, 0), dtype=np.int64)]
    for side, model, column, key in sources:
        rows = model.objects.using(using).order_by().filter(**{f"{key}__isnull": False})
        for pks, keys in batches(rows.values_list(column, key), ids, column):
            sides = np.full(len(pks), EITHER_SIDE.index(side))
            links.append(np.array([pks, sides, keys_as_numbers(kind, keys)], dtype=np.int64))
    pks, *others = np.concatenate(links, axis=1)
    positions, is_there = segment.locate(pks)
    return PartyLines(positions[is_there], *(array[is_there] for array in others))


def read_lines(using: str, segment: RecordSegment, ids: Ints | None) -> dict[str, PartyLines]:
    """Return by kind of party what participants say."""
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
    return {
        kind: PartyLines(meetings, side_numbers, keys_of_kind)
        for kind, keys_of_kind in zip(PARTY_KINDS, party_columns, strict=True)
    }


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
