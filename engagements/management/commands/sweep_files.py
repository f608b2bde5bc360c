"""List or delete files that no row names, and old uploads."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from engagements.imports import uploads
from engagements.models import ImportUpload
from engagements.operations import backup

SECONDS_A_DAY = 24 * 3600
MAX_DAYS = 36_500


class Command(BaseCommand):
    help = (
        "List old files below MEDIA_ROOT that nothing names, not even the history, and old uploaded sheets; "
        "with --delete, delete them. The log of imports stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="what is younger is kept")
        parser.add_argument("--delete", action="store_true", help="delete what is listed otherwise")

    def handle(self, *args: Any, days: int, delete: bool, verbosity: int, **options: Any) -> None:
        if not 1 <= days <= MAX_DAYS:  # what is being saved just now is not named yet
            raise CommandError(f"--days must be between 1 and {MAX_DAYS:,}.")
        old_uploads = [
            upload
            for upload in ImportUpload.objects.filter(uploaded_at__lt=timezone.now() - timedelta(days=days))
            if not uploads.progress_of(upload)  # nobody works on it
        ]
        old_files = list(self.unnamed_files(time.time() - days * SECONDS_A_DAY))
        size = sum(path.stat().st_size for path in old_files)
        if verbosity:
            for upload in old_uploads:
                self.stdout.write(f"upload: {upload}")
            for path in old_files:
                self.stdout.write(str(path))
        if delete:
            for upload in old_uploads:
                upload.delete()
                uploads.delete_files(upload)
            for path in old_files:
                path.unlink()
        if verbosity:
            self.stdout.write(
                f"{'Deleted' if delete else 'Old'}: {len(old_uploads)} uploads, and {len(old_files)} files "
                f"that nothing names, {filesizeformat(size)}."
            )

    def unnamed_files(self, before: float) -> Iterator[Path]:
        """Yield the files that were written before a time and that no row names: of saves that broke off."""
        root = Path(settings.MEDIA_ROOT)
        named_files = {root / name for name in backup.file_names()}
        folders = {upload.folder for upload in ImportUpload.objects.only("uid")}
        for path in sorted([*root.glob("attachments/*"), *root.glob("imports/*/*")]):
            is_named = path in named_files or path.parent in folders
            if path.is_file() and not is_named and path.stat().st_mtime < before:
                yield path
