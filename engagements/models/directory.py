"""What the entries of the directory share: officials, organizations, places, topics."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.db import models

from engagements.common.name_likeness import sounds_of
from engagements.common.sorting import sort_key

from .folded_models import FoldedModel, FoldedQuerySet
from .querysets import ModelT
from .visibility import Viewer

ALIASES_HELP = "Other names and spellings, one a line."
NATIVE_HELP = "The name in its own language or script."


class DirectoryQuerySet(FoldedQuerySet[ModelT]):
    has_few_rows = True  # beside records; see `AdaptiveQuerySet`

    def visible_to(self, user: Viewer) -> Self:
        """The entries that ``user`` may see: all, for whoever may read the directory."""
        if user.has_perm(f"engagements.view_{self.model._meta.model_name}"):
            return self
        return self.none()

    def fetch_ids_of_countries(self, codes: Collection[str]) -> list[int]:
        """Return the ids of those of the countries, of places or organizations; asks at once."""
        return list(self.filter(country__in=codes).order_by().values_list("pk", flat=True))


class DirectoryModel(FoldedModel):
    """An entry of the directory: offered for near spellings, listed as people look names up."""

    derived_fields: ClassVar[tuple[str, ...]] = ("folded", "sounds", "sort_key")

    sounds = models.TextField(editable=False, default="")
    sort_key = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def refold(self) -> None:
        super().refold()
        self.sounds = sounds_of(self.folded)
        self.sort_key = sort_key(*self.names_to_sort())

    def names_to_sort(self) -> list[str]:
        """Return what the entry is listed by; the first counts first."""
        return [getattr(self, self.folded_from[0])]
