"""What some words of a text say by themselves: who, when, or where. For a person who has chosen them."""

import datetime

from .dates.date_context import DateContext
from .dates.date_mentions import DateMention
from .dates.finding import find_dates
from .directory import Directory
from .listing import read_entry
from .mentions.finding import find_mentions
from .mentions.sentence_words import SentenceWords
from .places.finding import PlaceMention, find_places
from .text.sentences import Sentence
from .text.splitting import PLAIN

FIELDS = ("name", "honorific", "title", "organization", "country", "description")


def read_party(words: str) -> dict[str, str]:
    """Return who some words name: name, title, organization, country; or all of them as a description."""
    words = " ".join(words.split()).strip(" .,;")
    sentence = Sentence(words.translate(PLAIN), 0, len(words))
    places = find_places(sentence, Directory())
    mentions = [
        mention
        for mention in find_mentions(SentenceWords(sentence, places, Directory()))
        if mention.kind in ("person", "office") and (mention.name or mention.title)
    ]
    if mentions:
        mention = max(mentions, key=lambda mention: (bool(mention.name), mention.end - mention.start))
        return {field: getattr(mention, field) for field in FIELDS}
    entry = read_entry(words) or {}
    return entry if entry.get("name") or entry.get("organization") else {"description": words}


def read_day(words: str, text_date: datetime.date | None) -> DateMention | None:
    """Return the date that some words name, told by the date of the text; None where they name none."""
    dates = find_dates(words.translate(PLAIN), 0, DateContext(text_date))
    return next((date for date in dates if date.start), None)


def read_place(words: str) -> PlaceMention | None:
    """Return the first place that some words name by a name that is known."""
    sentence = Sentence(words.translate(PLAIN), 0, len(words))
    return next(iter(find_places(sentence, Directory()).values()), None)
