"""What a backup holds: every row, its history included, and every file that a row names.

A zip archive that both databases write and read, so it also moves the system from one to the
other: ``tables/NAME.jsonl`` with a row a line, ``files/NAME`` as below MEDIA_ROOT, and
``manifest.json``, written last, which names all of it with its SHA-256. Sessions are left out, and so
is what the database makes by itself: documents for the search, and the list of migrations.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, Protocol, TypeVar
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from engagements.models import LoggedChange, MeetingStamp

BACKUP_FORMAT, BACKUP_VERSION = "engagements backup", 1
MANIFEST_NAME = "manifest.json"
ROW_BATCH_SIZE = 1000
CHUNK_SIZE = 2**20  # bytes

# What is of this database alone: sessions, and the order of its transactions.
NOT_ARCHIVED = (Session, LoggedChange, MeetingStamp)

Item = TypeVar("Item")


class BackupError(Exception):
    """Why a backup can't be made or restored, in words for whoever keeps the system."""


class Track(Protocol):
    """Called as tqdm is, and yields what it is given."""

    def __call__(self, items: Iterable[Item], **options: Any) -> Iterable[Item]: ...


def untracked(items: Iterable[Item], **options: Any) -> Iterable[Item]:
    return items


def archived_models() -> list[type[Model]]:
    """Return the models whose rows are in a backup, tables of many-to-many relations included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in NOT_ARCHIVED
    ]


def models_filled_by_migrate() -> set[type[Model]]:
    """Return the models of which a database that was just migrated has rows."""
    return {ContentType, Permission, Group, Group.permissions.through}


def column_names(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if field.column]


def row_lines(model: type[Model]) -> Iterator[bytes]:
    """Yield each row of ``model`` as a line of JSON."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=ROW_BATCH_SIZE):
        yield json.dumps(row, default=as_text, separators=(",", ":")).encode() + b"\n"


def as_text(value: object) -> str:
    """Return a value that JSON has no form for as text; raise TypeError if no text is agreed on."""
    if isinstance(value, date | time):
        return value.isoformat()  # to the microsecond
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"no text is agreed on for {type(value)}")


def media_path(name: str) -> Path:
    """Return the path of the file ``name``; raise BackupError if that is not below MEDIA_ROOT."""
    try:
        return Path(default_storage.path(name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise BackupError(f"“{name}” is no name of an attached file.") from error


def applied_migrations() -> list[list[str]]:
    """Return those of the migrations that this version knows which are applied, as [app, name]."""
    loader = MigrationLoader(connection)
    return sorted(map(list, loader.applied_migrations.keys() & loader.graph.nodes.keys()))


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
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


def file_chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_SIZE):
        yield chunk
