"""Find likely duplicates anew among all records; the admin's page shows what is found."""

from django.core.management.base import BaseCommand

from engagements import duplicates
from engagements.models.merges import Kind


class Command(BaseCommand):
    help = "Find likely duplicates among officials, organizations, places and visits."

    def add_arguments(self, parser):
        parser.add_argument("kinds", nargs="*", choices=Kind.values, metavar="kind", default=Kind.values)

    def handle(self, *args, kinds, verbosity, **options):
        for kind in map(Kind, kinds):
            found = duplicates.refresh(kind)
            if verbosity:
                self.stdout.write(f"{kind.label}: {found} likely duplicates")
