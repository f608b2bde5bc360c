"""Places as proposals."""

from engagements.reader.directory import Directory
from engagements.reader.places.finding import PlaceMention
from engagements.reader.places.place_names import country_name
from engagements.reader.proposals import Passage, Place


class PlaceWriter:
    """``visited``: the codes of the countries that the visit is to."""

    def __init__(self, visited: set[str], directory: Directory) -> None:
        self.visited, self.directory = visited, directory

    def place(self, mention: PlaceMention, passage: Passage) -> Place:
        country = mention.country
        reason = "the account names it"
        if mention.is_guessed:
            reason = "where it stands makes it a town"
            if not country and len(self.visited) == 1:
                (country,) = self.visited
        known, candidates = self.directory.look_up(
            "place", mention.name or country_name(country), country=country
        )
        return Place(
            name=mention.name,
            country=country,
            rule=f"{reason}, {'with' if country else 'without'} a country",
            reason=reason,
            passages=[passage],
            known=known.candidate if known else None,
            candidates=candidates,
        )
