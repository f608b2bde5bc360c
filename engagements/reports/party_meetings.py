"""The meetings of one official, organization or country, and whom it met in them, counted in columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engagements.columns.meetings import MeetingSet
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Official, Organization, Side

from .parties import Party, fetch_spans, parties_by_key, party_of_record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LISTED_MEETINGS = 20
LISTED_PARTIES = 50


@dataclass
class MetParty:
    """How often two parties met, each on its side; ``party`` is the one whose page this is not for."""

    party: Party
    delegation_party: Party
    counterpart_party: Party
    times: int
    last: Meeting | None


class LatestMeetings(NamedTuple):
    """The latest meetings, and how many there are."""

    meetings: list[Meeting]
    total: int


class PartyMeetings:
    """The meetings of the parties ``keys`` (all of one ``kind``) that ``user`` may see."""

    def __init__(self, kind: str, keys: Iterable[int], user: User) -> None:
        self.kind, self.keys, self.user = kind, set(keys), user
        self.all = MeetingSet.visible_to(user).with_party(kind, self.keys)
        self.by_sides: dict[tuple[Side, ...], MeetingSet] = {}

    def on(self, sides: Collection[Side]) -> MeetingSet:
        """Return those in which the parties were on one of ``sides``."""
        key = tuple(sides)
        if key not in self.by_sides:
            self.by_sides[key] = self.all.where_party(key, self.kind, self.keys)
        return self.by_sides[key]

    def parties_met(self, kind: str, record: Official | Organization) -> tuple[list[MetParty], bool]:
        """Return those of ``kind`` whom ``record``, the one party, met, and if there are more.

        Most often met first. Only the opposite side counts; who was met on either side is there twice.
        """
        rows = [
            (tally, own_sides == COUNTERPART_SIDE)
            for own_sides, sides in ((DELEGATION_SIDE, COUNTERPART_SIDE), (COUNTERPART_SIDE, DELEGATION_SIDE))
            for tally in self.on(own_sides).held().tallies(kind, sides).most_frequent(0, LISTED_PARTIES + 1)
        ]
        rows.sort(key=lambda row: -row[0].times)
        parties = parties_by_key(kind, {tally.key for tally, _ in rows[:LISTED_PARTIES]})
        last_meetings = fetch_spans({tally.last for tally, _ in rows[:LISTED_PARTIES] if tally.last})
        own_party, met = party_of_record(self.kind, record), []
        for tally, is_of_delegation in rows[:LISTED_PARTIES]:
            party = parties[tally.key]
            pair = (party, own_party) if is_of_delegation else (own_party, party)
            met.append(MetParty(party, *pair, tally.times, last_meetings.get(tally.last or 0)))
        return met, len(rows) > LISTED_PARTIES

    def latest(self, *side_groups: Collection[Side]) -> list[LatestMeetings]:
        """Return the latest meetings in which the parties were on each of ``side_groups``."""
        return latest_meetings([self.on(sides) for sides in side_groups], self.user)


def latest_meetings(sets: Sequence[MeetingSet], user: User) -> list[LatestMeetings]:
    """Return the latest of each of ``sets``, as rows of a list; three queries for all together."""
    groups = [meetings.pks() for meetings in sets]
    listed = {pk for pks in groups for pk in pks[:LISTED_MEETINGS].tolist()}
    rows = Meeting.objects.visible_to(user).for_list().in_bulk(listed)
    return [
        LatestMeetings([rows[pk] for pk in pks[:LISTED_MEETINGS].tolist() if pk in rows], len(pks))
        for pks in groups
    ]
