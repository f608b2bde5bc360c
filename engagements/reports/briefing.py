"""What a principal is to know of a counterpart: put together once, for the page and for the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from engagements.models import DELEGATION_SIDE, Appointment, Meeting, Official, Outcome, Participant
from engagements.models.querysets import rows_in_order
from engagements.models.visibility import Handling, Publication

from .handling import handling_line
from .relationship import outcomes_by_due_date

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from engagements.models import Source

    from .parties import Party
    from .relationship import Relationship

LISTED_MEETINGS = 5  # the last, with their readouts
PEOPLE_PER_PARTY = 12
LISTED_COMMITMENTS = 40
NO_OWNER_HEADING = "By somebody else, or it is not said by whom"

# (Who owes, open outcomes each with the numbers of its sources).
CommitmentGroups: TypeAlias = list[tuple[str, list[tuple[Outcome, list[int]]]]]

OUTCOMES_PREFETCH = Prefetch(
    "outcomes", Outcome.objects.select_related("owner_official", "owner_organization")
)


class Briefing:
    """A briefing on ``relationship``, made for ``principal`` (a name) by ``user``, of what they may see.

    ``meetings_with_notes`` are the last that were held, ``people`` the `Biography`s by party,
    ``commitments`` the open outcomes by who owes them. Sources are numbered as they are
    first referred to: each meeting, commitment and biography has the numbers of its own as notes.
    """

    def __init__(self, relationship: Relationship, user: User, principal: str = "") -> None:
        self.relationship, self.user = relationship, user
        self.parties = (relationship.party, relationship.other_party)
        self.made_by = user.get_full_name() or user.get_username()
        self.principal = principal or self.made_by
        self.made_on = timezone.localdate()
        self.title = " and ".join(map(str, self.parties))
        self.sources: list[Source] = []
        self.lines = Prefetch("participants", Participant.objects.for_display(user))
        self.meetings = self.find_meetings()
        self.people = self.find_people()
        self.commitments, self.more_commitments = self.find_commitments()
        self.meetings_with_notes = [
            (
                meeting,
                self.notes([*meeting.sources.all(), *title_sources(meeting.participants.all())]),
            )
            for meeting in self.meetings
        ]

    @property
    def handling(self) -> str:
        """That of the most restricted meeting in any number of it, and whether drafts are among them."""
        has_any = self.relationship.has_any
        return handling_line(
            has_any("handling", Handling.RESTRICTED), has_any("publication", Publication.DRAFT)
        )

    def notes(self, sources: Iterable[Source]) -> list[int]:
        """Return the numbers of ``sources``, of those that are new after all others."""
        self.sources += [source for source in dict.fromkeys(sources) if source not in self.sources]
        return sorted(self.sources.index(source) + 1 for source in set(sources))

    def find_meetings(self) -> list[Meeting]:
        """Return the last meetings held, the latest first."""
        meetings = Meeting.objects.visible_to(self.user).select_related("visit", "place")
        meetings = meetings.prefetch_related(self.lines, OUTCOMES_PREFETCH, "topics", "sources")
        return rows_in_order(meetings, self.relationship.held.pks()[:LISTED_MEETINGS].tolist())

    def find_people(self) -> list[tuple[Party, list[Biography]]]:
        """Return for each party whom there is to know, those met last first."""
        groups = [(party, self.people_of(party)) for party in self.parties]
        posts = Appointment.objects.select_related("organization").latest_first()
        officials = [biography.official for _, people in groups for biography in people]
        prefetch_related_objects(officials, Prefetch("appointments", posts))
        return groups

    def people_of(self, party: Party) -> list[Biography]:
        lines: dict[Official, tuple[Meeting | None, Participant | None]] = {}
        for meeting in self.meetings:
            for line in meeting.participants.all():
                if line.official and stands_for(line, party):
                    lines.setdefault(line.official, (meeting, line))
        if isinstance(party.record, Official) and not lines:
            lines = {party.record: (None, None)}
        return [
            Biography(official, self.made_on, meeting, line, self.notes(title_sources([line])))
            for official, (meeting, line) in list(lines.items())[:PEOPLE_PER_PARTY]
        ]

    def find_commitments(self) -> tuple[CommitmentGroups, bool]:
        """Return (heading, open outcomes, each with its notes) by owner, and whether there are more."""
        open_outcomes = outcomes_by_due_date(Q(progress=Outcome.Progress.OPEN))
        ids = self.relationship.meetings.first_lines(*open_outcomes, number=LISTED_COMMITMENTS + 1)
        lines = Participant.objects.select_related("organization")
        outcomes = Outcome.objects.visible_to(self.user).for_list()
        prefetched = (Prefetch("meeting__participants", lines), "meeting__sources")
        commitments = rows_in_order(outcomes.prefetch_related(*prefetched), ids)
        groups: dict[Party | None, list[Outcome]] = {party: [] for party in (*self.parties, None)}
        for outcome in commitments[:LISTED_COMMITMENTS]:
            groups[self.owner(outcome)].append(outcome)
        by_heading = [
            (
                f"Owed by {party}" if party else NO_OWNER_HEADING,
                [(outcome, self.notes(outcome.meeting.sources.all())) for outcome in outcomes],
            )
            for party, outcomes in groups.items()
            if outcomes
        ]
        return by_heading, len(commitments) > LISTED_COMMITMENTS

    def owner(self, outcome: Outcome) -> Party | None:
        """Return the party that is to see to ``outcome``, or on whose side its owner sat; else None."""
        owner = Participant(official=outcome.owner_official, organization=outcome.owner_organization)
        lines = outcome.meeting.participants.all()
        owner_on_delegation_side = {line.side in DELEGATION_SIDE for line in lines if is_owner(line, outcome)}
        parties = [party for party in self.parties if stands_for(owner, party)]
        parties += [
            party
            for party in self.parties
            if any(
                stands_for(line, party) and (line.side in DELEGATION_SIDE) in owner_on_delegation_side
                for line in lines
            )
        ]
        return parties[0] if parties else None


@dataclass
class Biography:
    """An official by the posts that are known, and by the ``line`` of when they were last met, if ever."""

    official: Official
    today: date
    meeting: Meeting | None
    line: Participant | None
    notes: list[int]

    def posts(self) -> list[tuple[str, list[Appointment]]]:
        """Return (heading, posts) of now, of before and of what is still to come; without the empty ones."""
        groups: dict[str, list[Appointment]] = {"Now, as far as known": [], "Before": [], "To come": []}
        for post in self.official.appointments.all():
            over = post.end_date and post.end_date < self.today
            ahead = post.start_date and post.start_date > self.today
            groups["Before" if over else "To come" if ahead else "Now, as far as known"].append(post)
        return [(heading, posts) for heading, posts in groups.items() if posts]


def stands_for(line: Participant, party: Party) -> bool:
    """Whether a participant stands for ``party``; as `fetch_party_condition`, of what was fetched."""
    if party.kind == "officials":
        return line.official_id == party.key
    if party.kind == "organizations":
        return line.organization_id == party.key
    country = line.country or (line.organization.country if line.organization else "")
    return country == party.key


def title_sources(lines: Iterable[Participant | None]) -> list[Source]:
    return [line.title_source for line in lines if line and line.title_source]


def is_owner(line: Participant, outcome: Outcome) -> bool:
    return bool(
        (line.official_id and line.official_id == outcome.owner_official_id)
        or (line.organization_id and line.organization_id == outcome.owner_organization_id)
    )
