"""Writes a backup: one file with all there is, as it is at one moment."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from engagements.models import Attachment, ImportUpload

from .archive import (
    BACKUP_FORMAT,
    BACKUP_VERSION,
    MANIFEST_NAME,
    BackupError,
    Track,
    applied_migrations,
    archived_models,
    column_names,
    file_chunks,
    media_path,
    new_file,
    row_lines,
    untracked,
)
from .sequences import last_ids


def file_names() -> list[str]:
    """Return the names below MEDIA_ROOT of the files that rows name, also rows of the history.

    The files of an upload are named by its folder; its progress is not kept, as it is written anew.
    """
    names: set[str] = set()
    for model in (Attachment, Attachment.history.model):
        names.update(model._base_manager.exclude(file="").values_list("file", flat=True))
    for upload in ImportUpload.objects.only("uid"):
        for path in upload.folder.glob("*"):
            if path.name != "lock" and path.suffix != ".new":
                names.add(path.relative_to(settings.MEDIA_ROOT).as_posix())
    return sorted(names)


@contextmanager
def snapshot() -> Iterator[None]:
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


def add_member(
    archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes], compression: int = zipfile.ZIP_DEFLATED
) -> dict[str, Any]:
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


def write_backup(path: Path, *, force: bool = False, track: Track = untracked) -> dict[str, Any]:
    """Write a backup to ``path`` and return its manifest; raise `BackupError` if it can't be made."""
    if path.exists() and not force:
        raise BackupError(f"{path} is there already; --force writes over it.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no folder {path.parent}.")
    try:
        with new_file(path) as file, zipfile.ZipFile(file, "w") as archive, snapshot():
            manifest = {
                "format": BACKUP_FORMAT,
                "version": BACKUP_VERSION,
                "made_at": datetime.now(UTC).isoformat(),
                "database": connection.vendor,
                "migrations": applied_migrations(),
                "last_ids": last_ids(),
                "tables": add_tables(archive, track),
            }
            manifest["files"], manifest["missing"] = add_files(archive, track)
            add_member(archive, MANIFEST_NAME, [json.dumps(manifest, indent=1).encode()])
    except OSError as error:
        raise BackupError(f"{error.filename or path}: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise BackupError(f"The database can't be read: {error}") from error
    return manifest


def add_tables(archive: zipfile.ZipFile, track: Track) -> dict[str, Any]:
    """Write the rows of all tables; return what the manifest says of them."""
    tables = {}
    for model in archived_models():
        table, count = model._meta.db_table, model._base_manager.count()
        rows = track(row_lines(model), total=count, desc=table, unit=" rows")
        member = add_member(archive, f"tables/{table}.jsonl", rows)
        tables[table] = {"columns": column_names(model), "rows": count, **member}
    return tables


def add_files(archive: zipfile.ZipFile, track: Track) -> tuple[dict[str, Any], list[str]]:
    """Write the attached files; return what the manifest says of them, and which are missing."""
    members, missing = {}, []
    for name in track(file_names(), desc="files", unit=" files"):
        try:
            with media_path(name).open("rb") as file:
                # Most are compressed in themselves.
                members[name] = add_member(archive, f"files/{name}", file_chunks(file), zipfile.ZIP_STORED)
        except FileNotFoundError:
            missing.append(name)
    return members, missing
