"""Which journeys an account tells of: who travelled where and when, and what other visits it names."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from dataclasses import dataclass, field

from engagements.reader.places import Spot
from engagements.reader.proposals import Passage

KIND = r"(?:(?:state|official|working|private|courtesy|brief|short|first|second|historic|recent|previous|earlier|last|past|upcoming|next|three|two|four|five|one|-|day|week|week-long|high-level|high|level|fact-finding|inaugural|joint|return|reciprocal|planned|two-day|three-day|four-day|five-day|bilateral|introductory|successful|productive|latest|prior|follow-up|technical|study|multi-country|regional|goodwill|and) ){0,6}"
TRIP = r"(?:visits?|trips?|missions?|tours?|journeys?|travels?)"
VERB = re.compile(
    rf"\b(?:(?P<verb>(?:was|were|is|are|has been|will be) in|visited|visits|visit|visiting|travel(?:l?ed|s|l?ing)? (?:on |onwards? |back )?to|arrived in|arrives in|arrived at|arriving in|flew to|went to|"
    rf"(?:led|leads|headed|leading|heading) (?:a|an|the|his|her)[^.;]{{0,80}}? to|"
    rf"(?:paid|pays|made|makes|undertook|undertakes|conducted|concluded|concludes|completed|began|begins|started|wrapped up|is on|was on|on) (?:a|an|his|her|their|the) {KIND}{TRIP} (?:to|in|of))"
    rf"|(?P<noun>(?:\b(?:a|an|the|his|her|their|this|of) )?{KIND}{TRIP} (?:(?:by|of) [^.;]{{3,160}}? )?to))\s+(?=(?:the )?(?-i:[A-Z]))",
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
OF_A_THING = re.compile(
    r"\b(?:asked|invit\w+|urged|wish\w*|hop\w+|encourag\w+|request\w*|allow\w*|visas?|tourists?|students?|citizens|nationals) (?:[^.;,]{0,60})$",
    re.I,
)
PROGRESS = (
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
TYPES = (
    ("state", r"state visit"), ("official_working", r"official working visit|official and working visit"), ("official", r"official visit"),
    ("working", r"working visit"), ("private", r"private visit"), ("transit", r"(?:in transit|transited|stopover)"),
)  # fmt: skip
PLANNED = re.compile(
    r"\b(?:will|is (?:scheduled|expected|due|set) to|plans to|is to|are to)(?: \w+){0,3} $", re.I
)
UNDER_WAY = re.compile(r"\bis (?:currently )?(?:visiting|on (?:a|an)|in (?-i:[A-Z])\w+ (?:on|for))", re.I)
DELEGATION = re.compile(
    r"\b(?:delegation|entourage|team|party)\b[^.;]{0,80}?\b(?:include[sd]?|including|compris\w+|consist\w+ of|composed of|made up of|members are|were|headed by|led by)|"
    r"\bmembers of the (?:[\w.]+ )?delegation\b|\bdelegation members\b|\b(?:accompan(?:ied|ying)|joined) (?:by|him|her|the)\b|\b(?:also travel\w+|travel\w+) with (?:him|her|the)\b|\btravel\w* (?:to [^.;]{3,60}? )?(?:together |along )?with\b|\bled by\b|\bheaded by\b",
    re.I,
)


@dataclass
class Journey:
    """A visit as one phrase of the account tells it."""

    sentence: object
    passage: Passage
    spots: list
    relation: str = "main"
    visitor: object = None
    dates: object = None
    progress: str = "completed"
    visit_type: str = ""
    passages: list = field(default_factory=list)
    is_noun: bool = False

    @property
    def countries(self):
        return {spot.country for spot in self.spots if spot.country}


def spots_after(sentence, spots, offset):
    """Return the places that stand in a row at ``offset``: "Colombia, Panama and Peru"."""
    found, i = [], sentence.word_at(offset)
    words = sentence.words
    while i < len(words):
        if words[i].lower == "the":
            i += 1
            continue
        spot = spots.get(i)
        if spot and spot.is_demonym and not found and spot.last < len(words) and words[spot.last].is_capital:
            # "a visit to the Australian Federal Police" is one to the country.
            found.append(Spot(spot.first, spot.last, "", spot.country))
            break
        if not spot or spot.is_demonym:
            break
        found.append(spot)
        i = spot.last
        while i < len(words) and words[i].text in (",", "and", "&", "as", "well", "to", "then"):
            if words[i].text == "to" and not (i + 1 < len(words) and i + 1 in spots):
                break
            i += 1
    return found


def find(sentence, spots):
    """Return the journeys that ``sentence`` tells of; who travelled is not told yet."""
    found = []
    text = sentence.text
    position = 0
    while match := VERB.search(text, position):
        position = match.end()
        if match.start() and text[match.start() - 1].isalnum():
            continue
        rows = spots_after(sentence, spots, sentence.start + match.end())
        if not rows:
            position = max(match.start() + 5, match.end() - 1) if match["noun"] else match.end()
            # The places may stand further on: "visit of the Minister to Canada".
            continue
        before = text[max(0, match.start() - 70) : match.start()]
        clause = re.split(r"[.;]|, ", before)[-1] if re.search(r"[.;,]", before) else before
        words = f"{clause}{match.group()}"
        if OF_A_THING.search(clause) and not match["noun"]:
            relation = "later" if re.search(r"invit|wish|hop|request|ask", clause, re.I) else ""
            if not relation or not match["verb"]:
                continue
            relation = "invitation"
        elif EARLIER.search(words):
            relation = "earlier"
        elif LATER.search(words):
            relation = "later"
        else:
            relation = "main"
        journey = Journey(
            sentence, Passage(sentence.start + match.start(), sentence.words[rows[-1].last - 1].end), rows, relation,
            is_noun=bool(match["noun"]),
        )  # fmt: skip
        lower = text.lower()
        journey.visit_type = next((name for name, sign in TYPES if re.search(sign, lower)), "")
        journey.progress = next((name for name, sign in PROGRESS if sign.search(text)), "")
        if not journey.progress:
            if PLANNED.search(before) or relation == "later":
                journey.progress = "planned"
            elif UNDER_WAY.search(text):
                journey.progress = "under_way"
            else:
                journey.progress = "completed"
        found.append(journey)
    return found


# "A delegation from the City of Rotterdam led by ..."
SENT_FROM = re.compile(r"\b(?:delegation|mission|team)\b(?: (?:from|of))(?: the)? (?P<name>(?-i:[A-Z]))")
HE_WAS_JOINED = re.compile(
    r"(?:he|she|the \w+) (?:was|is|will be) (?:also )?(?:joined|accompanied) (?:on (?:the|this|his|her) \w+ )?by\b",
    re.I,
)
COUNT = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
    "7": 7,
}
LENGTH = re.compile(r"\b(two|three|four|five|six|seven|[2-7])-day\b", re.I)
AT_ITS_END = re.compile(r"\b(?:conclud|complet|wrapp|end)(?:ed|es|s|ing)\b", re.I)
SENT_BY = re.compile(
    r"\b(?:led|leads|headed|heads|leading|heading)(?: (?:a|an|the|his|her))? (?:[a-z-]+ )*?(?P<name>(?-i:[A-Z])[^.;,]{1,80}?) (?:delegation|mission|team)\b"
)
