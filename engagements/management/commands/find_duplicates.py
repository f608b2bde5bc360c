"""Find likely duplicates anew among all records; the admin's page shows what is found."""

from django.core.management.base import BaseCommand

from engagements.duplicates.finding import refresh_pairs
from engagements.models.duplicate_pairs import MergeableKind


class Command(BaseCommand):
    help = "Find likely duplicates among officials, organizations, places and visits."

    def add_arguments(self, parser):
        parser.add_argument(
            "--kind", action="append", choices=MergeableKind.values, help="This kind alone; may repeat."
        )

    def handle(self, *args, kind, verbosity, **options):
        for one in map(MergeableKind, kind or MergeableKind.values):
            found = refresh_pairs(one)
            if verbosity:
                self.stdout.write(f"{one.label}: {found} likely duplicates")
