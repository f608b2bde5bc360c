"""One file with all there is: every row, its history included, and every file that a row names.

A zip archive that both databases write and read, so it also moves the system from one to the
other: ``tables/NAME.jsonl`` with a row a line, ``files/NAME`` as below MEDIA_ROOT, and
``manifest.json``, written last, which names all of it with its SHA-256. Sessions are left out, and so
is what the database makes by itself: documents for the search, and the list of migrations.
"""

import hashlib
import json
import os
import zipfile
import zlib
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import islice, zip_longest
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from engagements.models import Attachment, ImportUpload
from engagements.models.records import Record

FORMAT, VERSION = "engagements backup", 1
MANIFEST = "manifest.json"
BATCH = 1000  # rows
CHUNK = 2**20  # bytes
# What zipfile and json raise at an archive that is none, or no longer.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(ValueError, KeyError, TypeError, AttributeError, OverflowError),
)


class BackupError(Exception):
    """Why a backup can't be made or restored, in words for whoever keeps the system."""


def no_track(rows, **about):
    return rows


# --- What is in it


def kept_models():
    """Return the models whose rows are in a backup, tables of many-to-many relations included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model is not Session
    ]


def made_by_migrate():
    """Return the models of which a database that was just migrated has rows."""
    return {ContentType, Permission, Group, Group.permissions.through}


def columns(model):
    return [field.column for field in model._meta.concrete_fields]


def lines(model):
    """Yield each row of ``model`` as a line of JSON."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps(row, default=as_text, separators=(",", ":")).encode() + b"\n"


def as_text(value):
    if isinstance(value, date | time):
        return value.isoformat()  # to the microsecond
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"no text is agreed on for {type(value)}")


def file_names():
    """Return the names below MEDIA_ROOT of the files that rows name, also rows of the history.

    The files of an upload are named by its folder; how far the work on it is, is told anew.
    """
    found = set()
    for model in (Attachment, Attachment.history.model):
        found.update(model._base_manager.exclude(file="").values_list("file", flat=True))
    for upload in ImportUpload.objects.only("uid"):
        for path in upload.folder.glob("*"):
            if path.name != "lock" and path.suffix != ".new":
                found.add(path.relative_to(settings.MEDIA_ROOT).as_posix())
    return sorted(found)


def place(name):
    """Return the path of the file ``name``; raise BackupError if that is not below MEDIA_ROOT."""
    try:
        return Path(default_storage.path(name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise BackupError(f"“{name}” is no name of an attached file.") from error


def migrations():
    """Return those of the migrations that this version knows which are applied."""
    loader = MigrationLoader(connection)
    return sorted(map(list, loader.applied_migrations.keys() & loader.graph.nodes.keys()))


def last_ids():
    """Return the highest id that each table ever gave out.

    A record that was deleted has its history under its id; a new one must not get that.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            known = dict(cursor.fetchall())
            return {model._meta.db_table: known.get(model._meta.db_table, 0) for model in numbered_models()}
        found = {}
        for model in numbered_models():
            cursor.execute(
                "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0)",
                [f'"{model._meta.db_table}"', model._meta.pk.column],
            )
            (found[model._meta.db_table],) = cursor.fetchone()
        return found


def set_last_ids(last):
    with connection.cursor() as cursor:
        for model in numbered_models():
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last[table]]
                )
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), greatest(%s, 1), %s > 0)",
                    [f'"{table}"', model._meta.pk.column, last[table], last[table]],
                )


def numbered_models():
    return [model for model in kept_models() if isinstance(model._meta.pk, models.AutoField)]


# --- Writing


@contextmanager
def snapshot():
    """All that is read inside is of one moment; others go on writing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Not by atomic(): that begins as a writer, and makes the others wait.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        else:
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield


@contextmanager
def new_file(path):
    """Yield a file that only its owner can read and that gets its name once it is whole and on the disk."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def add(archive, name, chunks, compression=zipfile.ZIP_DEFLATED):
    """Write ``chunks`` as one member of ``archive``; return its size and digest."""
    size, digest = 0, hashlib.sha256()
    info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    info.compress_type = compression
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return {"size": size, "sha256": digest.hexdigest()}


def chunks_of(file):
    while chunk := file.read(CHUNK):
        yield chunk


def write(path, *, force=False, track=no_track):
    """Write a backup to ``path`` and return its manifest; raise `BackupError` if it can't be made.

    ``track`` is called as tqdm is, and yields what it is given.
    """
    if path.exists() and not force:
        raise BackupError(f"{path} is there already; --force writes over it.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no folder {path.parent}.")
    try:
        with new_file(path) as file, zipfile.ZipFile(file, "w") as archive, snapshot():
            manifest = {
                "format": FORMAT,
                "version": VERSION,
                "made_at": datetime.now(UTC).isoformat(),
                "database": connection.vendor,
                "migrations": migrations(),
                "last_ids": last_ids(),
                "tables": {},
                "files": {},
                "missing": [],
            }
            for model in kept_models():
                table, count = model._meta.db_table, model._base_manager.count()
                rows = track(lines(model), total=count, desc=table, unit=" rows")
                manifest["tables"][table] = {
                    "columns": columns(model),
                    "rows": count,
                    **add(archive, f"tables/{table}.jsonl", rows),
                }
            for name in track(file_names(), desc="files", unit=" files"):
                try:
                    with place(name).open("rb") as kept:
                        # Most are compressed in themselves.
                        about = add(archive, f"files/{name}", chunks_of(kept), zipfile.ZIP_STORED)
                        manifest["files"][name] = about
                except FileNotFoundError:
                    manifest["missing"].append(name)
            add(archive, MANIFEST, [json.dumps(manifest, indent=1).encode()])
    except OSError as error:
        raise BackupError(f"{error.filename or path}: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise BackupError(f"The database can't be read: {error}") from error
    return manifest


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
