"""What a column may mean, by what its rows are."""

import re
from typing import NamedTuple


class Meaning(NamedTuple):
    """A meaning that can be chosen for a column; ``headings`` is a pattern of those that say so, folded."""

    name: str
    label: str
    headings: str = ""


# What one row may be. Several rows of one meeting are told apart from one.
ROW_KINDS = {
    "meeting": "a meeting",
    "participant": "somebody who took part in a meeting",
    "visit": "a visit",
    "appointment": "a post that somebody holds or held",
    "official": "an official",
    "organization": "an organization",
}

PERSON = (
    r"\b(names?|persons?|officials?|who|full name|minister|secretary|commissioner|representatives?|member|"
    r"mep|attendees?|participants?|visitors?|travell?ers?|head|leader|counterparts?|guests?|hosts?|nombre|nom|"
    r"officer|lead|principal)\b"
)
POST = r"\b(titles?|posts?|positions?|roles?|functions?|capacity|rank|jobs?|office|cargo|fonction)\b"
BODY = (
    r"\b(organi[sz]ations?|departments?|ministr(y|ies)|agenc(y|ies)|body|bodies|entit(y|ies)|compan(y|ies)|"
    r"institutions?|cabinet|directorate|dg|unit|firm|employer|organismo|with)\b"
)
DAY = r"\b(date|day|when|datum|fecha)\b"
START = r"\b(start|from|begin|begins|began|since|arrival|arrived|arrives|de|desde|von)\b"
END = r"\b(end|ends|ended|to|until|till|departure|departed|hasta|bis)\b"
SUBJECT = (
    r"\b(subjects?|purpose|topics?|reason|agenda|about|remarks?|notes?|issues?|matters?|description|discussed|"
    r"summary|objet|asunto)\b"
)
TOWN = r"\b(cit(y|ies)|towns?|places?|locations?|venue|locale|where|lieu|lugar|ort)\b"
LAND = r"\b(countr(y|ies)|nation|state visited|destination|pays|pais|land)\b"
NUMBER = r"^(no|nr|id|number|num|ref|reference|key|uid|row|n|.* (id|no|number|ref))$"
ADDRESS = r"\b(url|link|source|website|web page)\b"

COMMON = [
    Meaning("key", "Number or key of the row", NUMBER),
    Meaning("start_date", "Date, or first day", DAY),
    Meaning("end_date", "Last day", END),
]
RECORD = [
    Meaning("title", "Title of it", r"^(title|event|name of (event|meeting|visit)|meeting|visit)$"),
    Meaning("country", "Country where it was", LAND),
    Meaning("places", "Town or place", TOWN),
    Meaning("topics", "Topics", r"\b(topics?|themes?)\b"),
    Meaning("source", "Address of its source", ADDRESS),
]
MEANINGS: dict[str, list[Meaning]] = {
    "meeting": [
        *COMMON,
        Meaning("start_time", "Time", r"\b(time|hour|hora|heure)\b"),
        *RECORD,
        Meaning("summary", "Subject", SUBJECT),
        Meaning("delegation.official", "Delegation: person"),
        Meaning("delegation.title", "Delegation: title"),
        Meaning("delegation.organization", "Delegation: organization"),
        Meaning("delegation.all", "Delegation: people, each with a title"),
        Meaning("delegation.last", "Delegation: a title, then the name after the last comma"),
        Meaning("counterpart.official", "Counterpart: person"),
        Meaning("counterpart.title", "Counterpart: title"),
        Meaning("counterpart.organization", "Counterpart: organization"),
        Meaning("counterpart.country", "Counterpart: country"),
        Meaning("counterpart.all", "Counterpart: people, each with a title"),
    ],
    "participant": [
        *COMMON,
        Meaning("start_time", "Time", r"\b(time|hour|hora|heure)\b"),
        *RECORD,
        Meaning("summary", "Subject", SUBJECT),
        Meaning("side", "Side", r"\b(side|party|delegation)\b"),
        Meaning("participant.official", "Person", PERSON),
        Meaning("participant.title", "Title of the person", POST),
        Meaning("participant.organization", "Organization of the person", BODY),
        Meaning("participant.country", "Country of the person"),
    ],
    "visit": [
        *COMMON,
        *RECORD,
        Meaning("purpose", "Purpose", SUBJECT),
        Meaning("organization", "Organization that sends it", BODY),
        Meaning("organization_country", "Country that sends it"),
        Meaning("delegation.official", "Person who travels", PERSON),
        Meaning("delegation.title", "Title of the person", POST),
    ],
    "appointment": [
        *COMMON,
        Meaning("official_key", "Number or key of the person"),
        Meaning("official", "Person", PERSON),
        Meaning("title", "Title of the post", POST),
        Meaning("organization", "Organization", BODY),
        Meaning("acting", "Acting (yes or no)", r"\bacting\b"),
    ],
    "official": [
        COMMON[0],
        Meaning("name", "Name", PERSON),
        Meaning("honorific", "Form of address", r"\b(honorific|salutation|prefix)\b"),
        Meaning("native_name", "Name in its own script", r"\b(native|original)\b"),
        Meaning("aliases", "Other names", r"\b(alias|aliases|also known|aka)\b"),
        Meaning("notes", "Notes", SUBJECT),
    ],
    "organization": [
        COMMON[0],
        Meaning("name", "Name", rf"{BODY}|\bnames?\b"),
        Meaning("acronym", "Acronym", r"\b(acronym|abbreviation|short)\b"),
        Meaning("kind", "Kind", r"\b(kind|type|category)\b"),
        Meaning("country", "Country", LAND),
        Meaning("aliases", "Other names", r"\b(alias|aliases|also known|aka)\b"),
        Meaning("notes", "Notes", SUBJECT),
    ],
}
OWN_SIDE = re.compile(
    r"\b(minister|members?|mep|commissioner|hosts?|our|own|us|delegation|cabinet|commission|department|"
    r"secretary|representatives?|officials?|lead|principal|senator|unit|directorate|dg)\b"
)
OTHER_SIDE = re.compile(
    r"\b(counterparts?|external|outside|met|with|visitors?|guests?|whom|foreign|lobby\w*|interest|entit(y|ies)|their|"
    r"attendees?|organi[sz]ations?)\b"
)


def says(meaning: Meaning, heading: str) -> bool:
    """Whether a folded heading says that its column has this meaning."""
    return bool(meaning.headings and re.search(meaning.headings, heading))
