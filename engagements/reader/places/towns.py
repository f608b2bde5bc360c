"""Towns that are known by where they stand alone: "in Monterrey", "Monterrey, Mexico"."""

from collections.abc import Callable
from dataclasses import replace

from engagements.reader.text.sentences import Sentence
from engagements.reader.words import PLAIN_WORDS

from .finding import PlaceMention

BEFORE_TOWNS = ("to", "visited", "at", "from", "and")
LONGEST_TOWN = 4  # words


def add_towns(
    sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> None:
    """Add to ``places`` what can only be a town, and give the towns the country that is named after them.

    ``is_mentioned(i)`` tells whether word ``i`` is part of a person, an office or an organization.
    """
    for i, word in enumerate(sentence.words):
        if word.lower == "in" or (word.lower in BEFORE_TOWNS and names_country(i + 1, sentence, places)):
            add_towns_at(i + 1, sentence, places, is_mentioned)
    add_countries(sentence, places)


def names_country(i: int, sentence: Sentence, places: dict[int, PlaceMention]) -> bool:
    """Whether a run of capitals at word ``i`` is followed by a country: "Utsunomiya, Japan"."""
    last = end_of_town(i, sentence, places, lambda _: False)
    country = places.get(last + 1)
    is_followed = last > i and last < len(sentence.words) and sentence.words[last].text == ","
    return bool(is_followed and country and not country.name and not country.is_demonym)


def add_towns_at(
    i: int, sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> None:
    """Add the towns of a row of names that begins at word ``i``: "Monterrey, Mexico City and Saltillo"."""
    words = sentence.words
    while i < len(words):
        if i not in places:
            last = end_of_town(i, sentence, places, is_mentioned)
            if last == i or not words[i].text[0].isupper() or words[i].is_upper:
                return
            name = sentence.plain[words[i].start : words[last - 1].end]
            places[i] = PlaceMention(i, last, name, is_guessed=True)
        i = places[i].last
        if not (i < len(words) and words[i].text in (",", "and", "&")):
            return
        i += 1
        if i < len(words) and words[i].lower == "and":
            i += 1


def end_of_town(
    i: int, sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> int:
    """Return where the capitalised words end that begin at word ``i``."""
    words, first = sentence.words, i
    while (
        i < len(words)
        and i not in places
        and not words[i].is_mark
        and words[i].is_capital
        and words[i].lower not in PLAIN_WORDS
        and not is_mentioned(i)
        and i - first < LONGEST_TOWN
    ):
        i += 1
    return i


def add_countries(sentence: Sentence, places: dict[int, PlaceMention]) -> None:
    """Give towns the country named after them: "Mexico City and Monterrey, Mexico"."""
    words = sentence.words
    in_order = [places[first] for first in sorted(places)]
    for number in range(len(in_order) - 1, 0, -1):
        country, town = in_order[number], in_order[number - 1]
        if country.name or country.is_demonym or not town.name:
            continue
        if town.last + 1 != country.first or words[town.last].text != ",":
            continue
        set_country(town, country.country, places)
        for before, after in zip(reversed(in_order[: number - 1]), reversed(in_order[:number]), strict=False):
            if (
                not before.name
                or words[before.last].text not in (",", "and")
                or before.last + 2 < after.first
            ):
                break
            set_country(before, country.country, places)


def set_country(town: PlaceMention, country: str, places: dict[int, PlaceMention]) -> None:
    if town.is_guessed or not town.country:
        places[town.first] = replace(town, country=country, is_guessed=False)
