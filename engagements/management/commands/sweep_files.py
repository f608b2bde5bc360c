"""Files that no row names: of saves that broke off, and of uploads that are long done with."""

import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from engagements.imports import uploads
from engagements.models import ImportUpload
from engagements.operations import backup

DAY = 24 * 3600  # seconds
MOST = 36_500


class Command(BaseCommand):
    help = (
        "List old files below MEDIA_ROOT that nothing names, not even the history, and old uploaded sheets; "
        "with --delete, delete them. The log of imports stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30, help="what is younger is kept")
        parser.add_argument("--delete", action="store_true", help="delete what is listed otherwise")

    def handle(self, *args, days, delete, verbosity, **options):
        if not 1 <= days <= MOST:  # what is being saved just now is not named yet
            raise CommandError(f"--days must be between 1 and {MOST:,}.")
        old_uploads = [
            upload
            for upload in ImportUpload.objects.filter(uploaded_at__lt=timezone.now() - timedelta(days=days))
            if not uploads.progress_of(upload)  # nobody works on it
        ]
        old_files = list(self.unnamed(time.time() - days * DAY))
        size = sum(path.stat().st_size for path in old_files)
        if verbosity:
            for what in (*(f"upload: {upload}" for upload in old_uploads), *old_files):
                self.stdout.write(str(what))
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

    def unnamed(self, before):
        """Yield the files that were written before then and belong to no row."""
        root = Path(settings.MEDIA_ROOT)
        named = {root / name for name in backup.file_names()}
        folders = {upload.folder for upload in ImportUpload.objects.only("uid")}
        for path in sorted([*root.glob("attachments/*"), *root.glob("imports/*/*")]):
            is_named = path in named or path.parent in folders
            if path.is_file() and not is_named and path.stat().st_mtime < before:
                yield path
