"""Records that are found however their names are typed."""

from django.db import models

from engagements.common.folding import fold


class FoldedQuerySet(models.QuerySet):
    def matching(self, text):
        """Records in whose names every word of ``text`` occurs, in any order."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found

    def narrowed(self):
        """Return these rows as they are; of tables that may be long, see `AdaptiveQuerySet`."""
        return self


class FoldedModel(models.Model):
    """A model whose names are found however they are typed.

    ``folded`` is derived from ``folded_from`` at every ``save()``; who writes by
    ``update()`` or ``bulk_create()`` calls ``refold()`` first.
    """

    folded_from = ("name",)

    folded = models.TextField(editable=False, default="")

    objects = FoldedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.refold()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def refold(self):
        """Derive ``folded`` from the names as they are now, parted by bars."""
        self.folded = " | ".join(filter(None, map(fold, self.names_to_fold())))

    def names_to_fold(self):
        """Return all that the record is to be found by, one line a name."""
        return "\n".join(getattr(self, field) for field in self.folded_from).splitlines()
