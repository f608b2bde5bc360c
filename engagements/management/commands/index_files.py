"""Take the text of the sources and attached files that were not read when they were saved."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from engagements.common.limited_process import SECONDS_IN_BACKGROUND
from engagements.intake.file_texts import (
    attachments_to_index,
    index_attachment,
    index_source,
    sources_to_index,
)
from engagements.models import Attachment, FileText, Source


class Command(BaseCommand):
    help = (
        "Take the text of sources and attached files, so that the search finds it: of those of which none "
        "was taken yet, such as large ones, and those of an import or an earlier version. Can be run at any "
        "time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="take the text of all of them anew")

    def handle(self, *args: Any, **options: Any) -> None:
        again = options["again"]
        sources = Source.objects.all() if again else sources_to_index()
        attachments = Attachment.objects.all() if again else attachments_to_index()
        source_count = attachment_count = 0
        for source in sources.order_by("pk").iterator(chunk_size=100):
            index_source(source)
            source_count += 1
        # Their ids first: a database need not keep a list open while each file is read.
        for pk in attachments.order_by("pk").values_list("pk", flat=True):
            index_attachment(Attachment.objects.get(pk=pk), seconds=SECONDS_IN_BACKGROUND)
            attachment_count += 1
        without_text = FileText.objects.exclude(why_not="").count()
        self.stdout.write(
            f"Taken: the text of {source_count} sources and {attachment_count} files. "
            f"Of all files, {without_text} have none that can be searched."
        )
