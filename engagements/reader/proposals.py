"""What a reading is made of: proposals, each with the words that it comes from."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from engagements.common.dates import Exactness


class Confidence(StrEnum):
    CERTAIN = "certain"  # the account says it in so many words
    LIKELY = "likely"  # the account says it, but it took a rule to tell what is meant
    OPEN = "open"  # only implied; somebody has to decide


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


@dataclass(frozen=True)
class Candidate:
    """A record of the directory that may be meant."""

    id: int | str
    name: str


@dataclass(kw_only=True)
class Known(Proposal):
    """Something that the directory may hold: linked where it is one record, offered where it may be."""

    known: Candidate | None = None
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(kw_only=True)
class Dates(Proposal):
    start: datetime.date | None = None
    end: datetime.date | None = None
    dates: Exactness = Exactness.UNKNOWN
    words: str = ""


@dataclass(kw_only=True)
class Place(Known):
    """A town, or a country where ``name`` is empty."""

    name: str = ""
    country: str = ""


@dataclass(kw_only=True)
class Stop(Place):
    dates: Dates | None = None


@dataclass(kw_only=True)
class Organization(Known):
    name: str
    acronym: str = ""
    country: str = ""
    kind: str = ""


@dataclass(kw_only=True)
class Party(Known):
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
    def who(self):
        office = ", ".join(filter(None, (self.title, self.organization and self.organization.name)))
        return self.name or self.description or office


@dataclass(kw_only=True)
class Member(Party):
    role: str = "member"


@dataclass(kw_only=True)
class Participant(Party):
    side: str = "counterpart"
    role: str = ""  # in the meeting, such as chair


@dataclass(kw_only=True)
class Topic(Known):
    name: str


@dataclass(kw_only=True)
class Outcome(Proposal):
    kind: str
    text: str
    owner: str = ""
    due_text: str = ""


@dataclass(kw_only=True)
class Visit(Proposal):
    id: str = ""
    relation: str = "main"  # or earlier, later: another visit that the account names
    title: str = ""
    visit_type: str = ""
    progress: str = "completed"
    direction: str = ""
    dates: Dates = field(default_factory=Dates)
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
    format: str = "bilateral"
    progress: str = "held"
    dates: Dates = field(default_factory=Dates)
    place: Place | None = None
    venue: str = ""
    participants: list[Participant] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(kw_only=True)
class Source(Proposal):
    """The account itself; the date that it bears is no date of a visit."""

    title: str = ""
    published_on: datetime.date | None = None


@dataclass
class Reading:
    """All that was proposed; ``notes`` tell in words what was not read, and why."""

    source: Source = field(default_factory=Source)
    visits: list[Visit] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    home_country: str = ""

    @property
    def is_empty(self):
        return not (self.visits or self.meetings)
