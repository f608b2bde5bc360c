"""Sentences with what is found in each: dates, places, and who is mentioned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Self

from engagements.common.folding import fold

from .dates.date_context import DateContext
from .dates.date_mentions import DateMention
from .dates.finding import find_dates
from .directory import Directory
from .listing import ListFinder
from .meetings.triggers import MeetingTrigger, find_triggers
from .mentions.finding import find_mentions
from .mentions.mention import Mention
from .mentions.sentence_words import SentenceWords
from .places.cities import countries_of_city
from .places.finding import PlaceMention, find_places
from .places.towns import add_towns
from .proposals import Passage
from .text.sentences import Sentence

AHEAD = re.compile(
    r"\b(?:will|upcoming|forthcoming|next(?! (?:day|morning|afternoon|evening))|"
    r"(?:is|are) (?:(?:due|set|expected|scheduled|slated) (?:to|in|at|on|for|back)|to)|"
    r"intends?|plans? (?:to|on)|hopes? to|"
    r"(?:ends|leaves|departs|begins|returns|continues|flies|heads|travels|arrives)"
    r"(?: \w+){0,3} (?:on|this|tomorrow)|"
    r"(?:was|were) to (?!have\b))\b",
    re.I,
)
LONGEST_HEADING = 80  # characters of one that dates what is below it


@dataclass(eq=False)
class AnnotatedSentence(Sentence):
    """A sentence with its dates, its places (by the number of their first word) and its mentions."""

    triggers: list[MeetingTrigger] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    heading_date: DateMention | None = None  # the date of the heading above it
    places: dict[int, PlaceMention] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    @classmethod
    def of(cls, sentence: Sentence) -> Self:
        values = {name.name: getattr(sentence, name.name) for name in fields(sentence)}
        return cls(**values, triggers=[] if sentence.is_dateline else find_triggers(sentence))

    def is_within_mention(self, place: PlaceMention) -> bool:
        """Whether a place is part of a person, an office or an organization."""
        return any(
            mention.first <= place.first < mention.last
            for mention in self.mentions
            if mention.kind != "group"
        )


def usual_year(sentences: Sequence[Sentence]) -> int | None:
    """Return the year that most of the dates in a text are of, or None."""
    years = [
        date.start.year
        for sentence in sentences
        for date in find_dates(sentence.text, sentence.start, DateContext())
        if date.start and date.grain == "day"
    ]
    return max(set(years), key=years.count) if years else None


def annotate_dates(
    sentences: Sequence[AnnotatedSentence], context: DateContext, publication: Passage | None
) -> None:
    """Find the dates of each sentence, other than that of the text itself, and the heading that dates it."""
    heading_date = None
    for sentence in sentences:
        if sentence.is_dateline:
            continue
        ahead = bool(AHEAD.search(sentence.text))
        dates = find_dates(sentence.text, sentence.start, context, ahead)
        sentence.dates = [date for date in dates if date.passage != publication]
        context.note(sentence.dates)
        dates_what_follows = sentence.is_heading and len(sentence.text) < LONGEST_HEADING
        days = [date for date in sentence.dates if date.start and date.grain == "day"]
        if dates_what_follows and len(days) == 1 and not sentence.triggers:
            heading_date = days[0]
        sentence.heading_date = heading_date
    # One such line is the date of something; several are the days of a programme.
    if len({sentence.heading_date for sentence in sentences if sentence.heading_date}) < 2:
        for sentence in sentences:
            sentence.heading_date = None


def annotate_mentions(sentences: Sequence[AnnotatedSentence], directory: Directory) -> None:
    """Find the places and the mentions of each sentence; those of a dateline take part in nothing."""
    ListFinder(sentences)
    surnames: set[str] = set()
    of_sentences: list[tuple[AnnotatedSentence, SentenceWords]] = []
    for sentence in sentences:
        sentence.places = find_places(sentence, directory)
        if sentence.is_dateline:
            continue
        if sentence.entries is not None:
            sentence.mentions, sentence.triggers = sentence.entries, []
            surnames.update(surname for mention in sentence.mentions for surname in surnames_of(mention))
            continue
        words = SentenceWords(sentence, sentence.places, directory)
        of_sentences.append((sentence, words))
        sentence.mentions = find_mentions(words)
        surnames.update(surname for mention in sentence.mentions for surname in surnames_of(mention))
    # Again, now that the family names are known by which people are named later on.
    for sentence, words in of_sentences:
        if sentence.is_prose_entry:
            sentence.entries = [mention for mention in sentence.mentions if mention.kind != "organization"]
            sentence.mentions, sentence.triggers = sentence.entries, []
            continue
        words.surnames = surnames
        if words.may_name(surnames):
            sentence.mentions = find_mentions(words)
        mentioned = {
            position
            for mention in sentence.mentions
            if mention.kind != "group" and not (mention.is_tentative and countries_of_city(mention.name))
            for position in range(mention.first, mention.last)
        }
        add_towns(sentence, sentence.places, mentioned.__contains__)
        # A name by its capitals alone is a town where one can only stand there: "leaves for New Bedford".
        sentence.mentions = [
            mention
            for mention in sentence.mentions
            if not (mention.is_tentative and is_place_of(mention, sentence.places))
        ]


def is_place_of(mention: Mention, places: Mapping[int, PlaceMention]) -> bool:
    """Whether a mention is no more than a place."""
    place = places.get(mention.first)
    return place is not None and place.is_town and place.last == mention.last and not mention.title


def surnames_of(mention: Mention) -> set[str]:
    """Return the folded words of a name by which somebody may be named later on."""
    if mention.kind != "person" or mention.is_tentative or mention.in_heading:
        return set()
    parts = [word for word in mention.name.split() if word[0].isupper() and len(word) > 1]
    return {fold(part) for part in parts}
