"""Records that are found however their names are typed."""

from typing import Any, ClassVar, Self

from django.db import models

from engagements.common.folding import fold

from .querysets import ModelT


class FoldedQuerySet(models.QuerySet[ModelT]):
    def matching(self, text: str) -> Self:
        """Records in whose names every word of ``text`` occurs, in any order."""
        queryset = self
        for word in fold(text).split():
            queryset = queryset.filter(folded__contains=word)
        return queryset

    def narrowed(self) -> Self:
        """Return these rows as they are; of tables that may be long, see `AdaptiveQuerySet`."""
        return self

    def for_ordered_scan(self) -> Self:
        """Return these rows as they are, as `narrowed` does."""
        return self


class FoldedModel(models.Model):
    """A model whose names are found however they are typed.

    ``folded`` is derived from ``folded_from`` at every ``save()``; who writes by
    ``update()`` or ``bulk_create()`` calls ``refold()`` first.
    """

    folded_from: ClassVar[tuple[str, ...]] = ("name",)
    derived_fields: ClassVar[tuple[str, ...]] = ("folded",)  # what `refold` sets

    folded = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refold()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.derived_fields}
        super().save(*args, **kwargs)

    def refold(self) -> None:
        """Derive ``folded`` from the names as they are now, parted by bars."""
        self.folded = " | ".join(filter(None, map(fold, self.names_to_fold())))

    def names_to_fold(self) -> list[str]:
        """Return all that the record is to be found by, one line a name."""
        return "\n".join(getattr(self, field) for field in self.folded_from).splitlines()
