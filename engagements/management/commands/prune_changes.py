"""Delete old rows of what the API tells of changes."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from engagements.models import LoggedChange

MAX_DAYS = 36_500


class Command(BaseCommand):
    help = (
        "Delete what the API needs to tell of changes of long ago. Programs that have not asked since then "
        "are told to read all anew. Records and their history stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=400, help="what is younger is kept")

    def handle(self, *args: Any, days: int, verbosity: int, **options: Any) -> None:
        if not 1 <= days <= MAX_DAYS:
            raise CommandError(f"--days must be between 1 and {MAX_DAYS:,}.")
        count = LoggedChange.objects.prune(timezone.now() - timedelta(days=days))
        if verbosity:
            self.stdout.write(f"Deleted {count} changes from more than {days} days ago.")
