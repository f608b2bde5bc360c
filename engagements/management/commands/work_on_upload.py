"""Reads or imports what somebody uploaded; started by the page, not by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engagements.imports.uploads import work
from engagements.models import ImportUpload


class Command(BaseCommand):
    help = "Read or import the sheets of one upload. The page for it in the admin starts this."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("upload", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        upload = ImportUpload.objects.select_related("user").filter(pk=options["upload"]).first()
        if upload is None:
            raise CommandError(f"There is no upload {options['upload']}.")
        work(upload)
