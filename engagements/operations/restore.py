"""Brings a backup back into an empty database."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from engagements.models.records import Record

from .archive import (
    BACKUP_FORMAT,
    BACKUP_VERSION,
    MANIFEST_NAME,
    ROW_BATCH_SIZE,
    BackupError,
    Track,
    applied_migrations,
    archived_models,
    column_names,
    file_chunks,
    media_path,
    models_filled_by_migrate,
    new_file,
    row_lines,
    untracked,
)
from .sequences import set_last_ids

# What zipfile and json raise at an archive that is none, or no longer.
ARCHIVE_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(ValueError, KeyError, TypeError, AttributeError, OverflowError),
)


class Backup:
    """A backup that was opened and found whole; nothing is written before that."""

    def __init__(self, path: Path, track: Track = untracked) -> None:
        """Raise `BackupError` if it is damaged, no backup, or of another version."""
        self.path = path
        try:
            self.file = path.open("rb")
        except OSError as error:
            raise BackupError(f"{path}: {error.strerror}.") from error
        try:
            self.archive = zipfile.ZipFile(self.file)
            self.manifest = json.loads(self.archive.read(MANIFEST_NAME))
            if self.manifest["format"] != BACKUP_FORMAT:
                raise ValueError("not ours")
            if self.manifest["version"] != BACKUP_VERSION:
                raise BackupError(f"{path} is written in a form that this version does not read.")
            self.check_members(track)
        except ARCHIVE_ERRORS as error:
            raise BackupError(f"{path} is no backup, or it is damaged ({error}).") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.file.close()

    def check_members(self, track: Track) -> None:
        members = {f"tables/{table}.jsonl": about for table, about in self.manifest["tables"].items()}
        members |= {f"files/{name}": about for name, about in self.manifest["files"].items()}
        if sorted([*members, MANIFEST_NAME]) != sorted(self.archive.namelist()):
            raise ValueError("something is missing or too much")
        for name, about in track(members.items(), desc="checking", unit=" members"):
            digest, rows = hashlib.sha256(), 0
            with self.archive.open(name) as member:
                for chunk in file_chunks(member):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
            if digest.hexdigest() != about["sha256"] or rows != about.get("rows", rows):
                raise ValueError(f"{name} is not what it was")
        for name in self.manifest["files"]:
            media_path(name)

    def check_version(self) -> None:
        """Raise `BackupError` unless this database is of the very version that the backup is of."""
        applied = set(map(tuple, applied_migrations()))
        needed = set(map(tuple, self.manifest["migrations"]))
        if needed - applied - MigrationLoader(None).graph.nodes.keys():
            raise BackupError(
                f"{self.path} is of a later version of the program. Install that one, and restore with it."
            )
        if needed - applied:
            raise BackupError("The database is not migrated; run `manage.py migrate` first.")
        columns = {model._meta.db_table: column_names(model) for model in archived_models()}
        backup_columns = {table: about["columns"] for table, about in self.manifest["tables"].items()}
        if applied - needed or columns != backup_columns:
            raise BackupError(
                f"{self.path} is of an earlier version of the program. Install that one, restore with it, "
                "and then upgrade."
            )

    def lines(self, model: type[Model]) -> Iterator[bytes]:
        with self.archive.open(f"tables/{model._meta.db_table}.jsonl") as member:
            yield from member

    def records(self, model: type[Model]) -> Iterator[Model]:
        """Yield each row as an unsaved record."""
        fields = model._meta.concrete_fields
        names = [field.attname for field in fields]
        for line in self.lines(model):
            row = zip(fields, json.loads(line), strict=True)
            yield model.from_db(None, names, [field.to_python(value) for field, value in row])

    def restore(self, track: Track = untracked) -> None:
        """Bring all of it into this database and MEDIA_ROOT, or nothing; raise `BackupError` if not."""
        self.check_version()
        written = []
        emptied: list[type[Model]] = [*models_filled_by_migrate(), Session]
        try:
            with transaction.atomic():
                check_empty()
                for name in track(self.manifest["files"], desc="files", unit=" files"):
                    if self.restore_file(name):
                        written.append(media_path(name))
                for model in emptied:
                    model._base_manager.all()._raw_delete(connection.alias)
                # Visits and meetings after all that they name and that names them: their documents for
                # the search, which triggers write, are then right at once.
                for model in sorted(archived_models(), key=lambda model: issubclass(model, Record)):
                    self.restore_rows(model, track)
                connection.check_constraints()
                for model in archived_models():
                    self.compare_rows(model, track)
                set_last_ids(self.manifest["last_ids"])  # last, as PostgreSQL does not take it back
        except BaseException as error:
            for path in written:
                path.unlink()
            if isinstance(error, (*ARCHIVE_ERRORS, DatabaseError, ValidationError)):
                raise BackupError(f"It can't be restored; nothing was changed. {error}") from error
            raise
        ContentType.objects.clear_cache()

    def restore_rows(self, model: type[Model], track: Track) -> None:
        table = model._meta.db_table
        total = self.manifest["tables"][table]["rows"]
        records = iter(track(self.records(model), total=total, desc=table, unit=" rows"))
        fields = model._meta.concrete_fields
        size = min(ROW_BATCH_SIZE, connection.ops.bulk_batch_size(fields, range(ROW_BATCH_SIZE)))
        while batch := list(islice(records, size)):
            # Raw: as it was, without what saving would set anew. No public method does it.
            model._base_manager._insert(batch, fields=fields, raw=True)  # type: ignore[attr-defined] # as above

    def compare_rows(self, model: type[Model], track: Track) -> None:
        """Raise `BackupError` unless the database holds the very rows of the backup."""
        table = model._meta.db_table
        total = self.manifest["tables"][table]["rows"]
        lines = track(row_lines(model), total=total, desc=f"comparing {table}", unit=" rows")
        for line, expected in zip_longest(lines, self.lines(model)):
            # PostgreSQL puts the keys of JSON in another order.
            if line != expected and (
                line is None or expected is None or json.loads(line) != json.loads(expected)
            ):
                raise BackupError(f"It can't be restored; nothing was changed. {table} came out different.")

    def restore_file(self, name: str) -> bool:
        """Write the file ``name``; return False where the very same one is there already."""
        path, expected = media_path(name), self.manifest["files"][name]["sha256"]
        if path.exists():
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == expected:
                    return False
            raise BackupError(f"{path} is there already, and is another file than the one in the backup.")
        path.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
        with new_file(path) as file, self.archive.open(f"files/{name}") as member:
            for chunk in file_chunks(member):
                file.write(chunk)
        return True


def check_empty() -> None:
    """Raise `BackupError` where the database holds anything but what migrate puts there."""
    for model in archived_models():
        if model not in models_filled_by_migrate() and model._base_manager.exists():
            raise BackupError(
                f"This database is not empty: it holds {model._meta.verbose_name_plural}. A backup is "
                "restored into an empty one: give one by DATABASE_URL, and run `manage.py migrate` on it."
            )
