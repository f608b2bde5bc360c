"""The meetings of a text as proposals."""

from engagements.common.dates import Exactness
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.meetings.draft import MeetingDraft
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
VERBS = {
    "met": ("met", "with", "host", "passive", "courtesy", "called_on", "call"),
    "held together": ("together", "both", "between", "attend", "chaired", "again", "gathering", "entry"),
}
SIDE_ORDER = ("delegation", "accompanying", "counterpart", "third_party")


class MeetingWriter:
    def __init__(
        self, journeys: JourneyReader, sides: SideAssigner, parties: PartyWriter, places: PlaceWriter
    ) -> None:
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
        return Meeting(
            id=id,
            visit=main.id if main else "",
            format=draft.format,
            progress=progress_of(draft, main),
            dates=dates_of(draft, main),
            place=self.places.place(*draft.place) if draft.place else None,
            participants=participants,
            topics=draft.topics,
            outcomes=draft.outcomes,
            passages=list(dict.fromkeys(draft.passages)),
            reason="the account says that they met",
            rule=rule_of(draft),
        )

    def rule_of(self, entity: Entity, draft: MeetingDraft) -> str:
        """Return by which rules somebody has a side: how they are named, and what tells the side."""
        where = next(
            (
                words
                for words, entities in (
                    ("met", [*draft.subjects, *draft.objects]),
                    ("joined", draft.attendees),
                )
                if entity in entities
            ),
            "",
        )
        if draft.told_by in ("list", "programme"):
            where = draft.told_by
        elif where == "met" and entity not in draft.named:
            where = "understood"
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
        return "name and office" if entity.title and not entity.title_reason else "name"
    return str(entity.kind)


def rule_of(draft: MeetingDraft) -> str:
    """Return by which rules a meeting is read: the verb, and whether it stands with both sides."""
    told_by = next((name for name, kinds in VERBS.items() if draft.told_by in kinds), draft.told_by)
    if draft.told_by in ("list", "programme"):
        return told_by
    sides = "both sides named" if draft.names_both_sides else "a side understood"
    return f"{told_by}, {sides}, {'held' if draft.progress == 'held' else 'not held'}"


def progress_of(draft: MeetingDraft, main: Visit | None) -> MeetingProgress:
    """Return whether a meeting took place: none does of a visit that did not."""
    if main and draft.progress == "held" and not draft.date and draft.format != "call":
        return PROGRESS_OF_VISIT.get(main.progress, "held")
    return draft.progress


def dates_of(draft: MeetingDraft, main: Visit | None) -> ProposedDates:
    """Return when a meeting was: by its own date, that of the heading above it, or within the visit."""
    if draft.date and draft.date.start:
        changes = {"dates": Exactness.WITHIN} if draft.date.length else {}
        rule = ", ".join(filter(None, (draft.date.reason, draft.date_from, "of a meeting")))
        return draft.date.as_dates(**changes, rule=rule)
    if draft.heading_date:
        return draft.heading_date.as_dates(
            reason="it stands under the heading of that day", rule="of the heading"
        )
    if main is None or not main.dates.start:
        return ProposedDates(reason="the account gives no date")
    is_one_day = main.dates.start == main.dates.end and main.dates.dates == Exactness.EXACT
    return ProposedDates(
        start=main.dates.start,
        end=main.dates.end,
        words=main.dates.words,
        passages=main.dates.passages,
        dates=Exactness.EXACT if is_one_day else Exactness.WITHIN,
        reason="the account gives no date of its own; it was within the visit",
        rule="within the visit",
    )
