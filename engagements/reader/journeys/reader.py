"""Reads who travelled where and when, and who went along."""

import re
from collections.abc import Iterable
from dataclasses import replace

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.mentions.mention import Mention

from .journey_dates import dates_of_journey, is_wider, slated_dates
from .members import (
    MembersPhrase,
    country_of_delegation,
    heads_in,
    leaders_in,
    members_phrases,
    mentions_also_travelling,
    sender_of,
)
from .phrases import Journey, find_journeys
from .programme import is_programme, journey_of_programme
from .visitors import refers_to_visitor, visitor_of, visitors_beside

DEPARTS = re.compile(r"\b(?:leave|leaves|left|depart\w*|fl(?:y|ew) home|return home)\b", re.I)


class JourneyReader:
    """The visit that a text is about, and the others that it names.

    ``mains`` are the phrases that tell of the one visit, ``main`` is the first of them and
    gathers what all say; ``members`` are of the delegation, without its head.
    """

    def __init__(self, context: ReadoutContext) -> None:
        self.context, self.sentences, self.resolver = context, context.sentences, context.resolver
        self.journeys: list[Journey] = []
        self.member_forms: dict[Entity, str] = {}  # the members, each in a list or in prose
        self.main: Journey | None = None
        for sentence in self.sentences:
            for mention in heads_in(sentence)[:1]:
                self.read_sender(context.entity(mention), sentence)
            for mention, country in leaders_in(sentence):
                entity = context.entity(mention)
                entity.country = entity.country or country
        self.read_journeys()
        self.mains = self.main_journeys()
        if self.mains:
            self.main = self.mains[0]
            visitor = self.gather(self.main)
            for journey in self.mains:
                self.read_sender(visitor, journey.sentence)
            self.read_delegation(self.main)

    @property
    def visitor(self) -> Entity | None:
        return self.main.visitor if self.main else None

    @property
    def members(self) -> list[Entity]:
        return list(self.member_forms)

    @property
    def delegation(self) -> list[Entity]:
        """The head, and the members."""
        return [self.visitor, *self.members] if self.visitor else []

    @property
    def visited(self) -> set[str]:
        """The codes of the countries that the visit is to."""
        return {code for journey in self.mains for code in journey.countries}

    def read_journeys(self) -> None:
        for sentence in self.sentences:
            is_first = True
            for journey in find_journeys(sentence):
                self.set_visitor(journey)
                if is_first or journey.relation != "main":
                    journey.dates = dates_of_journey(journey)
                is_first = False
                self.journeys.append(journey)

    def set_visitor(self, journey: Journey) -> None:
        if mention := visitor_of(journey):
            journey.visitor = self.context.entity(mention)
        elif refers_to_visitor(journey):
            first = self.journeys[0].visitor if self.journeys else None
            named = self.resolver.first_named(journey.passage.start)
            journey.visitor = self.resolver.principal or first or named
        if journey.relation == "main" and not self.resolver.principal:
            self.resolver.principal = journey.visitor

    def main_journeys(self) -> list[Journey]:
        """Return the journeys of the visit that the text is about; none where nobody is said to travel."""
        mains = [journey for journey in self.journeys if journey.relation == "main"]
        ahead = [journey for journey in self.journeys if journey.relation == "later" and journey.visitor]
        if not mains and not ahead and (journey := journey_of_programme(self.sentences, self.context.entity)):
            self.journeys.append(journey)
            mains = [journey]
        if not mains and ahead and not self.meets_before(ahead[0]):
            mains = ahead[:1]
        if all(journey.dates is None or journey.sentence.is_heading for journey in mains):
            # What a heading names, or a sentence beside, is the visit that is announced.
            countries = {code for journey in mains for code in journey.countries}
            towns = {place.name for journey in mains for place in journey.places}
            announced = [
                journey
                for journey in ahead
                if journey.countries & countries or towns & {place.name for place in journey.places}
            ]
            if any(journey.dates for journey in announced):
                mains = sorted({*mains, *announced}, key=lambda journey: journey.passage)
                for journey in mains:
                    journey.relation = "main"
                    if journey.progress == "completed":
                        journey.progress = "planned"
        planned = is_programme(self.sentences)
        for journey in mains:
            journey.relation = "main"
            if planned and journey.progress == "completed" and journey.is_noun:
                journey.progress = "planned"
        listed = [
            sentence.entries[0] for sentence in self.sentences if sentence.is_delegation and sentence.entries
        ]
        for journey in mains:
            if journey.visitor is None and listed:
                journey.visitor = self.context.entity(listed[0])
            if journey.visitor is None or journey.visitor.kind == "organization":
                journey.visitor = self.head_after(journey) or journey.visitor
        mains = [journey for journey in mains if journey.visitor or journey.is_noun]
        return mains if any(journey.visitor for journey in mains) else []

    def head_after(self, journey: Journey) -> Entity | None:
        """Return who led the delegation that travelled, where the sentence or the next one says it."""
        number = journey.sentence.number
        for sentence in self.sentences[number : number + 2]:
            if heads := heads_in(sentence):
                return self.context.entity(heads[0])
        return None

    def meets_before(self, journey: Journey) -> bool:
        """Whether the text tells of a meeting before it names a journey that is to come."""
        return any(
            sentence.triggers
            for sentence in self.sentences
            if journey.is_noun or sentence.start < journey.sentence.start
        )

    def gather(self, main: Journey) -> Entity:
        """Take for the visit what any phrase says of it; return who travelled."""
        heads = [journey.visitor for journey in self.mains if journey.visitor]
        people = [head for head in heads if head.name and head.kind == "person"]
        visitor = (people or heads)[0]
        main.visitor = self.resolver.principal = visitor
        for journey in self.mains:
            if journey.dates and (not main.dates or is_wider(journey.dates, main.dates)):
                main.dates = journey.dates
            main.visit_type = main.visit_type or journey.visit_type
            if journey.progress in ("cancelled", "postponed"):
                main.progress = journey.progress
        if main.is_arrival and not main.dates:
            main.dates = self.stay_from(main)
        if main.progress in ("cancelled", "postponed") and not main.dates:
            number = main.sentence.number
            main.dates = slated_dates(self.sentences[number : number + 3])
        return visitor

    def stay_from(self, arrival: Journey) -> DateMention | None:
        """Return the days from an arrival to the departure that the text tells of."""
        first = next((date for date in arrival.sentence.dates if date.is_one_day), None)
        for sentence in self.sentences[arrival.sentence.number + 1 :]:
            for date in sentence.dates if DEPARTS.search(sentence.text) else ():
                if first and first.start and date.end and date.is_one_day and date.end > first.start:
                    return replace(first, end=date.end)
        return None

    def read_sender(self, visitor: Entity, sentence: AnnotatedSentence) -> None:
        visitor.country = visitor.country or country_of_delegation(sentence)
        sender = None if visitor.organization else sender_of(sentence)
        if sender:
            visitor.organization = sender.name
            visitor.country = visitor.country or sender.country

    def read_delegation(self, main: Journey) -> None:
        """Find the head of the delegation where it is said apart, and the members."""
        in_list = False
        for sentence in self.sentences:
            tells_of_visit = any(journey.sentence is sentence for journey in self.mains)
            if (tells_of_visit or self.follows_visit(sentence)) and (heads := heads_in(sentence)):
                main.visitor = self.resolver.principal = self.context.entity(heads[0])
                self.add_members(heads[1:], "prose")
            for journey in self.mains:
                if journey.sentence is sentence and not heads_in(sentence):
                    self.add_members(visitors_beside(journey, self.context.entity), "prose")
            self.add_members(mentions_also_travelling(sentence), "prose")
            in_list = in_list and sentence.is_bullet
            if sentence.is_delegation:
                self.add_members(sentence.entries or (), "list")
            elif in_list and sentence.mentions and sentence.mentions[0].start <= sentence.start + 1:
                self.add_members(sentence.mentions[:1], "list")
            for phrase in members_phrases(sentence):
                if phrase.names_delegation or self.is_of_visit(sentence, phrase, tells_of_visit):
                    self.add_members(phrase.mentions, "prose")
                    in_list = in_list or sentence.text.endswith(":") or not phrase.mentions

    def is_of_visit(self, sentence: AnnotatedSentence, phrase: MembersPhrase, tells_of_visit: bool) -> bool:
        """Whether those who accompanied travelled, and were not at a meeting alone."""
        if sentence.triggers:
            return False
        before = [mention for mention in sentence.mentions if mention.end <= phrase.start]
        of_visitor = not before or self.context.entity(before[-1]) in self.delegation
        return of_visitor and (tells_of_visit or self.follows_visit(sentence))

    def follows_visit(self, sentence: AnnotatedSentence) -> bool:
        """Whether it is the sentence after the visit's, before any meeting."""
        return any(
            0 < sentence.number - journey.sentence.number <= 1 and not journey.sentence.triggers
            for journey in self.mains
        )

    def add_members(self, mentions: Iterable[Mention], form: str) -> None:
        for entity in map(self.context.entity, mentions):
            if entity.kind == "person" and entity is not self.visitor:
                self.member_forms.setdefault(entity, form)
