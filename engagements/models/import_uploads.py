"""Sheets that were uploaded to be imported."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models

from .import_runs import ImportRun


class ImportUpload(models.Model):
    """Sheets that somebody uploaded to import them: read, looked at, and then imported or discarded.

    What works on them is a process of its own, which tells how far it is in a file beside them:
    inside the one transaction of an import nothing could be told by the database.
    """

    class State(models.TextChoices):
        READING = "reading", "being read"
        ASKING = "asking", "to be answered"
        READY = "ready", "to review"
        IMPORTING = "importing", "being imported"
        DONE = "done", "imported"
        FAILED = "failed", "can’t be imported"

    WORKING = (State.READING, State.IMPORTING)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    message = models.TextField(blank=True, help_text="Why it can't be imported.")
    files = models.JSONField(default=list, help_text="The name of each, as its owner gave it.")
    mapping_name = models.CharField("mapping", max_length=200)
    mapping_text = models.TextField()
    proposal = models.JSONField(default=dict, help_text="What each column means, as it was chosen.")
    decided = models.JSONField(default=dict, help_text="Fields of [sheet] that were decided on the page.")
    skip_bad_rows = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True, help_text="Of the plan that was looked at.")
    preview = models.JSONField(default=dict, help_text="What the plan comes to, for the page.")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, blank=True, related_name="uploads")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = "spreadsheet import"
        verbose_name_plural = "spreadsheet imports"

    def __str__(self) -> str:
        return ", ".join(self.files)

    @property
    def folder(self) -> Path:
        """Where its files lie, under names of our own."""
        return Path(settings.MEDIA_ROOT) / "imports" / str(self.uid)

    def paths(self) -> list[tuple[Path, str]]:
        """Return (path, name as given) of each file."""
        return [(self.folder / f"{number}.sheet", name) for number, name in enumerate(self.files)]
