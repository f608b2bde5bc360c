"""Towns that are known by where they stand alone: "in Monterrey", "Monterrey, Mexico"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from engagements.reader.dates.words import MONTHS, WEEKDAYS
from engagements.reader.text.sentences import Sentence
from engagements.reader.words import PLAIN_WORDS

from .cities import countries_of_city, country_of_region
from .finding import PlaceMention

# After these a name is a town if a city bears it.
BEFORE_CITIES = frozenset(
    ("to", "at", "from", "via", "near", "visited", "visiting", "visit", "toured", "left", "leaving",
     "departed", "departing", "reached", "through", "outside", "for", "between")
)  # fmt: skip
KINDS_OF_TOWN = frozenset(("city", "town", "village", "municipality", "commune", "township", "canton"))
# Before "to", these make any name that follows a town.
MOVES = re.compile(
    r"\b(?:travel\w*|went|go(?:es|ing|ne)?|fl(?:ew|y|ies|ying|own)|driv(?:es?|ing)|drove|proceed\w*|mov(?:ed|es|ing)|"
    r"continu(?:ed|es|ing)|return(?:ed|s|ing)?|head(?:ed|s|ing)?|visits?|trips?|missions?|tours?|journeys?|delegation)"
    r" (?:(?:on|onwards?|back|over|out|next|today|tomorrow|yesterday) )?(?:to)$",
    re.I,
)  # fmt: skip
LOOKED_BACK = 40  # characters before "to" in which such a word stands
CONTINENTS = frozenset(("europe", "africa", "asia", "america", "americas", "pacific", "oceania"))
LONGEST_TOWN = 4  # words


def add_towns(
    sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> None:
    """Add to ``places`` what can only be a town, and give the towns the country that is named after them.

    ``is_mentioned(i)`` tells whether word ``i`` is part of a person, an office or an organization.
    """
    for i in range(len(sentence.words)):
        if leads_to_town(i, sentence, places, is_mentioned):
            add_towns_at(i + 1, sentence, places, is_mentioned)
    add_countries(sentence, places)
    add_regions(sentence, places)


def leads_to_town(
    i: int, sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> bool:
    """Whether what follows word ``i`` is a town, if it is a name: "in", "to" of a journey, "the city of"."""
    word = sentence.words[i]
    if word.lower == "in":
        return True
    if word.lower in BEFORE_CITIES:
        last = end_of_town(i + 1, sentence, places, is_mentioned)
        if last > i + 1 and countries_of_city(name_of(i + 1, last, sentence)):
            return True
    if word.lower == "of":
        return sentence.word_before(i) in KINDS_OF_TOWN
    before = sentence.plain[max(sentence.start, word.end - LOOKED_BACK) : word.end]
    return word.lower == "to" and not sentence.is_heading and bool(MOVES.search(before))


def name_of(first: int, last: int, sentence: Sentence) -> str:
    return sentence.plain[sentence.words[first].start : sentence.words[last - 1].end]


def start_of_country(comma: int, sentence: Sentence) -> int:
    """Return the number of the word after the mark of "Agadir, Morocco" or "Agadir, in Morocco"."""
    is_apart = comma + 1 < len(sentence.words) and sentence.words[comma + 1].lower == "in"
    return comma + 1 + is_apart


def add_towns_at(
    i: int, sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> None:
    """Add the towns of a row of names that begins at word ``i``: "Monterrey, Mexico City and Saltillo"."""
    words = sentence.words
    while i < len(words):
        if i not in places:
            place = town_at(i, sentence, places, is_mentioned)
            if place is None:
                return
            places[i] = place
        i = places[i].last
        if not (i < len(words) and words[i].text in (",", "and", "&")):
            return
        i += 1
        if i < len(words) and words[i].lower == "and":
            i += 1


def town_at(
    i: int, sentence: Sentence, places: dict[int, PlaceMention], is_mentioned: Callable[[int], bool]
) -> PlaceMention | None:
    """Return the town, or the region, whose name is the run of capitals at word ``i``."""
    words = sentence.words
    last = end_of_town(i, sentence, places, is_mentioned)
    if last == i or words[last - 1].lower in CONTINENTS or not words[i].text[0].isupper():
        return None
    name = name_of(i, last, sentence)
    countries = countries_of_city(name)
    if (region := country_of_region(name)) and region not in countries:
        return PlaceMention(i, last, sentence.passage_of(i, last), "", region)
    goes_on = (
        last < len(words)
        and last not in places
        and words[last].is_capital
        and not is_mentioned(last)
        and words[last].lower not in MONTHS
        and words[last].lower not in WEEKDAYS
    )
    # Each word of a heading may begin with a capital.
    is_unsure = sentence.is_heading and not countries
    if goes_on or is_unsure or words[i].is_upper:
        return None
    return PlaceMention(i, last, sentence.passage_of(i, last), name, is_guessed=True, countries=countries)


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
        if words[town.last].text != "," or start_of_country(town.last, sentence) != country.first:
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


def add_regions(sentence: Sentence, places: dict[int, PlaceMention]) -> None:
    """Give towns the country of the region named after them: "Boulder, Colorado", "Decatur, Ga."."""
    words = sentence.words
    for town in [place for place in places.values() if place.is_town and place.is_guessed]:
        if town.last >= len(words) or words[town.last].text != ",":
            continue
        begin = town.last + 1
        if begin == len(words) or not words[begin].is_capital:
            continue
        for last in range(min(len(words), begin + 3), begin, -1):
            if country := country_of_region(name_of(begin, last, sentence)):
                set_country(town, country, places)
                break


def set_country(town: PlaceMention, country: str, places: dict[int, PlaceMention]) -> None:
    if town.is_guessed or not town.country:
        places[town.first] = replace(town, country=country, is_guessed=False)


def add_town_of_dateline(sentence: Sentence, places: dict[int, PlaceMention]) -> None:
    """Add the town that a dateline begins with, where a city bears the name: "SACRAMENTO - "."""
    last = end_of_town(0, sentence, places, lambda _: False)
    name = name_of(0, last, sentence) if last else ""
    if countries := countries_of_city(name):
        name, passage = name.title() if name.isupper() else name, sentence.passage_of(0, last)
        places[0] = PlaceMention(0, last, passage, name, is_guessed=True, countries=countries)


def settle_towns(of_sentences: Iterable[dict[int, PlaceMention]], home: str) -> None:
    """Give cities their country: the one of those that have one which the text names, or the only one."""
    of_sentences = list(of_sentences)
    named = {place.country for places in of_sentences for place in places.values() if not place.is_guessed}
    named |= {home}
    for places in of_sentences:
        for place in list(places.values()):
            countries = [code for code in place.countries if code in named] or place.countries
            if place.is_guessed and len(countries) == 1:
                set_country(place, countries[0], places)
