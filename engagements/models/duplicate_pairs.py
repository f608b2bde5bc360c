"""Pairs of records that may be one, and what was decided on them."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .meetings import Meeting
from .officials import Official
from .organizations import Organization
from .places import Place
from .sources import Source
from .topics import Topic
from .visibility import Viewer
from .visits import Visit

MERGEABLE_MODELS = {
    model._meta.model_name: model for model in (Official, Organization, Place, Topic, Visit, Meeting, Source)
}


class MergeableKind(models.TextChoices):
    """What may be merged; each value is the name of a model of `MERGEABLE_MODELS`."""

    OFFICIAL = "official", "officials"
    ORGANIZATION = "organization", "organizations"
    PLACE = "place", "places"
    TOPIC = "topic", "topics"
    VISIT = "visit", "visits"
    MEETING = "meeting", "meetings"
    SOURCE = "source", "sources"


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, user: Viewer) -> Self:
        """Pairs of which ``user`` may see both records; a pair whose record is gone is in nobody's list."""
        condition = Q()
        for kind, model in MERGEABLE_MODELS.items():
            seen = model.objects.visible_to(user).order_by().values("pk")
            condition |= Q(kind=kind, first__in=seen, second__in=seen)
        return self.filter(condition)

    def involving(self, kind: str, pks: Collection[int]) -> Self:
        """Pairs of which at least one record is among ``pks``."""
        return self.filter(Q(first__in=pks) | Q(second__in=pks), kind=kind)


class DuplicatePair(models.Model):
    """Two records that look like one.

    They are named by their keys alone: what was decided on them is still known when one
    of them was deleted and is brought back.
    """

    class State(models.TextChoices):
        OPEN = "open", "to review"
        DISTINCT = "not_the_same", "not the same"

    kind = models.CharField(max_length=12, choices=MergeableKind)
    first = models.PositiveBigIntegerField(help_text="The lower key of the two.")
    second = models.PositiveBigIntegerField()
    score = models.PositiveSmallIntegerField(help_text="0 to 100: how much they look like one.")
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = "likely duplicate"
        # Who may see and decide on a pair follows from what they may do with its two records.
        default_permissions = ()
        permissions = [("merge_records", "Can merge two records into one, and undo it")]
        ordering = ["-score", "kind", "first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(name="duplicate_pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="duplicate_pair_kind_known", condition=Q(kind__in=MergeableKind.values)
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-score"], name="duplicate_pair_best"),
            models.Index(fields=["kind", "second"], name="duplicate_pair_second"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} and {self.second}"
