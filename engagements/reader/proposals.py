"""What a result of the reader is made of: proposals, each with the words that it comes from.

These mirror a model on purpose, and bear its name: `Visit`, `Meeting`, `Participant`, `Outcome`, `Stop`,
`Place`, `Organization`, `Topic`, `Source` and `Passage`. Their codes are those of the models, which the
reader doesn't import; a test compares the two.
"""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from engagements.common.dates import Exactness

ParticipantSide = Literal["delegation", "accompanying", "counterpart", "third_party"]
MemberRole = Literal["head", "deputy", "member", "adviser", "support"]
VisitRelation = Literal["main", "earlier", "later"]
VisitDirection = Literal["", "outbound", "inbound"]
VisitType = Literal[
    "", "state", "official", "official_working", "working", "private", "transit", "conference", "technical"
]
VisitProgress = Literal["planned", "under_way", "completed", "postponed", "cancelled"]
MeetingFormat = Literal[
    "bilateral", "multilateral", "courtesy_call", "call", "video", "site_visit", "reception", "other"
]
MeetingProgress = Literal["planned", "held", "postponed", "cancelled"]
OutcomeKind = Literal["agreement", "commitment", "request", "next_step"]
OrganizationKind = Literal[
    "", "ministry", "agency", "subnational", "mission", "international", "company", "civil_society", "other"
]


class Confidence(StrEnum):
    CERTAIN = "certain"  # such proposals were right 19 times in 20, as measured
    LIKELY = "likely"  # 3 times in 4
    OPEN = "open"  # less often, or too few were seen to say: somebody has to decide


@dataclass(frozen=True, order=True)
class Passage:
    """Where in the text something is said: offsets of the first character and past the last."""

    start: int
    end: int


@dataclass(kw_only=True)
class Proposal:
    passages: list[Passage] = field(default_factory=list)
    confidence: Confidence = Confidence.CERTAIN
    reason: str = ""
    rule: str = ""  # the group of rules that it comes from, by which its confidence is told


@dataclass(frozen=True)
class Candidate:
    """A record of the directory that may be meant."""

    id: int | str
    name: str


@dataclass(kw_only=True)
class LinkedProposal(Proposal):
    """Something that the directory may hold: linked where it is one record, offered where it may be."""

    known: Candidate | None = None
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(kw_only=True)
class ProposedDates(Proposal):
    start: datetime.date | None = None
    end: datetime.date | None = None
    dates: Exactness = Exactness.UNKNOWN
    words: str = ""


@dataclass(kw_only=True)
class Place(LinkedProposal):
    """A town, or a country where ``name`` is empty."""

    name: str = ""
    country: str = ""


@dataclass(kw_only=True)
class Stop(Place):
    dates: ProposedDates | None = None


@dataclass(kw_only=True)
class Organization(LinkedProposal):
    name: str
    acronym: str = ""
    country: str = ""
    kind: str = ""


@dataclass(kw_only=True)
class ProposedParty(LinkedProposal):
    """A person, an office without a name, an organization, or a description alone."""

    name: str = ""
    honorific: str = ""
    native_name: str = ""
    title: str = ""
    acting: bool = False
    organization: Organization | None = None
    country: str = ""
    description: str = ""
    note: str = ""

    @property
    def who(self) -> str:
        organization = self.organization.name if self.organization else ""
        office = ", ".join(filter(None, (self.title, organization)))
        return self.name or self.description or office


@dataclass(kw_only=True)
class Member(ProposedParty):
    role: MemberRole = "member"


@dataclass(kw_only=True)
class Participant(ProposedParty):
    side: ParticipantSide = "counterpart"
    role: str = ""  # in the meeting, such as chair


@dataclass(kw_only=True)
class Topic(LinkedProposal):
    name: str


@dataclass(kw_only=True)
class Outcome(Proposal):
    kind: OutcomeKind
    text: str
    owner: str = ""
    due_text: str = ""


@dataclass(kw_only=True)
class Visit(Proposal):
    id: str = ""
    relation: VisitRelation = "main"  # or earlier, later: another visit that the text names
    title: str = ""
    visit_type: VisitType = ""
    progress: VisitProgress = "completed"
    direction: VisitDirection = ""
    dates: ProposedDates = field(default_factory=ProposedDates)
    organization: Organization | None = None
    purpose: str = ""
    stops: list[Stop] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(kw_only=True)
class Meeting(Proposal):
    id: str = ""
    visit: str = ""
    format: MeetingFormat = "bilateral"
    progress: MeetingProgress = "held"
    dates: ProposedDates = field(default_factory=ProposedDates)
    place: Place | None = None
    venue: str = ""
    participants: list[Participant] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(kw_only=True)
class Source(Proposal):
    """The account itself; the date that it bears is no date of a visit."""

    title: str = ""
    publisher: str = ""
    published_on: datetime.date | None = None


@dataclass
class ReaderResult:
    """All that was proposed; ``notes`` tell in words what was not read, and why."""

    source: Source = field(default_factory=Source)
    visits: list[Visit] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    home_country: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.visits or self.meetings)
