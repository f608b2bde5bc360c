"""How two parties met, whichever of them led the delegation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.timesince import timesince

from engagements.columns.meetings import MeetingSet
from engagements.columns.segments import tally_of
from engagements.columns.spans import EXACTNESS, Spans, dates_of
from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Exactness,
    Meeting,
    Outcome,
    Participant,
    Topic,
)
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import fetch_party_condition
from engagements.models.querysets import IdSource, rows_in_order
from engagements.models.visibility import visible_values

from .parties import PARTY_MODELS, Party, fetch_spans

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models.outcomes import OutcomeQuerySet

LISTED_CAPACITIES = 25  # of each party, those seen last first
LISTED_TOPICS, TOPIC_YEARS = 10, 6
LISTED_OUTCOMES = 50
LISTED_GAPS = 5
LISTED_PLANNED = 5
SEARCHED_FIRST = 300  # meetings, the latest, in which people are looked for first


@dataclass
class Direction:
    """The meetings held in which one party was of the delegation or accompanied it, and met the other."""

    delegation_party: Party
    counterpart_party: Party
    times: int
    meetings: str = ""  # the address of the list of them


@dataclass
class FirstOrLastMeeting:
    """The first or the last time that they met: its dates, and the meeting where only one can be it."""

    span: Meeting
    times: int
    meeting: Meeting | None


@dataclass
class MeetingGap:
    """A time of no known meeting: from one meeting to the next, None for today."""

    before: Meeting
    after: Meeting | None
    days: int
    length: str

    @property
    def is_exact(self) -> bool:
        """Whether both ends are; else the gap may have been longer."""
        return all(end is None or end.dates == Exactness.EXACT for end in (self.before, self.after))


class TopicRow(NamedTuple):
    """A topic, its numbers of meetings by column, and their sum."""

    pk: int
    name: str
    numbers: list[int]
    total: int


@dataclass
class TopicsByYear:
    """How often each topic was spoken of; ``columns`` are years, the latest first, or words."""

    columns: list[str]
    rows: list[TopicRow]
    left_out: int  # topics that are not among the rows


class Capacity(NamedTuple):
    """As what somebody took part: the ids of an official and an organization, a title, a description."""

    official: int | None
    title: str
    organization: int | None
    description: str


class CapacityTally(NamedTuple):
    """The number of meetings in one capacity, and the ids of the first that has a date and of the last."""

    capacity: Capacity
    times: int
    first: int | None
    last: int


class Relationship:
    """All meetings of two parties, as far as ``user`` may see them, and what came of them.

    Which of them is ``party`` and which ``other_party`` only says which stands first. ``meetings`` are of
    whatever state, ``held`` those that were held. Each property costs a fixed number of queries.
    """

    def __init__(self, party: Party, other_party: Party, user: User) -> None:
        self.party, self.other_party, self.user = party, other_party, user
        pairs = list(dict.fromkeys([(party, other_party), (other_party, party)]))
        visible = MeetingSet.visible_to(user)
        # By who was on the delegation side and whom they met.
        self.by_pair = {pair: meetings_between(visible, *pair) for pair in pairs}
        self.meetings = reduce(or_, self.by_pair.values())
        self.held = self.meetings.held()

    @cached_property
    def counts(self) -> dict[str, int]:
        """Numbers of the meetings, by state."""
        return {
            "total": self.meetings.count(),
            "held": self.held.count(),
            "undated": self.held.count() - self.held.dated().count(),
            "planned": self.planned_meetings.count(),
        }

    @property
    def planned_meetings(self) -> MeetingSet:
        return self.meetings.field_in("progress", [MeetingProgress.PLANNED])

    def has_any(self, field: str, value: str) -> bool:
        """Return whether ``field`` of any meeting, or of its visit, has ``value``."""
        if field in visible_values(self.user):  # which says what is seen alone: what has the other value
            return False
        meetings = Meeting.objects.filter(Q(**{field: value}) | Q(**{f"visit__{field}": value}))
        return bool(self.meetings.among(IdSource(meetings, "pk")).count())

    @cached_property
    def directions(self) -> list[Direction]:
        return [Direction(*pair, meetings.held().count()) for pair, meetings in self.by_pair.items()]

    @cached_property
    def spans(self) -> Spans:
        """The dates that are known of meetings held, the earliest first."""
        return self.held.dated().spans().in_order()

    @cached_property
    def first(self) -> FirstOrLastMeeting | None:
        """When they first met, None where no meeting has a date."""
        ends = dates_of(np.sort(self.spans.end)[:1])
        return first_or_last(self.held.between(end=ends[0]), end=ends[0]) if ends else None

    @cached_property
    def last(self) -> FirstOrLastMeeting | None:
        starts = dates_of(self.spans.start[-1:])
        return first_or_last(self.held.between(starts[0]), start=starts[0]) if starts else None

    @cached_property
    def planned(self) -> list[Meeting]:
        """What is still to come, those of unknown date last."""
        planned = self.planned_meetings
        ahead = planned.between(timezone.localdate()).pks()[::-1].tolist()
        undated = planned.field_in("dates", [Exactness.UNKNOWN]).pks()[::-1].tolist()
        meetings = Meeting.objects.visible_to(self.user).select_related("place")
        return rows_in_order(meetings, [*ahead, *undated][:LISTED_PLANNED])

    @cached_property
    def gaps(self) -> list[MeetingGap]:
        """The longest times without a known meeting, and the one until today; of what has a date."""
        spans, today = self.spans, timezone.localdate()
        latest = np.maximum.accumulate(spans.end)  # of all up to each
        days = spans.start[1:] - latest[:-1]
        longest = np.argsort(-days, kind="stable")[:LISTED_GAPS]
        longest = longest[days[longest] > 1]
        befores = meetings_of(spans.at(np.searchsorted(latest, latest[longest])))
        gaps = [
            MeetingGap(before, after, *length_between(before, after.start_date))
            for before, after in zip(befores, meetings_of(spans.at(longest + 1)), strict=True)
        ]
        for last in meetings_of(spans.at(np.searchsorted(latest, latest[-1:]))):
            if last.end_date < today:
                gaps.append(MeetingGap(last, None, *length_between(last, today)))
        return gaps

    @cached_property
    def topics(self) -> TopicsByYear:
        """Return the topics spoken of most often, by year."""
        counts = self.held.topics_by_year()
        totals: Counter[int] = Counter()
        for (topic, _), times in counts.items():
            totals[topic] += times
        names = dict(Topic.objects.filter(pk__in=totals).values_list("pk", "name"))
        known = sorted({year for _, year in counts if year}, reverse=True)
        groups: list[tuple[str, list[int | None]]] = [(str(year), [year]) for year in known[:TOPIC_YEARS]]
        if known[TOPIC_YEARS:]:
            groups.append((f"before {known[TOPIC_YEARS - 1]}", [*known[TOPIC_YEARS:]]))
        if any(year is None for _, year in counts):
            groups.append(("year not known", [None]))
        most_frequent = sorted(names, key=lambda pk: (-totals[pk], names[pk]))
        return TopicsByYear(
            columns=[heading for heading, _ in groups],
            rows=[
                TopicRow(
                    pk,
                    names[pk],
                    [sum(counts[pk, year] for year in years) for _, years in groups],
                    totals[pk],
                )
                for pk in most_frequent[:LISTED_TOPICS]
            ],
            left_out=max(0, len(most_frequent) - LISTED_TOPICS),
        )

    @cached_property
    def people(self) -> list[tuple[Party, list[PersonCapacity], bool]]:
        """Return for each party who stood for it, in each capacity, and if there are more."""
        by_party = [(party, self.capacities(party)) for party in (self.party, self.other_party)]
        listed = [tally for _, tallies in by_party for tally in tallies[:LISTED_CAPACITIES]]
        records: dict[str, Mapping[Any, Any]] = {
            name: PARTY_MODELS[kind]._default_manager.in_bulk(
                {getattr(tally.capacity, name) for tally in listed} - {None}
            )
            for name, kind in (("official", "officials"), ("organization", "organizations"))
        }
        meetings = fetch_spans({pk for tally in listed for pk in (tally.first, tally.last) if pk})
        return [
            (
                party,
                [PersonCapacity(tally, records, meetings) for tally in tallies[:LISTED_CAPACITIES]],
                len(tallies) > LISTED_CAPACITIES,
            )
            for party, tallies in by_party
        ]

    def capacities(self, party: Party) -> list[CapacityTally]:
        """Return in which capacities somebody stood for ``party``, those seen last first, as far as listed.

        The latest meetings tell who that is, where they tell of enough; then all lines of these are read.
        """
        latest = self.held.pks()[:SEARCHED_FIRST].tolist()
        tallies = self.tally(party, Q(meeting__in=latest))[: LISTED_CAPACITIES + 1]
        if len(tallies) <= LISTED_CAPACITIES:
            return self.tally(party, Q())
        seen_last = {tally.capacity for tally in tallies}
        officials = {capacity.official for capacity in seen_last} - {None}
        organizations = {capacity.organization for capacity in seen_last if not capacity.official}
        unnamed = Q(organization__in=organizations - {None})
        if None in organizations:
            unnamed |= Q(organization=None)
        all_tallies = self.tally(party, Q(official__in=officials) | Q(unnamed, official=None))
        return [tally for tally in all_tallies if tally.capacity in seen_last]

    def tally(self, party: Party, condition: Q) -> list[CapacityTally]:
        """Return the `CapacityTally` of those lines of ``party`` for which ``condition`` holds."""
        somebody = Case(When(official=None, then=F("description")), default=Value(""))
        columns = ("official", "title", "organization", somebody, "meeting")
        lines = Participant.objects.filter(condition, fetch_party_condition(party.kind, [party.key]))
        sort_keys: defaultdict[Capacity, set[int]] = defaultdict(set)
        for pair, meetings in self.by_pair.items():
            for own, sides in zip(pair, (DELEGATION_SIDE, COUNTERPART_SIDE), strict=True):
                if own == party:
                    rows = list(lines.filter(side__in=sides).order_by().values_list(*columns))
                    keys = meetings.held().sort_keys_of([row[-1] for row in rows]).tolist()
                    for row, sort_key in zip(rows, keys, strict=True):
                        if sort_key:
                            sort_keys[Capacity(*row[:-1])].add(sort_key)
        seen_last_first = sorted(
            sort_keys.items(), key=lambda item: (-max(item[1]), item[0].official or 0, item[0].title)
        )
        return [CapacityTally(capacity, *tally_of(keys)) for capacity, keys in seen_last_first]

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What came of the meetings, what is open first, the next due before the others."""
        is_open = Q(progress=Outcome.Progress.OPEN)
        ids = self.meetings.first_lines(
            *outcomes_by_due_date(is_open), *outcomes_by_due_date(~is_open), number=LISTED_OUTCOMES + 1
        )
        return rows_in_order(Outcome.objects.visible_to(self.user).for_list(), ids)


class PersonCapacity:
    """Somebody in one capacity: ``line`` is a participant as of then, who is of no one meeting.

    ``times`` is the number of meetings, ``first`` (None where none is dated) and ``last`` two of them.
    """

    def __init__(
        self, tally: CapacityTally, records: Mapping[str, Mapping[Any, Any]], meetings: Mapping[int, Meeting]
    ) -> None:
        official, title, organization, description = tally.capacity
        self.line = Participant(
            official=records["official"].get(official),
            organization=records["organization"].get(organization),
            title=title,
            description=description,
        )
        self.times = tally.times
        self.first, self.last = meetings.get(tally.first or 0), meetings.get(tally.last)


def meetings_between(meetings: MeetingSet, delegation_party: Party, counterpart_party: Party) -> MeetingSet:
    """Return those of ``meetings`` in which the two met in these roles."""
    with_delegation = meetings.where_party(DELEGATION_SIDE, delegation_party.kind, [delegation_party.key])
    return with_delegation.where_party(COUNTERPART_SIDE, counterpart_party.kind, [counterpart_party.key])


def outcomes_by_due_date(condition: Q) -> list[OutcomeQuerySet]:
    """Return the outcomes for which ``condition`` holds: those with a due date, in its order, and others."""
    outcomes = Outcome.objects.filter(condition)
    dated = outcomes.filter(due_date__isnull=False).order_by("due_date", "pk")
    return [dated, outcomes.filter(due_date=None).order_by("pk")]


def meetings_of(spans: Spans) -> list[Any]:
    """Return for each of ``spans`` a meeting that has these dates, and nothing else."""
    dates = zip(dates_of(spans.start), dates_of(spans.end), spans.exactness, strict=True)
    return [Meeting(start_date=start, end_date=end, dates=EXACTNESS[place]) for start, end, place in dates]


def first_or_last(candidates: MeetingSet, **bound: date) -> FirstOrLastMeeting:
    """Return what is known of the first (or last) of ``candidates``, all of which it may have been.

    ``bound`` is the day on which it was over at the latest (or began at the earliest).
    """
    pks = candidates.pks()[:2].tolist()
    if len(pks) == 1 and (meeting := fetch_spans(pks).get(pks[0])):
        return FirstOrLastMeeting(meeting, 1, meeting)
    first, last = candidates.spans().days()
    start, end = bound.get("start", first), bound.get("end", last)
    dates = Exactness.EXACT if start == end else Exactness.WITHIN
    return FirstOrLastMeeting(Meeting(start_date=start, end_date=end, dates=dates), candidates.count(), None)


def length_between(before: Meeting, start: date) -> tuple[int, str]:
    """Return the days from an end to the next start, and that in words: the shortest a gap can have been."""
    end: Any = before.end_date
    return (start - end).days, timesince(end, start)
