"""What was imported: the log of imports, and for each record made by one the key it came with."""

from django.conf import settings
from django.db import models


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

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = "import"

    def __str__(self):
        names = ", ".join(one["name"] for one in self.files)
        return f"{names} by {self.mapping_name}, {self.started_at:%Y-%m-%d %H:%M}"


class ImportedRecord(models.Model):
    """A key that a mapping gave to a record, and the values that were last imported into it.

    A value that is another one now was edited by hand, and is kept. The record is named by
    kind and id without a foreign key: one that was deleted stays known as such. Who merges
    records points the rows of the one that goes to the one that stays.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=250)
    object_id = models.BigIntegerField()
    values = models.JSONField(default=dict)
    run = models.ForeignKey(
        ImportRun, models.PROTECT, related_name="records", help_text="The last import that wrote it."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="imported_key_once")]
        indexes = [models.Index(fields=["kind", "object_id"], name="imported_record_of")]

    def __str__(self):
        return f"{self.kind} {self.key}"
