"""Write all there is to one file; see docs/deploy.md."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from tqdm import tqdm

from engagements.operations.archive import BackupError
from engagements.operations.backup import write_backup


class Command(BaseCommand):
    help = (
        "Write the whole database, and all attached files, to one file, as they are at one moment. People "
        "can go on working meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="write over a file that is there")

    def handle(self, *args: Any, file: Path, force: bool, verbosity: int, **options: Any) -> None:
        quiet = not verbosity or not sys.stderr.isatty()
        try:
            manifest = write_backup(file, force=force, track=partial(tqdm, leave=False, disable=quiet))
        except BackupError as error:
            raise CommandError(str(error)) from error
        for name in manifest["missing"]:
            self.stderr.write(f"The attached file {name} is not there.")
        if verbosity:
            rows = sum(about["rows"] for about in manifest["tables"].values())
            self.stdout.write(
                f"{file}: {rows:,} rows and {len(manifest['files']):,} files, "
                f"{filesizeformat(file.stat().st_size)}."
            )
