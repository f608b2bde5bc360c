"""How two parties met, whichever of them led the delegation."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Count, F, Max, Min, Q, Value, When, Window
from django.db.models.functions import ExtractYear
from django.utils import timezone
from django.utils.timesince import timesince

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Exactness, Meeting, Outcome, Participant
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import fetch_party_condition
from engagements.models.visibility import Handling, Publication

from .parties import PARTY_MODELS, meetings_by_sort_key, tally

PEOPLE = 25  # capacities of each hand, those seen last first
TOPICS, YEARS = 10, 6
OUTCOMES = 50
GAPS = 5
PLANNED = 5

# The year of a meeting, NULL where it is not known to the year.
YEAR = Case(
    When(
        Q(meeting__dates=Exactness.EXACT) | Q(meeting__start_date__year=ExtractYear("meeting__end_date")),
        then=ExtractYear("meeting__start_date"),
    )
)


def met(home, away):
    """Return the ids of the meetings, of whatever state and handling, in which ``home`` met ``away``."""
    theirs = fetch_party_condition(away.kind, [away.key])
    faced = Participant.objects.filter(Q(side__in=COUNTERPART_SIDE), theirs)
    lines = Participant.objects.filter(side__in=DELEGATION_SIDE, meeting__in=faced.values("meeting"))
    return lines.filter(fetch_party_condition(home.kind, [home.key])).order_by().values("meeting")


@dataclass
class Way:
    """The meetings held in which ``home`` was of the delegation or accompanied it, and met ``away``."""

    home: object
    away: object
    times: int
    meetings: str = ""  # the address of the list of them


@dataclass
class Edge:
    """The first or the last time that they met: its dates, and the meeting where only one can be it."""

    span: Meeting
    times: int
    meeting: Meeting | None


@dataclass
class Gap:
    """A time of no known meeting: from one meeting to the next, None for today."""

    before: Meeting
    after: Meeting | None
    days: int
    length: str

    @property
    def is_exact(self):
        """Whether both ends are; else the gap may have been longer."""
        return all(one is None or one.dates == Exactness.EXACT for one in (self.before, self.after))


class Relationship:
    """All meetings of ``home`` with ``away``, as far as ``user`` may see them, and what came of them.

    Each property costs a fixed number of queries.
    """

    def __init__(self, home, away, user):
        self.home, self.away = home, away
        self.directions = list(dict.fromkeys([(home, away), (away, home)]))
        # A union, as databases read through all meetings for two conditions with an "or".
        first, *others = (met(*pair) for pair in self.directions)
        self.meetings = Meeting.objects.visible_to(user).filter(pk__in=first.union(*others))
        self.held = self.meetings.held()

    @cached_property
    def counts(self):
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
    def ways(self):
        # Each by itself: in one aggregate, PostgreSQL looks for each meeting among all of a direction.
        return [
            Way(home, away, self.held.filter(pk__in=met(home, away)).count())
            for home, away in self.directions
        ]

    @cached_property
    def first(self):
        """When they first met, None where no meeting has a date."""
        end = self.counts["earliest_end"]
        return end and edge(self.held.filter(start_date__lte=end).earliest_first(), end=end)

    @cached_property
    def last(self):
        start = self.counts["latest_start"]
        return start and edge(self.held.filter(end_date__gte=start).latest_first(), start=start)

    @cached_property
    def planned(self):
        """What is still to come, those of unknown date last."""
        ahead = Q(end_date=None) | Q(end_date__gte=timezone.localdate())
        found = self.meetings.filter(ahead, progress=MeetingProgress.PLANNED)
        return list(found.earliest_first().select_related("place")[:PLANNED])

    @cached_property
    def gaps(self):
        """The longest times without a known meeting, and the one until today; of what has a date."""
        spans = self.held.filter(start_date__isnull=False).order_by("start_date", "end_date", "dates")
        spans = spans.values_list("start_date", "end_date", "dates").distinct()
        meetings = [Meeting(start_date=start, end_date=end, dates=dates) for start, end, dates in spans]
        found, latest = [], None
        for meeting in meetings:
            if latest and meeting.start_date > latest.end_date:
                found.append(gap_between(latest, meeting))
            latest = max(filter(None, (latest, meeting)), key=lambda one: one.end_date)
        found = sorted((gap for gap in found if gap.days > 1), key=lambda gap: -gap.days)[:GAPS]
        if latest and latest.end_date < timezone.localdate():
            found.append(gap_between(latest, None))
        return found

    @cached_property
    def topics(self):
        """Return the columns (years, latest first) and rows (topic, numbers, sum) of topics by year."""
        through = Meeting.topics.through.objects.filter(meeting__in=self.held)
        counts, totals, names = Counter(), Counter(), {}
        rows = through.values("topic", "topic__name", year=YEAR).annotate(times=Count("pk")).order_by()
        for row in rows:
            counts[row["topic"], row["year"]] += row["times"]
            totals[row["topic"]] += row["times"]
            names[row["topic"]] = row["topic__name"]
        known = sorted({year for _, year in counts if year}, reverse=True)
        groups = [(str(year), [year]) for year in known[:YEARS]]
        if known[YEARS:]:
            groups.append((f"before {known[YEARS - 1]}", known[YEARS:]))
        if any(year is None for _, year in counts):
            groups.append(("year not known", [None]))
        most = sorted(totals, key=lambda topic: (-totals[topic], names[topic]))
        return {
            "columns": [heading for heading, _ in groups],
            "rows": [
                (pk, names[pk], [sum(counts[pk, year] for year in years) for _, years in groups], totals[pk])
                for pk in most[:TOPICS]
            ],
            "left_out": max(0, len(most) - TOPICS),
        }

    def lines(self, party, other):
        """Return the lines in which ``party`` met ``other``, of what was held."""
        theirs = Participant.objects.filter(fetch_party_condition(party.kind, [party.key])).order_by()
        facing = theirs.filter(side__in=DELEGATION_SIDE, meeting__in=met(party, other)).values("pk")
        faced = theirs.filter(side__in=COUNTERPART_SIDE, meeting__in=met(other, party)).values("pk")
        return Participant.objects.filter(pk__in=facing.union(faced), meeting__in=self.held)

    @cached_property
    def people(self):
        """Return for each party who stood for it, in each capacity, from when to when; see `Capacity`."""
        somebody = Case(When(official=None, then=F("description")), default=Value(""))
        found = []
        for party, other in ((self.home, self.away), (self.away, self.home)):
            lines = self.lines(party, other).annotate(somebody=somebody)
            tallied = tally(lines, "official", "title", "organization", "somebody")
            order = ("-last", "official", "title", "organization", "somebody")
            found.append((party, list(tallied.order_by(*order)[: PEOPLE + 1])))
        rows = [row for _, rows in found for row in rows]
        records = {
            name: PARTY_MODELS[kind].objects.in_bulk({row[name] for row in rows if row[name]})
            for name, kind in (("official", "officials"), ("organization", "organizations"))
        }
        moments = meetings_by_sort_key({row[end] for row in rows for end in ("first", "last")})
        return [
            (party, [Capacity(row, records, moments) for row in rows[:PEOPLE]], len(rows) > PEOPLE)
            for party, rows in found
        ]

    @cached_property
    def outcomes(self):
        """What came of the meetings, what is open first, the next due before the others."""
        by_state = Case(When(progress=Outcome.Progress.OPEN, then=Value(0)), default=Value(1))
        found = Outcome.objects.filter(meeting__in=self.meetings)
        found = found.order_by(by_state, F("due_date").asc(nulls_last=True), "pk")
        return list(found.select_related("meeting", "owner_official", "owner_organization")[: OUTCOMES + 1])


class Capacity:
    """Somebody in one capacity: ``line`` is a participant as of then, who is of no one meeting."""

    def __init__(self, row, records, moments):
        self.line = Participant(
            official=records["official"].get(row["official"]),
            organization=records["organization"].get(row["organization"]),
            title=row["title"],
            description=row["somebody"],
        )
        self.times = row["times"]
        self.first, self.last = moments[row["first"]], moments[row["last"]]


def edge(candidates, **bound):
    """Return what is known of the first (or last) of ``candidates``, all of which it may have been.

    ``bound`` is the day on which it was over at the latest (or began at the earliest).
    """
    found = candidates.annotate(
        times=Window(Count("pk")), earliest=Window(Min("start_date")), latest=Window(Max("end_date"))
    ).first()
    if found.times == 1:
        return Edge(found, 1, found)
    start, end = bound.get("start", found.earliest), bound.get("end", found.latest)
    dates = Exactness.EXACT if start == end else Exactness.WITHIN
    return Edge(Meeting(start_date=start, end_date=end, dates=dates), found.times, None)


def gap_between(before, after):
    """Return the gap; of spans that are not exact, the shortest that it can have been."""
    end = after.start_date if after else timezone.localdate()
    return Gap(before, after, (end - before.end_date).days, timesince(before.end_date, end))
