"""How two parties met, whichever of them led the delegation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Count, F, Max, Min, Q, Value, When, Window
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.timesince import timesince

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Exactness, Meeting, Outcome, Participant
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import fetch_party_condition
from engagements.models.visibility import Handling, Publication

from .parties import PARTY_MODELS, Party, meetings_by_sort_key, tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from engagements.models.meetings import MeetingQuerySet
    from engagements.models.participants import ParticipantQuerySet

LISTED_CAPACITIES = 25  # of each party, those seen last first
LISTED_TOPICS, TOPIC_YEARS = 10, 6
LISTED_OUTCOMES = 50
LISTED_GAPS = 5
LISTED_PLANNED = 5

# The year of a meeting, NULL where it is not known to the year.
MEETING_YEAR = Case(
    When(
        Q(meeting__dates=Exactness.EXACT) | Q(meeting__start_date__year=ExtractYear("meeting__end_date")),
        then=ExtractYear("meeting__start_date"),
    )
)


def meeting_ids_between(delegation_party: Party, counterpart_party: Party) -> QuerySet[Participant, Any]:
    """Return the ids of the meetings, of whatever state and handling, in which the two met in these roles."""
    is_counterpart = fetch_party_condition(counterpart_party.kind, [counterpart_party.key])
    faced = Participant.objects.filter(Q(side__in=COUNTERPART_SIDE), is_counterpart)
    lines = Participant.objects.filter(side__in=DELEGATION_SIDE, meeting__in=faced.values("meeting"))
    is_delegation = fetch_party_condition(delegation_party.kind, [delegation_party.key])
    return lines.filter(is_delegation).order_by().values("meeting")


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


class Relationship:
    """All meetings of two parties, as far as ``user`` may see them, and what came of them.

    Which of them is ``party`` and which ``other_party`` only says which stands first. ``meetings`` are of
    whatever state, ``held`` those that were held. Each property costs a fixed number of queries.
    """

    def __init__(self, party: Party, other_party: Party, user: User) -> None:
        self.party, self.other_party = party, other_party
        self.pairs = list(dict.fromkeys([(party, other_party), (other_party, party)]))
        # A union, as databases read through all meetings for two conditions with an "or".
        first, *others = (meeting_ids_between(*pair) for pair in self.pairs)
        self.meetings = Meeting.objects.visible_to(user).filter(pk__in=first.union(*others))
        self.held = self.meetings.held()

    @cached_property
    def counts(self) -> dict[str, Any]:
        """Numbers of the meetings, by state, and how many are restricted or drafts."""
        held = Q(progress=MeetingProgress.HELD)
        restricted = Q(handling=Handling.RESTRICTED) | Q(visit__handling=Handling.RESTRICTED)
        draft = Q(publication=Publication.DRAFT) | Q(visit__publication=Publication.DRAFT)
        return self.meetings.order_by().aggregate(
            total=Count("pk"),
            held=Count("pk", filter=held),
            undated=Count("pk", filter=held & Q(start_date=None)),
            planned=Count("pk", filter=Q(progress=MeetingProgress.PLANNED)),
            restricted=Count("pk", filter=restricted),
            drafts=Count("pk", filter=draft),
            earliest_end=Min("end_date", filter=held),
            latest_start=Max("start_date", filter=held),
        )

    @cached_property
    def directions(self) -> list[Direction]:
        # Each by itself: in one aggregate, PostgreSQL looks for each meeting among all of a direction.
        return [
            Direction(*pair, self.held.filter(pk__in=meeting_ids_between(*pair)).count())
            for pair in self.pairs
        ]

    @cached_property
    def first(self) -> FirstOrLastMeeting | None:
        """When they first met, None where no meeting has a date."""
        end = self.counts["earliest_end"]
        return end and first_or_last(self.held.filter(start_date__lte=end).earliest_first(), end=end)

    @cached_property
    def last(self) -> FirstOrLastMeeting | None:
        start = self.counts["latest_start"]
        return start and first_or_last(self.held.filter(end_date__gte=start).latest_first(), start=start)

    @cached_property
    def planned(self) -> list[Meeting]:
        """What is still to come, those of unknown date last."""
        ahead = Q(end_date=None) | Q(end_date__gte=timezone.localdate())
        planned = self.meetings.filter(ahead, progress=MeetingProgress.PLANNED)
        return list(planned.earliest_first().select_related("place")[:LISTED_PLANNED])

    @cached_property
    def gaps(self) -> list[MeetingGap]:
        """The longest times without a known meeting, and the one until today; of what has a date."""
        dated = self.held.filter(start_date__isnull=False).order_by("start_date", "end_date", "dates")
        spans = dated.values_list("start_date", "end_date", "dates").distinct()
        gaps: list[MeetingGap] = []
        latest: Meeting | None = None
        latest_end = date.min
        for start, end, dates in ((start, end, dates) for start, end, dates in spans if start and end):
            meeting = Meeting(start_date=start, end_date=end, dates=dates)
            if latest and start > latest_end:
                gaps.append(MeetingGap(latest, meeting, *length_between(latest_end, start)))
            if end > latest_end:
                latest, latest_end = meeting, end
        gaps = sorted((gap for gap in gaps if gap.days > 1), key=lambda gap: -gap.days)[:LISTED_GAPS]
        today = timezone.localdate()
        if latest and latest_end < today:
            gaps.append(MeetingGap(latest, None, *length_between(latest_end, today)))
        return gaps

    @cached_property
    def topics(self) -> TopicsByYear:
        """Return the topics spoken of most often, by year."""
        through = Meeting.topics.through.objects.filter(meeting__in=self.held)
        counts: Counter[tuple[int, int | None]] = Counter()
        totals: Counter[int] = Counter()
        names: dict[int, str] = {}
        rows = (
            through.values("topic", "topic__name", year=MEETING_YEAR).annotate(times=Count("pk")).order_by()
        )
        for row in rows:
            counts[row["topic"], row["year"]] += row["times"]
            totals[row["topic"]] += row["times"]
            names[row["topic"]] = row["topic__name"]
        known = sorted({year for _, year in counts if year}, reverse=True)
        groups: list[tuple[str, list[int | None]]] = [(str(year), [year]) for year in known[:TOPIC_YEARS]]
        if known[TOPIC_YEARS:]:
            groups.append((f"before {known[TOPIC_YEARS - 1]}", [*known[TOPIC_YEARS:]]))
        if any(year is None for _, year in counts):
            groups.append(("year not known", [None]))
        most_frequent = sorted(totals, key=lambda pk: (-totals[pk], names[pk]))
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

    def lines(self, party: Party, other: Party) -> ParticipantQuerySet:
        """Return the lines in which ``party`` met ``other``, of what was held."""
        own = Participant.objects.filter(fetch_party_condition(party.kind, [party.key])).order_by()
        facing = own.filter(side__in=DELEGATION_SIDE, meeting__in=meeting_ids_between(party, other)).values(
            "pk"
        )
        faced = own.filter(side__in=COUNTERPART_SIDE, meeting__in=meeting_ids_between(other, party)).values(
            "pk"
        )
        return Participant.objects.filter(pk__in=facing.union(faced), meeting__in=self.held)

    @cached_property
    def people(self) -> list[tuple[Party, list[PersonCapacity], bool]]:
        """Return for each party who stood for it, in each capacity, and if there are more."""
        somebody = Case(When(official=None, then=F("description")), default=Value(""))
        rows_of_party = []
        for party, other in ((self.party, self.other_party), (self.other_party, self.party)):
            lines = self.lines(party, other).annotate(somebody=somebody)
            tallied = tally(lines, "official", "title", "organization", "somebody")
            order = ("-last", "official", "title", "organization", "somebody")
            rows_of_party.append((party, list(tallied.order_by(*order)[: LISTED_CAPACITIES + 1])))
        rows = [row for _, rows in rows_of_party for row in rows]
        records: dict[str, Mapping[Any, Any]] = {
            name: PARTY_MODELS[kind]._default_manager.in_bulk({row[name] for row in rows if row[name]})
            for name, kind in (("official", "officials"), ("organization", "organizations"))
        }
        meetings = meetings_by_sort_key({row[end] for row in rows for end in ("first", "last")})
        return [
            (
                party,
                [PersonCapacity(row, records, meetings) for row in rows[:LISTED_CAPACITIES]],
                len(rows) > LISTED_CAPACITIES,
            )
            for party, rows in rows_of_party
        ]

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What came of the meetings, what is open first, the next due before the others."""
        by_state = Case(When(progress=Outcome.Progress.OPEN, then=Value(0)), default=Value(1))
        outcomes = Outcome.objects.filter(meeting__in=self.meetings)
        outcomes = outcomes.order_by(by_state, F("due_date").asc(nulls_last=True), "pk")
        outcomes = outcomes.select_related("meeting", "owner_official", "owner_organization")
        return list(outcomes[: LISTED_OUTCOMES + 1])


class PersonCapacity:
    """Somebody in one capacity: ``line`` is a participant as of then, who is of no one meeting.

    ``times`` is the number of meetings, ``first`` (None where none is dated) and ``last`` two of them.
    """

    def __init__(
        self, row: Mapping[str, Any], records: Mapping[str, Mapping[Any, Any]], meetings: Mapping[Any, Any]
    ) -> None:
        self.line = Participant(
            official=records["official"].get(row["official"]),
            organization=records["organization"].get(row["organization"]),
            title=row["title"],
            description=row["somebody"],
        )
        self.times = row["times"]
        self.first, self.last = meetings[row["first"]], meetings[row["last"]]


def first_or_last(candidates: MeetingQuerySet, **bound: date) -> FirstOrLastMeeting:
    """Return what is known of the first (or last) of ``candidates``, all of which it may have been.

    ``bound`` is the day on which it was over at the latest (or began at the earliest).
    """
    meeting: Any = candidates.annotate(  # has what is annotated here, too
        times=Window(Count("pk")), earliest=Window(Min("start_date")), latest=Window(Max("end_date"))
    ).first()
    if meeting.times == 1:
        return FirstOrLastMeeting(meeting, 1, meeting)
    start, end = bound.get("start", meeting.earliest), bound.get("end", meeting.latest)
    dates = Exactness.EXACT if start == end else Exactness.WITHIN
    return FirstOrLastMeeting(Meeting(start_date=start, end_date=end, dates=dates), meeting.times, None)


def length_between(end: date, start: date) -> tuple[int, str]:
    """Return the days from an end to the next start, and that in words: the shortest a gap can have been."""
    return (start - end).days, timesince(end, start)
