"""The names of countries, nationalities and towns, as they are compared."""

import re
from functools import cache
from typing import NamedTuple

from django_countries import countries

from engagements.common.country_names import FORMS_OF_GOVERNMENT, OTHER_NAMES
from engagements.common.folding import fold

from . import gazetteer


class Town(NamedTuple):
    name: str
    country: str


class PlaceNames(NamedTuple):
    """Folded name -> the code of the country, or the town."""

    countries: dict[str, str]
    demonyms: dict[str, str]
    towns: dict[str, Town]


@cache
def place_names() -> PlaceNames:
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    towns: dict[str, Town] = {}
    for country in countries:
        for name in (country.name, re.sub(r"\s*[(,].*", "", country.name)):
            names[fold(name)] = country.code
    for code, rest in gazetteer.table("countries.txt"):
        adjectives, _, others = rest.partition("|")
        for name in filter(None, map(fold, adjectives.split(","))):
            demonyms.setdefault(name, code)
        for name in filter(None, map(fold, others.split(", "))):
            names[name] = names[name.replace("peoples ", "people ")] = code
    # "The French Republic", "the Kingdom of Norway", "the Republic of Korea".
    for name, code in demonyms.items():
        names.setdefault(f"{name} republic", code)
    for name, code in list(names.items()):
        for form in FORMS_OF_GOVERNMENT:
            if form != "state of":  # "the Secretary of State of the Holy See"
                names.setdefault(f"{form} {name}", code)
    for code, others in OTHER_NAMES.items():
        for name in map(fold, others.split(";")):
            if " of " in name:
                names.setdefault(name, code)
    for code, rest in gazetteer.table("towns.txt"):
        for name in rest.split(", "):
            towns.setdefault(fold(name), Town(name, code))
    return PlaceNames(names, demonyms, towns)


@cache
def first_words() -> set[str]:
    """Return the words that any of the names begins with."""
    return {name.split()[0] for table in place_names() for name in table if name}


def country_name(code: str) -> str:
    return str(countries.name(code))
