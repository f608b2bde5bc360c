"""The map: how many engagements there were in each country, or with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from engagements.columns.meetings import MeetingSet, RecordSet, VisitSet
from engagements.columns.segments import EITHER_SIDE
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE
from engagements.reports.matrix import ShadeRange, shade_of, shade_ranges
from engagements.reports.parties import Party, parties_by_key

from .country_shapes import CountryShape, country_shapes

# Whose countries are counted; where meetings were is a column.
COUNTED_SIDES = {
    (MeetingSet, "party"): EITHER_SIDE,
    (VisitSet, "party"): DELEGATION_SIDE,
    (VisitSet, "place"): COUNTERPART_SIDE,
}


@dataclass
class MapCountry:
    """``times`` in it and the ``shade`` of that, 0 for none; pages add the address of the list of those."""

    party: Party
    shape: CountryShape | None
    times: int = 0
    shade: int = 0
    list_address: str = ""

    @property
    def has_borders(self) -> bool:
        return bool(self.shape and self.shape.path)


class CountsByCountry(NamedTuple):
    """Numbers by the code of a country, and the number of those of which no country is known."""

    counts: dict[str, int]
    unknown: int


class WorldMap:
    """The countries of ``counts`` (code -> number), and all that can be drawn.

    ``counted`` are those of ``counts``, most first; ``drawn`` all that have a shape; ``undrawable`` those
    of ``counted`` that have none.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        shapes, most = country_shapes(), max(counts.values(), default=0)
        parties = parties_by_key("countries", shapes.keys() | counts.keys())
        countries = [
            MapCountry(party, shapes.get(code), times, shade_of(times, most) if times else 0)
            for code, party, times in ((code, party, counts.get(code, 0)) for code, party in parties.items())
        ]
        countries.sort(key=lambda country: (-country.times, country.party.name))
        self.counted = [country for country in countries if country.times]
        # Points come last, so that no borders cover them.
        self.drawn = sorted(
            (country for country in countries if country.shape), key=lambda country: not country.has_borders
        )
        self.undrawable = [country for country in self.counted if not country.shape]

    @property
    def shade_ranges(self) -> list[ShadeRange]:
        """Return the range of each shade that is there."""
        return shade_ranges((country.shade, country.times) for country in self.counted)


def counts_by_country(records: RecordSet, by: str) -> CountsByCountry:
    """Return the number of ``records`` by country: ``by`` place, or by party but for the home country."""
    if isinstance(records, MeetingSet) and by == "place":
        counts = records.count_by_place_country()
        unknown = counts.pop("", 0)
        return CountsByCountry(counts, unknown)
    sides = COUNTED_SIDES[type(records), by]
    tallies = records.tallies("countries", sides)
    counts = {tally.key: tally.times for tally in tallies.most_frequent(0, len(tallies))}
    if by == "party":
        counts.pop(settings.HOME_COUNTRY, None)
    return CountsByCountry(counts, records.count() - records.with_any_party("countries", sides).count())
