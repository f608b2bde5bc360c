"""The meetings of a text as proposals."""

import datetime
import re

from engagements.common.dates import Exactness, describe_date
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.learned.model import band_of
from engagements.reader.listing import names_listed
from engagements.reader.meetings.draft import MeetingDraft
from engagements.reader.meetings.kinds import progress_of
from engagements.reader.proposals import (
    Meeting,
    MeetingProgress,
    Participant,
    ProposedDates,
    Visit,
    VisitProgress,
)
from engagements.reader.sides import SideAssigner

from .parties import PartyWriter
from .places import PlaceWriter

# Of a visit that did not take place no meeting did.
PROGRESS_OF_VISIT: dict[VisitProgress, MeetingProgress] = {
    "planned": "planned",
    "postponed": "postponed",
    "cancelled": "cancelled",
}
# Words of what has taken place.
PAST = re.compile(
    r"\b(?:met|held|received|hosted|welcomed|spoke|talked|conferred|discussed|called|visited|"
    r"attended|took place)\b",
    re.I,
)
REASONS: dict[MeetingProgress, str] = {
    "held": "the account says that they met",
    "planned": "the account says that they are to meet",
    "postponed": "the account says that it was postponed",
    "cancelled": "the account says that it was called off",
}
SIDE_ORDER = ("delegation", "accompanying", "counterpart", "third_party")


class MeetingWriter:
    def __init__(
        self,
        journeys: JourneyReader,
        sides: SideAssigner,
        parties: PartyWriter,
        places: PlaceWriter,
    ) -> None:
        self.context, self.text_date = journeys.context, journeys.context.date_context.text_date
        self.visitor, self.sides, self.parties, self.places = journeys.visitor, sides, parties, places

    def meeting(self, draft: MeetingDraft, id: str, main: Visit | None) -> Meeting | None:
        """Return the meeting that a draft is, or None where too few took part to make it one.

        ``main`` is the visit that the text is about.
        """
        participants = self.participants(draft)
        sides = {participant.side for participant in participants}
        is_of_others = self.visitor and self.visitor not in draft.participants and "delegation" not in sides
        if is_of_others and draft.subjects:
            return None
        if len(participants) < 2 and sides.isdisjoint(("counterpart", "third_party")):
            return None
        progress = self.progress_of(draft, main)
        return Meeting(
            id=id,
            visit=main.id if main else "",
            format=draft.format,
            progress=progress,
            dates=dates_of(draft, main),
            place=self.places.place(draft.place) if draft.place else None,
            participants=participants,
            topics=draft.topics,
            outcomes=draft.outcomes,
            passages=list(dict.fromkeys(draft.passages)),
            reason=REASONS[progress],
            rule=rule_of(draft),
        )

    def progress_of(self, draft: MeetingDraft, main: Visit | None) -> MeetingProgress:
        """Return whether a meeting took place: not if its visit did not, nor after the date of the text.

        Words go before a date that says otherwise; a note tells of it.
        """
        date = draft.date or draft.heading_date
        day, last_day = (date.start, date.end) if date else (None, None)
        is_ahead = bool(self.text_date and day and day > self.text_date)
        is_over = bool(self.text_date and last_day and last_day < self.text_date)
        of_visit = PROGRESS_OF_VISIT.get(main.progress, "held") if main else "held"
        if draft.progress == "planned" and is_over:
            self.note_contradiction(day, "is to be held", "before", "planned")
        if draft.progress != "held":
            return draft.progress
        if is_ahead and draft.date and draft.told_by == "prose" and self.tells_of_past(draft):
            self.note_contradiction(day, "was held", "after", "held")
            return "held"
        if is_ahead:
            return "planned" if of_visit == "held" else of_visit
        return "held" if draft.date or draft.format == "call" else of_visit

    def tells_of_past(self, draft: MeetingDraft) -> bool:
        """Whether a sentence of a meeting that holds its date tells of it as of what has been."""
        date = draft.date
        return date is not None and any(
            PAST.search(sentence.text) and progress_of(sentence.text) == "held"
            for sentence in self.context.sentences
            if sentence.passage in draft.passages
            and sentence.start <= date.passage.start < sentence.end
            and not sentence.is_heading
        )

    def note_contradiction(
        self, day: datetime.date | None, words: str, order: str, progress: MeetingProgress
    ) -> None:
        if day and self.text_date:
            self.context.result.notes.append(
                f"It says that a meeting {words} on {describe_date(day)}, {order} its own date of "
                f"{describe_date(self.text_date)}: it was taken as {progress}."
            )

    def rule_of(self, entity: Entity, draft: MeetingDraft) -> str:
        """Return by what somebody has a side: how likely they met, what tells it, how they are named."""
        where = draft.told_by
        if where == "prose":
            where = f"met, {band_of(draft.likely[entity])}" if entity in draft.likely else "came"
        return f"{where}, {self.sides.evidence(entity, draft)}, {kind_of(entity)}"

    def participants(self, draft: MeetingDraft) -> list[Participant]:
        participants = [
            self.parties.party(
                entity,
                Participant,
                side=self.sides.side_of(entity, draft),
                rule=self.rule_of(entity, draft),
                role=entity.role,
                note=draft.notes.get(entity, ""),
            )
            for entity in dict.fromkeys(draft.participants)
        ]
        return sorted(participants, key=lambda participant: SIDE_ORDER.index(participant.side))


def kind_of(entity: Entity) -> str:
    if entity.kind == "person":
        return "name and office" if entity.title else "name"
    return str(entity.kind)


def rule_of(draft: MeetingDraft) -> str:
    """Return by what a meeting is read: whether its sentence names both sides, and how likely it is."""
    if draft.told_by in ("list", "programme"):
        return draft.told_by
    sides = "both sides named" if draft.names_both_sides else "a side understood"
    likely = band_of(max(draft.likely.values()))
    return f"{sides}, {likely}, {'held' if draft.progress == 'held' else 'not held'}"


def dates_of(draft: MeetingDraft, main: Visit | None) -> ProposedDates:
    """Return when a meeting was: by its own date, that of the heading above it, or within the visit."""
    if draft.date and draft.date.start:
        changes = {"dates": Exactness.WITHIN} if draft.date.length else {}
        rule = ", ".join(filter(None, (draft.date.reason, "of a meeting")))
        return draft.date.as_dates(**changes, rule=rule)
    if draft.heading_date:
        changes = {"dates": Exactness.WITHIN} if draft.heading_date.length else {}
        reason = "it stands under the heading of that day"
        return draft.heading_date.as_dates(**changes, reason=reason, rule="of the heading")
    if main is None or not main.dates.start:
        return ProposedDates(reason="the account gives no date")
    of_stops = (
        stop.dates for stop in main.stops if stop.dates and draft.place and stop.name == draft.place.name
    )
    dates = next(of_stops, None) or main.dates
    is_one_day = dates.start == dates.end and dates.dates == Exactness.EXACT
    return ProposedDates(
        start=dates.start,
        end=dates.end,
        words=dates.words,
        passages=dates.passages,
        dates=Exactness.EXACT if is_one_day else Exactness.WITHIN,
        reason="the account gives no date of its own; it was within the visit",
        rule="within the visit",
    )


def note_listed_people(context: ReadoutContext) -> None:
    """Say how many people lists name of whom no meeting was made."""
    result = context.result
    if result.meetings or any(visit.members for visit in result.visits):
        return
    if count := sum(map(names_listed, context.sentences)):
        people = "1 person" if count == 1 else f"{count} people"
        result.notes.append(f"Its lists name {people}, but no meeting was made of them: enter it by hand.")
