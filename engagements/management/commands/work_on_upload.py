"""Reads or imports what somebody uploaded; started by the page, not by hand."""

from django.core.management.base import BaseCommand, CommandError

from engagements.imports.uploads import work
from engagements.models import ImportUpload


class Command(BaseCommand):
    help = "Read or import the sheets of one upload. The page for it in the admin starts this."

    def add_arguments(self, parser):
        parser.add_argument("upload", type=int)

    def handle(self, *args, upload, **options):
        found = ImportUpload.objects.select_related("user").filter(pk=upload).first()
        if found is None:
            raise CommandError(f"There is no upload {upload}.")
        work(found)
