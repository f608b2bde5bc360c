"""A backup brought back into an empty database."""

import hashlib
import json
import zipfile
import zlib
from itertools import islice, zip_longest

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from engagements.models.records import Record

from .archive import (
    BATCH,
    FORMAT,
    MANIFEST,
    VERSION,
    BackupError,
    chunks_of,
    columns,
    kept_models,
    lines,
    made_by_migrate,
    migrations,
    new_file,
    no_track,
    place,
)
from .sequences import set_last_ids

# What zipfile and json raise at an archive that is none, or no longer.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(ValueError, KeyError, TypeError, AttributeError, OverflowError),
)


# --- Reading


class Backup:
    """A backup that was opened and found whole; nothing is written before that."""

    def __init__(self, path, track=no_track):
        """Raise `BackupError` if it is damaged, no backup, or of another version."""
        self.path = path
        try:
            self.file = path.open("rb")
        except OSError as error:
            raise BackupError(f"{path}: {error.strerror}.") from error
        try:
            self.archive = zipfile.ZipFile(self.file)
            self.manifest = json.loads(self.archive.read(MANIFEST))
            if self.manifest["format"] != FORMAT:
                raise ValueError("not ours")
            if self.manifest["version"] != VERSION:
                raise BackupError(f"{path} is written in a form that this version does not read.")
            self.check_members(track)
        except UNREADABLE as error:
            raise BackupError(f"{path} is no backup, or it is damaged ({error}).") from error

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.file.close()

    def check_members(self, track):
        members = {f"tables/{table}.jsonl": about for table, about in self.manifest["tables"].items()}
        members |= {f"files/{name}": about for name, about in self.manifest["files"].items()}
        if sorted([*members, MANIFEST]) != sorted(self.archive.namelist()):
            raise ValueError("something is missing or too much")
        for name, about in track(members.items(), desc="checking", unit=" members"):
            digest, rows = hashlib.sha256(), 0
            with self.archive.open(name) as member:
                for chunk in chunks_of(member):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
            if digest.hexdigest() != about["sha256"] or rows != about.get("rows", rows):
                raise ValueError(f"{name} is not what it was")
        for name in self.manifest["files"]:
            place(name)

    def check_version(self):
        """Raise `BackupError` unless this database is of the very version that the backup is of."""
        here, there = ({tuple(one) for one in found} for found in (migrations(), self.manifest["migrations"]))
        if there - here - MigrationLoader(None).graph.nodes.keys():
            raise BackupError(
                f"{self.path} is of a later version of the program. Install that one, and restore with it."
            )
        if there - here:
            raise BackupError("The database is not migrated; run `manage.py migrate` first.")
        tables = {model._meta.db_table: columns(model) for model in kept_models()}
        if here - there or tables != {
            table: about["columns"] for table, about in self.manifest["tables"].items()
        }:
            raise BackupError(
                f"{self.path} is of an earlier version of the program. Install that one, restore with it, "
                "and then upgrade."
            )

    def lines(self, model):
        with self.archive.open(f"tables/{model._meta.db_table}.jsonl") as member:
            yield from member

    def records(self, model):
        """Yield each row as an unsaved record."""
        fields = model._meta.concrete_fields
        names = [field.attname for field in fields]
        for line in self.lines(model):
            row = zip(fields, json.loads(line), strict=True)
            yield model.from_db(None, names, [field.to_python(value) for field, value in row])

    def restore(self, track=no_track):
        """Bring all of it into this database and MEDIA_ROOT, or nothing; raise `BackupError` if not."""
        self.check_version()
        written = []
        try:
            with transaction.atomic():
                check_empty()
                for name in track(self.manifest["files"], desc="files", unit=" files"):
                    if self.restore_file(name):
                        written.append(place(name))
                for model in (*made_by_migrate(), Session):
                    model._base_manager.all()._raw_delete(connection.alias)
                # Visits and meetings after all that they name and that names them: their documents for
                # the search, which triggers write, are then right at once.
                for model in sorted(kept_models(), key=lambda model: issubclass(model, Record)):
                    self.restore_rows(model, track)
                connection.check_constraints()
                for model in kept_models():
                    self.compare(model, track)
                set_last_ids(self.manifest["last_ids"])  # last, as PostgreSQL does not take it back
        except BaseException as error:
            for path in written:
                path.unlink()
            if isinstance(error, (*UNREADABLE, DatabaseError, ValidationError)):
                raise BackupError(f"It can't be restored; nothing was changed. {error}") from error
            raise
        ContentType.objects.clear_cache()

    def restore_rows(self, model, track):
        table = model._meta.db_table
        total = self.manifest["tables"][table]["rows"]
        records = iter(track(self.records(model), total=total, desc=table, unit=" rows"))
        fields = model._meta.concrete_fields
        size = min(BATCH, connection.ops.bulk_batch_size(fields, range(BATCH)))
        while batch := list(islice(records, size)):
            # Raw: as it was, without what saving would set anew.
            model._base_manager._insert(batch, fields=fields, raw=True)

    def compare(self, model, track):
        """Raise `BackupError` unless the database holds the very rows of the backup."""
        table = model._meta.db_table
        total = self.manifest["tables"][table]["rows"]
        rows = track(lines(model), total=total, desc=f"comparing {table}", unit=" rows")
        for found, expected in zip_longest(rows, self.lines(model)):
            # PostgreSQL puts the keys of JSON in another order.
            if found != expected and (
                found is None or expected is None or json.loads(found) != json.loads(expected)
            ):
                raise BackupError(f"It can't be restored; nothing was changed. {table} came out different.")

    def restore_file(self, name):
        """Write the file ``name``; return False where the very same one is there already."""
        path, expected = place(name), self.manifest["files"][name]["sha256"]
        if path.exists():
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == expected:
                    return False
            raise BackupError(f"{path} is there already, and is another file than the one in the backup.")
        path.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
        with new_file(path) as file, self.archive.open(f"files/{name}") as member:
            for chunk in chunks_of(member):
                file.write(chunk)
        return True


def check_empty():
    """Raise `BackupError` where the database holds anything but what migrate puts there."""
    for model in kept_models():
        if model not in made_by_migrate() and model._base_manager.exists():
            raise BackupError(
                f"This database is not empty: it holds {model._meta.verbose_name_plural}. A backup is "
                "restored into an empty one: give one by DATABASE_URL, and run `manage.py migrate` on it."
            )
