"""Countries, nationalities and towns in a sentence."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re
from dataclasses import dataclass
from functools import cache

from django_countries import countries

from engagements.common.countries import FORMS, NAMES
from engagements.common.folding import fold

from . import gazetteer
from .words import PLAIN_WORDS

LONGEST = 8  # words of the longest name in the tables


@dataclass(frozen=True, slots=True)
class Spot:
    """A country, a town or a nationality, as words ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    name: str = ""
    country: str = ""
    is_demonym: bool = False
    guessed: bool = False  # a town known by its context alone


@cache
def tables():
    """Return the tables of countries, nationalities and towns: folded name -> what it is."""
    names, demonyms, towns = {}, {}, {}
    for country in countries:
        for name in (country.name, re.sub(r"\s*[(,].*", "", country.name)):
            names[fold(name)] = country.code
    for code, rest in gazetteer.table(gazetteer.COUNTRIES):
        adjectives, _, others = rest.partition("|")
        for name in filter(None, map(fold, adjectives.split(","))):
            demonyms.setdefault(name, code)
        for name in filter(None, map(fold, others.split(", "))):
            names[name] = code
    # "The French Republic", "the Kingdom of Norway", "the Republic of Korea".
    for name, code in demonyms.items():
        names.setdefault(f"{name} republic", code)
    for name, code in list(names.items()):
        for form in FORMS:
            if form != "state of":  # "the Secretary of State of the Holy See"
                names.setdefault(f"{form} {name}", code)
    for code, others in NAMES.items():
        for name in map(fold, others.split(";")):
            if " of " in name:
                names.setdefault(name, code)
    for code, rest in gazetteer.table(gazetteer.CITIES):
        for name in rest.split(", "):
            towns.setdefault(fold(name), (name, code))
    return names, demonyms, towns


@cache
def first_words():
    names, demonyms, towns = tables()
    return {name.split()[0] for table in (names, demonyms, towns) for name in table if name}


def country_name(code):
    return countries.name(code)


# "US" and "UK" are capitals; "us" and "in" are not.
SHORT = re.compile(r"[A-Z]\.?[A-Z](?:\.?[A-Z])?\.?$")


def find(sentence, directory):
    """Return the spots that ``sentence`` names, by the number of their first word."""
    names, demonyms, towns = tables()
    words = sentence.words
    # Only words in capitals begin a name; most are not.
    folded = [fold(word.text) if word.is_capital or word.text[0].isalnum() else "" for word in words]
    spots, i = {}, 0
    while i < len(words):
        spot = None
        if words[i].is_capital and (
            folded[i].split(" ")[0] in first_words() or folded[i] in directory.place_words
        ):
            for j in range(min(len(words), i + LONGEST), i, -1):
                text = " ".join(filter(None, folded[i:j]))
                if j > i + 1 and words[j - 1].is_mark and words[j - 1].text != ".":
                    continue
                short = j == i + 1 and len(words[i].text) <= 3 and not SHORT.match(words[i].text)
                if short and text not in demonyms:  # "Lao"
                    continue
                # "Mexico" is a country and "Mexico City" a town: the longest name wins.
                if place := directory.places.get(text):
                    spot = Spot(i, j, place.name, place.country)
                elif text in towns:
                    spot = Spot(i, j, *towns[text])
                elif text in demonyms:
                    spot = Spot(i, j, "", demonyms[text], is_demonym=True)
                elif text in names:
                    spot = Spot(i, j, "", names[text])
                if spot:
                    break
        if spot:
            spots[i] = spot
            i = spot.last
        else:
            i += 1
    return spots


BEFORE_A_TOWN = frozenset("in at to from near visited of".split())


def towns_by_context(sentence, spots, mentioned):
    """Add what can only be a town: capitalised words after "in", or before a country's name.

    ``mentioned(i)`` tells whether word ``i`` is part of a person, an office or an organization.
    """
    words = sentence.words
    country_after = {}
    for i, word in enumerate(words):
        if word.lower != "in" or i + 1 >= len(words):
            continue
        j = i + 1
        while j < len(words):
            if j in spots:
                j = spots[j].last
            else:
                start = j
                while (
                    j < len(words)
                    and j not in spots
                    and not words[j].is_mark
                    and words[j].is_capital
                    and words[j].lower not in PLAIN_WORDS
                    and not mentioned(j)
                    and j - start < 4
                ):
                    j += 1
                if j == start or not words[start].text[0].isupper() or words[start].is_upper:
                    break
                name = sentence.plain[words[start].start : words[j - 1].end]
                spots[start] = Spot(start, j, name, "", guessed=True)
            if j < len(words) and words[j].text in (",", "and", "&"):
                j += 1
                if j < len(words) and words[j].lower == "and":
                    j += 1
                continue
            break
    # "Mexico City and Monterrey, Mexico": the country is that of all before it.
    ordered = sorted(spots)
    for number in range(len(ordered) - 1, -1, -1):
        spot = spots[ordered[number]]
        if spot.name or spot.is_demonym or number == 0:
            continue
        before = spots[ordered[number - 1]]
        if (
            before.last < len(words)
            and words[before.last].text == ","
            and before.last + 1 == spot.first
            and before.name
        ):
            country_after[before.first] = spot.country
            k = number - 1
            while k and spots[ordered[k - 1]].name and words[spots[ordered[k - 1]].last].text in (",", "and"):
                if spots[ordered[k - 1]].last + 2 < ordered[k]:
                    break
                k -= 1
                country_after[ordered[k]] = spot.country
            country_after[spot.first] = None
    for first, code in country_after.items():
        spot = spots[first]
        if code is None:
            continue
        if spot.guessed or not spot.country:
            spots[first] = Spot(spot.first, spot.last, spot.name, code)
    return {first for first, code in country_after.items() if code is None}
