"""What was imported: for each record made by an import, the key that it came with."""

from django.db import models

from .import_runs import ImportRun


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

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
