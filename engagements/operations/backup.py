"""Writes a backup: one file with all there is."""

import hashlib
import json
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from engagements.models import Attachment, ImportUpload

from .archive import (
    FORMAT,
    MANIFEST,
    VERSION,
    BackupError,
    chunks_of,
    columns,
    kept_models,
    lines,
    migrations,
    new_file,
    no_track,
    place,
)
from .sequences import last_ids


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
