"""Imports by the page: what was uploaded is read, shown, and carried out by a process of its own.

A web server's worker has other things to do than to read a sheet for a minute, and may be
ended meanwhile. While the process works it holds a lock on a file, so that a page can tell
work under way from work that broke off.
"""

import csv
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import islice

from django.conf import settings

from engagements.models import ImportUpload

from .commit import CommitError, commit
from .mapping import MappingError, read_mapping
from .plan.import_plan import make_plan
from .plan.report import report
from .reading import SheetError, SheetFile
from .rejected import write_rejected

SHOWN = 200  # rows of each table on the page; the report has all
EVERY = 0.5  # seconds between two notes of how far the work is

State = ImportUpload.State


def keep(upload, files):
    """Write uploaded ``files`` to the folder of ``upload``, which is not saved yet."""
    upload.files = [file.name for file in files]
    upload.folder.mkdir(parents=True, mode=0o700)
    for file, (path, _) in zip(files, upload.paths(), strict=True):
        with path.open("wb") as kept:
            shutil.copyfileobj(file, kept)


def discard(upload):
    """Delete the files of ``upload``; those of an import that is done stay in its log by their digest."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def start(upload):
    """Begin the work that the state of ``upload`` asks for, in a process of its own."""
    upload.folder.joinpath("progress.json").unlink(missing_ok=True)
    subprocess.Popen(  # noqa: S603 - a command of our own, and a number
        [sys.executable, settings.BASE_DIR / "manage.py", "work_on_upload", str(upload.pk)],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def progress_of(upload):
    """Return {stage, done, total} of work under way; {} before it has begun; None where it broke off."""
    try:
        found = json.loads(upload.folder.joinpath("progress.json").read_text())
        with upload.folder.joinpath("lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return {}
    except BlockingIOError:
        return found
    return None


@contextmanager
def working(upload):
    """Hold the lock, and yield the function that notes how far the work is."""
    last = 0

    def note(stage, done, total):
        nonlocal last
        if done != total and time.monotonic() - last < EVERY:
            return
        last = time.monotonic()
        fresh = upload.folder / "progress.new"
        fresh.write_text(json.dumps({"stage": stage, "done": done, "total": total}))
        os.replace(fresh, upload.folder / "progress.json")

    with upload.folder.joinpath("lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note("start", 0, 0)
        yield note


def work(upload):
    """Do what the state of ``upload`` asks for: read its files, or import them as they were looked at."""
    if upload.state not in ImportUpload.WORKING:
        return
    with working(upload) as note:
        try:
            mapping = read_mapping(upload.mapping_text, upload.mapping_name)
            files = [SheetFile(path, name) for path, name in upload.paths()]
            plan = make_plan(files, mapping, user=upload.user, progress=note)
            if upload.state == State.READING:
                look_through(upload, plan)
            else:
                carry_out(upload, plan, note)
        except (MappingError, SheetError, CommitError) as error:
            upload.state, upload.message = State.FAILED, str(error)
        except Exception:
            upload.state = State.FAILED
            upload.message = "Something went wrong that is not the sheet's fault. Nothing was written."
            raise
        finally:
            upload.save()


def look_through(upload, plan):
    write(upload, "report.csv", report(plan))
    counts = plan.counts
    upload.preview = {
        "counts": counts,
        "rows_read": plan.rows_read,
        "rows_left_out": plan.rows_left_out,
        "changes_nothing": plan.changes_nothing,
        "notes": plan.notes,
        "error_count": plan.error_count,
        "errors": [one._asdict() for one in islice(plan.errors, SHOWN)],
        "likenesses": [one._asdict() for one in islice(plan.likenesses, SHOWN)],
        "rows": [one._asdict() for one in islice(plan.rows(), SHOWN)],
        "row_count": sum(sum(count.values()) for count in counts.values()),
    }
    upload.digest, upload.state = plan.digest, State.READY


def carry_out(upload, plan, note):
    if plan.digest != upload.digest:
        look_through(upload, plan)
        upload.message = "The database has changed since you looked at this. See what would be done now."
        return
    if upload.skip_bad_rows:
        write(upload, "left-out.csv", write_rejected(plan), plan.mapping.options.delimiter or ",")
    upload.run = commit(plan, upload.user, note, upload.skip_bad_rows)
    upload.state, upload.message = State.DONE, ""


def write(upload, name, rows, delimiter=","):
    with upload.folder.joinpath(name).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
