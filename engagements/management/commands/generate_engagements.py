"""Fill an empty database with invented engagements, for benchmarks."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from engagements.models import Meeting, Official, Organization, Visit
from engagements.operations.sample_data import SampleData
from engagements.search.index import suspended_index

MOST = 10_000_000


class Command(BaseCommand):
    help = "Fill an empty database with invented engagements; the same seed gives the same ones."

    def add_arguments(self, parser):
        parser.add_argument("--meetings", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, required=True, metavar="S")

    def handle(self, *args, meetings, seed, verbosity, **options):
        if not 1 <= meetings <= MOST:
            raise CommandError(f"--meetings must be between 1 and {MOST:,}.")
        for model in (Visit, Meeting, Official, Organization):
            if model.objects.exists():
                raise CommandError(
                    f"There are {model._meta.verbose_name_plural} in this database. Invented ones are not "
                    "mixed with what is there: give an empty database by DATABASE_URL."
                )
        quiet = not verbosity or not sys.stderr.isatty()
        with tqdm(unit=" rows", unit_scale=True, disable=quiet) as bar, transaction.atomic():
            rows = {}

            def progress(noun, number):
                rows[noun] = rows.get(noun, 0) + number
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
