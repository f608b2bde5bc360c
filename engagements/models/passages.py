"""Where in a source each field of a record was read."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from .sources import Source
from .visibility import Viewer


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, user: Viewer) -> Self:
        """Passages of the sources that ``user`` may see."""
        return self.filter(source__in=Source.objects.visible_to(user))

    def for_display(self) -> Self:
        """With all that `Passage.about` names, in the order of the readout."""
        return self.select_related(
            "source",
            "stop__place",
            *(
                f"{line}__{named}"
                for line in ("member", "participant")
                for named in ("official", "organization")
            ),
            "outcome",
        )


class Passage(models.Model):
    """The words of a source that a field of a visit, a meeting or one of its lines was read from.

    Kept when the record is made, and never changed after: a field that is edited later still
    tells where it came from.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="passages")
    visit = models.ForeignKey("Visit", models.CASCADE, null=True, related_name="passages")
    meeting = models.ForeignKey("Meeting", models.CASCADE, null=True, related_name="passages")
    # The line of the visit or meeting that it is about; none where it is about the record itself.
    stop = models.ForeignKey("Stop", models.CASCADE, null=True, related_name="passages")
    member = models.ForeignKey("DelegationMember", models.CASCADE, null=True, related_name="passages")
    participant = models.ForeignKey("Participant", models.CASCADE, null=True, related_name="passages")
    outcome = models.ForeignKey("Outcome", models.CASCADE, null=True, related_name="passages")
    field = models.CharField(
        max_length=30, blank=True, help_text="Its name in the model; empty: the record or line as a whole."
    )
    text = models.TextField()
    start = models.PositiveIntegerField(
        help_text="Offset of its first character in the readout as it was read."
    )
    end = models.PositiveIntegerField(help_text="Offset past its last one.")

    LINE_FIELDS = ("stop", "member", "participant", "outcome")

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                name="passage_of_one_record",
                condition=Q(visit__isnull=True, meeting__isnull=False)
                | Q(visit__isnull=False, meeting__isnull=True),
            ),
            models.CheckConstraint(name="passage_in_order", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return f"“{self.text[:80]}”"

    @property
    def about(self) -> str:
        """What was read here, in words: "Thea Lee, Deputy Assistant Secretary" or "dates"."""
        line = next((getattr(self, name) for name in self.LINE_FIELDS if getattr(self, f"{name}_id")), None)
        if line is not None:
            return str(line)
        record: Any = Passage.visit if self.visit_id else Passage.meeting
        options = record.field.remote_field.model._meta
        return str(options.get_field(self.field).verbose_name if self.field else options.verbose_name)
