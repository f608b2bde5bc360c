"""Write who took part in which meeting into files that all workers share."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from engagements.columns.snapshot import write_snapshot


class Command(BaseCommand):
    help = (
        "Write who took part in which meeting into files in var/columns, from which pages that count who met "
        "whom are fast right after a start. Without them, or with old ones, pages say the same: what the "
        "files do not hold is read from the database."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        try:
            number = write_snapshot(DEFAULT_DB_ALIAS)
        except OSError as error:
            raise CommandError(f"The files could not be written: {error}.") from error
        if verbosity:
            self.stdout.write(f"Wrote {number:,} meetings.")
