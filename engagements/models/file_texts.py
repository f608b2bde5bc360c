"""What sources and attached files say, by their pages, so that it is found."""

from typing import Self

from django.db import models
from django.db.models import Q

from engagements.common.folding import fold

from .attachments import Attachment
from .sources import Source
from .visibility import Viewer


class FileTextQuerySet(models.QuerySet["FileText"]):
    def visible_to(self, user: Viewer) -> Self:
        """Texts of the sources and of the attached files that ``user`` may see."""
        condition = Q(pk__in=[])
        if user.has_perm("engagements.view_source"):
            condition |= Q(source__in=Source.objects.visible_to(user))
        if user.has_perm("engagements.view_attachment"):
            condition |= Q(attachment__in=Attachment.objects.visible_to(user))
        return self.filter(condition)


class FileText(models.Model):
    """One page of the text of a source or of an attached file, or why there is none.

    Taken once, when they are saved or by ``index_files``; it can be taken again at any time.
    """

    source = models.ForeignKey(Source, models.CASCADE, null=True, related_name="texts")
    attachment = models.ForeignKey(Attachment, models.CASCADE, null=True, related_name="texts")
    file_name = models.CharField(
        max_length=100, blank=True, help_text="The stored file that it was taken from; of a source empty."
    )
    number = models.PositiveIntegerField(help_text="Of the pages of one file, from 1.")
    is_page = models.BooleanField(help_text="Whether the file itself has this page; else it is a part of it.")
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True, editable=False)
    why_not = models.CharField(max_length=300, blank=True, help_text="Why nothing of it can be searched.")

    objects = FileTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()  # seen by whoever sees what it is of; entered by nobody
        constraints = [
            models.CheckConstraint(
                name="file_text_of_one",
                condition=Q(source__isnull=True, attachment__isnull=False)
                | Q(source__isnull=False, attachment__isnull=True),
            ),
            models.UniqueConstraint(fields=["source", "number"], name="file_text_source_page_once"),
            models.UniqueConstraint(fields=["attachment", "number"], name="file_text_attachment_page_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source or self.attachment}, {self.number}"

    def refold(self) -> None:
        self.folded = fold(self.text)
