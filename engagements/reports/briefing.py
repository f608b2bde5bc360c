"""What a principal is to know of a counterpart: put together once, for the page and for the file."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import F, Prefetch, prefetch_related_objects
from django.utils import timezone

from engagements.models import DELEGATION_SIDE, Appointment, Handling, Meeting, Official, Outcome, Participant

LAST = 5  # meetings with their readouts
PEOPLE = 12  # of each party
COMMITMENTS = 40
UNSAID = "By somebody else, or it is not said by whom"

OUTCOMES = Prefetch("outcomes", Outcome.objects.select_related("owner_official", "owner_organization"))


class Briefing:
    """A briefing on ``relationship``, made for ``principal`` (a name) by ``user``, of what they may see.

    Sources are numbered as they are first referred to: each meeting, commitment and biography has
    the numbers of its own as ``notes``.
    """

    def __init__(self, relationship, user, principal=""):
        self.relationship = relationship
        self.parties = (relationship.home, relationship.away)
        self.made_by = user.get_full_name() or user.get_username()
        self.principal = principal or self.made_by
        self.made_on = timezone.localdate()
        self.title = " and ".join(map(str, self.parties))
        self.sources = []
        self.lines = Prefetch("participants", Participant.objects.for_display(user))
        self.meetings = self.find_meetings()
        self.people = self.find_people()
        self.commitments, self.more_commitments = self.find_commitments()
        for meeting in self.meetings:
            titles = title_sources(meeting.participants.all())
            meeting.notes = self.notes([*meeting.sources.all(), *titles])

    @property
    def handling(self):
        """That of the most restricted meeting in any number of it, and whether drafts are among them."""
        counts = self.relationship.counts
        handling = Handling.RESTRICTED if counts["restricted"] else Handling.OPEN
        return f"{handling.label.upper()}{' – CONTAINS DRAFTS' if counts['drafts'] else ''}"

    def notes(self, sources):
        """Return the numbers of ``sources``, of those that are new after all others."""
        self.sources += [source for source in dict.fromkeys(sources) if source not in self.sources]
        return sorted(self.sources.index(source) + 1 for source in set(sources))

    def find_meetings(self):
        """Return the last meetings held, the latest first."""
        found = self.relationship.held.latest_first().select_related("visit", "place")
        return list(found.prefetch_related(self.lines, OUTCOMES, "topics", "sources")[:LAST])

    def find_people(self):
        """Return for each party whom there is to know, those met last first."""
        groups = [(party, self.people_of(party)) for party in self.parties]
        posts = Appointment.objects.select_related("organization").latest_first()
        officials = [one.official for _, people in groups for one in people]
        prefetch_related_objects(officials, Prefetch("appointments", posts))
        return groups

    def people_of(self, party):
        lines = {}
        for meeting in self.meetings:
            for line in meeting.participants.all():
                if line.official and stands_for(line, party):
                    lines.setdefault(line.official, (meeting, line))
        if party.kind == "officials" and not lines:
            lines = {party.record: (None, None)}
        return [
            Biography(official, self.made_on, meeting, line, self.notes(title_sources([line])))
            for official, (meeting, line) in list(lines.items())[:PEOPLE]
        ]

    def find_commitments(self):
        """Return (heading, open outcomes) by who is to see to them, and whether there are more."""
        found = Outcome.objects.filter(meeting__in=self.relationship.meetings, progress=Outcome.Progress.OPEN)
        found = found.order_by(F("due_date").asc(nulls_last=True), "pk").select_related(
            "meeting", "owner_official", "owner_organization"
        )
        lines = Participant.objects.select_related("organization")
        found = list(
            found.prefetch_related(Prefetch("meeting__participants", lines), "meeting__sources")[
                : COMMITMENTS + 1
            ]
        )
        groups = {party: [] for party in (*self.parties, None)}
        for outcome in found[:COMMITMENTS]:
            groups[self.owner(outcome)].append(outcome)
        for outcome in chain(*groups.values()):
            outcome.notes = self.notes(outcome.meeting.sources.all())
        named = [(f"On the hand of {party}" if party else UNSAID, ours) for party, ours in groups.items()]
        return [(heading, ours) for heading, ours in named if ours], len(found) > COMMITMENTS

    def owner(self, outcome):
        """Return the party that is to see to ``outcome``, or on whose hand its owner sat; else None."""
        owner = Participant(official=outcome.owner_official, organization=outcome.owner_organization)
        lines = outcome.meeting.participants.all()
        hands = {line.side in DELEGATION_SIDE for line in lines if is_owner(line, outcome)}
        found = [party for party in self.parties if stands_for(owner, party)]
        found += [
            party
            for party in self.parties
            if any(stands_for(line, party) and (line.side in DELEGATION_SIDE) in hands for line in lines)
        ]
        return found[0] if found else None


@dataclass
class Biography:
    """An official by the posts that are known, and by the ``line`` of when they were last met, if ever."""

    official: Official
    today: date
    meeting: Meeting | None
    line: Participant | None
    notes: list[int]

    def posts(self):
        """Return (heading, posts) of now, of before and of what is still to come; without the empty ones."""
        groups = {"Now, as far as known": [], "Before": [], "To come": []}
        for post in self.official.appointments.all():
            over = post.end_date and post.end_date < self.today
            ahead = post.start_date and post.start_date > self.today
            groups["Before" if over else "To come" if ahead else "Now, as far as known"].append(post)
        return [(heading, posts) for heading, posts in groups.items() if posts]


def stands_for(line, party):
    """Whether a participant stands for ``party``; as `ParticipantQuerySet.of`, of what was fetched."""
    if party.kind == "officials":
        return line.official_id == party.key
    if party.kind == "organizations":
        return line.organization_id == party.key
    country = line.country or (line.organization.country if line.organization else "")
    return country == party.key


def title_sources(lines):
    return [line.title_source for line in lines if line and line.title_source]


def is_owner(line, outcome):
    return bool(
        (line.official_id and line.official_id == outcome.owner_official_id)
        or (line.organization_id and line.organization_id == outcome.owner_organization_id)
    )
