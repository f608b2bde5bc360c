"""Records that may be one: the pairs found, what was decided on them, and the merges made."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .duplicate_pairs import MERGEABLE_MODELS, MergeableKind


class Merge(models.Model):
    """One record merged into another, with all that is needed to take them apart again.

    Records are named by key: the one that was merged is gone, and the one that is kept may
    be merged or deleted later.
    """

    kind = models.CharField(max_length=12, choices=MergeableKind)
    kept = models.PositiveBigIntegerField()
    other = models.PositiveBigIntegerField()
    other_uid = models.UUIDField(null=True)
    other_name = models.CharField(max_length=300)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    act = models.UUIDField(unique=True, help_text="The act of this merge in the history.")
    # As Django's serializers write records: model, pk, fields.
    snapshot = models.JSONField(encoder=DjangoJSONEncoder, help_text="The record that was merged.")
    before = models.JSONField(encoder=DjangoJSONEncoder, help_text="The one that was kept, as it was.")
    moved = models.JSONField(help_text="Model, field, and the keys of the rows that pointed at the other.")
    dropped = models.JSONField(encoder=DjangoJSONEncoder, help_text="Lines that were there twice.")
    filled = models.JSONField(
        encoder=DjangoJSONEncoder, help_text="Lines that took over from a dropped one, as they were."
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_act = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "kept"], name="merge_kept")]

    def __str__(self) -> str:
        return f"{self.kind} {self.other_name} into {self.kept}"

    @property
    def model(self) -> type[models.Model]:
        return MERGEABLE_MODELS[self.kind]
