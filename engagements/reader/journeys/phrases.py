"""Phrases that tell of a journey: "visited Ghana", "a working visit of the Minister to Norway"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import Passage, VisitProgress, VisitType

# An invitation is no journey yet; who it is of may be asked for all the same.
JourneyRelation = Literal["main", "earlier", "later", "invitation"]

# What may stand before the trip: any words after an article, without one those that always say more of a trip.
WORDS = r"(?:(?!(?:to|of|by|in|on|at|from|for|with|who|which|that|was|is|the|a|an)\b)[\w-]+ ){0,6}"
KIND = r"(?:(?:state|official|working|private|courtesy|brief|short|first|second|historic|recent|previous|earlier|last|past|upcoming|next|one|-|high-level|high|level|fact-finding|inaugural|joint|return|reciprocal|planned|[\w-]+-day|day|week|week-long|bilateral|introductory|latest|prior|follow-up|technical|study|multi-country|regional|goodwill|trade|and) ){0,6}"
ARTICLE = r"(?:a|an|the|his|her|its|their|this)"
TRIP_NOUN = r"(?:visits?|delegations?|trips?|missions?|tours?|journeys?|travels?)"
TRIP = rf"(?:{ARTICLE} {WORDS}{TRIP_NOUN}|{KIND}{TRIP_NOUN})"
MAKES = r"(?:paid|pay(?:s|ing)?|made|mak(?:es?|ing)|undertak(?:e|es|ing)|undertook|conducted|conclud(?:e|es|ed)|completed|beg[ai]ns?|began|started|end(?:s|ed)|wrap(?:s|ped) up|(?:is|was|are|were) on|on)"
LEAVES = r"(?:left|leav(?:es?|ing)|depart(?:ed|s|ing)?|set(?:s|ting)? (?:off|out))"
# "the neighbouring Republic of Kenya", "the city of Tarija"
BEFORE_NAME = r"(?:(?:the|northern|southern|eastern|western|central|neighbou?ring|nearby|friendly|sisterly|brotherly|mainland|rural|beautiful|historic|capital|port|sister|twin|coastal|border) ){0,3}(?:(?:city|town|village|capital|port|island|province|state|region|county|department|municipality|district|prefecture|governorate|emirate|provinces|cities|towns) of (?:the )?)?"
LEAD_OF_NAME = re.compile(rf" ?{BEFORE_NAME}", re.I)
JOURNEY = re.compile(
    rf"\b(?:(?P<verb>(?:was|were|is|are|has been|(?<!would )be|expected|due) (?:last |previously |currently |now |already )?in|visited|visits|visit|visiting|stay(?:ed|s|ing) in|travel(?:l?ed|s|l?ing)? (?:on |onwards? |back |out |over )?to|(?P<arrived>(?:arrived?|arrives|arriving|landed|touched down) (?:in|at)|c[ao]me to)|(?:flew|fl(?:y|ies|ying)|proceed(?:ed|s|ing)?|mov(?:ed?|es|ing)|continu(?:ed?|es|ing)|took (?:him|her|them)|head(?:s|ed|ing)?|drove|driv(?:es?|ing)|sail(?:ed|s|ing)|went|go(?:es|ing|ne)?) (?:on |onwards? |out |over |back |off |next |today |tomorrow |yesterday )?to|(?P<leaves>{LEAVES}(?: [^.;,]{{0,60}}?)?,? for|bound for|en route (?:to|for)|on (?:his|her|their|the) way to)|(?:is|are|was|were) on (?:official |foreign |overseas )?travel (?:in|to)|spen[dt]s? (?:[\w'-]+ ){{1,5}}in|(?P<stays>(?:^|(?<=, ))(?:while |currently |now )?in|(?<=\w )(?-i:in))|"
    rf"(?P<returned>(?:returned|returns|came (?:home|back)|back) (?:home )?(?:(?:on|this|last) [^.;]{{2,20}} |yesterday |today |to (?-i:[A-Z])\w+ )?from(?: {TRIP} (?:to|in|of)| (?:[\w'-]+ ){{1,5}}in)?)|"
    rf"(?:led|leads|lead|headed|head|leading|heading) (?:a|an|the|his|her|its)(?:[^.;]{{0,80}}? to|[^.;]{{0,80}}? (?:delegation|team|mission)\b[^.;]{{0,120}}? in)|(?-i:Leads|Heads|leads) [^.;]{{0,80}}? to|"
    rf"{MAKES} {TRIP} (?:to|of|(?<! trip )in))"
    rf"|(?P<noun>(?:{TRIP}|of {KIND}{TRIP_NOUN}) (?:(?:by|of) [^;]{{3,160}}?\s)?to))\s+(?={BEFORE_NAME}(?-i:[A-Z]))",
    re.IGNORECASE,
)
# A trip whose places are told elsewhere: "concluded a four-day mission", "on a working visit, which ended".
BARE_TRIP = re.compile(
    rf"\b(?:(?:{MAKES}|after|leading|led|from|during|of) (?:a|an|his|her|its|their)|\w+'s) (?!courtesy|farewell|introductory|protocol){WORDS}(?:visit|trip|mission|tour|journey|delegation)\b(?! (?:leader|member|head))",
    re.IGNORECASE,
)
# "the latter's visit to the country"
TO_HOST = re.compile(
    r"\b(?:visiting|(?:visit|trip|tour|mission)\b[^.;,]{0,60}? to|(?:is|are|was|were|arriv\w+)(?: currently| now)? in) (?:the|this|our) (?:country|capital|Kingdom|Sultanate|Emirate|Republic|city)\b(?! of)"
    # "who arrived late on Tuesday and leaves on Thursday"
    r"|\b(?:arrived|landed|flew in)(?: (?:here|late|early|on|yesterday|today|earlier|this|last|night|morning|evening|afternoon|\w+day)){1,5}(?= (?:and|for|from|with|by)\b|[,.;])",
    re.I,
)
EARLIER = re.compile(
    r"\b(?:recent|previous|earlier|last(?! (?:leg|day|stop|night|evening|week|weekend|\w+day\b))|past|prior|builds? on|built on|(?<!the )follow(?:s|ed|ing)|since (?:his|her|their)|after (?:his|her|their|the)|latest|first visited|had visited|comes after|recalled)\b",
    re.I,
)
# At the head of a sentence these make the whole of it tell of what was before.
EARLIER_LEAD = re.compile(
    r"(?:Earlier (?:this year|in (?:[A-Z]\w+|the year))|Previously|Last (?:month|year|spring|summer|autumn))\b"
)
LATER = re.compile(
    r"(?:\b|')(?:will|ll|would|upcoming|next|forthcoming|future|plan(?:s|ning)? (?:to|on)|planned|plans|ahead of|invitation to|invited|intend(?:s|ing)?|hopes? to|looks? forward|later this|to pay|(?:is|are) (?:expected|scheduled|due|set|slated) (?:to|in|at|back)|before (?:his|her|the)|accepted|onward|continue on)\b",
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
    r"\b(?:is|are|am) (?:currently |presently |now )?(?:leading|visiting|touring|paying|making|undertaking|travell?ing|on (?:a|an|his|her|foreign|official|overseas)\b|in (?:the country|(?-i:[A-Z])\w+ (?:on|for)))",
    re.I,
)
FOR = re.compile(r",? (?:on a|for (?:the day|a|an|talks|meetings|consultations|\w+ days))\b", re.I)
WHERE = re.compile(r"\bwhere\b", re.I)
OPENING = 10  # characters of a sentence before who it is about
BEFORE = 70  # characters that are looked at before a journey
BETWEEN_PLACES = frozenset((",", "and", "&", "as", "well", "to", "then", "in"))
BEFORE_DATES = frozenset((",", "from", "on", "(", "between", "for"))


class PlacesInRow(NamedTuple):
    places: list[PlaceMention]
    dates: dict[PlaceMention, DateMention]  # of those that have one of their own


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
    is_arrival: bool = False  # its date is but the first day: of coming, or of setting out
    is_bare: bool = False  # its places are told elsewhere
    is_to_host: bool = False  # "to the country"
    visitor: Entity | None = None
    dates: DateMention | None = None
    dates_of_places: dict[PlaceMention, DateMention] = field(default_factory=dict)

    @property
    def passage_text(self) -> str:
        return self.sentence.plain[self.passage.start : self.passage.end]

    @property
    def is_called_off(self) -> bool:
        return self.progress in ("cancelled", "postponed")

    @property
    def countries(self) -> set[str]:
        return {place.country for place in self.places if place.country}


def find_journeys(sentence: AnnotatedSentence) -> Iterator[Journey]:
    """Yield the journeys that ``sentence`` tells of; who travelled is not told yet."""
    text = sentence.text
    position, is_told = 0, False
    while match := JOURNEY.search(text, position):
        position = match.end()
        row = places_in_row(sentence, sentence.start + match.end())
        if not row.places:
            continue
        if match["stays"] and not is_stay(sentence, match, row):
            continue
        if journey := journey_at(sentence, match, row):
            is_told = True
            yield journey
    if not is_told and (match := TO_HOST.search(text) or BARE_TRIP.search(text)):
        row = PlacesInRow(places_before_where(sentence, sentence.start + match.start()), {})
        if journey := journey_at(sentence, match, row):
            yield journey


def is_stay(sentence: AnnotatedSentence, match: re.Match[str], row: PlacesInRow) -> bool:
    """Whether it is one: "Minister Roe, in Lima from 3 to 5 May, ...", "In Lima for talks, Minister Roe ..."."""
    start = sentence.start + match.start("verb")
    people = [mention for mention in sentence.mentions if mention.kind == "person"]
    if sentence.plain[start - 1] != "," and sentence.plain[start - 2] != "," and start > sentence.start:
        # "Minister Roe in Lima" is a title.
        return sentence.is_heading and bool(people) and start - people[0].end == 1
    if start > sentence.start:
        return (
            bool(row.dates)
            and bool(people)
            and 0 <= start - people[0].end <= 2
            and people[0].start - sentence.start < OPENING
        )
    return bool(FOR.match(sentence.plain, row.places[-1].passage.end)) and bool(people)


def journey_at(sentence: AnnotatedSentence, match: re.Match[str], row: PlacesInRow) -> Journey | None:
    """Return the journey that ``match`` tells of; None where nobody of it travels."""
    text = sentence.text
    before = text[max(0, match.start() - BEFORE) : match.start()]
    relation = relation_of(match, before)
    if relation is None:
        return None
    groups = match.groupdict()
    end = max([sentence.start + match.end(), *(place.passage.end for place in row.places)])
    return Journey(
        sentence,
        Passage(sentence.start + match.start(), end),
        row.places,
        relation,
        progress_of_journey(text, before, relation),
        next((visit_type for visit_type, sign in VISIT_TYPES if sign.search(text)), ""),
        is_noun=bool(groups.get("noun")) or match.re is not JOURNEY,
        is_return=bool(groups.get("returned")),
        is_arrival=bool(groups.get("arrived") or groups.get("leaves")),
        is_bare=not row.places,
        is_to_host=match.re is TO_HOST,
        dates_of_places=row.dates,
    )


def places_before_where(sentence: AnnotatedSentence, offset: int) -> list[PlaceMention]:
    """Return the place of "in Accra, Ghana, where he led a delegation on a visit", before ``offset``."""
    for place in reversed(sentence.places.values()):
        end = place.passage.end
        is_within = sentence.word_before(place.first) in ("in", "to", "at") and not place.is_demonym
        if end < offset and is_within and WHERE.search(sentence.plain, end, offset):
            return [place]
    return []


def relation_of(match: re.Match[str], before: str) -> JourneyRelation | None:
    """Return how a journey stands to the one that the text is about; None where nobody of it travels."""
    clause = re.split(r"[.;]|, ", before)[-1]
    words = f"{clause}{match.group()}"
    if NOT_TRAVELLED.search(clause) and not match.groupdict().get("noun"):
        return "invitation" if ASKED.search(clause) else None
    if EARLIER.search(words) or EARLIER_LEAD.match(match.string):
        return "earlier"
    return "later" if LATER.search(words) else "main"


def progress_of_journey(text: str, before: str, relation: JourneyRelation) -> VisitProgress:
    for progress, sign in CALLED_OFF:
        if sign.search(text):
            return progress
    if PLANNED.search(before) or relation == "later":
        return "planned"
    return "under_way" if UNDER_WAY.search(text) else "completed"


def places_in_row(sentence: AnnotatedSentence, offset: int) -> PlacesInRow:
    """Return the places in a row at ``offset``: "Colombia, Panama and Peru", "Lima on 3 May and Quito on 5 May"."""
    row = PlacesInRow([], {})
    words, i = sentence.words, sentence.word_at(after_name_words(sentence, offset))
    while i < len(words):
        if i not in sentence.places and words[i].lower == "the":
            i += 1
            continue
        place = sentence.places.get(i)
        if place is None or place.is_demonym:
            break
        row.places.append(place)
        i = place.last
        if date := date_at(sentence, i):
            row.dates[place] = date
            i = sentence.word_at(date.passage.end)
        while i < len(words) and words[i].text in BETWEEN_PLACES:
            i += 1
    return row


def after_name_words(sentence: AnnotatedSentence, offset: int) -> int:
    """Return where the name begins of "the city of Tarija"."""
    match = LEAD_OF_NAME.match(sentence.plain, offset, sentence.end)
    return match.end() if match else offset


def date_at(sentence: AnnotatedSentence, i: int) -> DateMention | None:
    """Return the date that stands at word ``i``, after a preposition: "from 3 to 5 May"."""
    while i < len(sentence.words) and sentence.words[i].lower in BEFORE_DATES:
        i += 1
    if i == len(sentence.words):
        return None
    start = sentence.words[i].start
    return next(
        (date for date in sentence.dates if date.start and date.passage.start <= start < date.passage.end),
        None,
    )
