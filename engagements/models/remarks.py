"""Remarks: what those who may edit a record say to each other about it."""

from typing import Self

from django.conf import settings
from django.db import models

from .record_references import RecordReference, RecordReferenceQuerySet
from .visibility import Viewer


class RemarkQuerySet(RecordReferenceQuerySet["Remark"]):
    def visible_to(self, user: Viewer) -> Self:
        """Remarks on the records that ``user`` may see and change."""
        return self.of_changeable(user)


class Remark(RecordReference):
    """A remark on a record, in its thread; the reason why a record was returned to draft is one.

    For those alone who may edit the record: it is in no export, paper or answer of the API.
    """

    text = models.TextField("remark", help_text="@name tells somebody who may edit the record of it.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="remarks_written",
        help_text="Empty where a script returned the record to draft.",
    )
    written_at = models.DateTimeField("written", auto_now_add=True)
    waits_for = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="remarks_waiting",
        help_text="Who is named in it and has neither answered nor marked it as read.",
    )
    returned_version = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text="The version of the record that was returned to draft with this reason.",
    )

    objects = RemarkQuerySet.as_manager()

    class Meta(RecordReference.Meta):
        default_permissions = ()
        ordering = ["written_at", "pk"]
        constraints = [
            *RecordReference.Meta.constraints,
            models.CheckConstraint(name="remark_not_empty", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
