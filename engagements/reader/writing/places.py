"""Places as proposals."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.directory import Directory
from engagements.reader.places.finding import PlaceMention
from engagements.reader.places.place_names import country_name
from engagements.reader.proposals import Place


class PlaceWriter:
    """``visited``: the codes of the countries that the visit is to."""

    def __init__(
        self, visited: set[str], directory: Directory, sentences: Sequence[AnnotatedSentence]
    ) -> None:
        self.visited, self.directory = visited, directory
        # Where each sentence begins that names places of one of these countries, or of several.
        self.named: list[tuple[int, set[str]]] = []
        for sentence in sentences:
            places = sentence.places.values()
            if named := visited & {place.country for place in places if not place.is_demonym}:
                self.named.append((sentence.start, named))

    def country_at(self, offset: int) -> str:
        """Return the code of the country visited in which the visit is told to be at an offset, or ""."""
        before = bisect_right(self.named, offset, key=itemgetter(0))
        countries = self.visited if len(self.visited) == 1 or not before else self.named[before - 1][1]
        return next(iter(countries)) if len(countries) == 1 else ""

    def place(self, mention: PlaceMention) -> Place:
        country = mention.country
        reason = "the account names it"
        if mention.is_guessed:
            reason = "where it stands makes it a town"
            country = country or self.country_at(mention.passage.start)
        known, candidates = self.directory.look_up(
            "place", mention.name or country_name(country), country=country
        )
        return Place(
            name=mention.name,
            country=country,
            rule=f"{reason}, {'with' if country else 'without'} a country",
            reason=reason,
            passages=[mention.passage],
            known=known.candidate if known else None,
            candidates=candidates,
        )
