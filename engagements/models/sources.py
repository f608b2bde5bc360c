"""Where facts come from, and what they are about: sources, topics, attachments."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from engagements.common.addresses import address_of
from engagements.common.dates import validate_year
from engagements.common.file_types import check_upload, suffix_of

from .directory import DirectoryQuerySet, Tree
from .folded import Folded, FoldedQuerySet
from .history import History


class Topic(Folded, Tree):
    name = models.CharField(max_length=150, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = DirectoryQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="topic_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message="A topic can't be its own parent.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{address_of('meeting_list')}?topic={self.pk}"


class SourceQuerySet(FoldedQuerySet):
    def visible_to(self, user):
        """Sources of a record that ``user`` may see, and those that no record names yet."""
        condition, unnamed = Q(), Q()
        for relation in (self.model.visits, self.model.meetings):
            record, through = relation.field.model, relation.through.objects
            seen = {f"{record._meta.model_name}__in": record.objects.visible_to(user)}
            condition |= Q(pk__in=through.filter(**seen).values("source"))
            unnamed &= ~Q(pk__in=through.values("source"))
        return self.filter(condition | unnamed)


class Source(Folded):
    """A readout, cable, press account or register; its dates are no dates of a visit."""

    folded_from = ("title", "publisher")

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True, validators=[validate_year])
    retrieved_on = models.DateField(null=True, blank=True, validators=[validate_year])
    text = models.TextField(blank=True, help_text="What it says, where it may be kept.")

    objects = SourceQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title


def attachment_path(attachment, filename):
    """Return a stored name of our own: nothing of what the uploader typed but the suffix."""
    return f"attachments/{uuid.uuid4()}{suffix_of(filename)}"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Attachments of the visits and meetings that ``user`` may see."""
        condition = Q()
        for field in ("visit", "meeting"):
            records = self.model._meta.get_field(field).related_model.objects
            condition |= Q(**{f"{field}__in": records.visible_to(user)})
        return self.filter(condition)


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

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("attachment", self.pk)

    def clean(self):
        if self.file and not self.file._committed:  # chosen just now
            try:
                check_upload(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from None
