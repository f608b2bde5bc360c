"""Phrases that tell of a journey: "visited Ghana", "a working visit of the Minister to Norway"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import Passage, VisitProgress, VisitType

# An invitation is no journey yet; who it is of may be asked for all the same.
JourneyRelation = Literal["main", "earlier", "later", "invitation"]

TRIP_KIND = r"(?:(?:state|official|working|private|courtesy|brief|short|first|second|historic|recent|previous|earlier|last|past|upcoming|next|three|two|four|five|one|-|day|week|week-long|high-level|high|level|fact-finding|inaugural|joint|return|reciprocal|planned|two-day|three-day|four-day|five-day|bilateral|introductory|successful|productive|latest|prior|follow-up|technical|study|multi-country|regional|goodwill|and) ){0,6}"
TRIP = r"(?:visits?|(?:parliamentary |congressional )delegation|trips?|missions?|tours?|journeys?|travels?)"
JOURNEY = re.compile(
    rf"\b(?:(?P<verb>(?:was|were|is|are|has been|will be) in|visited|visits|visit|visiting|travel(?:l?ed|s|l?ing)? (?:on |onwards? |back )?to|(?P<arrived>arrived|arrives|arriving) (?:in|at)|flew to|went (?:on )?to|(?P<returned>returned|returns) (?:(?:on|this|last) [^.;]{{2,20}} )?from(?: an? (?:[\w-]+ ){{0,4}}(?:trip|visit|mission|tour) to)?|"
    rf"(?:led|leads|lead|headed|head|leading|heading) (?:a|an|the|his|her)[^.;]{{0,80}}? to|"
    rf"(?:paid|pays|pay|made|makes|make|undertake|undertook|undertakes|conducted|concluded|concludes|completed|began|begins|started|wrapped up|is on|was on|on) (?:a|an|his|her|their|the) {TRIP_KIND}{TRIP} (?:to|in|of))"
    rf"|(?P<noun>(?:\b(?:a|an|the|his|her|their|this|of) )?{TRIP_KIND}{TRIP} (?:(?:by|of) [^.;]{{3,160}}? )?to))\s+(?=(?:the )?(?-i:[A-Z]))",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:recent|previous|earlier|last|past|prior|builds? on|built on|follow(?:s|ed|ing)|since (?:his|her|their)|after (?:his|her|their|the)|latest|first visited|had visited|comes after|recalled)\b",
    re.I,
)
LATER = re.compile(
    r"\b(?:will|upcoming|next|forthcoming|future|plans? to|planned|ahead of|invitation to|invited|intends? to|looks? forward|later this|to pay|is (?:expected|scheduled|due) to|before (?:his|her|the)|accepted|onward|continue on)\b",
    re.I,
)
# What is asked for, or is of others: "urged citizens to visit".
NOT_TRAVELLED = re.compile(
    r"\b(?:asked|invit\w+|urged|wish\w*|hop\w+|encourag\w+|request\w*|allow\w*|visas?|tourists?|students?|citizens|nationals) (?:[^.;,]{0,60})$",
    re.I,
)
ASKED = re.compile(r"invit|wish|hop|request|ask", re.I)
CALLED_OFF: tuple[tuple[VisitProgress, re.Pattern[str]], ...] = (
    (
        "cancelled",
        re.compile(
            r"\b(?:cancel(?:l)?ed|called off|scrapped|will not (?:now )?(?:travel|visit|take place))\b", re.I
        ),
    ),
    (
        "postponed",
        re.compile(r"\b(?:postponed|put off|delayed|deferred|rescheduled|moved to a later)\b", re.I),
    ),
)
VISIT_TYPES: tuple[tuple[VisitType, re.Pattern[str]], ...] = (
    ("state", re.compile(r"state visit", re.I)),
    ("official_working", re.compile(r"official working visit|official and working visit", re.I)),
    ("official", re.compile(r"official visit", re.I)),
    ("working", re.compile(r"working visit", re.I)),
    ("private", re.compile(r"private visit", re.I)),
    ("transit", re.compile(r"(?:in transit|transited|stopover)", re.I)),
)
PLANNED = re.compile(
    r"\b(?:will|is (?:scheduled|expected|due|set) to|plans to|is to|are to)(?: \w+){0,3} $", re.I
)
UNDER_WAY = re.compile(
    r"\bis (?:currently )?(?:leading|visiting|on (?:a|an)|in (?-i:[A-Z])\w+ (?:on|for))", re.I
)
BEFORE = 70  # characters that are looked at before a journey
BETWEEN_PLACES = frozenset((",", "and", "&", "as", "well", "to", "then"))


@dataclass(eq=False)
class Journey:
    """A visit as one phrase of the text tells it."""

    sentence: AnnotatedSentence
    passage: Passage
    places: list[PlaceMention]
    relation: JourneyRelation = "main"
    progress: VisitProgress = "completed"
    visit_type: VisitType = ""
    is_noun: bool = False
    is_return: bool = False  # its date is that of coming back
    is_arrival: bool = False  # its date is but the first day
    visitor: Entity | None = None
    dates: DateMention | None = None

    @property
    def passage_text(self) -> str:
        return self.sentence.plain[self.passage.start : self.passage.end]

    @property
    def countries(self) -> set[str]:
        return {place.country for place in self.places if place.country}


def find_journeys(sentence: AnnotatedSentence) -> Iterator[Journey]:
    """Yield the journeys that ``sentence`` tells of; who travelled is not told yet."""
    text = sentence.text
    position = 0
    while match := JOURNEY.search(text, position):
        position = match.end()
        if match.start() and text[match.start() - 1].isalnum():
            continue
        places = places_in_row(sentence, sentence.start + match.end())
        if not places:
            if match["noun"]:
                # The places may stand further on: "visit of the Minister to Canada".
                position = max(match.start() + 5, match.end() - 1)
            continue
        before = text[max(0, match.start() - BEFORE) : match.start()]
        relation = relation_of(match, before)
        if relation is None:
            continue
        yield Journey(
            sentence,
            Passage(sentence.start + match.start(), sentence.words[places[-1].last - 1].end),
            places,
            relation,
            progress_of_journey(text, before, relation),
            next((visit_type for visit_type, sign in VISIT_TYPES if sign.search(text)), ""),
            is_noun=bool(match["noun"]),
            is_return=bool(match["returned"]),
            is_arrival=bool(match["arrived"]),
        )


def relation_of(match: re.Match[str], before: str) -> JourneyRelation | None:
    """Return how a journey stands to the one that the text is about; None where nobody of it travels."""
    clause = re.split(r"[.;]|, ", before)[-1]
    words = f"{clause}{match.group()}"
    if NOT_TRAVELLED.search(clause) and not match["noun"]:
        return "invitation" if ASKED.search(clause) else None
    if EARLIER.search(words):
        return "earlier"
    return "later" if LATER.search(words) else "main"


def progress_of_journey(text: str, before: str, relation: JourneyRelation) -> VisitProgress:
    for progress, sign in CALLED_OFF:
        if sign.search(text):
            return progress
    if PLANNED.search(before) or relation == "later":
        return "planned"
    return "under_way" if UNDER_WAY.search(text) else "completed"


def places_in_row(sentence: AnnotatedSentence, offset: int) -> list[PlaceMention]:
    """Return the places that stand in a row at ``offset``: "Colombia, Panama and Peru"."""
    places: list[PlaceMention] = []
    words, i = sentence.words, sentence.word_at(offset)
    while i < len(words):
        if words[i].lower == "the":
            i += 1
            continue
        place = sentence.places.get(i)
        if place is None:
            break
        if place.is_demonym:
            if not places and place.last < len(words) and words[place.last].is_capital:
                # "a visit to the Australian Federal Police" is one to the country.
                places.append(PlaceMention(place.first, place.last, "", place.country))
            break
        places.append(place)
        i = place.last
        while i < len(words) and words[i].text in BETWEEN_PLACES:
            if words[i].text == "to" and i + 1 not in sentence.places:
                break
            i += 1
    return places
