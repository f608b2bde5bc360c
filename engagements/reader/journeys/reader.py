"""Reads who travelled where and when, and who went along."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from engagements.common.dates import Exactness
from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.learned.likelihood import Likelihood
from engagements.reader.mentions.mention import Mention
from engagements.reader.places.finding import PlaceMention

from .hosting import HEAD_ROLES, HOSTS, hosted_journey, listed_journey
from .journey_dates import BY_EDGE, BY_LENGTH, Edges, dates_of_journey, is_wider, length_of, slated_dates
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

# Who is meant by these is the delegation that was told of, not who received it.
REFERS_TO_DELEGATION = re.compile(
    r"\b(?:they|the (?:\w+ )?(?:delegation|team|group|guests|deputies|visitors|mission))\b", re.I
)
REFERS_TO_SOMEBODY = re.compile(rf"\b(?:he|him|she|her|they|them)\b|{REFERS_TO_DELEGATION.pattern}", re.I)

# A sentence that begins so tells of the visit; "The visit that", "The last visit" may tell of another.
OF_VISIT = re.compile(
    r"(?:the|this|his|her|their) (?!last|previous|first|next|recent)(?:[\w-]+ ){0,2}(?:visit|trip|mission|tour|journey)\b(?! that)",
    re.I,
)
# "joined the trip, which took place August 17-22"
TOOK_PLACE = re.compile(
    r"\b(?:visit|trip|mission|tour|journey)\b,?(?: (?:which|that|will|has|was|is|to))* (?:tak(?:es?|en) place|took place|ran|runs|lasted|lasts|scheduled|planned|held)(?: (?:from|on|between|for|over))? $",
    re.I,
)
ONWARD = re.compile(
    r"\b(?:continu|proceed|mov(?:e|ing) on|onward|(?:go|travel|fly|head)\w* (?:on|next)\b|depart|leav)", re.I
)
# The head of what an embassy wrote: "U.S. Embassy Namibia - The Week in Brief", "FM EMBASSY LIMA"
EMBASSY = re.compile(r"\b(?:embassy|high commission|consulate(?: general)?)\b", re.I)
HEAD, LONGEST_HEAD = 5, 90  # sentences, and characters of such a one
PRONOUN = re.compile(r"(?:he|she|they|the delegation)\b", re.I)
IS_ACCOMPANIED = re.compile(r"\b(?:is|are|was|were|will be|has been)(?: also| being)? $")
WILL_BE = re.compile(r"\bwill be (?:accompanied|joined)\b", re.I)
AT_MEETING = re.compile(r"\b(?:meetings?|talks|sessions?|ceremony|dinner|lunch)\b", re.I)
LEAST_LIKELY = 0.4  # from which on somebody is taken to have travelled
# They live where the delegation came.
OF_EMBASSY = re.compile(
    r"\b(?:ambassador|charg[ée]|embassy|consul\w*|high commission\w*|resident|attach[ée]|section|note ?-?taker|interpreter)\b",
    re.I,
)


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
        self.likelihood = Likelihood(context)
        self.mains = self.main_journeys() or self.hosted_journeys() or self.likely_journeys()
        if self.mains:
            self.main = next(journey for journey in self.mains if not journey.is_bare)
            visitor = self.gather(self.main)
            for journey in self.mains:
                self.read_sender(visitor, journey.sentence)
            self.read_delegation(self.main)
            self.add_likely_members()

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
                    journey.dates = dates_of_journey(journey) or self.date_below(sentence)
                is_first = False
                if journey.is_to_host and (host := self.host_place(journey)):
                    journey.places, journey.is_bare = [host], False
                self.journeys.append(journey)

    def date_below(self, heading: AnnotatedSentence) -> DateMention | None:
        """Return the days that stand alone in the line below the title of a visit."""
        lines = self.sentences[heading.number + 1 : heading.number + 2] if heading.is_heading else []
        dates = [date for line in lines for date in line.dates if len(date.words) == len(line.text)]
        return dates[0] if dates and dates[0].length else None

    def host_place(self, journey: Journey) -> PlaceMention | None:
        """Return where the text was written, or the home country, for "her visit to the country"."""
        for sentence in self.sentences:
            for place in sentence.places.values() if sentence.is_dateline else ():
                return place
        first = journey.sentence.word_at(journey.passage.start)
        host, passage = self.host_country, journey.sentence.passage_of(first, first + 1)
        return PlaceMention(first, first + 1, passage, "", host) if host else None

    @cached_property
    def host_country(self) -> str:
        """The code of the country in which the text was written: of the embassy that wrote it, or home."""
        home = self.context.result.home_country
        for sentence in self.sentences[:HEAD]:
            countries = {place.country for place in sentence.places.values()} - {home, ""}
            if EMBASSY.search(sentence.text) and len(sentence.text) < LONGEST_HEAD and len(countries) == 1:
                return countries.pop()
        return home

    def set_visitor(self, journey: Journey) -> None:
        if mention := visitor_of(journey):
            journey.visitor = self.context.entity(mention)
        elif refers_to_visitor(journey):
            lead = journey.sentence.plain[journey.sentence.start : journey.passage.start]
            before = reversed(self.sentences[: journey.sentence.number])
            head = self.head_in(before) if REFERS_TO_DELEGATION.search(lead) else None
            named = self.resolver.first_named(journey.passage.start)
            before_it = self.named_before(journey)
            # "Mayor Doe brought along Ms. Roe. They stayed in Oslo"
            before_sentence = self.sentences[max(0, journey.sentence.number - 1)]
            brings = REFERS_TO_DELEGATION.search(lead) and any(members_phrases(before_sentence))
            theirs = before_it if brings else None
            journey.visitor = head or self.resolver.principal or theirs or named or before_it
        if journey.relation == "main" and not self.resolver.principal:
            self.resolver.principal = journey.visitor

    def main_journeys(self) -> list[Journey]:
        """Return the journeys of the visit that the text is about; none where nobody is said to travel."""
        placed = [journey for journey in self.journeys if not journey.is_bare]
        mains = [journey for journey in placed if journey.relation == "main"]
        ahead = [journey for journey in placed if journey.relation == "later" and journey.visitor]
        if not mains and not ahead and (journey := journey_of_programme(self.sentences, self.context.entity)):
            self.journeys.append(journey)
            mains = [journey]
        if (
            not mains
            and ahead
            and not any(sentence.triggers for sentence in self.sentences[: ahead[0].sentence.number])
        ):
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
        mains = self.without_return(self.without_called_off([*mains, *self.onward_journeys(mains)]))
        mains = self.without_next_legs(mains)
        planned = is_programme(self.sentences)
        for journey in mains:
            journey.relation = "main"
            if planned and journey.progress == "completed" and journey.is_noun:
                journey.progress = "planned"
        listed = [
            self.context.entity(entry)
            for sentence in self.sentences
            for entry in sentence.entries or ()
            if sentence.is_delegation or entry.role in HEAD_ROLES
        ]
        beside_list = any(journey.visitor and journey.visitor not in listed for journey in mains)
        for journey in mains:
            if journey.visitor is None and listed and not beside_list:
                journey.visitor = listed[0]
            if journey.visitor is None or not journey.visitor.name or journey.visitor.kind != "person":
                number = journey.sentence.number
                journey.visitor = self.head_in(self.sentences[number : number + 3]) or journey.visitor
        mains = [
            journey for journey in mains if journey.visitor or journey.is_noun or journey.sentence.is_heading
        ]
        if mains:
            visitors = {journey.visitor.name for journey in mains if journey.visitor} | {""}
            bare = [
                journey
                for journey in self.journeys
                if journey.is_bare
                and journey.relation == "main"
                and (journey.visitor is None or journey.visitor.name in visitors)
            ]
            mains = sorted({*mains, *bare}, key=lambda journey: journey.passage)
        return mains if any(journey.visitor for journey in mains) else []

    def without_next_legs(self, mains: list[Journey]) -> list[Journey]:
        """Leave out where guests went on to: that is no part of their visit."""
        hosted = next((journey for journey in mains if journey.is_to_host), None)
        legs = [
            journey
            for journey in mains
            if hosted
            and ONWARD.search(journey.passage_text)
            and journey.countries.isdisjoint(hosted.countries)
        ]
        for journey in legs:
            journey.relation, journey.progress = "later", "planned"
        return [journey for journey in mains if journey not in legs]

    def onward_journeys(self, mains: list[Journey]) -> list[Journey]:
        """Return the next legs of a journey from home: "He will continue to Accra on Tuesday"."""
        home = self.context.result.home_country
        visitors = [journey.visitor for journey in mains]
        return [
            journey
            for journey in self.journeys
            if journey.relation == "later"
            and journey.visitor
            and journey.visitor in visitors
            and ONWARD.search(journey.passage_text)
            and journey.visitor.country in ("", home)
        ]

    def likely_journeys(self) -> list[Journey]:
        """Return the journeys that are likely told of, in words that no rule knows."""
        heads = [
            (self.likelihood.of("head", mention, sentence), mention)
            for sentence in self.sentences
            for mention in sentence.mentions
            if mention.kind in ("person", "office")
        ]
        likely, head = max(heads, default=(0.0, None), key=lambda head: head[0])
        if head is None or likely < LEAST_LIKELY:
            return []
        visitor = self.context.entity(head)
        journeys = [
            Journey(sentence, place.passage, [place], visitor=visitor, is_noun=True)
            for sentence in self.sentences
            for place in sentence.places.values()
            if place.country and self.likelihood.is_visited(place, sentence)
        ]
        for journey in journeys:
            journey.dates = dates_of_journey(journey)
        self.journeys += journeys
        return journeys

    def add_likely_members(self) -> None:
        """Add those who are likely to have travelled along."""
        for sentence in self.sentences:
            self.add_members(
                [
                    mention
                    for mention in sentence.mentions
                    if self.likelihood.of("member", mention, sentence) > LEAST_LIKELY
                ],
                "likely",
            )

    def hosted_journeys(self) -> list[Journey]:
        """Return the visit of guests of whom no sentence says that they travelled, if there is one."""
        journey = hosted_journey(self.sentences, self.context.entity, self.host_country)
        journey = journey or listed_journey(self.sentences, self.context.entity)
        if journey is None:
            return []
        if journey.is_to_host and (host := self.host_place(journey)):
            journey.places = [host]
        elif not journey.dates and self.context.bears_date(journey.sentence):
            journey.dates = self.context.publication  # "Accra, 3 May 2024" above a list is when they met
        self.journeys.append(journey)
        return [journey, *self.journeys_of_guests(journey)]

    def journeys_of_guests(self, hosted: Journey) -> list[Journey]:
        """Return the phrases that tell of a hosted visit by "they" or "the delegation"."""
        more = []
        for journey in self.journeys:
            lead = journey.sentence.plain[journey.sentence.start : journey.passage.start]
            is_theirs = journey.visitor is None and REFERS_TO_DELEGATION.search(lead)
            if is_theirs and journey.relation == "main" and journey.countries <= hosted.countries:
                journey.visitor = hosted.visitor
                more.append(journey)
        return more

    def without_return(self, mains: list[Journey]) -> list[Journey]:
        """Leave out the way home of who travelled abroad."""
        home = {self.context.result.home_country}
        if not mains or mains[0].countries <= home:
            return mains
        return [journey for journey in mains if not journey.countries or journey.countries != home]

    def without_called_off(self, mains: list[Journey]) -> list[Journey]:
        """Leave out journeys to other countries that were called off while the visit was not."""
        off = [journey for journey in mains if journey.is_called_off]
        if mains and mains[0] in off:
            off = [journey for journey in mains if journey not in off]  # told of beside the one called off
        countries = {code for journey in mains if journey not in off for code in journey.countries}
        for journey in off if countries else ():
            if countries.isdisjoint(journey.countries):
                journey.relation = "later"
                if journey.progress == "completed":
                    journey.progress = "planned"
                    journey.dates = dates_of_journey(journey)
                mains = [other for other in mains if other is not journey]
        return mains

    def named_before(self, journey: Journey) -> Entity | None:
        """Return the first person of the sentence before a journey: "Ms. Roe spoke. She was in Oslo ..."."""
        before = self.sentences[max(0, journey.sentence.number - 1)].mentions
        people = (mention for mention in before if mention.kind == "person" and not mention.is_possessive)
        return next(map(self.context.entity, people), None)

    def head_in(self, sentences: Iterable[AnnotatedSentence]) -> Entity | None:
        """Return who led a delegation, by the first of ``sentences`` that says it."""
        heads = (mention for sentence in sentences for mention in heads_in(sentence))
        return next(map(self.context.entity, heads), None)

    def gather(self, main: Journey) -> Entity:
        """Take for the visit what any phrase says of it; return who travelled."""
        heads = [journey.visitor for journey in self.mains if journey.visitor]
        people = [head for head in heads if head.name and head.kind == "person"]
        visitor = (people or heads)[0]
        main.visitor = self.resolver.principal = visitor
        home = self.context.result.home_country
        host = self.host_country
        is_guest = visitor.country != host if host != home else visitor.country not in ("", home)
        if is_guest and not self.visited - {""}:
            for journey in self.mains:  # a guest in a town of which no more is known
                journey.places = [replace(place, country=host) for place in journey.places]
        for journey in self.mains:
            if journey.dates and (not main.dates or is_wider(journey.dates, main.dates)):
                main.dates = journey.dates
            main.visit_type = main.visit_type or journey.visit_type
            if journey.is_called_off:
                main.progress = journey.progress
        for date in self.dates_told_apart():
            if not main.dates or is_wider(date, main.dates):
                main.dates = date
        edges = self.edges()
        if main.dates and main.dates.length and main.dates.grain == "day":
            at_places = edges.days_at_places()
            if at_places and is_wider(at_places, main.dates):
                main.dates = at_places
        else:
            main.dates = self.days_by_edges(main, edges) or main.dates
        self.set_progress(main, main.dates)
        if main.is_to_host and not main.dates and main.progress == "completed":
            main.progress = "under_way"
        self.count_days_of_visit(main.dates)
        if main.is_called_off and not main.dates:
            number = main.sentence.number
            main.dates = slated_dates(self.sentences[number : number + 3])
        return visitor

    def days_by_edges(self, main: Journey, edges: Edges) -> DateMention | None:
        """Return the days of a visit of which the first or the last is told, and those that are known."""
        day = main.dates if main.dates and main.dates.is_one_day and not main.is_return else None
        attested = [
            date
            for sentence in self.sentences
            if (sentence.triggers or HOSTS.search(sentence.text)) and self.names_delegation(sentence)
            for date in sentence.dates
            if date.is_one_day and not date.is_due
        ]
        days = edges.days(day)
        if days and days.reason != BY_LENGTH:
            return days
        within = edges.within(attested)
        if days and within and within.start and days.start and within.start >= days.start:
            return days
        return within or days

    def dates_told_apart(self) -> Iterator[DateMention]:
        """Yield the days of "The mission, from 9 to 14 June, is the second"."""
        for sentence in self.sentences:
            is_of_visit = OF_VISIT.match(sentence.text)
            for date in sentence.dates:
                if date.grain != "day" or not date.length:
                    continue
                if is_of_visit or TOOK_PLACE.search(sentence.plain, sentence.start, date.passage.start):
                    yield date

    def set_progress(self, main: Journey, dates: DateMention | None) -> None:
        """Take a visit for under way, or planned, whose last or first day is after the date of the text."""
        today = self.context.date_context.text_date
        if today and dates and dates.start and dates.end and main.progress == "completed":
            if dates.start > today:
                main.progress = "planned"
            elif (dates.dates == Exactness.EXACT or dates.reason == BY_EDGE) and dates.end > today:
                main.progress = "under_way"
        elif today and dates and dates.end and main.progress == "under_way" and dates.end < today:
            main.progress = "completed"

    def count_days_of_visit(self, visit: DateMention | None) -> None:
        """Give "on her second day" its date."""
        if visit is None or not visit.start or not visit.end or visit.dates != Exactness.EXACT:
            return
        for date in (date for sentence in self.sentences for date in sentence.dates if date.day_of_visit):
            edge, more = (visit.start, date.day_of_visit - 1) if date.day_of_visit > 0 else (visit.end, 0)
            date.start = date.end = edge + datetime.timedelta(days=more)

    def edges(self) -> Edges:
        """Return what the text says of the first and the last day of the visit."""
        edges = Edges(next(filter(None, (length_of(journey) for journey in self.mains)), 0))
        for journey in self.mains:
            edges.add(journey.sentence, of_visit=True)
            edges.add_places(journey.dates_of_places.values())
        others = {journey.sentence for journey in self.journeys if journey.relation != "main"}
        for sentence in self.sentences:
            if sentence not in others and self.is_of_delegation(sentence):
                edges.add(sentence)
        return edges

    def is_of_delegation(self, sentence: AnnotatedSentence) -> bool:
        """Whether what a sentence tells is told of who travelled: it names them first, or nobody."""
        if not sentence.mentions or REFERS_TO_DELEGATION.match(sentence.text):
            return True
        if sentence.mentions[0].is_definite and sentence.mentions[0].start <= sentence.start + len("The "):
            return not sentence.triggers  # "The Minister is expected back on Tuesday."
        return self.context.entity(sentence.mentions[0]) in self.delegation

    def names_delegation(self, sentence: AnnotatedSentence) -> bool:
        """Whether a sentence names somebody of the delegation, or refers to them."""
        return bool(REFERS_TO_SOMEBODY.search(sentence.text)) or any(
            self.context.entity(mention) in self.delegation for mention in sentence.mentions
        )

    def read_sender(self, visitor: Entity, sentence: AnnotatedSentence) -> None:
        visitor.country = visitor.country or country_of_delegation(sentence)
        sender = None if visitor.organization else sender_of(sentence)
        if sender:
            visitor.organization = sender.name
            visitor.country = visitor.country or sender.country

    def read_delegation(self, main: Journey) -> None:
        """Find the head of the delegation where it is said apart, and the members."""
        for sentence in self.sentences:
            tells_of_visit = any(journey.sentence is sentence for journey in self.mains)
            heads = heads_in(sentence)
            if heads and (tells_of_visit or self.follows_visit(sentence)):
                main.visitor = self.resolver.principal = self.context.entity(heads[0])
                self.add_members(heads[1:], "prose")
            for journey in self.mains:
                if journey.sentence is sentence and not heads:
                    self.add_members(visitors_beside(journey, self.context.entity), "prose")
            self.add_members(mentions_also_travelling(sentence), "prose")
            if sentence.is_delegation:
                self.add_members(sentence.entries or (), "list")
            elif main.visitor and (beside := self.listed_with(main.visitor, sentence)):
                self.add_members(beside, "list")
            for phrase in members_phrases(sentence):
                if phrase.names_delegation or self.is_of_visit(sentence, phrase, tells_of_visit):
                    self.add_members(phrase.mentions, "prose")

    def listed_with(self, visitor: Entity, sentence: AnnotatedSentence) -> list[Mention]:
        """Return those of a list who stand with who travelled: in one line, or under one country."""
        entries = sentence.entries or []
        if entries and self.context.entity(entries[0]) is visitor and not entries[0].section:
            return entries
        return [
            entry
            for entry in entries
            if entry.section == "country"
            and entry.country == visitor.country
            and not OF_EMBASSY.search(f"{entry.title} {entry.organization}")
        ]

    def is_of_visit(self, sentence: AnnotatedSentence, phrase: MembersPhrase, tells_of_visit: bool) -> bool:
        """Whether those who accompanied travelled, and were not at a meeting alone."""
        if sentence.triggers:
            return False
        if self.opens_with_company(sentence, phrase):
            return True
        before = [mention for mention in sentence.mentions if mention.end <= phrase.start]
        of_visitor = not before or self.context.entity(before[-1]) in self.delegation
        is_planned = bool(before) and WILL_BE.search(sentence.text) and not AT_MEETING.search(sentence.text)
        return of_visitor and (tells_of_visit or bool(is_planned) or self.follows_visit(sentence))

    def opens_with_company(self, sentence: AnnotatedSentence, phrase: MembersPhrase) -> bool:
        """Whether a sentence says no more than who went along: "She is accompanied by", and not at a meeting."""
        lead = sentence.plain[sentence.start : phrase.start]
        named = [self.context.entity(mention) for mention in sentence.mentions if mention.end <= phrase.start]
        is_of_visitor = named[0] in self.delegation if named else bool(PRONOUN.match(lead))
        resides = any(
            OF_EMBASSY.search(f"{mention.title} {mention.organization}") for mention in phrase.mentions
        )
        return (
            is_of_visitor
            and bool(IS_ACCOMPANIED.search(lead))
            and sentence.plain.startswith("accompanied", phrase.start)
            and not resides
            and self.precedes_meetings(sentence)
            and not AT_MEETING.search(sentence.text)
        )

    def precedes_meetings(self, sentence: AnnotatedSentence) -> bool:
        """Whether no meeting is told of between the visit and a sentence."""
        numbers = [journey.sentence.number for journey in self.mains]
        return any(
            not any(other.triggers for other in self.sentences[number : sentence.number])
            for number in numbers
            if number < sentence.number
        )

    def follows_visit(self, sentence: AnnotatedSentence) -> bool:
        """Whether it is the sentence after the visit's, before any meeting."""
        return any(
            sentence.number - journey.sentence.number == 1 and not journey.sentence.triggers
            for journey in self.mains
        )

    def add_members(self, mentions: Iterable[Mention], form: str) -> None:
        for entity in map(self.context.entity, mentions):
            if entity.kind == "person" and entity is not self.visitor:
                self.member_forms.setdefault(entity, form)
