"""The visit that a programme with times is of."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Callable, Sequence

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.entities.entity import Entity
from engagements.reader.mentions.mention import Mention
from engagements.reader.proposals import Passage

from .phrases import Journey

TIME = re.compile(
    r"(?:\|(?: ?[^|]{1,20} ?\|)? ?)?(?:at )?(?:\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\b\.?|[0-2]\d[0-5]\d(?= [A-Z]))(?: ?(?:hrs|hours|h))?"
    r"(?: ?(?:-|to) ?\d[\d:.]*(?: ?[ap]\.?m\.?)?(?: ?hrs)?)?[ :|-]*",
    re.I,
)
VISIT_OF = re.compile(
    r"\bvisit (?:of|by)\b|^(?:Visitor|Guest|Principal|Head of (?:the )?delegation)s?:", re.I
)
LEAST_TIMES = 2  # lines with times that make a text a programme
HEAD = 6  # sentences


def is_programme(sentences: Sequence[AnnotatedSentence]) -> bool:
    return sum(bool(TIME.match(sentence.text)) for sentence in sentences) >= LEAST_TIMES


def journey_of_programme(
    sentences: Sequence[AnnotatedSentence], entity_of: Callable[[Mention], Entity]
) -> Journey | None:
    """Return the visit of "Visit of Ms. Roe, Minister of Trade", with place and days from the lines beside."""
    head = sentences[:HEAD]
    title = next((sentence for sentence in head if VISIT_OF.search(sentence.text)), None)
    people = [mention for mention in title.mentions if mention.kind == "person"] if title else []
    if title is None or not people or not is_programme(sentences):
        return None
    beside = [sentence for sentence in head if not TIME.match(sentence.text)]
    places = [place for sentence in beside for place in sentence.places.values() if place.is_town]
    if not places:
        return None
    dates = [date for sentence in beside for date in sentence.dates if date.start]
    return Journey(
        title,
        Passage(title.start, title.end),
        places[:1],
        progress="planned",
        is_noun=True,
        visitor=entity_of(people[0]),
        dates=max(dates, key=lambda date: date.length, default=None),
    )
