"""The places that a sentence names by names that are known."""

import re
from dataclasses import dataclass

from engagements.common.folding import fold
from engagements.reader.directory import Directory
from engagements.reader.proposals import Passage
from engagements.reader.text.sentences import Sentence, Word

from .place_names import first_words, place_names

LONGEST_NAME = 8  # words
# "US" and "UK" are capitals; "us" and "in" are not.
INITIALS = re.compile(r"[A-Z]\.?[A-Z](?:\.?[A-Z])?\.?$")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A country, a town or a nationality, as words ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    passage: Passage
    name: str = ""
    country: str = ""
    is_demonym: bool = False
    is_guessed: bool = False  # a town known by its context alone
    countries: tuple[str, ...] = ()  # of a city whose country is not told yet: those that have one

    @property
    def is_town(self) -> bool:
        return bool(self.name) and not self.is_demonym


def find_places(sentence: Sentence, directory: Directory) -> dict[int, PlaceMention]:
    """Return the places that ``sentence`` names, by the number of their first word."""
    words = sentence.words
    # Only words in capitals begin a name; most are not.
    folded = [fold(word.text) if word.is_capital or word.text[0].isalnum() else "" for word in words]
    places, i = {}, 0
    while i < len(words):
        place = None
        if words[i].is_capital and (
            folded[i].split(" ")[0] in first_words() or folded[i] in directory.first_words_of_towns
        ):
            place = place_at(i, sentence, folded, directory)
        if place:
            places[i] = place
        i = place.last if place else i + 1
    return places


def ends_initials(words: list[Word], i: int) -> bool:
    """Whether word ``i`` is the full stop of "U.S."."""
    return words[i].text == "." and bool(INITIALS.match(words[i - 1].text))


def place_at(i: int, sentence: Sentence, folded: list[str], directory: Directory) -> PlaceMention | None:
    """Return the place that begins at word ``i``: the longest name wins, "Mexico City" before "Mexico"."""
    names, demonyms, towns = place_names()
    words = sentence.words
    for last in range(min(len(words), i + LONGEST_NAME), i, -1):
        if last > i + 1 and words[last - 1].is_mark and not ends_initials(words, last - 1):
            continue
        name = " ".join(filter(None, folded[i:last]))
        is_short = last == i + 1 and len(words[i].text) <= 3 and not INITIALS.match(words[i].text)
        if is_short and name not in demonyms:  # "Lao"
            continue
        passage = sentence.passage_of(i, last)
        if entry := directory.towns.get(name):
            return PlaceMention(i, last, passage, entry.name, entry.country)
        if town := towns.get(name):
            return PlaceMention(i, last, passage, town.name, town.country)
        if country := demonyms.get(name):
            return PlaceMention(i, last, passage, "", country, is_demonym=True)
        if country := names.get(name):
            return PlaceMention(i, last, passage, "", country)
    return None
