"""Carries out a plan: decides again on each record, under locks, and writes where nothing has changed."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from engagements.duplicates.finding import refresh_pairs
from engagements.imports.plan import (
    PLAN_BATCH_SIZE,
    Decision,
    ImportPlan,
    PlanEntry,
    ProgressNote,
    decide_entries,
    find_known_records,
)
from engagements.imports.record_kinds import TOP_LEVEL_KINDS
from engagements.models import ImportRun
from engagements.models.duplicate_pairs import MergeableKind
from engagements.models.history import ChangeChannel, ChangeSet, change_set

from .imported_values import remember_values
from .record_writer import DecidedEntry, RecordWriter


class CommitError(Exception):
    """The plan was not carried out, and nothing was written; the message says why."""


def commit(
    plan: ImportPlan,
    user: User | None = None,
    progress: ProgressNote | None = None,
    skip_bad_rows: bool = False,
) -> ImportRun:
    """Carry out ``plan`` for ``user`` (None: the command line); return the `ImportRun`.

    Raises `CommitError`, having written nothing, where rows are wrong and are not to be
    skipped, or where the database is no longer as it was when the plan was made.
    """
    if plan.error_count and not skip_bad_rows:
        raise CommitError(f"The sheet has wrong rows ({plan.rows_left_out}), so nothing was imported.")
    writer = ImportWriter(plan, user, progress or (lambda *_: None))
    try:
        with transaction.atomic(), change_set(ChangeChannel.IMPORT, user) as current_change_set:
            return writer.run(current_change_set)
    except IntegrityError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommitError(f"The database refuses it, so nothing was imported: {reason}.") from error
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommitError(f"The database can't be written, so nothing was imported: {reason}.") from error


class ImportWriter:
    """Writes the records of a plan, kind by kind, each with its lines and its history."""

    def __init__(self, plan: ImportPlan, user: User | None, progress: ProgressNote) -> None:
        self.plan, self.store, self.user, self.progress = plan, plan.store, user, progress
        names = ", ".join(str(file["name"]) for file in plan.file_log)
        self.records = RecordWriter(plan.store, user, f"Import of {names}.")
        self.done, self.total = 0, plan.record_count
        self.changed: set[int | None] = set()  # ids of the records of the kind that is being written

    def run(self, current_change_set: ChangeSet) -> ImportRun:
        plan = self.plan
        plan.store.clear_written()
        self.import_run = ImportRun.objects.create(
            started_at=timezone.now(),
            user=self.user,
            state=ImportRun.State.DONE,
            files=plan.file_log,
            mapping_name=plan.mapping.name[:200],
            mapping_text=plan.mapping.text,
            counts=plan.counts,
            rows_read=plan.rows_read,
            rows_left_out=plan.rows_left_out,
            act=current_change_set.uid,
        )
        for kind in TOP_LEVEL_KINDS:
            self.write_kind(kind)
        self.import_run.finished_at = timezone.now()
        self.import_run.save(update_fields=["finished_at"])
        return self.import_run

    def write_kind(self, kind: str) -> None:
        waiting: list[PlanEntry] = []
        self.changed.clear()
        for entries in self.store.entries(kind):
            waiting += self.write_batch(kind, entries)
        while waiting:  # they lie under entries of their own kind
            still_waiting: list[PlanEntry] = []
            for start in range(0, len(waiting), PLAN_BATCH_SIZE):
                still_waiting += self.write_batch(kind, waiting[start : start + PLAN_BATCH_SIZE])
            if len(still_waiting) == len(waiting):
                raise CommitError(f"Each {kind} lies under another one, in a circle: {waiting[0].key}.")
            waiting = still_waiting
        remember_values(self.store, kind, self.records.relate(kind), self.import_run)
        self.write_namesakes(kind)
        # Look for what the new records may be duplicates of, as every save() does.
        if kind in MergeableKind.values and (pks := self.store.written_pks(kind)):
            refresh_pairs(MergeableKind(kind), pks)

    def write_batch(self, kind: str, entries: Sequence[PlanEntry]) -> list[PlanEntry]:
        """Write ``entries``; return those that must wait for others of their kind."""
        planned_pks = {entry.id: entry.pk for entry in entries}
        find_known_records(kind, entries, self.plan.user)
        for entry in entries:
            if not entry.pk and planned_pks[entry.id]:  # found by its name when the plan was made
                entry.pk, entry.found_by = planned_pks[entry.id], "name"
        new: list[DecidedEntry] = []
        existing: list[DecidedEntry] = []
        waiting = []
        decided = [entry for entry in entries if entry.action]
        for entry, decision in decide_entries(self.store, self.plan.user, kind, decided, lock=True):
            if entry.pk not in self.changed and not is_as_planned(entry, decision, planned_pks[entry.id]):
                raise CommitError(
                    f"The {kind} “{entry.key}” was changed by somebody since the plan was made, "
                    "so nothing was imported. Look at a new preview."
                )
            if self.records.must_wait(decision):
                waiting.append(entry)
                entry.pk = planned_pks[entry.id]
            elif decision.action == "made":
                new.append(DecidedEntry(entry, decision))
            else:
                existing.append(DecidedEntry(entry, decision))
        self.records.create(kind, new)
        changed = [self.change(kind, entry, decision) for entry, decision in existing]
        remember_values(self.store, kind, [*new, *changed], self.import_run)
        self.done += len(entries) - len(waiting)
        self.progress("write", self.done, self.total)
        return waiting

    def change(self, kind: str, entry: PlanEntry, decision: Decision) -> DecidedEntry:
        """Change a record as decided, or anew where another entry that means it has changed it."""
        if entry.pk in self.changed:
            ((entry, decision),) = decide_entries(self.store, self.plan.user, kind, [entry], lock=True)
        if decision.action == "changed":
            self.records.change(kind, entry, decision)
            self.changed.add(entry.pk)
        return DecidedEntry(entry, decision)

    def write_namesakes(self, kind: str) -> None:
        """Give what turned out to be another record of the sheet to that one.

        It is decided on as by the next import, which so finds nothing new. As this import made the record, no
        right to change it is asked for.
        """
        namesakes = self.store.namesakes(kind)
        for start in range(0, len(namesakes), PLAN_BATCH_SIZE):
            batch = namesakes[start : start + PLAN_BATCH_SIZE]
            decided = list(decide_entries(self.store, self.plan.user, kind, batch, lock=True))
            written = [self.change(kind, entry, decision) for entry, decision in decided]
            remember_values(self.store, kind, written, self.import_run)


def is_as_planned(entry: PlanEntry, decision: Decision, planned_pk: int | None) -> bool:
    """Return whether ``decision`` is the one that the plan holds."""
    if decision.problem or entry.pk != planned_pk:
        return False
    return (decision.action, decision.changes, decision.kept) == (entry.action, entry.changes, entry.kept)
