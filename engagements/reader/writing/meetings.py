"""The meetings of a text as proposals."""

from engagements.common.dates import Exactness
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.meetings.draft import MeetingDraft
from engagements.reader.proposals import (
    Confidence,
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
        )

    def participants(self, draft: MeetingDraft) -> list[Participant]:
        participants = [
            self.parties.party(
                entity,
                Participant,
                side=self.sides.side_of(entity, draft),
                role=entity.role,
                note=draft.notes.get(entity, ""),
            )
            for entity in dict.fromkeys(draft.participants)
        ]
        return sorted(participants, key=lambda participant: SIDE_ORDER.index(participant.side))


def progress_of(draft: MeetingDraft, main: Visit | None) -> MeetingProgress:
    """Return whether a meeting took place: none does of a visit that did not."""
    if main and draft.progress == "held" and not draft.date and draft.format != "call":
        return PROGRESS_OF_VISIT.get(main.progress, "held")
    return draft.progress


def dates_of(draft: MeetingDraft, main: Visit | None) -> ProposedDates:
    """Return when a meeting was: by its own date, that of the heading above it, or within the visit."""
    if draft.date and draft.date.start:
        return draft.date.as_dates(**{"dates": Exactness.WITHIN} if draft.date.length else {})
    if draft.heading_date:
        return draft.heading_date.as_dates(
            confidence=Confidence.LIKELY, reason="it stands under the heading of that day"
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
        confidence=Confidence.LIKELY,
        reason="the account gives no date of its own; it was within the visit",
    )
