"""Bring back what `backup` wrote; see docs/deploy.md."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from engagements.operations.archive import BackupError
from engagements.operations.restore import Backup


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty database, and its files into MEDIA_ROOT. It is looked through "
        "first: one that is damaged, or of another version, is refused. All or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--check", action="store_true", help="say whether the backup is whole, and restore nothing"
        )

    def handle(self, *args: Any, file: Path, check: bool, verbosity: int, **options: Any) -> None:
        quiet = not verbosity or not sys.stderr.isatty()
        track = partial(tqdm, leave=False, disable=quiet)
        try:
            with Backup(file, track) as backup:
                if not check:
                    backup.restore(track)
        except BackupError as error:
            raise CommandError(str(error)) from error
        for name in backup.manifest["missing"]:
            self.stderr.write(f"The attached file {name} was not there any more when the backup was made.")
        if verbosity:
            rows = sum(about["rows"] for about in backup.manifest["tables"].values())
            self.stdout.write(
                f"{'Whole' if check else 'Restored'}: {rows:,} rows and "
                f"{len(backup.manifest['files']):,} files, of {backup.manifest['made_at']}."
            )
        if not check:
            try:
                call_command("write_snapshot", verbosity=0)
            except CommandError as error:  # what was restored is whole without it
                self.stderr.write(str(error))
