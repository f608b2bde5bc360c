"""Of which country each is, and on which side of a meeting.

The delegation is who travels; where nobody does, the home government. Others of its
government accompany it, everybody else is a counterpart or a third party.
"""

import itertools
import re
from collections.abc import Iterable, Sequence

from engagements.common.folding import fold

from .entities.entity import Entity
from .journeys.reader import JourneyReader
from .meetings.draft import MeetingDraft
from .meetings.scenes import BESIDE_CONFERENCE
from .proposals import ParticipantSide

# Where all the world meets: who is met there need not be of the country.
SEATS = (
    "New York", "New York City", "Geneva", "Vienna", "Brussels", "The Hague", "Davos", "Munich", "Nairobi",
    "Washington",
)  # fmt: skip
# Elsewhere a "Secretary of Defense" is a minister.
AMERICAN_TITLE = re.compile(
    r"\bSecretary of (?:State|Defense|Homeland Security|the Treasury|Commerce|Energy|Labor|Agriculture)$"
)
NOT_AMERICAN_TITLE = re.compile(
    r"\b(?:Prime Minister|Foreign (?:Minister|Secretary)|Chancellor|King|Queen|Emir|Minister of)\b"
    r"|\bMinister$"
)
# A country has no two of the same title.
HELD_BY_ONE = ("minister", "president", "premier", "chancellor", "king", "queen", "emir")
SUPPOSED_HOME = "taken to be the home country, as the account does not say"


def set_country(entity: Entity, code: str, reason: str) -> None:
    """Give somebody whose country is not known one, unless their office is none of it."""
    if code == "US" and NOT_AMERICAN_TITLE.search(entity.title):
        return
    if not entity.country and not entity.is_international and entity.kind in ("person", "office"):
        entity.country, entity.country_reason = code, reason


def is_colleague(entity: Entity, other: Entity) -> bool:
    """Whether two are of one organization, which may go by its acronym."""
    mine, theirs = entity.organization, other.organization
    initials = "".join(word[0] for word in theirs.split() if word[0].isupper())
    return bool(mine) and (fold(mine) == fold(theirs) or (len(mine) > 1 and mine == initials))


def countries_of(entities: Iterable[Entity]) -> set[str]:
    return {entity.country for entity in entities if entity.country}


class SideAssigner:
    """Sets the countries that a text doesn't say, and tells the sides; ``country`` is the delegation's."""

    def __init__(self, home_country: str, journeys: JourneyReader, drafts: Sequence[MeetingDraft]) -> None:
        self.home_country, self.drafts = home_country, drafts
        self.visitor, self.members, self.visited = journeys.visitor, journeys.members, journeys.visited
        for draft in drafts:
            self.part(draft)
        self.country = self.country_of_delegation()
        for draft in drafts:
            self.set_countries(draft)
        for member in self.members:
            set_country(member, self.country, "that of the delegation")

    def is_of_delegation(self, entity: Entity) -> bool:
        return entity is self.visitor or entity in self.members

    # --- Two sides

    def part(self, draft: MeetingDraft) -> None:
        """Give a meeting its two sides where the verb makes no difference between those who met."""
        if len(draft.subjects) > 1 and not draft.objects:
            self.part_subjects(draft)
        if not draft.subjects and len(draft.objects) > 1:
            self.part_objects(draft)

    def part_subjects(self, draft: MeetingDraft) -> None:
        """Part "President A and Chancellor B held talks": those of one country stay together."""
        subjects = draft.subjects
        lead = self.visitor if self.visitor and self.visitor in subjects else subjects[0]
        together = {
            entity
            for entity in subjects
            if entity is lead
            or entity in self.members
            or (entity.country == lead.country if entity.country else entity.is_of_mission)
        }
        draft.objects = [entity for entity in subjects if entity not in together]
        draft.subjects = [entity for entity in subjects if entity in together]

    def part_objects(self, draft: MeetingDraft) -> None:
        """Part "a call between A and B": who travels leads, or who is of the home country, or may be."""
        objects = draft.objects
        foreign = [entity for entity in objects if entity.country and entity.country != self.home_country]
        ours = [entity for entity in objects if entity.country and entity.country == self.home_country]
        not_foreign = [entity for entity in objects if foreign and entity not in foreign]
        lead = (
            self.visitor if self.visitor and self.visitor in objects else (ours or not_foreign or objects)[0]
        )
        draft.subjects = [lead]
        draft.objects = [entity for entity in objects if entity is not lead]

    # --- Countries

    def country_of_delegation(self) -> str:
        """Return the code of the country whose delegation the text is about, or ""."""
        home = self.home_country
        participants = [entity for draft in self.drafts for entity in draft.participants]
        if home == "US" and not self.is_home_delegation(participants):
            for entity in participants:
                if AMERICAN_TITLE.search(entity.title):
                    set_country(entity, home, "that of the office")
        if self.is_home_delegation(participants):
            return home
        lead = self.visitor or next(
            (entity for draft in self.drafts for entity in draft.subjects),
            None,
        )
        if lead is None:
            return home
        if home and not lead.country and not lead.is_international and home not in self.visited:
            met = (
                entity
                for draft in self.drafts
                if lead in draft.subjects
                for entity in draft.objects
                if entity.kind != "group" and not entity.is_of_mission
            )
            if home not in countries_of(met):
                set_country(lead, home, SUPPOSED_HOME)
        return lead.country

    def is_home_delegation(self, participants: Iterable[Entity]) -> bool:
        """Whether nobody travels, and somebody of the home country took part."""
        return self.visitor is None and self.home_country in countries_of(participants)

    def set_countries(self, draft: MeetingDraft) -> None:
        """Tell the country of those of whom a meeting does not say it, from the others and the place."""
        for side in (draft.subjects, draft.objects):
            # "US Senator Garrity and Senator Ruiz"
            for before, entity in itertools.pairwise(side):
                is_single = before.title == entity.title and entity.head in HELD_BY_ONE  # "Foreign Minister"
                if before.country and before.head and before.head == entity.head and not is_single:
                    set_country(entity, before.country, "that of the one named before")
        self.set_country_of_attendees(draft)
        if self.visitor:
            self.set_country_of_hosts(draft)
            return
        self.set_country_of_place(draft)
        if self.home_country:
            self.set_home_country(draft)

    def set_country_of_attendees(self, draft: MeetingDraft) -> None:
        """Take who was there too for of the country of a colleague, or of those with whom they came."""
        met = draft.met
        ours = next(iter(countries_of(entity for entity in draft.subjects if entity in draft.came)), "")
        for entity in draft.attendees:
            if entity in met or entity.is_of_mission:
                continue
            colleague = next((other for other in met if is_colleague(entity, other)), None)
            if colleague and colleague.country:
                set_country(entity, colleague.country, "that of a colleague")
            elif entity in draft.came and ours:
                set_country(entity, ours, "that of those with whom they came")
            elif entity.title and self.home_country:
                set_country(entity, self.home_country, SUPPOSED_HOME)

    def set_country_of_hosts(self, draft: MeetingDraft) -> None:
        """Take those who met the delegation for of the country visited."""
        place = draft.place.country if draft.place else ""
        for side, others in ((draft.subjects, draft.objects), (draft.objects, draft.subjects)):
            if any(self.is_ours(entity) for entity in side):
                hosts = {place} - {"", self.country} or self.visited - {self.country}
                if len(hosts) == 1:
                    for entity in others:
                        if not entity.is_of_mission:
                            set_country(entity, next(iter(hosts)), "that of the country visited")

    def is_ours(self, entity: Entity) -> bool:
        return self.is_of_delegation(entity) or bool(self.country and entity.country == self.country)

    def set_country_of_place(self, draft: MeetingDraft) -> None:
        if not draft.place or not draft.subjects or draft.place.name in SEATS:
            return
        if BESIDE_CONFERENCE.search(draft.sentence.text):
            return
        country = draft.place.country
        titles = {other.title for draft in self.drafts for other in draft.met if other.country == country}
        if country and country != self.country:
            for entity in draft.objects:
                if not entity.is_of_mission and entity.title not in titles - {""}:
                    set_country(entity, country, "that of the place where they met")

    def set_home_country(self, draft: MeetingDraft) -> None:
        """Take a side for the home country's where the text names the country of the other alone."""
        subjects, objects = countries_of(draft.subjects), countries_of(draft.objects)
        for side, mine, theirs in ((draft.subjects, subjects, objects), (draft.objects, objects, subjects)):
            if not mine and theirs and self.home_country not in theirs:
                self.suppose_home(side)

    def suppose_home(self, side: Iterable[Entity]) -> None:
        for entity in side:
            set_country(entity, self.home_country, SUPPOSED_HOME)
            if entity.country == self.home_country:
                self.country = self.home_country

    # --- Sides

    def evidence(self, entity: Entity, draft: MeetingDraft) -> str:
        """Return what tells the side of somebody in a meeting."""
        if self.is_of_delegation(entity):
            return "travelled"
        if entity.is_third_party:
            return "of no side"
        if entity.country and self.country:
            return "country supposed" if entity.country_reason else "country said"
        return "country not said"

    def side_of(self, entity: Entity, draft: MeetingDraft) -> ParticipantSide:
        """Return the side of somebody in a meeting."""
        has_joined = entity in draft.attendees and entity not in draft.met
        if self.is_of_delegation(entity):
            return "delegation"
        if entity in draft.came and not (draft.subjects and entity in draft.objects):
            has_come_along = has_joined or (entity.is_of_mission and len(draft.came) > 1)
            return "accompanying" if has_come_along else "delegation"
        if entity.is_third_party:
            # Who was met, and nobody else with them, is the other side.
            is_met = entity.kind == "group" and entity in draft.objects and draft.told_by != "list"
            is_alone = all(other.is_third_party for other in draft.objects)
            return "counterpart" if is_met and is_alone else "third_party"
        if entity.is_international and entity not in draft.subjects:
            others = any(not other.is_international and not other.is_third_party for other in draft.objects)
            return "third_party" if has_joined or others else "counterpart"
        if draft.told_by == "prose" and entity in draft.objects:
            return "counterpart"
        if entity.is_of_mission and self.is_beside_delegation(entity, draft):
            return "accompanying"
        if draft.subjects and not any(
            self.is_of_delegation(other) or other.country == self.country for other in draft.participants
        ):
            # A meeting of others, on the way: its subject is its delegation.
            lead = draft.subjects[0]
            is_of_lead = entity is lead or (entity.country and entity.country == lead.country)
            return "delegation" if is_of_lead else "counterpart"
        is_ours = bool(self.country) and entity.country == self.country
        if is_ours and not has_joined and self.is_met_at_home(entity, draft):
            return "counterpart"
        if is_ours or (not entity.country and has_joined):
            return self.side_of_our_government(entity, draft, has_joined)
        if (entity.country and self.country) or entity not in draft.subjects:
            return "counterpart"
        return self.side_of_subject(entity, draft)

    def is_met_at_home(self, entity: Entity, draft: MeetingDraft) -> bool:
        """Whether a meeting is of people of one country alone, of whom the delegation met this one."""
        return (
            entity in draft.objects
            and not entity.is_of_mission
            and bool(draft.subjects)
            and all(other.country == self.country for other in draft.met)
        )

    def is_beside_delegation(self, entity: Entity, draft: MeetingDraft) -> bool:
        """Whether somebody is named in a row with the delegation: "Roe and Ambassador Poe met"."""
        return any(
            entity in side and any(map(self.is_of_delegation, side))
            for side in (draft.subjects, draft.objects)
        )

    def side_of_subject(self, entity: Entity, draft: MeetingDraft) -> ParticipantSide:
        """Return the side of somebody of no known country who met others."""
        lead = draft.subjects[0]
        if entity is lead:
            has_met_us = any(
                other is self.visitor or (self.country and other.country == self.country)
                for other in draft.objects
            )
            return "counterpart" if has_met_us else "delegation"
        if self.side_of(lead, draft) == "counterpart":
            return "counterpart"
        return "accompanying" if entity.is_of_mission else "delegation"

    def side_of_our_government(
        self, entity: Entity, draft: MeetingDraft, has_joined: bool
    ) -> ParticipantSide:
        if has_joined:
            return "third_party" if entity.kind == "group" else "accompanying"
        if self.visitor is None:
            lead = next(other for other in draft.participants if other.country == self.country)
            return "accompanying" if entity.is_of_mission and entity is not lead else "delegation"
        if entity in draft.subjects and not entity.is_of_mission and self.visitor in draft.subjects:
            return "delegation"
        return "accompanying"
