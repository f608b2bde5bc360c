"""Find likely duplicates anew among all records; the admin's page shows what is found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from engagements.duplicates.finding import refresh_pairs
from engagements.models.duplicate_pairs import MergeableKind


class Command(BaseCommand):
    help = "Find likely duplicates among officials, organizations, places and visits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--kind", action="append", choices=MergeableKind.values, help="This kind alone; may repeat."
        )

    def handle(self, *args: Any, kind: list[str] | None, verbosity: int, **options: Any) -> None:
        for chosen in map(MergeableKind, kind or MergeableKind.values):
            count = refresh_pairs(chosen)
            if verbosity:
                self.stdout.write(f"{chosen.label}: {count} likely duplicates")
