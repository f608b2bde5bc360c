"""A meeting while it is being read."""

from dataclasses import dataclass, field
from typing import NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import MeetingFormat, MeetingProgress, Outcome, Passage, Topic


class Companion(NamedTuple):
    """Who accompanies whom."""

    entity: Entity
    beside: Entity


class MeetingPlace(NamedTuple):
    place: PlaceMention
    passage: Passage


@dataclass(eq=False)
class MeetingDraft:
    """A meeting while it is being read.

    The verb that tells of it parts who took part into ``subjects`` and ``objects``;
    ``attendees`` were there too, on no side that the verb gives.
    """

    sentence: AnnotatedSentence  # the last that told of it
    subjects: list[Entity] = field(default_factory=list)
    objects: list[Entity] = field(default_factory=list)
    attendees: list[Entity] = field(default_factory=list)
    companions: list[Companion] = field(default_factory=list)
    notes: dict[Entity, str] = field(default_factory=dict)  # "and staff"
    passages: list[Passage] = field(default_factory=list)
    format: MeetingFormat = "bilateral"
    progress: MeetingProgress = "held"
    date: DateMention | None = None
    heading_date: DateMention | None = None
    place: MeetingPlace | None = None
    topics: list[Topic] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    is_heading: bool = False
    told_by: str = "list"  # the kind of the verb that tells of it; a list of people, or a programme
    named: set[Entity] = field(default_factory=set)  # who is named in the sentence of that verb
    date_from: str = ""  # where the date stands, if not with the verb
    plain: set[Entity] = field(default_factory=set)  # who is plainly said to have met the other
    of_side: set[Entity] = field(default_factory=set)  # attendees who are said to be of a side

    @property
    def names_both_sides(self) -> bool:
        """Whether the sentence that tells of it names somebody of each side, and all of them."""
        return bool(self.subjects and self.objects) and self.named.issuperset(self.met)

    @property
    def met(self) -> list[Entity]:
        """Those of the two sides that the verb gives."""
        return [*self.subjects, *self.objects]

    @property
    def participants(self) -> list[Entity]:
        return [*self.met, *self.attendees]


class LocatedMeeting(NamedTuple):
    """A meeting, and where in its sentence it is told."""

    start: int
    draft: MeetingDraft
