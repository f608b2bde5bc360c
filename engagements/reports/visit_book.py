"""The visit book: what to know before a visit or a meeting, put together once for the page and for paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, Prefetch, Q, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.utils import timezone

from engagements.common.dates import Exactness
from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Appointment,
    Meeting,
    Official,
    Outcome,
    Participant,
    Side,
    Visit,
)
from engagements.models.directions import VisitDirection
from engagements.models.outcome_owners import OwedBy
from engagements.models.participants import fetch_country_sources
from engagements.models.statuses import CALLED_OFF

from .briefing import Biography, CommitmentGroups, title_sources
from .handling import handling_of
from .parties import Party, parties_by_key
from .programme import Programme

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models import DelegationMember, Source
    from engagements.models.meetings import MeetingQuerySet

MEETINGS_LIMIT = 100  # of the visit
PEOPLE_LIMIT = 40
COUNTRIES_LIMIT = 5
LAST_MEETINGS = 3  # with each person
LAST_ENGAGEMENTS = 5  # with each country
COMMITMENTS_LIMIT = 40

PARTS = {
    "programme": "Programme",
    "delegation": "Delegation",
    "people": "People to be met",
    "commitments": "Open commitments",
    "engagements": "Last engagements",
    "points": "Points to raise",
    "sources": "Sources",
}


@dataclass
class PersonToMeet:
    """Somebody of the other side: who they are now, and how and by whom they were last met.

    ``line`` is how they take part, if they are on a line of a meeting to come; ``last_meetings`` are
    (meeting, own people who took part) with ``notes`` of their sources, the latest first.
    """

    biography: Biography
    line: Participant | None
    last_meetings: list[tuple[Meeting, list[Participant], list[int]]] = field(default_factory=list)

    @property
    def official(self) -> Official:
        return self.biography.official

    @property
    def current_posts(self) -> list[Appointment]:
        return dict(self.biography.posts()).get("Now, as far as known", [])

    @property
    def then(self) -> tuple[str, str] | None:
        """(heading, what they were when last met), unless a post of today is the same."""
        last = self.biography.line
        if not (last and last.capacity) or any(last.agrees_with(post) for post in self.current_posts):
            return None
        return "Changed since last met: then" if self.current_posts else "When last met:", last.capacity


class VisitBook:
    """The book for ``record``, a visit or a meeting to come, made of what ``user`` may see.

    ``parts`` are keys of `PARTS` in the order that is wanted. A fixed number of queries; what is left out
    beyond the limits is told in ``limits``, what is missing in ``missing``.
    """

    def __init__(self, record: Visit | Meeting, user: User, parts: Iterable[str] = ()) -> None:
        self.record, self.user = record, user
        self.parts = list(parts) or list(PARTS)
        self.made_by = user.get_full_name() or user.get_username()
        self.made_on = timezone.localdate()
        self.sources: list[Source] = []
        self.limits: list[str] = []
        self.visit: Any = record if isinstance(record, Visit) else None  # has its direction annotated
        self.programme = Programme(self.visit, user) if self.visit else None
        self.meetings = self.fetch_meetings()
        self.people = self.fetch_people()
        self.engagements = self.fetch_engagements()
        self.commitments = self.fetch_commitments()

    @property
    def title(self) -> str:
        return f"Visit book: {self.record}" if self.visit else f"Meeting book: {self.record}"

    @property
    def headings(self) -> list[tuple[str, str]]:
        """(part, heading) of the parts that are wanted and that this book can have."""
        return [(part, PARTS[part]) for part in self.parts if part != "programme" or self.programme]

    @property
    def handling(self) -> str:
        """That of the most restricted record in it, and whether drafts are among them."""
        records = [self.record, *self.meetings, *(self.programme.records if self.programme else ())]
        records += [meeting for person in self.people for meeting, _, _ in person.last_meetings]
        records += [meeting for _, meetings in self.engagements for meeting in meetings]
        records += [outcome.meeting for _, outcomes in self.commitments for outcome, _ in outcomes]
        return handling_of(records)

    @cached_property
    def delegation(self) -> list[DelegationMember | Participant]:
        """Who goes: the members of the visit, or the delegation of the meeting."""
        if self.visit:
            return list(self.visit.members.all())
        return list(self.meetings[0].participants_on(DELEGATION_SIDE))

    @property
    def points(self) -> list[tuple[Meeting, list[str]]]:
        """The points to raise of each meeting that has some."""
        return [
            (meeting, [line.strip() for line in meeting.points.splitlines() if line.strip()])
            for meeting in self.meetings
            if meeting.points.strip()
        ]

    @cached_property
    def is_inbound(self) -> bool:
        """Whether the delegation is the other side: it comes from abroad to the home country."""
        if self.visit:
            return bool(self.visit.direction == VisitDirection.INBOUND)
        countries = set(countries_of(self.delegation)) - {""}
        return bool(settings.HOME_COUNTRY and countries and settings.HOME_COUNTRY not in countries)

    def notes(self, sources: Iterable[Source]) -> list[int]:
        """Return the numbers of ``sources``, of those that are new after all others."""
        self.sources += [source for source in dict.fromkeys(sources) if source not in self.sources]
        return sorted(self.sources.index(source) + 1 for source in set(sources))

    def limited(self, queryset: QuerySet[Any], limit: int, what: str) -> list[Any]:
        """Return the first ``limit`` rows, and tell if there are more."""
        rows = list(queryset[: limit + 1])
        if len(rows) > limit:
            self.limits.append(f"Only the first {limit} {what} are in this book.")
        return rows[:limit]

    def own_meetings(self) -> MeetingQuerySet:
        """The meetings of the visit, or the one meeting: none of them is one of before."""
        own = {"visit": self.visit} if self.visit else {"pk": self.record.pk}
        return Meeting.objects.filter(**own)

    def fetch_meetings(self) -> list[Meeting]:
        """Return the meetings to prepare for: those of the visit that were not called off."""
        lines = Prefetch("participants", Participant.objects.for_display(self.user))
        meetings = self.own_meetings().visible_to(self.user).select_related("place")
        if self.visit:
            meetings = meetings.exclude(progress__in=CALLED_OFF)
        meetings = meetings.earliest_first().prefetch_related(lines)
        return self.limited(meetings, MEETINGS_LIMIT, "meetings of the visit")

    def fetch_people(self) -> list[PersonToMeet]:
        """Return the officials of the other side, in the order of the meetings in which they take part."""
        sides = DELEGATION_SIDE if self.is_inbound else COUNTERPART_SIDE
        lines: dict[Official, Participant | None] = {}
        for meeting in self.meetings:
            for line in meeting.participants_on(sides):
                if line.official:
                    lines.setdefault(line.official, line)
        if self.is_inbound:
            for member in self.delegation:
                if member.official:
                    lines.setdefault(member.official, None)
        if len(lines) > PEOPLE_LIMIT:
            self.limits.append(f"Only the first {PEOPLE_LIMIT} of {len(lines)} people are in this book.")
        officials = list(lines)[:PEOPLE_LIMIT]
        posts = Appointment.objects.select_related("organization").latest_first()
        prefetch_related_objects(officials, Prefetch("appointments", posts))
        last_lines = self.fetch_last_lines(officials)
        people = []
        for official in officials:
            last = last_lines[official.pk]
            biography = Biography(
                official,
                self.made_on,
                last[0].meeting if last else None,
                last[0] if last else None,
                self.notes(title_sources(last[:1])),
            )
            meetings = [
                (
                    line.meeting,
                    line.meeting.participants_on(facing(line)),
                    self.notes(line.meeting.sources.all()),
                )
                for line in last
            ]
            people.append(PersonToMeet(biography, lines[official], meetings))
        return people

    def fetch_last_lines(self, officials: list[Official]) -> dict[int, list[Participant]]:
        """Return, by official, their lines of the last meetings held before now, the latest first."""
        latest_first = [F("meeting__start_date").desc(nulls_last=True), F("meeting").desc()]
        rank = Window(RowNumber(), partition_by=[F("official")], order_by=latest_first)
        held = Participant.objects.for_display(self.user).visible_to(self.user).held()
        held = held.filter(official__in=officials).exclude(meeting__in=self.own_meetings())
        held = held.annotate(rank=rank).filter(rank__lte=LAST_MEETINGS).order_by("rank")
        people = Prefetch("meeting__participants", Participant.objects.for_display(self.user))
        held = held.select_related("meeting", "meeting__place")
        lines: dict[int, list[Participant]] = defaultdict(list)
        for line in held.prefetch_related(people, "meeting__sources", "meeting__outcomes"):
            lines[line.official_id or 0].append(line)
        return lines

    @cached_property
    def country_codes(self) -> list[str]:
        """The other countries that it is about: of guests, stops, or place and counterparts."""
        codes: list[str] = []
        if self.is_inbound:
            sender = self.visit.organization if self.visit else None
            codes = [*([str(sender.country)] if sender else []), *countries_of(self.delegation)]
        elif self.visit:
            codes = [str(stop.place.country) for stop in self.visit.stops.all()]
        else:
            (meeting,) = self.meetings
            codes = [str(meeting.place.country)] if meeting.place else []
            codes += countries_of(meeting.participants_on(COUNTERPART_SIDE))
        others = [code for code in dict.fromkeys(codes) if code and code != settings.HOME_COUNTRY]
        return others[:COUNTRIES_LIMIT]

    @cached_property
    def held_by_country(self) -> dict[str, MeetingQuerySet]:
        """The meetings in or with each country that were held, but for those of this book."""
        own = self.own_meetings().values("pk")
        held = Meeting.objects.visible_to(self.user).held().exclude(pk__in=own)
        return {code: held.in_or_with(*fetch_country_sources([code])) for code in self.country_codes}

    def fetch_engagements(self) -> list[tuple[Party, list[Meeting]]]:
        """Return (country, last meetings in or with it)."""
        countries = parties_by_key("countries", self.country_codes)
        return [
            (countries[code], list(held.latest_first().narrowed()[:LAST_ENGAGEMENTS]))
            for code, held in self.held_by_country.items()
        ]

    def fetch_commitments(self) -> CommitmentGroups:
        """Return (who owes, open outcomes with notes), of meetings with the people or with the countries."""
        people = [person.official.pk for person in self.people]
        with_people = Participant.objects.filter(official__in=people).values("meeting")
        condition = Q(meeting__in=with_people)
        for held in self.held_by_country.values():
            condition |= Q(meeting__in=held.order_by().values("pk"))
        open_outcomes = (
            Outcome.objects.visible_to(self.user)
            .filter(condition, progress=Outcome.Progress.OPEN)
            .with_owed_by()
            .order_by(F("due_date").asc(nulls_last=True), "pk")
            .select_related("meeting", "owner_official", "owner_organization")
            .prefetch_related("meeting__sources")
        )
        groups: dict[str, list[tuple[Outcome, list[int]]]] = {owner: [] for owner in OwedBy}
        for outcome in self.limited(open_outcomes, COMMITMENTS_LIMIT, "open commitments"):
            groups[outcome.owed_by].append((outcome, self.notes(outcome.meeting.sources.all())))
        headings = {owner: owner.label.capitalize() if settings.HOME_COUNTRY else "Open" for owner in OwedBy}
        return [(headings[OwedBy(owner)], outcomes) for owner, outcomes in groups.items() if outcomes]

    @property
    def missing(self) -> list[str]:
        """Sentences on what is not entered and would be looked for."""
        missing = [] if self.meetings else ["No meeting is entered, or none that you may see."]
        if not self.delegation:
            missing.append("No delegation is entered.")
        for meeting in self.meetings:
            lacks = [
                label
                for label, is_missing in (
                    ("a day", meeting.dates != Exactness.EXACT),
                    ("a time", meeting.dates == Exactness.EXACT and not meeting.start_time),
                    ("counterparts", not meeting.participants_on(COUNTERPART_SIDE)),
                    ("points to raise", not meeting.points.strip()),
                )
                if is_missing
            ]
            if lacks:
                missing.append(f"“{meeting}” has not yet: {', '.join(lacks)}.")
        for person in self.people:
            if not person.current_posts:
                missing.append(f"No post of today is known of {person.official}.")
            if person.last_meetings and not person.last_meetings[0][0].summary.strip():
                missing.append(f"There is no readout of the last meeting with {person.official}.")
        return missing


def facing(line: Participant) -> tuple[Side, Side]:
    """Return the sides that ``line`` met."""
    return COUNTERPART_SIDE if line.side in DELEGATION_SIDE else DELEGATION_SIDE


def countries_of(lines: Iterable[DelegationMember | Participant]) -> list[str]:
    """Return the countries of the organizations of ``lines``."""
    return [str(line.organization.country) for line in lines if line.organization]
