"""Makes the plan of an import: reads the files, puts their rows together to records, decides on each.

`make_plan()` writes neither to the files nor to the database; `commit.py` carries the plan out.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from django.contrib.auth.models import User

from engagements.common.differences import mark_difference
from engagements.imports.mapping import SheetMapping
from engagements.imports.reading import CellProblem, NoticeKind, SheetError, SheetFile
from engagements.imports.record_kinds import DIRECTORY_KINDS, TOP_LEVEL_KINDS
from engagements.imports.rows import RecordData, RowParser, SheetContext, check_constants, logical_rows

from .decisions import decide_entries
from .far_apart import PeopleFarApart
from .import_plan import ImportPlan
from .known_records import find_known_records
from .merging import merge_record
from .names import NameIndex, taken_notice
from .similar_names import find_similar_names

# Called now and then with the stage, how much of it is done, and how much there is, if that is known.
ProgressNote = Callable[[str, int, int | None], None]

ROWS_PER_NOTE = 100
CONTRADICTION_REMEDY = "mend one of the two, or give them keys of their own"
MAX_MERGED_IN_MEMORY = 10_000  # records


def make_plan(
    files: Iterable[str | Path | SheetFile],
    mapping: SheetMapping,
    user: User | None = None,
    progress: ProgressNote | None = None,
    max_rows: int | None = None,
) -> ImportPlan:
    """Return the `ImportPlan` of importing ``files`` (paths, or `SheetFile` of open files).

    ``user`` is who will import, or None for the command line, which may do all; of each file
    ``max_rows`` are read, if it is given. Raises
    `SheetError` or `MappingError` where a file can't be read or lacks a column.
    """
    check_constants(mapping)
    sheet_files = [file if isinstance(file, SheetFile) else SheetFile(file) for file in files]
    plan = ImportPlan(mapping, user)
    builder = PlanBuilder(plan, progress or (lambda *_: None), max_rows)
    builder.read_files(sheet_files)
    builder.decide_until_stable()
    find_similar_names(plan.store)
    return plan


class PlanBuilder:
    """Fills the store of a plan."""

    def __init__(self, plan: ImportPlan, progress: ProgressNote, max_rows: int | None = None) -> None:
        self.plan, self.store, self.progress = plan, plan.store, progress
        self.notices, self.max_rows = plan.notices, max_rows
        self.headings: dict[str, str] = {}  # by the own names of columns

    def read_files(self, files: Sequence[SheetFile]) -> None:
        done = 0
        for file_id, file in enumerate(files):
            done = self.read_file(file_id, file, done)
        self.progress("read", done, done)

    def read_file(self, file_id: int, file: SheetFile, done: int) -> int:
        """Keep what the rows of ``file`` give; return how many rows are ``done``, these included."""
        mapping, rows_before = self.plan.mapping, done
        sheet = file.sheet(mapping.options, mapping.headings)
        with sheet.opened() as (headings, rows):
            chosen_headings = mapping.choose_headings(headings, file.name)
            self.headings |= chosen_headings
            context = SheetContext(
                mapping, chosen_headings, mapping.file_parts(file.name), self.store.next_number
            )
            logical = logical_rows(rows, mapping, chosen_headings, self.notices.add)
            for row in islice(logical, self.max_rows):
                result = RowParser(context, row).parse()
                self.store.add_row(file_id, file.name, row, result)
                for notice in result.notices:
                    self.notices.add(row.number, notice)
                done += 1
                if done % ROWS_PER_NOTE == 0:
                    self.progress("read", done, None)
        if done == rows_before:
            raise SheetError(f"{file.name} has a heading row and no row of data below it.")
        self.store.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [
                file_id,
                file.name,
                file.sha256(),
                json.dumps([heading for heading in headings if heading]),
                json.dumps(sheet.notes),
                done - rows_before,
            ],
        )
        return done

    def decide_until_stable(self) -> None:
        """Put the rows together to records and decide on each.

        What is wrong may show only then; the rows of it are left out, and all is put together anew.
        """
        while True:
            self.store.leave_out_groups()
            known_errors = self.plan.error_count
            self.merge_rows()
            if self.plan.error_count == known_errors:
                self.decide()
            if self.plan.error_count == known_errors:
                return
            self.store.leave_out_wrong_rows()

    def merge_rows(self) -> None:
        """Put the rows that are not left out together to records."""
        self.store.clear_records()
        self.notices.forget(NoticeKind.TAKEN)
        # What was merged last under a key: most rows name the same few.
        last_merged: dict[tuple[str, str], tuple[int, str]] = {}
        rows = self.store.execute("SELECT id, proposals FROM rows WHERE NOT bad ORDER BY id")
        for row_id, proposals in rows:
            for kind, key, data in json.loads(proposals):
                text = json.dumps(data)
                record_id, merged = last_merged.get((kind, key), (0, ""))
                if merged != text:
                    record_id = self.merge_row(kind, key, text, row_id)
                    if len(last_merged) > MAX_MERGED_IN_MEMORY:
                        last_merged.clear()
                    last_merged[kind, key] = record_id, text
                self.store.execute("INSERT OR IGNORE INTO mentions VALUES (?, ?)", [record_id, row_id])

    def note_circles(self, kind: str) -> None:
        """Note the records of ``kind`` that lie under one another in a circle, by key or by name."""
        rows = self.store.execute(
            "SELECT records.key, records.id, coalesce(nullif(parents.same_as, ''), parents.key) "
            "FROM records JOIN records AS parents ON parents.kind = records.kind "
            "AND parents.key = json_extract(records.data, '$.refs.parent') WHERE records.kind = ?",
            [kind],
        ).fetchall()
        parents = {key: parent for key, _, parent in rows}
        for key, record_id, parent in rows:
            above, passed = parent, {key}
            while above in parents and above not in passed:
                passed.add(above)
                above = parents[above]
            if above == key:
                column = self.plan.mapping.columns_of_field(kind, "parent", self.headings)
                reason = f"this {kind} lies under another one, and that by way of others under it: mend one"
                self.store.add_error_to_rows_of(record_id, CellProblem.of(column, "", reason))

    def merge_row(self, kind: str, key: str, text: str, row_id: int) -> int:
        """Merge the data of a row, in JSON, into the record ``key``; return the id of the record."""
        record = self.store.execute(
            "SELECT id, data FROM records WHERE kind = ? AND key = ?", [kind, key]
        ).fetchone()
        if not record:
            return self.store.add_record(kind, key, text)
        record_id: int = record[0]
        merged_data: RecordData = json.loads(record[1])

        def note_alias(alias: str, name: str) -> None:
            number = self.store.value("SELECT number FROM rows WHERE id = ?", [row_id])
            self.notices.add(number, taken_notice(kind, alias, name))

        for contradiction in merge_record(kind, merged_data, json.loads(text), note_alias):
            value, before = str(contradiction.value), str(contradiction.before)
            marked, marked_before = mark_difference(value, before)
            reason = (
                f"row {self.store.first_row_of(record_id)} is of the same {kind} ({key}) "
                f"and says “{marked_before}”"
            )
            if marked != value:  # too long to be seen to differ
                reason += f", and this row “{marked}”"
            column = self.plan.mapping.columns_of_field(kind, contradiction.field, self.headings)
            problem = CellProblem.of(
                column or contradiction.field, value, f"{reason}: {CONTRADICTION_REMEDY}"
            )
            self.store.add_error(row_id, problem)
        self.store.execute("UPDATE records SET data = ? WHERE id = ?", [json.dumps(merged_data), record_id])
        return record_id

    def decide(self) -> None:
        """Find the record of each entry, decide on it, and note what is wrong."""
        names, done, total = (
            NameIndex(self.store, self.plan.user, self.plan.mapping.apart),
            0,
            self.plan.record_count,
        )
        people = PeopleFarApart(self.store)
        for kind in TOP_LEVEL_KINDS:
            if kind in DIRECTORY_KINDS:
                names.add_known(kind)
            for entries in self.store.entries_with_relatives(kind):
                find_known_records(kind, entries, self.plan.user)
                self.store.save_pks(entries)
            for entries in self.store.entries(kind):
                find_known_records(kind, entries, self.plan.user)
                if kind in DIRECTORY_KINDS:
                    for row, notice in names.resolve(kind, entries):
                        self.notices.add(row, notice)
                for entry, decision in decide_entries(self.store, self.plan.user, kind, entries):
                    if kind == "organization":
                        people.add_organization(entry)
                    elif kind not in DIRECTORY_KINDS:
                        people.add(entry)
                    if decision.problem:
                        column = entry.data.get("key_column")
                        problem = CellProblem.of(column or "", entry.key if column else "", decision.problem)
                        self.store.add_error_to_rows_of(entry.id, problem)
                    else:
                        self.store.save_decision(entry, decision)
                done += len(entries)
                self.progress("compare", done, total)
        people.note(self.notices)
        for kind in ("organization", "topic"):
            self.note_circles(kind)
