"""The meetings of one official or organization, and whom it met in them, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Q, Value, When

from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Meeting,
    Official,
    Organization,
    Participant,
)
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import PARTY_FIELDS, fetch_party_condition, party_key
from engagements.models.querysets import FEW_ROWS
from engagements.models.records import RECENT_LIMIT

from .parties import Party, meeting_id_of, parties_by_key, party_of_record, tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models.meetings import MeetingQuerySet

READ_LINES_LIMIT = FEW_ROWS  # lines of a party up to which all of them are read and counted
# Up to so many lines the latest meetings are found by sorting them, of more by looking through all meetings.
SORTED_LINES_LIMIT = 10_000
LISTED_MEETINGS = 20
LISTED_PARTIES = 50


class MeetingRow(NamedTuple):
    """What is read of a meeting."""

    pk: int
    start_date: date | None
    end_date: date | None
    dates: str
    progress: str

    @property
    def span(self) -> tuple[date | None, date | None, str]:
        return self.start_date, self.end_date, self.dates

    @property
    def sort_key(self) -> tuple[date, int]:
        """Sorts as the lists do."""
        return self.start_date or date.min, self.pk

    @property
    def meeting(self) -> Meeting:
        return Meeting(pk=self.pk, start_date=self.start_date, end_date=self.end_date, dates=self.dates)


@dataclass
class MetParty:
    """How often two parties met, each on its side; ``party`` is the one whose page this is not for."""

    party: Party
    delegation_party: Party
    counterpart_party: Party
    times: int
    last: Meeting


class LatestIds(NamedTuple):
    """The ids of the latest meetings, at least of those that are listed; ``is_cut``: there are yet more."""

    ids: Sequence[int]
    total: int
    is_cut: bool


class LatestMeetings(NamedTuple):
    """The latest meetings, how many there are, and if there are yet more."""

    meetings: list[Meeting]
    total: int
    is_cut: bool


class PartyMeetings:
    """The meetings of the parties ``keys`` (all of one ``kind``) that ``user`` may see.

    ``meetings`` are their `MeetingRow`s, the latest first: all of them where the parties have few lines
    (``is_few``), else the latest. ``sides`` are those of the parties by meeting. ``counted`` are those of
    what was held that are drawn and counted: all, or the latest `RECENT_LIMIT` where there are too many;
    ``cut`` is their number then, else 0.
    """

    def __init__(self, kind: str, keys: Iterable[int], user: User) -> None:
        self.kind, self.keys = kind, set(keys)
        self.lines = Participant.objects.standing_for(kind, self.keys)
        self.visible = Meeting.objects.visible_to(user).for_ordered_scan()
        fields = ("meeting", *(f"meeting__{field}" for field in MeetingRow._fields[1:]))
        visible_lines = self.lines.visible_to(user).order_by().values_list("side", *fields)
        own_lines = list(visible_lines[: READ_LINES_LIMIT + 1])
        self.is_few = len(own_lines) <= READ_LINES_LIMIT
        if self.is_few:
            rows = {MeetingRow(*row) for _, *row in own_lines}
            self.meetings = sorted(rows, key=lambda row: row.sort_key, reverse=True)
            self.sides = sets_by_key((pk, side) for side, pk, *_ in own_lines)
        else:
            latest = self.latest_first().values_list(*MeetingRow._fields)[: RECENT_LIMIT + 1]
            self.meetings = [MeetingRow(*row) for row in latest]
            self.is_few = len(self.meetings) <= RECENT_LIMIT
            lines = self.lines.filter(meeting__in=[row.pk for row in self.meetings]).order_by()
            self.sides = sets_by_key(lines.values_list("meeting", "side"))
        held = [row for row in self.meetings if row.progress == MeetingProgress.HELD]
        self.counted = held if self.is_few else held[:RECENT_LIMIT]
        self.cut = 0 if self.is_few else len(self.counted)

    def latest_first(self) -> MeetingQuerySet:
        """Return the meetings in the way that is faster for so many lines; either gives the same."""
        if self.lines[SORTED_LINES_LIMIT : SORTED_LINES_LIMIT + 1].exists():
            return self.visible.filter(self.visible.exists_in("meeting", self.lines)).latest_first()
        return self.visible.filter(pk__in=self.lines.order_by().values("meeting")).latest_first()

    def counted_on(self, sides: Iterable[str]) -> list[MeetingRow]:
        """Return the counted meetings in which the parties were on one of ``sides``."""
        return [row for row in self.counted if self.sides[row.pk].intersection(sides)]

    def parties_met(self, kind: str, record: Official | Organization) -> tuple[list[MetParty], bool]:
        """Return those of ``kind`` whom ``record``, the one party, met, and if there are more.

        Most often met first. Only the opposite side counts; who was met on either side is there twice.
        """
        facing = {DELEGATION_SIDE: COUNTERPART_SIDE, COUNTERPART_SIDE: DELEGATION_SIDE}
        met_on = [
            Q(side__in=sides, meeting__in=[row.pk for row in self.counted_on(own_sides)])
            for sides, own_sides in facing.items()
        ]
        is_of_delegation = Case(When(side__in=DELEGATION_SIDE, then=Value(True)), default=Value(False))
        lines = Participant.objects.filter(
            reduce(or_, met_on), **{f"{PARTY_FIELDS[kind]}__isnull": False}
        ).annotate(party=party_key(kind), is_of_delegation=is_of_delegation)
        most_met: list[dict[str, Any]] = list(
            tally(lines, "party", "is_of_delegation").order_by(
                "-times", "-last", "party", "is_of_delegation"
            )[: LISTED_PARTIES + 1]
        )
        parties = parties_by_key(kind, {row["party"] for row in most_met})
        meetings = {row.pk: row.meeting for row in self.counted}
        own_party, met = party_of_record(self.kind, record), []
        for row in most_met[:LISTED_PARTIES]:
            party = parties[row["party"]]
            pair = (party, own_party) if row["is_of_delegation"] else (own_party, party)
            met.append(MetParty(party, *pair, row["times"], meetings[meeting_id_of(row["last"])]))
        return met, len(most_met) > LISTED_PARTIES

    def latest(self, *side_groups: Collection[str]) -> list[LatestMeetings]:
        """Return the latest meetings in which the parties were on each of ``side_groups``."""
        return fetch_latest([self.latest_ids(sides) for sides in side_groups])

    def latest_ids(self, sides: Collection[str]) -> LatestIds:
        ids = [row.pk for row in self.meetings if self.sides[row.pk].intersection(sides)]
        if self.is_few:
            return LatestIds(ids, len(ids), False)
        if len(ids) > LISTED_MEETINGS:
            return LatestIds(ids, LISTED_MEETINGS, True)
        meetings = self.visible.where_participant(sides, fetch_party_condition(self.kind, self.keys))
        return latest_ids(meetings.narrowed())  # there may be more before


def sets_by_key(pairs: Iterable[tuple[int, Any]]) -> defaultdict[int, set[Any]]:
    sets = defaultdict(set)
    for key, value in pairs:
        sets[key].add(value)
    return sets


def latest_meetings(queryset: MeetingQuerySet) -> LatestMeetings:
    """Return the latest of ``queryset``."""
    return fetch_latest([latest_ids(queryset)])[0]


def latest_ids(queryset: MeetingQuerySet) -> LatestIds:
    limit = FEW_ROWS if queryset.has_few_rows else LISTED_MEETINGS
    ids = list(queryset.latest_first().values_list("pk", flat=True)[: limit + 1])
    return LatestIds(ids, min(len(ids), limit), queryset.is_truncated or len(ids) > limit)


def fetch_latest(groups: Sequence[LatestIds]) -> list[LatestMeetings]:
    """Return the rows of a list for the ids of each group; three queries for all together."""
    rows = Meeting.objects.for_list().in_bulk({pk for group in groups for pk in group.ids[:LISTED_MEETINGS]})
    return [
        LatestMeetings([rows[pk] for pk in group.ids[:LISTED_MEETINGS]], group.total, group.is_cut)
        for group in groups
    ]
