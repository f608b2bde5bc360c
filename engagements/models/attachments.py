"""Files that belong to visits and meetings."""

import uuid
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from engagements.common.addresses import address_of
from engagements.common.file_types import check_upload, suffix_of

from .history import History
from .meetings import Meeting
from .visibility import Viewer
from .visits import Visit


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Return a stored name of our own: nothing of what the uploader typed but the suffix."""
    return f"attachments/{uuid.uuid4()}{suffix_of(filename)}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Viewer) -> Self:
        """Attachments of the visits and meetings that ``user`` may see."""
        return self.filter(
            Q(visit__in=Visit.objects.visible_to(user)) | Q(meeting__in=Meeting.objects.visible_to(user))
        )


class Attachment(models.Model):
    """A file that belongs to one visit or one meeting, and is seen by whoever sees that.

    The file stays when the attachment goes or gets another one: its history names it, and can bring
    it back.
    """

    visit = models.ForeignKey("Visit", models.CASCADE, null=True, blank=True, related_name="attachments")
    meeting = models.ForeignKey("Meeting", models.CASCADE, null=True, blank=True, related_name="attachments")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to=attachment_path)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = AttachmentQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attachment_of_one_record",
                condition=Q(visit__isnull=True, meeting__isnull=False)
                | Q(visit__isnull=False, meeting__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("attachment", self.pk)

    def clean(self) -> None:
        if self.file and not self.file._committed:  # type: ignore[attr-defined] # private: chosen just now
            try:
                check_upload(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from None
