"""A meeting while it is being read."""

from dataclasses import dataclass, field
from typing import NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import MeetingFormat, MeetingProgress, Outcome, Passage, Topic


@dataclass(eq=False)
class MeetingDraft:
    """A meeting while it is being read.

    ``subjects`` met ``objects``; ``attendees`` were there too.
    """

    sentence: AnnotatedSentence  # the last that told of it
    subjects: list[Entity] = field(default_factory=list)
    objects: list[Entity] = field(default_factory=list)
    attendees: list[Entity] = field(default_factory=list)
    likely: dict[Entity, float] = field(default_factory=dict)  # how likely they were met, 0 to 1
    notes: dict[Entity, str] = field(default_factory=dict)  # "and staff"
    passages: list[Passage] = field(default_factory=list)
    format: MeetingFormat = "bilateral"
    progress: MeetingProgress = "held"
    date: DateMention | None = None
    heading_date: DateMention | None = None
    place: PlaceMention | None = None
    topics: list[Topic] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    is_heading: bool = False
    came: set[Entity] = field(default_factory=set)  # who came to meet them: of the delegation's side
    told_by: str = "list"  # or "programme", or "prose"
    named: set[Entity] = field(default_factory=set)  # who is named in the sentence that tells of it

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
