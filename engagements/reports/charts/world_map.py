"""The map: how many engagements there were in each country, or with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Count, Exists, OuterRef

from engagements.columns.segments import EITHER_SIDE
from engagements.models import DelegationMember, Stop
from engagements.reports.matrix import ShadeRange, shade_of, shade_ranges
from engagements.reports.parties import Party, parties_by_key

from .country_shapes import CountryShape, country_shapes

if TYPE_CHECKING:
    from engagements.columns.meetings import MeetingSet
    from engagements.models.visits import VisitQuerySet


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


def meetings_by_place(meetings: MeetingSet) -> CountsByCountry:
    """Return the number of ``meetings`` by the country of their place."""
    counts = meetings.count_by_place_country()
    unknown = counts.pop("", 0)
    return CountsByCountry(counts, unknown)


def meetings_by_party(meetings: MeetingSet) -> CountsByCountry:
    """As `meetings_by_place`, by those who took part on either side, but for the home country."""
    tallies = meetings.tallies("countries", EITHER_SIDE)
    counts = {tally.key: tally.times for tally in tallies.most_frequent(0, len(tallies))}
    unknown = meetings.count() - meetings.with_any_party("countries", EITHER_SIDE).count()
    return CountsByCountry(without_home(counts), unknown)


def visits_by_place(visits: VisitQuerySet) -> CountsByCountry:
    """As `meetings_by_place`, by the stops: a visit counts once in each country."""
    visits = visits.order_by()
    stops = Stop.objects.filter(place__country__gt="").order_by()
    by_country = stops.filter(visit__in=visits.values("pk")).values_list("place__country")
    counts = dict(by_country.annotate(Count("visit", distinct=True)))
    unknown = visits.exclude(Exists(stops.filter(visit=OuterRef("pk")))).count()
    return CountsByCountry(counts, unknown)


def visits_by_party(visits: VisitQuerySet) -> CountsByCountry:
    """As `meetings_by_place`, by the sender and the members, but for the home country."""
    visits = visits.order_by()
    members = DelegationMember.objects.filter(organization__country__gt="").order_by()
    pairs = set(visits.filter(organization__country__gt="").values_list("pk", "organization__country"))
    pairs |= set(members.filter(visit__in=visits.values("pk")).values_list("visit", "organization__country"))
    unknown = visits.count() - len({visit for visit, _ in pairs})
    return CountsByCountry(without_home(Counter(code for _, code in pairs)), unknown)


def without_home(counts: Mapping[str, int]) -> dict[str, int]:
    return {code: number for code, number in counts.items() if code != settings.HOME_COUNTRY}
