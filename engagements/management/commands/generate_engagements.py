"""Fill an empty database with invented engagements, for benchmarks."""

import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from engagements.models import Meeting, Official, Organization, Visit
from engagements.operations.sample_data import SampleData
from engagements.search.index import suspended_index

MAX_MEETINGS = 10_000_000


class Command(BaseCommand):
    help = "Fill an empty database with invented engagements; the same seed gives the same ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--meetings", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, required=True, metavar="S")

    def handle(self, *args: Any, meetings: int, seed: int, verbosity: int, **options: Any) -> None:
        if not 1 <= meetings <= MAX_MEETINGS:
            raise CommandError(f"--meetings must be between 1 and {MAX_MEETINGS:,}.")
        for model in (Visit, Meeting, Official, Organization):
            if model.objects.exists():
                raise CommandError(
                    f"There are {model._meta.verbose_name_plural} in this database. Invented ones are not "
                    "mixed with what is there: give an empty database by DATABASE_URL."
                )
        quiet = not verbosity or not sys.stderr.isatty()
        with tqdm(unit=" rows", unit_scale=True, disable=quiet) as bar, transaction.atomic():
            rows: Counter[str] = Counter()

            def progress(noun: str, number: int) -> None:
                rows[noun] += number
                bar.set_description(noun)
                bar.update(number)

            with suspended_index():
                SampleData(meetings, seed, progress).build()
                bar.set_description("words")
        if verbosity:
            self.stdout.write(
                f"Made {rows['meetings']:,} meetings with {rows['participants']:,} participants, "
                f"{rows['officials']:,} officials and {rows['organizations']:,} organizations."
            )
