"""The meetings of one official or organization, and whom it met in them, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Meeting,
    Official,
    Organization,
    Participant,
    Side,
)
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.querysets import FEW, RECENT_LIMIT

from .parties import Party, party_of

KNOWN = 1_600  # lines of a party, all of them, that are read
# Of so many lines the latest meetings are found by sorting them, of more by looking through all meetings.
SORTED = 10_000
LATEST = 20
MOST_MET = 50


class Attended(NamedTuple):
    """What is read of a meeting."""

    pk: int
    start_date: date | None
    end_date: date | None
    dates: str
    progress: str

    @property
    def span(self):
        return self.start_date, self.end_date, self.dates

    @property
    def order(self):
        """Sorts as the lists do."""
        return self.start_date or date.min, self.pk

    @property
    def meeting(self):
        return Meeting(pk=self.pk, start_date=self.start_date, end_date=self.end_date, dates=self.dates)


@dataclass
class Met:
    """How often ``home`` met ``away``; ``party`` is the one of them whose page this is not for."""

    party: Party
    home: Party
    away: Party
    times: int
    last: Meeting


# Kind of party -> its column in a line, and how to make of what is read of it a record with its name.
KINDS = {
    "officials": ("official", lambda pk, line: Official(pk=pk, honorific=line[4], name=line[5])),
    "organizations": ("organization", lambda pk, line: Organization(pk=pk, name=line[6], acronym=line[7])),
}
LINE = (
    *("meeting", "side", "official", "organization"),
    *("official__honorific", "official__name", "organization__name", "organization__acronym"),
)


class Encounters:
    """The meetings of the parties ``keys`` (all of one ``kind``) that ``user`` may see.

    Where they have few lines, all their meetings are known, else the latest. Of what was held, the latest
    `RECENT_LIMIT` are drawn and counted; ``cut`` is their number where there are more, else 0.
    """

    def __init__(self, kind, keys, user):
        self.kind, self.keys = kind, set(keys)
        # Of all sides, named one by one: else SQLite looks through all lines of a party for each meeting.
        self.lines = Participant.objects.of_parties(kind, self.keys).filter(side__in=Side.values)
        self.seen = Meeting.objects.visible_to(user).in_order()
        fields = ("meeting", *(f"meeting__{field}" for field in Attended._fields[1:]))
        own = list(self.lines.visible_to(user).order_by().values_list("side", *fields)[: KNOWN + 1])
        self.is_few = len(own) <= KNOWN
        if self.is_few:
            meetings = {Attended(*meeting) for _, *meeting in own}
            self.meetings = sorted(meetings, key=lambda one: one.order, reverse=True)
            self.sides = group((pk, side) for side, pk, *_ in own)
        else:
            rows = self.latest_first().values_list(*Attended._fields)[: RECENT_LIMIT + 1]
            self.meetings = [Attended(*row) for row in rows]
            self.is_few = len(self.meetings) <= RECENT_LIMIT
            self.everyone = lines_of(self.meetings)
            column = LINE.index(KINDS[kind][0])
            self.sides = group((line[0], line[1]) for line in self.everyone if line[column] in self.keys)
        held = [one for one in self.meetings if one.progress == MeetingProgress.HELD]
        self.recent = held[:RECENT_LIMIT]
        self.cut = 0 if self.is_few and len(held) <= RECENT_LIMIT else len(self.recent)

    def latest_first(self):
        """Return the meetings in the way that is faster for so many lines; either gives the same."""
        if self.lines[SORTED : SORTED + 1].exists():
            return self.seen.filter(self.seen.exists_in("meeting", self.lines)).latest_first()
        return self.seen.filter(pk__in=self.lines.order_by().values("meeting")).latest_first()

    @cached_property
    def everyone(self):
        """The `LINE` of each participant of the latest meetings held."""
        return lines_of(self.recent)

    def held_on(self, hand):
        """Return the latest meetings held in which the parties were on ``hand`` (an iterable of sides)."""
        return [one for one in self.recent if self.sides[one.pk].intersection(hand)]

    def parties(self, by, record):
        """Return those of the kind ``by`` whom ``record``, the one party, met, and if there are more.

        Most often met first. Only the opposite hand counts; who was met on either hand is there twice.
        """
        places = {one.pk: place for place, one in enumerate(self.recent)}
        column, make = LINE.index(KINDS[by][0]), KINDS[by][1]
        met, lines = defaultdict(set), {}
        for line in self.everyone:
            pk, side, key = line[0], line[1], line[column]
            is_home = side in DELEGATION_SIDE
            if (
                key
                and pk in places
                and self.sides[pk].intersection(COUNTERPART_SIDE if is_home else DELEGATION_SIDE)
            ):
                met[key, is_home].add(places[pk])
                lines[key] = line
        # By times, the last one, and what does not change.
        order = sorted(met, key=lambda one: (-len(met[one]), min(met[one]), *one))
        this, found = party_of(self.kind, record), []
        for key, is_home in order[:MOST_MET]:
            party, meetings = party_of(by, make(key, lines[key])), met[key, is_home]
            home, away = (party, this) if is_home else (this, party)
            found.append(Met(party, home, away, len(meetings), self.recent[min(meetings)].meeting))
        return found, len(order) > MOST_MET

    def latest(self, *hands):
        """Return for each of ``hands`` its latest meetings, how many there are, and if there are yet more."""
        return rows_of([self.numbered(hand) for hand in hands])

    def numbered(self, hand):
        pks = [one.pk for one in self.meetings if self.sides[one.pk].intersection(hand)]
        if self.is_few:
            return pks, len(pks), False
        if len(pks) > LATEST:
            return pks, LATEST, True
        return numbered(self.seen.where_party(hand, self.kind, self.keys))  # there may be more before


def lines_of(meetings):
    """Return the `LINE` of each participant of ``meetings``; one query."""
    lines = Participant.objects.filter(meeting__in=[one.pk for one in meetings])
    return list(lines.order_by().values_list(*LINE))


def group(pairs):
    found = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def latest(queryset):
    """Return the latest of a queryset of meetings, how many there are, and if there are yet more."""
    return rows_of([numbered(queryset)])[0]


def numbered(queryset):
    """Return the ids of the latest, at least of those that are shown; how many there are; and if yet more."""
    limit = FEW if queryset.is_few else LATEST
    pks = list(queryset.latest_first().values_list("pk", flat=True)[: limit + 1])
    return pks, min(len(pks), limit), queryset.is_cut or len(pks) > limit


def rows_of(found):
    """Put the rows of a list in the place of the ids of ``found``; three queries for all together."""
    rows = Meeting.objects.for_list().in_bulk({pk for pks, *_ in found for pk in pks[:LATEST]})
    return [([rows[pk] for pk in pks[:LATEST]], number, more) for pks, number, more in found]
