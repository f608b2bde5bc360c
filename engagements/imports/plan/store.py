"""The rows of the sheets and the records that they make, in a database of their own.

All that a plan finds is kept here, so that memory does not grow with the sheets.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from engagements.imports.reading import CellProblem, SheetRow
from engagements.imports.rows import APART, RecordData, RowResult

from .entries import Decision, PlanEntry, PlannedChange, Ref, Target

PLAN_BATCH_SIZE = 500

SCHEMA = """
CREATE TABLE files (id INTEGER PRIMARY KEY, name, sha256, headings, notes, rows);
CREATE TABLE rows (id INTEGER PRIMARY KEY, file, number, origin, cells, proposals, bad DEFAULT 0);
CREATE TABLE groups (kind, key, row);
CREATE INDEX groups_by_key ON groups (kind, key);
CREATE INDEX groups_by_row ON groups (row);
CREATE TABLE errors (id INTEGER PRIMARY KEY, row, file, number, "column", value, reason);
CREATE TABLE counts (kind, key, number, PRIMARY KEY (kind, key));
CREATE TABLE records (
    id INTEGER PRIMARY KEY, kind, key, data, rank, pk, action, changes, kept, note, same_as,
    UNIQUE (kind, key)
);
CREATE TABLE mentions (record, row, PRIMARY KEY (record, row)) WITHOUT ROWID;
CREATE TABLE names (kind, name, pk, record);
CREATE INDEX names_by_name ON names (kind, name);
CREATE TABLE similar_names (kind, name, candidate, candidate_name, likeness);
CREATE TABLE written (record INTEGER PRIMARY KEY, pk);
"""


class PlanStore:
    """The SQLite database of one plan; its columns that hold more than a value are in JSON."""

    def __init__(self) -> None:
        # A private file that its database deletes at the end, also after a crash.
        self.connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.connection.executescript(SCHEMA)
        self.connection.execute("PRAGMA journal_mode=OFF")
        self.connection.execute("PRAGMA synchronous=OFF")

    def close(self) -> None:
        self.connection.close()

    def execute(self, sql: str, parameters: Iterable[Any] = ()) -> sqlite3.Cursor:
        return self.connection.execute(sql, tuple(parameters))

    def value(self, sql: str, parameters: Iterable[Any] = ()) -> Any:
        """Return the first column of the first row."""
        return self.execute(sql, parameters).fetchone()[0]

    # Rows

    def add_row(self, file_id: int, file_name: str, row: SheetRow, result: RowResult) -> None:
        """Keep what ``row`` gives, and what is wrong with it."""
        cells = {name: str(value) for name, value in row.cells.items() if value != ""}
        row_id = self.execute(
            "INSERT INTO rows (file, number, origin, cells, proposals, bad) VALUES (?, ?, ?, ?, ?, ?)",
            [
                file_id,
                row.number,
                row.file,
                json.dumps(cells),
                json.dumps(result.proposals),
                bool(result.problems),
            ],
        ).lastrowid
        self.connection.executemany(
            "INSERT INTO groups VALUES (?, ?, ?)",
            [(group.kind, group.key, row_id) for group in dict.fromkeys(result.groups)],
        )
        for problem in dict.fromkeys(result.problems):
            self.execute(
                'INSERT INTO errors (row, file, number, "column", value, reason) VALUES (?, ?, ?, ?, ?, ?)',
                [row_id, file_name, row.number, *problem],
            )

    def next_number(self, kind: str, key: str) -> int:
        """Number the rows of one kind and key, from 1 on."""
        number: int = self.value(
            "INSERT INTO counts VALUES (?, ?, 1) "
            "ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number",
            [kind, key],
        )
        return number

    def add_error(self, row_id: int, problem: CellProblem) -> None:
        self.execute(
            'INSERT INTO errors (row, file, number, "column", value, reason) '
            "SELECT rows.id, files.name, rows.number, ?, ?, ? FROM rows "
            "JOIN files ON files.id = rows.file WHERE rows.id = ?",
            [*problem, row_id],
        )

    def add_error_to_rows_of(self, record_id: int, problem: CellProblem) -> None:
        """Note what is wrong with a record, for each row that gives it."""
        rows = self.execute("SELECT row FROM mentions WHERE record = ?", [record_id]).fetchall()
        for (row_id,) in rows:
            self.add_error(row_id, problem)

    def leave_out_groups(self) -> None:
        """Leave out the rows that share a record with one left out: it is imported from all or not at all."""
        while self.execute(
            "UPDATE rows SET bad = 1 WHERE NOT bad AND id IN (SELECT others.row FROM groups AS others "
            "JOIN groups AS bad ON others.kind = bad.kind AND others.key = bad.key "
            "WHERE bad.row IN (SELECT id FROM rows WHERE bad))"
        ).rowcount:
            pass

    def leave_out_wrong_rows(self) -> None:
        self.execute("UPDATE rows SET bad = 1 WHERE id IN (SELECT row FROM errors)")

    # Records

    def clear_records(self) -> None:
        for table in ("records", "mentions", "names", "similar_names"):
            self.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own

    def add_record(self, kind: str, key: str, text: str) -> int:
        """Add a record, whose data are ``text`` in JSON; return its id.

        Of higher rank, and so later, are those known by names alone.
        """
        rank = float(key.startswith(("name:", APART)) + key.endswith(("|", "|None")))
        if rank and not key.isascii():  # a spelling with marks comes before one that may mean it
            rank -= 0.5
        cursor = self.execute(
            "INSERT INTO records (kind, key, data, rank) VALUES (?, ?, ?, ?)",
            [kind, key, text, rank],
        )
        return cursor.lastrowid or 0

    def first_row_of(self, record_id: int) -> int:
        """Return the number of the first row that gives the record."""
        number: int = self.value(
            "SELECT rows.number FROM mentions JOIN rows ON rows.id = mentions.row WHERE record = ? "
            "ORDER BY rows.id LIMIT 1",
            [record_id],
        )
        return number

    def rows_of(self, record_id: int) -> str:
        """Return the numbers of the rows that give the record, the first ten of them."""
        rows = self.execute(
            "SELECT rows.number FROM mentions JOIN rows ON rows.id = mentions.row "
            "WHERE record = ? ORDER BY rows.id LIMIT 11",
            [record_id],
        ).fetchall()
        numbers = [str(number) for (number,) in rows]
        return ", ".join(numbers[:10]) + (", …" if len(numbers) > 10 else "")

    def entries(self, kind: str) -> Iterator[list[PlanEntry]]:
        """Yield batches of entries: those with keys of their own first, then the more certain names."""
        last_rank, last_id = -1, 0
        while rows := self.execute(
            "SELECT rank, id, key, data, pk, action, changes, kept FROM records "
            "WHERE kind = ? AND (rank, id) > (?, ?) ORDER BY rank, id LIMIT ?",
            [kind, last_rank, last_id, PLAN_BATCH_SIZE],
        ).fetchall():
            entries = []
            for rank, record_id, key, data, pk, action, changes, kept in rows:
                last_rank, last_id = rank, record_id
                entry = PlanEntry(record_id, kind, key, number_participants(json.loads(data)), pk, action)
                entry.changes, entry.kept = field_changes(changes), field_changes(kept)
                entries.append(entry)
            yield entries

    def entries_with_relatives(self, kind: str) -> Iterator[list[PlanEntry]]:
        """Yield the batches of `entries` where some refer to others of their kind; else nothing."""
        refers = self.execute(
            "SELECT 1 FROM records WHERE kind = ? AND (json_extract(data, '$.refs.parent') IS NOT NULL "
            "OR json_extract(data, '$.sets.related_visits') IS NOT NULL) LIMIT 1",
            [kind],
        ).fetchone()
        if refers:
            yield from self.entries(kind)

    def save_pks(self, entries: Iterable[PlanEntry]) -> None:
        """Note which records of the database ``entries`` are found to be, before they are decided on."""
        self.connection.executemany(
            "UPDATE records SET pk = ? WHERE id = ?", [(entry.pk, entry.id) for entry in entries if entry.pk]
        )

    def save_decision(self, entry: PlanEntry, decision: Decision) -> None:
        self.execute(
            "UPDATE records SET pk = ?, action = ?, changes = ?, kept = ?, note = ?, same_as = ? "
            "WHERE id = ?",
            [
                entry.pk,
                decision.action,
                json.dumps(decision.changes),
                json.dumps(decision.kept),
                decision.note,
                decision.same_as,
                entry.id,
            ],
        )

    def target(self, kind: str, key: str | None) -> Target:
        """Return what the reference to ``key`` comes to; None where the plan has no such record."""
        if key is None:
            return None
        row = self.execute(
            "SELECT pk, same_as FROM records WHERE kind = ? AND key = ?", [kind, key]
        ).fetchone()
        if row is None:
            return None
        pk, same_as = row
        return pk or Ref(kind, same_as or key)

    def name_of(self, kind: str, key: str) -> str:
        """Return the name of a record of the plan."""
        data = self.value("SELECT data FROM records WHERE kind = ? AND key = ?", [kind, key])
        fields = json.loads(data)["fields"]
        name = fields.get("name") or fields.get("title")
        if kind == "place":
            name = ", ".join(filter(None, [fields.get("name"), fields.get("country")]))
        return str(name or key)

    def rows_of_records(self, record_ids: Sequence[int]) -> list[int]:
        """Return the numbers of the rows that give the records, each once."""
        rows = self.execute(
            "SELECT DISTINCT rows.number FROM mentions JOIN rows ON rows.id = mentions.row "
            "WHERE record IN (SELECT value FROM json_each(?)) ORDER BY rows.id",
            [json.dumps(record_ids)],
        )
        return [number for (number,) in rows]

    # Ids of what the import made

    def clear_written(self) -> None:
        self.execute("DELETE FROM written")

    def save_written(self, pks: Iterable[tuple[int, int]]) -> None:
        """Note (id of the record of the plan, id in the database) of what was made."""
        self.connection.executemany("INSERT INTO written VALUES (?, ?)", pks)

    def written_pks(self, kind: str) -> set[int]:
        rows = self.execute(
            "SELECT written.pk FROM written JOIN records ON records.id = written.record WHERE kind = ?",
            [kind],
        )
        return {pk for (pk,) in rows}

    def written_pk(self, target: Target) -> int | None:
        """Return the id that ``target`` leads to; None where it is not made yet."""
        if not isinstance(target, Ref):
            return target
        row = self.execute(
            "SELECT written.pk FROM written JOIN records ON records.id = written.record "
            "WHERE kind = ? AND key = ?",
            target,
        ).fetchone()
        return row[0] if row else None

    def namesakes(self, kind: str) -> list[PlanEntry]:
        """Return what turned out to be another record of the same sheet, with the id that this one got."""
        rows = self.execute(
            "SELECT namesakes.id, namesakes.key, namesakes.data, written.pk FROM records AS namesakes "
            "JOIN records AS others ON others.kind = namesakes.kind AND others.key = namesakes.same_as "
            "JOIN written ON written.record = others.id "
            "WHERE namesakes.kind = ? AND namesakes.same_as != '' ORDER BY namesakes.id",
            [kind],
        )
        return [
            PlanEntry(record_id, kind, key, json.loads(data), pk, found_by="name")
            for record_id, key, data, pk in rows
        ]


def field_changes(text: str | None) -> list[PlannedChange]:
    return [PlannedChange(*change) for change in json.loads(text)] if text else []


def number_participants(data: RecordData) -> RecordData:
    """Number the participants of a meeting as they stand in the sheet, where it gives no order."""
    for number, line in enumerate(data["lines"].get("participants", ()), start=1):
        line["fields"].setdefault("order", number)
    return data
