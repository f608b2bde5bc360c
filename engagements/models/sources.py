"""Where facts come from: readouts, cables, press accounts, registers."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from engagements.common.dates import validate_year

from .folded_models import FoldedModel, FoldedQuerySet
from .history import History
from .uids import UidModel
from .visibility import Viewer


class SourceQuerySet(FoldedQuerySet["Source"]):
    def visible_to(self, user: Viewer) -> Self:
        """Sources of a record that ``user`` may see, and those that no record names yet."""
        condition, unnamed = Q(), Q()
        for relation in (self.model.visits, self.model.meetings):
            record: Any = relation.field.model
            through = relation.through._default_manager
            visible = {f"{record._meta.model_name}__in": record.objects.visible_to(user)}
            condition |= Q(pk__in=through.filter(**visible).values("source"))
            unnamed &= ~Q(pk__in=through.values("source"))
        return self.filter(condition | unnamed)


class Source(FoldedModel, UidModel):
    """A readout, cable, press account or register; its dates are no dates of a visit."""

    folded_from = ("title", "publisher")

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True, validators=[validate_year])
    retrieved_on = models.DateField(null=True, blank=True, validators=[validate_year])
    text = models.TextField(blank=True, help_text="What it says, where it may be kept.")

    objects = SourceQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
