"""What the entries of the directory share: officials, organizations, places, topics."""

from django.core.exceptions import ValidationError
from django.db import models

from .folded_models import FoldedQuerySet

ALIASES_HELP = "Other names and spellings, one a line."


NATIVE_HELP = "The name in its own language or script."


class DirectoryQuerySet(FoldedQuerySet):
    is_few = True  # beside records; see `AdaptiveQuerySet`

    def in_order(self):
        return self

    def visible_to(self, user):
        """The entries that ``user`` may see: all, for whoever may read the directory."""
        if user.has_perm(f"engagements.view_{self.model._meta.model_name}"):
            return self
        return self.none()


class Tree(models.Model):
    """A model whose records may have a parent; a chain of parents has no loop.

    ``parent`` is held by a trigger in the database (see ``parent_loops.py``), since a
    loop can't be seen from one row.
    """

    class Meta:
        abstract = True

    @classmethod
    def descendant_ids(cls, *roots):
        """Return the ids of ``roots`` and of all that descends from them, as a set."""
        children = {}
        for pk, parent in cls._default_manager.filter(parent__isnull=False).values_list("pk", "parent"):
            children.setdefault(parent, []).append(pk)
        found, waiting = set(), list(roots)
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting.extend(children.get(pk, ()))
        return found

    def clean(self):
        super().clean()
        if self.pk and self.parent_id in self.descendant_ids(self.pk):
            raise ValidationError({"parent": f"{self.parent} is, or lies under, {self} itself."})
