"""What the entries of the directory share: officials, organizations, places, topics."""

from collections.abc import Collection
from typing import Self

from .folded_models import FoldedQuerySet
from .querysets import ModelT
from .visibility import Viewer

ALIASES_HELP = "Other names and spellings, one a line."
NATIVE_HELP = "The name in its own language or script."


class DirectoryQuerySet(FoldedQuerySet[ModelT]):
    has_few_rows = True  # beside records; see `AdaptiveQuerySet`

    def for_ordered_scan(self) -> Self:
        return self

    def visible_to(self, user: Viewer) -> Self:
        """The entries that ``user`` may see: all, for whoever may read the directory."""
        if user.has_perm(f"engagements.view_{self.model._meta.model_name}"):
            return self
        return self.none()

    def fetch_ids_of_countries(self, codes: Collection[str]) -> list[int]:
        """Return the ids of those of the countries, of places or organizations; asks at once."""
        return list(self.filter(country__in=codes).values_list("pk", flat=True))
