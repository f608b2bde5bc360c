"""The meetings of a text as proposals."""

import re

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
# Words of a visit: who is the delegation is not certain where the reader knows of none.
OF_VISIT = re.compile(r"\b(?:visit|trip|tour|travel|arriv|delegation|mission|guest)", re.I)
# Titles that are complete without what they are of; a minister's is not.
COMPLETE = (
    "president",
    "governor",
    "mayor",
    "premier",
    "speaker",
    "king",
    "queen",
    "emir",
    "sultan",
    "chancellor",
)
# Those who hold these are of the country that is visited; others may be posted there.
HEADS_OF_HOSTS = ("minister", "mayor", "premier", "speaker", "king", "queen", "emir", "sultan", "chancellor")
SIDE_ORDER = ("delegation", "accompanying", "counterpart", "third_party")


class MeetingWriter:
    def __init__(
        self,
        journeys: JourneyReader,
        sides: SideAssigner,
        parties: PartyWriter,
        places: PlaceWriter,
    ) -> None:
        self.text_date = journeys.context.date_context.text_date
        self.visitor, self.sides, self.parties, self.places = journeys.visitor, sides, parties, places
        # That whoever was received came on a visit is likely, and no more.
        self.is_visit_supposed = bool(journeys.main and journeys.main.is_to_host)
        self.tells_of_visit = any(OF_VISIT.search(sentence.text) for sentence in journeys.sentences)

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
            progress=self.progress_of(draft, main),
            dates=dates_of(draft, main),
            place=self.places.place(*draft.place) if draft.place else None,
            participants=participants,
            topics=draft.topics,
            outcomes=draft.outcomes,
            passages=list(dict.fromkeys(draft.passages)),
            reason="the account says that they met",
            rule=rule_of(draft),
        )

    def progress_of(self, draft: MeetingDraft, main: Visit | None) -> MeetingProgress:
        """Return whether a meeting took place: not if its visit did not, nor after the date of the text."""
        date = draft.date or draft.heading_date
        is_ahead = bool(self.text_date and date and date.start and date.start > self.text_date)
        of_visit = PROGRESS_OF_VISIT.get(main.progress, "held") if main else "held"
        if draft.progress != "held":
            return draft.progress
        if is_ahead:
            return "planned" if of_visit == "held" else of_visit
        return "held" if draft.date or draft.format == "call" else of_visit

    def rule_of(self, entity: Entity, draft: MeetingDraft) -> str:
        """Return by which rules somebody has a side: how they are named, and what tells the side."""
        if entity in draft.plain and self.is_certain(entity, draft):
            return f"plainly met, {kind_of(entity)}"
        if draft.told_by in ("list", "programme"):
            where = draft.told_by
        elif entity in draft.met:
            where = "met" if entity in draft.named else "understood"
        else:
            where = "joined"
        return f"{where}, {self.sides.evidence(entity, draft)}, {kind_of(entity)}"

    def is_certain(self, entity: Entity, draft: MeetingDraft) -> bool:
        """Whether the side of somebody who plainly met another is certain."""
        ours = self.sides.country
        is_complete = " " in entity.title or entity.head in COMPLETE
        is_complete &= entity.title.lower().split()[-1:] != ["member"]  # of what, is missing
        if entity.is_of_mission or not (ours and is_complete) or draft.progress not in ("held", "planned"):
            return False
        if self.is_visit_supposed:
            return False
        if self.visitor:
            is_host = entity.country != ours and (not entity.country_reason or entity.head in HEADS_OF_HOSTS)
            return self.visitor in draft.met and bool(entity.country) and (entity is self.visitor or is_host)
        countries = {other.country: other.country_reason for other in draft.met}
        foreign = [
            country for country, reason in countries.items() if country not in ("", ours) and not reason
        ]
        is_home = ours == self.sides.home_country and not self.tells_of_visit
        return is_home and ours in countries and len(foreign) == 1 and len(countries) == 2

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
    if len(draft.plain) == len(draft.participants) == 2:
        return f"plainly met, {'held' if draft.progress == 'held' else 'not held'}"
    sides = "both sides named" if draft.names_both_sides else "a side understood"
    return f"{told_by}, {sides}, {'held' if draft.progress == 'held' else 'not held'}"


def dates_of(draft: MeetingDraft, main: Visit | None) -> ProposedDates:
    """Return when a meeting was: by its own date, that of the heading above it, or within the visit."""
    if draft.date and draft.date.start:
        changes = {"dates": Exactness.WITHIN} if draft.date.length else {}
        rule = ", ".join(filter(None, (draft.date.reason, draft.date_from, "of a meeting")))
        return draft.date.as_dates(**changes, rule=rule)
    if draft.heading_date:
        changes = {"dates": Exactness.WITHIN} if draft.heading_date.length else {}
        reason = "it stands under the heading of that day"
        return draft.heading_date.as_dates(**changes, reason=reason, rule="of the heading")
    if main is None or not main.dates.start:
        return ProposedDates(reason="the account gives no date")
    of_stops = (
        stop.dates
        for stop in main.stops
        if stop.dates and draft.place and stop.name == draft.place.place.name
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
