"""The log of imports."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from .meetings import Meeting
from .visibility import Viewer, sees_all_records, visible_history
from .visits import Visit


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: Viewer) -> Self:
        """The imports that wrote nothing which ``user`` may not see: file names and numbers tell of it."""
        if sees_all_records(user):
            return self
        queryset, models_with_history = self, (Visit, Meeting)
        for model in models_with_history:
            history: Any = model.history
            rows = history.model.objects.filter(act=OuterRef("act"))
            visible = visible_history(model, user, history.model.objects.filter(pk=OuterRef("pk")))
            queryset = queryset.filter(~Exists(rows.filter(~Exists(visible))))
        return queryset


class ImportRun(models.Model):
    """One import that was carried through: who, when, from which files, by which mapping."""

    class State(models.TextChoices):
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    # Empty for the command line.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    files = models.JSONField(default=list, help_text="Name, SHA-256 and number of rows of each.")
    mapping_name = models.CharField("mapping", max_length=200)
    mapping_text = models.TextField()
    counts = models.JSONField(default=dict, help_text="By kind of record: made, changed, left, kept.")
    rows_read = models.PositiveIntegerField(default=0)
    rows_left_out = models.PositiveIntegerField(default=0)
    act = models.UUIDField(null=True, help_text="The act in the history that this import was.")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = "import"

    def __str__(self) -> str:
        names = ", ".join(file["name"] for file in self.files)
        return f"{names} by {self.mapping_name}, {self.started_at:%Y-%m-%d %H:%M}"
