"""The plan of an import: what would be made, changed and left, and what is wrong."""

import datetime
import hashlib
import json
from collections.abc import Iterator

from django.contrib.auth.models import User

from engagements.common.dates import Exactness, describe_dates
from engagements.imports.mapping import SheetMapping
from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS, TOP_LEVEL_KINDS, RecordKind
from engagements.imports.rows import RecordData

from .notices import Notices
from .report_lines import DraftedRecord, RejectedRow, ReportLine, RowError, SimilarName
from .store import PlanStore, field_changes


class ImportPlan:
    """What an import would do; `make_plan()` makes it, `commit()` carries it out.

    ``user`` is who will import, or None for the command line, which may do all.
    """

    def __init__(self, mapping: SheetMapping, user: User | None) -> None:
        self.mapping, self.user, self.store = mapping, user, PlanStore()
        self.notices = Notices()

    def close(self) -> None:
        self.store.close()

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """{kind: {made, changed, left, kept}}; "kept" are fields left as people edited them."""
        counts: dict[str, dict[str, int]] = {}
        for kind, action, number in self.store.execute(
            "SELECT kind, action, count(*) FROM records WHERE action IS NOT NULL GROUP BY kind, action"
        ):
            counts.setdefault(kind, {"made": 0, "changed": 0, "left": 0, "kept": 0})[action] = number
        for kind, kept in self.store.execute("SELECT kind, kept FROM records WHERE kept != '[]'"):
            counts[kind]["kept"] += len(json.loads(kept))
        return {kind: counts[kind] for kind in TOP_LEVEL_KINDS if kind in counts}

    @property
    def changes_nothing(self) -> bool:
        return not any(count["made"] or count["changed"] for count in self.counts.values())

    @property
    def error_count(self) -> int:
        return int(self.store.value("SELECT count(*) FROM errors"))

    @property
    def errors(self) -> Iterator[RowError]:
        """Every error, in the order of the files and rows."""
        rows = self.store.execute(
            'SELECT file, number, "column", value, reason FROM errors ORDER BY row IS NULL, row, id'
        )
        return (RowError(*row) for row in rows)

    @property
    def record_count(self) -> int:
        return int(self.store.value("SELECT count(*) FROM records"))

    @property
    def rows_read(self) -> int:
        return int(self.store.value("SELECT count(*) FROM rows"))

    @property
    def rows_left_out(self) -> int:
        return int(self.store.value("SELECT count(*) FROM rows WHERE bad"))

    @property
    def notes(self) -> list[str]:
        """What was guessed in reading the files, in sentences."""
        return [
            note for (notes,) in self.store.execute("SELECT notes FROM files") for note in json.loads(notes)
        ]

    @property
    def file_log(self) -> list[dict[str, str | int]]:
        """Name, digest and number of rows of each file, for the log of imports."""
        files = self.store.execute("SELECT name, sha256, rows FROM files ORDER BY id")
        return [{"name": name, "sha256": digest, "rows": rows} for name, digest, rows in files]

    @property
    def similar_names(self) -> Iterator[SimilarName]:
        """Names that would be made, and are like those of entries that exist; best first."""
        rows = self.store.execute("SELECT * FROM similar_names ORDER BY likeness DESC, kind, name")
        return (SimilarName(*row) for row in rows)

    def report_lines(self) -> Iterator[ReportLine]:
        """What becomes of each record, and each field that is kept, in the order of writing."""
        for kind in TOP_LEVEL_KINDS:
            records = self.store.execute(
                "SELECT id, key, data, action, changes, kept, note FROM records "
                "WHERE kind = ? AND action IS NOT NULL ORDER BY rank, id",
                [kind],
            )
            for record_id, key, data, action, changes, kept, note in records:
                name, rows = name_of(kind, json.loads(data)), self.store.rows_of(record_id)
                details = note or ", ".join(map(str, field_changes(changes)))
                yield ReportLine(action, kind, key, name, details, rows)
                for change in field_changes(kept):
                    yield ReportLine("kept", kind, key, name, str(change), rows)

    def drafted_records(self) -> Iterator[DraftedRecord]:
        """Yield the visits, meetings, posts, or else the entries of the directory, with their contents."""
        kinds = [kind for kind in TOP_LEVEL_KINDS if kind not in DIRECTORY_KINDS and self.counts.get(kind)]
        for kind in kinds or [kind for kind in DIRECTORY_KINDS if self.counts.get(kind)]:
            records = self.store.execute(
                "SELECT id, data FROM records WHERE kind = ? AND action IS NOT NULL ORDER BY id", [kind]
            )
            for record_id, text in records.fetchall():
                yield DraftedRecord(
                    kind, self.in_words(kind, json.loads(text)), self.store.rows_of(record_id)
                )

    def in_words(self, kind: str, data: RecordData) -> list[tuple[str, str]]:
        """Return (field, value) of all that a record holds; lines by the name of what they are."""
        spec = RECORD_KINDS[kind]
        fields = {**data["fields"]}
        words = []
        dates = fields.pop("dates", None)
        if dates in (Exactness.EXACT, Exactness.WITHIN):
            start, end = (
                datetime.date.fromisoformat(str(fields.pop(f"{side}_date"))) for side in ("start", "end")
            )
            days = describe_dates(start, end)
            words.append(("date", days if dates == Exactness.EXACT else f"within {days}"))
        words += [
            (name.replace("_", " "), str(value)) for name, value in fields.items() if value not in ("", None)
        ]
        words += self.names_in_words(spec, data["refs"])
        for name, keys in data["sets"].items():
            words += [(name, self.store.name_of(spec.sets[name], key)) for key in keys]
        for name, lines in data["lines"].items():
            line_spec = RECORD_KINDS[spec.lines[name]]
            for line in lines:
                fields = {
                    field: value for field, value in line["fields"].items() if value and field != "order"
                }
                label = str(fields.pop("side", fields.pop("role", name)))
                names = dict(self.names_in_words(line_spec, line["refs"]))
                parts = [names.pop("official", ""), *map(str, fields.values()), *names.values()]
                words.append((label, ", ".join(filter(None, parts))))
        return words

    def names_in_words(self, spec: RecordKind, refs: dict[str, str | None]) -> list[tuple[str, str]]:
        return [
            (name, self.store.name_of(spec.references[name], key))
            for name, key in refs.items()
            if key is not None
        ]

    @property
    def digest(self) -> str:
        """A text that is the same for two plans that do the same, to confirm what was previewed."""
        digest = hashlib.sha256()
        for row in self.store.execute(
            "SELECT kind, key, pk, action, changes, kept FROM records ORDER BY kind, key"
        ):
            digest.update(json.dumps(row).encode())
        return digest.hexdigest()

    @property
    def headings(self) -> list[str]:
        """The headings of all files, each once."""
        headings: dict[str, None] = {}
        for (names,) in self.store.execute("SELECT headings FROM files ORDER BY id"):
            headings |= dict.fromkeys(json.loads(names))
        return list(headings)

    def rejected_rows(self) -> Iterator[RejectedRow]:
        """Yield the rows left out."""
        rows = self.store.execute(
            "SELECT rows.id, files.name, rows.number, rows.origin, rows.cells FROM rows "
            "JOIN files ON files.id = rows.file WHERE bad ORDER BY rows.id"
        )
        for row_id, name, number, origin, cells in rows:
            reasons = self.store.execute('SELECT "column", reason FROM errors WHERE row = ?', [row_id])
            reason = "; ".join(f"{column}: {reason}" if column else reason for column, reason in reasons)
            reason = reason or "belongs to a record of which another row is wrong"
            yield RejectedRow(origin or name, number, reason, json.loads(cells))


def name_of(kind: str, data: RecordData) -> str:
    fields = data["fields"]
    if kind == "place":
        return ", ".join(str(part) for part in (fields.get("name"), fields.get("country")) if part)
    return str(fields.get("name") or fields.get("title") or "")
