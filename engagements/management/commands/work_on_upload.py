"""Reads or imports what somebody uploaded; started by the page, not by hand."""

import resource
from argparse import ArgumentParser
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from engagements.imports.uploads import work
from engagements.models import ImportUpload

MAX_SECONDS = 3_600  # of processor time
MAX_MEMORY = 4_000_000_000  # bytes of addresses


class Command(BaseCommand):
    # Those of the addresses would load every page, which takes longer than to read a short sheet.
    requires_system_checks = [Tags.models]
    help = "Read or import the sheets of one upload. The page for it in the admin starts this."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("upload", type=int)
        parser.add_argument("--limited", action="store_true", help="end it after an hour, or above 4 GB")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limited"]:
            resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        upload = ImportUpload.objects.select_related("user").filter(pk=options["upload"]).first()
        if upload is None:
            raise CommandError(f"There is no upload {options['upload']}.")
        work(upload)
