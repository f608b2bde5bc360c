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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.files import File

from engagements.models import ImportUpload

from .commit import CommitError, commit
from .mapping import MappingError, read_mapping
from .plan import ImportPlan, ProgressNote, make_plan, rejected_rows, report_rows
from .proposals import MappingProposal, mapping_text, propose
from .reading import EncodingQuestion, SheetError, SheetFile

SHOWN_ROWS = 200  # of each table on the page; the report has all
TRIED_ROWS = 10  # with a mapping that is being drafted
DRAFTED_NAME = "drafted.toml"
SECONDS_PER_NOTE = 0.5  # of how far the work is

State = ImportUpload.State


def save_files(upload: ImportUpload, files: "Sequence[File[Any]]") -> None:
    """Write uploaded ``files`` to the folder of ``upload``, which is not saved yet."""
    upload.files = [file.name for file in files]
    upload.folder.mkdir(parents=True, mode=0o700)
    for file, (path, _) in zip(files, upload.paths(), strict=True):
        with path.open("wb") as target:
            shutil.copyfileobj(file, target)


def delete_files(upload: ImportUpload) -> None:
    """Delete the files of ``upload``; those of an import that is done stay in its log by their digest."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def start_work(upload: ImportUpload) -> None:
    """Begin the work that the state of ``upload`` asks for, in a process of its own."""
    upload.folder.joinpath("progress.json").unlink(missing_ok=True)
    subprocess.Popen(  # noqa: S603 - a command of our own, and a number
        [sys.executable, settings.BASE_DIR / "manage.py", "work_on_upload", str(upload.pk), "--limited"],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def progress_of(upload: ImportUpload) -> dict[str, Any] | None:
    """Return {stage, done, total} of work under way; {} before it has begun; None where it broke off."""
    try:
        progress: dict[str, Any] = json.loads(upload.folder.joinpath("progress.json").read_text())
        with upload.folder.joinpath("lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return {}
    except BlockingIOError:
        return progress
    return None


@contextmanager
def locked(upload: ImportUpload) -> Iterator[ProgressNote]:
    """Hold the lock, and yield the function that notes how far the work is."""
    last_noted = 0.0

    def note(stage: str, done: int, total: int | None) -> None:
        nonlocal last_noted
        if done != total and time.monotonic() - last_noted < SECONDS_PER_NOTE:
            return
        last_noted = time.monotonic()
        fresh = upload.folder / "progress.new"
        fresh.write_text(json.dumps({"stage": stage, "done": done, "total": total}))
        os.replace(fresh, upload.folder / "progress.json")

    with upload.folder.joinpath("lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note("start", 0, 0)
        yield note


def work(upload: ImportUpload) -> None:
    """Do what the state of ``upload`` asks for: read its files, or import them as they were previewed."""
    if upload.state not in ImportUpload.WORKING:
        return
    with locked(upload) as note:
        try:
            files = [SheetFile(path, name) for path, name in upload.paths()]
            if not upload.mapping_text:
                ask_for_meanings(upload, files)
                return
            mapping = read_mapping(upload.mapping_text, upload.mapping_name, upload.decided)
            plan = make_plan(files, mapping, user=upload.user, progress=note)
            if upload.state == State.READING:
                save_preview(upload, plan)
            else:
                import_previewed(upload, plan, note)
        except EncodingQuestion as question:
            upload.state, upload.message = State.ASKING, ""
            upload.preview = {"encodings": [candidate._asdict() for candidate in question.candidates]}
            if not question.candidates:
                upload.state, upload.message = State.FAILED, str(question)
        except (MappingError, SheetError, CommitError) as error:
            upload.state, upload.message = State.FAILED, str(error)
        except MemoryError:
            upload.state = State.FAILED
            upload.message = (
                "It takes too much memory to read: make several files of it. Nothing was written."
            )
        except Exception:
            upload.state = State.FAILED
            upload.message = "Something went wrong that is not the sheet's fault. Nothing was written."
            raise
        finally:
            upload.save()


def ask_for_meanings(upload: ImportUpload, files: Sequence[SheetFile]) -> None:
    """Propose what the columns mean, or take what was chosen, and set how the first rows would come in."""
    if not upload.proposal:
        upload.proposal = propose(files[0], str(upload.decided.get("encoding", ""))).as_json()
    upload.state, upload.message = State.ASKING, ""
    upload.preview = {}
    try:
        mapping = read_mapping(mapping_text(MappingProposal.of_json(upload.proposal)), DRAFTED_NAME)
        plan = make_plan(files[:1], mapping, user=upload.user, max_rows=TRIED_ROWS)
    except (MappingError, SheetError) as error:
        upload.message = str(error)
        return
    upload.preview = {
        "errors": shown_errors(plan),
        "records": [
            {"kind": record.kind, "fields": record.fields, "rows": record.rows}
            for record in islice(plan.drafted_records(), TRIED_ROWS * 2)
        ],
    }


def shown_errors(plan: ImportPlan) -> list[dict[str, object]]:
    """Return what a page shows of the first errors of ``plan``."""
    return [error._asdict() | {"message": error.message} for error in islice(plan.errors, SHOWN_ROWS)]


def save_preview(upload: ImportUpload, plan: ImportPlan) -> None:
    """Set what the page shows of ``plan``, and write its report."""
    write_csv(upload, "report.csv", report_rows(plan))
    counts = plan.counts
    upload.preview = {
        "counts": counts,
        "rows_read": plan.rows_read,
        "rows_left_out": plan.rows_left_out,
        "changes_nothing": plan.changes_nothing,
        "notes": plan.notes,
        "decisions": [
            {
                "kind": group.kind,
                "subject": group.subject,
                "count": group.count,
                "rows": group.rows_text,
                "choice": group.choice,
            }
            for group in islice(plan.notices, SHOWN_ROWS)
        ],
        "error_count": plan.error_count,
        "errors": shown_errors(plan),
        "likenesses": [similar._asdict() for similar in islice(plan.similar_names, SHOWN_ROWS)],
        "rows": [line._asdict() for line in islice(plan.report_lines(), SHOWN_ROWS)],
        "row_count": sum(sum(count.values()) for count in counts.values()),
    }
    upload.digest, upload.state = plan.digest, State.READY


def import_previewed(upload: ImportUpload, plan: ImportPlan, note: ProgressNote) -> None:
    """Carry out ``plan`` if it is the one that was previewed, or set the new preview."""
    if plan.digest != upload.digest:
        save_preview(upload, plan)
        upload.message = "The database has changed since you looked at this. See what would be done now."
        return
    if upload.skip_bad_rows:
        write_csv(upload, "left-out.csv", rejected_rows(plan), plan.mapping.options.delimiter or ",")
    upload.run = commit(plan, upload.user, note, upload.skip_bad_rows)
    upload.state, upload.message = State.DONE, ""


def write_csv(
    upload: ImportUpload, name: str, rows: Iterable[Sequence[str | int]], delimiter: str = ","
) -> None:
    with upload.folder.joinpath(name).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
