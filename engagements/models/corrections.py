"""Corrections: what somebody who may enter would change in a published record."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from engagements.common.addresses import address_of

from .record_references import RecordReference, RecordReferenceQuerySet, changeable_condition, seen_condition
from .visibility import Viewer


class CorrectionStatus(models.TextChoices):
    OPEN = "open", "to be decided"
    TAKEN = "taken", "taken"
    CHANGED = "changed", "taken with changes"
    DECLINED = "declined", "declined"
    DELETED = "deleted", "closed: the record was deleted"


class CorrectionQuerySet(RecordReferenceQuerySet["Correction"]):
    def visible_to(self, user: Viewer) -> Self:
        """Corrections of records that ``user`` may change, and those that ``user`` sent, of what they see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(changeable_condition(user) | (Q(sent_by=user) & seen_condition(user)))

    def open(self) -> Self:
        return self.filter(status=CorrectionStatus.OPEN)


class Correction(RecordReference):
    """What was changed in the form of a record, kept beside the record until somebody takes or declines it.

    Not the whole form: what others change meanwhile stays as it is then.
    """

    title = models.CharField(
        max_length=300, editable=False, help_text="What the record was called when it was sent."
    )
    version = models.PositiveIntegerField(
        editable=False, help_text="Of the record, as it was when the correction was sent."
    )
    changes = models.JSONField(
        editable=False, help_text="What was typed, by field and line; see admin/correction_data.py."
    )
    note = models.TextField("why", blank=True, help_text="For the editor: where you know it from.")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="corrections_sent"
    )
    sent_at = models.DateTimeField("sent", editable=False)
    status = models.CharField(
        max_length=8, choices=CorrectionStatus, default=CorrectionStatus.OPEN, editable=False
    )
    answer = models.TextField(
        blank=True, help_text="For the sender. Needed to decline: the reason, which the sender reads."
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField("decided", null=True, editable=False)
    is_read = models.BooleanField(default=False, editable=False, help_text="By the sender, once decided.")

    objects = CorrectionQuerySet.as_manager()

    class Meta(RecordReference.Meta):
        default_permissions = ()
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["status"], name="correction_by_status")]
        constraints = [
            *RecordReference.Meta.constraints,
            models.CheckConstraint(
                name="correction_status_known", condition=Q(status__in=CorrectionStatus.values)
            ),
            models.CheckConstraint(
                name="correction_decided_at_a_time",
                condition=Q(status=CorrectionStatus.OPEN, decided_at__isnull=True)
                | (~Q(status=CorrectionStatus.OPEN) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="correction_declined_with_reason",
                condition=~Q(status=CorrectionStatus.DECLINED) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Correction of “{self.title}”"

    @property
    def is_open(self) -> bool:
        return self.status == CorrectionStatus.OPEN

    @property
    def outcome_in_words(self) -> str:
        """Return what became of it, such as "declined by anna"."""
        by = f" by {self.decided_by}" if self.decided_by else ""
        return f"{self.get_status_display()}{by}"

    def get_absolute_url(self) -> str:
        return address_of(f"{self.kind}_detail", self.record_pk)
