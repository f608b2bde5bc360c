"""The map: how many engagements there were in each country, of those that the places name."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.functions import Coalesce

from engagements.models import Stop
from engagements.reports.matrix import SHADES, shade_of
from engagements.reports.parties import Party, parties_by_key

from .country_shapes import Shape, shapes


@dataclass
class Country:
    """``times`` in it and the ``shade`` of that, 0 for none; pages add the ``list`` that has them."""

    party: Party
    shape: Shape | None
    times: int = 0
    shade: int = 0
    list: str = ""


class World:
    """The countries of ``counts`` (code -> number), and all that can be drawn."""

    def __init__(self, counts):
        outlines, most = shapes(), max(counts.values(), default=0)
        known = parties_by_key("countries", outlines.keys() | counts.keys())
        countries = [
            Country(known[code], outlines.get(code), times, shade_of(times, most) if times else 0)
            for code, times in ((code, counts.get(code, 0)) for code in known)
        ]
        countries.sort(key=lambda country: (-country.times, country.party.name))
        self.with_any = [country for country in countries if country.times]
        # Points come last, so that no borders cover them.
        self.drawn = sorted(
            (country for country in countries if country.shape), key=lambda country: not country.shape.path
        )
        self.missing = [country for country in self.with_any if not country.shape]

    @property
    def classes(self):
        """Return (shade, fewest, most) of each shade that is there."""
        found = []
        for shade in range(1, SHADES + 1):
            times = [country.times for country in self.with_any if country.shade == shade]
            if times:
                found.append((shade, min(times), max(times)))
        return found


def meetings_by_country(meetings):
    """Return (code -> number of ``meetings`` at a place in it, number of those of which it is not known)."""
    counts = dict(
        meetings.order_by().values_list(Coalesce("place__country", Value(""))).annotate(Count("pk"))
    )
    unknown = counts.pop("", 0)
    return counts, unknown


def visits_by_country(visits):
    """As `meetings_by_country`, by the stops: a visit counts once in each country."""
    visits = visits.order_by()
    stops = Stop.objects.filter(place__country__gt="").order_by()
    counted = stops.filter(visit__in=visits.values("pk")).values_list("place__country")
    counts = dict(counted.annotate(Count("visit", distinct=True)))
    return counts, visits.exclude(Exists(stops.filter(visit=OuterRef("pk")))).count()
