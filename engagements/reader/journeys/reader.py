"""Reads who travelled where and when, and who went along."""

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity

from .journey_dates import dates_of_journey, is_wider
from .members import HE_WAS_JOINED, DelegationPhrase, country_of_delegation, delegation_phrases, sender_of
from .phrases import Journey, find_journeys
from .visitors import refers_to_visitor, visitor_of


class JourneyReader:
    """The visit that a text is about, and the others that it names.

    ``mains`` are the phrases that tell of the one visit, ``main`` is the first of them and
    gathers what all say; ``members`` are of the delegation, without its head.
    """

    def __init__(self, context: ReadoutContext) -> None:
        self.context, self.sentences, self.resolver = context, context.sentences, context.resolver
        self.journeys: list[Journey] = []
        self.mains: list[Journey] = []
        self.members: list[Entity] = []
        self.main: Journey | None = None
        self.read_journeys()
        if mains := self.main_journeys():
            self.mains = mains
            self.main = mains[0]
            visitor = self.gather(self.main)
            for journey in self.mains:
                self.read_sender(visitor, journey.sentence)
            self.read_delegation(self.main)

    @property
    def visitor(self) -> Entity | None:
        return self.main.visitor if self.main else None

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
            journey.visitor = self.resolver.principal or first
        if journey.relation == "main" and not self.resolver.principal:
            self.resolver.principal = journey.visitor

    def main_journeys(self) -> list[Journey]:
        """Return the journeys of the visit that the text is about; none where nobody is said to travel."""
        mains = [journey for journey in self.journeys if journey.relation == "main"]
        if not mains:
            later = [journey for journey in self.journeys if journey.relation == "later" and journey.visitor]
            if later and not self.meets_before(later[0]):
                later[0].relation = "main"
                mains = later[:1]
        mains = [journey for journey in mains if journey.visitor or journey.is_noun]
        return mains if any(journey.visitor for journey in mains) else []

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
        for journey in self.journeys:
            if journey.relation != "main":
                continue
            if journey.dates and (not main.dates or is_wider(journey.dates, main.dates)):
                main.dates = journey.dates
            main.visit_type = main.visit_type or journey.visit_type
            if journey.progress in ("cancelled", "postponed"):
                main.progress = journey.progress
        return visitor

    def read_delegation(self, main: Journey) -> None:
        """Find the members of the delegation, other than its head."""
        for sentence in self.sentences:
            for phrase in delegation_phrases(sentence):
                if self.is_of_visit(sentence, phrase):
                    self.read_members(main, phrase)

    def read_sender(self, visitor: Entity, sentence: AnnotatedSentence) -> None:
        visitor.country = visitor.country or country_of_delegation(sentence)
        sender = None if visitor.organization else sender_of(sentence)
        if sender:
            visitor.organization = sender.name
            visitor.country = visitor.country or sender.country

    def is_of_visit(self, sentence: AnnotatedSentence, phrase: DelegationPhrase) -> bool:
        """Whether those who are announced were of the delegation, and not at a meeting alone."""
        if phrase.names_delegation:
            return True
        if sentence.triggers:
            return False
        tells_of_visit = any(journey.sentence is sentence for journey in self.mains)
        return tells_of_visit or "travel" in phrase.words or self.goes_on(sentence)

    def goes_on(self, sentence: AnnotatedSentence) -> bool:
        """Whether it is the sentence after the visit's, before any meeting: "He was joined by ..."."""
        return bool(HE_WAS_JOINED.match(sentence.text)) and any(
            journey.sentence.number == sentence.number - 1 and not journey.sentence.triggers
            for journey in self.mains
        )

    def read_members(self, main: Journey, phrase: DelegationPhrase) -> None:
        if phrase.names_head:
            heads = (mention for mention in phrase.mentions if mention.kind == "person")
            if head := next(heads, None):
                main.visitor = self.resolver.principal = self.context.entity(head)
            return
        for mention in phrase.mentions:
            entity = self.context.entity(mention)
            if mention.kind != "person" or entity is main.visitor or entity in self.members:
                continue
            if phrase.names_delegation or not entity.is_of_mission:
                self.members.append(entity)
