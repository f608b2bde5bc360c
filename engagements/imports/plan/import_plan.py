"""The plan of an import: what would be made, changed and left, and what is wrong.

`make_plan()` reads files and database and writes to neither. All that it finds goes to a
temporary file, so that memory does not grow with the sheets; `commit.py` carries it out.
"""

import hashlib
import json
import sqlite3

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, compare
from engagements.duplicates.directory import similar_positions
from engagements.imports.reading import SheetError, SheetFile
from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS, TOP_LEVEL_KINDS
from engagements.imports.rows import RowParser, SheetContext, logical_rows
from engagements.models import Handling, Publication
from engagements.services.publishing import may_change, may_publish, may_restrict

from .decisions import Decider
from .entries import PlanEntry
from .merging import merge
from .report_lines import ReportLine, RowError, SimilarName, describe

BATCH = 500


SCHEMA = """
CREATE TABLE files (id INTEGER PRIMARY KEY, name, sha256, headings, notes, rows);
CREATE TABLE rows (id INTEGER PRIMARY KEY, file, number, origin, cells, proposals, bad DEFAULT 0);
CREATE TABLE groups (kind, key, row);
CREATE INDEX groups_by_key ON groups (kind, key);
CREATE INDEX groups_by_row ON groups (row);
CREATE TABLE errors (id INTEGER PRIMARY KEY, row, file, number, "column", value, reason);
CREATE TABLE counts (kind, key, number, PRIMARY KEY (kind, key));
CREATE TABLE records (
    id INTEGER PRIMARY KEY, kind, key, data, rank, pk, action, changes, kept, note, UNIQUE (kind, key)
);
CREATE TABLE mentions (record, row, PRIMARY KEY (record, row)) WITHOUT ROWID;
CREATE TABLE names (kind, name, pk, record);
CREATE INDEX names_by_name ON names (kind, name);
CREATE TABLE likenesses (kind, name, candidate, candidate_name, likeness);
"""


def make_plan(files, mapping, user=None, progress=None):
    """Return the `ImportPlan` of importing ``files`` (paths, or `SheetFile` of open files).

    ``user`` is who will import, or None for the command line, which may do all.
    ``progress(stage, done, total)`` is called now and then; ``total`` may be None. Raises
    `SheetError` or `MappingError` where a file can't be read or lacks a column.
    """
    plan = ImportPlan([one if isinstance(one, SheetFile) else SheetFile(one) for one in files], mapping, user)
    plan.read(progress or (lambda *_: None))
    plan.work_out(progress or (lambda *_: None))
    return plan


class ImportPlan:
    def __init__(self, files, mapping, user=None):
        self.files, self.mapping, self.user = files, mapping, user
        # A private file that its database deletes at the end, also after a crash.
        self.spool = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.spool.executescript(SCHEMA)
        self.spool.execute("PRAGMA journal_mode=OFF")
        self.spool.execute("PRAGMA synchronous=OFF")

    def close(self):
        self.spool.close()

    # What others ask

    @property
    def counts(self):
        """{kind: {made, changed, left, kept}}; "kept" are fields left as people edited them."""
        found = {}
        for kind, action, number in self.spool.execute(
            "SELECT kind, action, count(*) FROM records WHERE action IS NOT NULL GROUP BY kind, action"
        ):
            found.setdefault(kind, {"made": 0, "changed": 0, "left": 0, "kept": 0})[action] = number
        for kind, kept in self.spool.execute("SELECT kind, kept FROM records WHERE kept != '[]'"):
            found[kind]["kept"] += len(json.loads(kept))
        return {kind: found[kind] for kind in TOP_LEVEL_KINDS if kind in found}

    @property
    def changes_nothing(self):
        return not any(count["made"] or count["changed"] for count in self.counts.values())

    @property
    def error_count(self):
        return self.spool.execute("SELECT count(*) FROM errors").fetchone()[0]

    @property
    def errors(self):
        """Every error, in the order of the files and rows."""
        found = self.spool.execute(
            'SELECT file, number, "column", value, reason FROM errors ORDER BY row IS NULL, row, id'
        )
        return (RowError(*one) for one in found)

    @property
    def rows_read(self):
        return self.spool.execute("SELECT count(*) FROM rows").fetchone()[0]

    @property
    def rows_left_out(self):
        return self.spool.execute("SELECT count(*) FROM rows WHERE bad").fetchone()[0]

    @property
    def notes(self):
        """What was guessed in reading the files, in sentences."""
        return [
            note for (notes,) in self.spool.execute("SELECT notes FROM files") for note in json.loads(notes)
        ]

    @property
    def file_log(self):
        found = self.spool.execute("SELECT name, sha256, rows FROM files ORDER BY id")
        return [{"name": name, "sha256": digest, "rows": rows} for name, digest, rows in found]

    @property
    def likenesses(self):
        """Names that would be made, and are like those of entries that exist; best first."""
        found = self.spool.execute("SELECT * FROM likenesses ORDER BY likeness DESC, kind, name")
        return (SimilarName(*one) for one in found)

    def rows(self):
        """What becomes of each record, and each field that is kept, in the order of writing."""
        for kind in TOP_LEVEL_KINDS:
            records = self.spool.cursor().execute(
                "SELECT id, key, data, action, changes, kept, note FROM records "
                "WHERE kind = ? AND action IS NOT NULL ORDER BY rank, id",
                [kind],
            )
            for record, key, data, action, changes, kept, note in records:
                name, rows = self.name_of(kind, json.loads(data)), self.rows_of(record)
                details = note or ", ".join(describe(change) for change in json.loads(changes or "[]"))
                yield ReportLine(action, kind, key, name, details, rows)
                for one in json.loads(kept):
                    yield ReportLine("kept", kind, key, name, describe(one), rows)

    @property
    def digest(self):
        """A text that is the same for two plans that do the same, to confirm what was previewed."""
        digest = hashlib.sha256()
        for row in self.spool.execute(
            "SELECT kind, key, pk, action, changes, kept FROM records ORDER BY kind, key"
        ):
            digest.update(json.dumps(row).encode())
        return digest.hexdigest()

    def rejected(self):
        """Yield the headings of the rows left out, then (file, number, reason, cells) of each."""
        headings = {}
        for (names,) in self.spool.execute("SELECT headings FROM files ORDER BY id"):
            headings |= dict.fromkeys(json.loads(names))
        yield list(headings)
        bad = self.spool.cursor().execute(
            "SELECT rows.id, files.name, rows.number, rows.origin, rows.cells FROM rows "
            "JOIN files ON files.id = rows.file WHERE bad ORDER BY rows.id"
        )
        for row, name, number, origin, cells in bad:
            reasons = self.spool.execute(
                'SELECT "column", reason FROM errors WHERE row = ?', [row]
            ).fetchall()
            reason = "; ".join(f"{column}: {reason}" if column else reason for column, reason in reasons)
            reason = reason or "belongs to a record of which another row is wrong"
            yield origin or name, number, reason, json.loads(cells)

    @staticmethod
    def name_of(kind, data):
        fields = data["fields"]
        if kind == "place":
            return ", ".join(filter(None, (fields.get("name"), fields.get("country"))))
        return fields.get("name") or fields.get("title") or ""

    def rows_of(self, record):
        found = self.spool.execute(
            "SELECT rows.number FROM mentions JOIN rows ON rows.id = mentions.row "
            "WHERE record = ? ORDER BY rows.id LIMIT 11",
            [record],
        ).fetchall()
        numbers = [str(number) for (number,) in found]
        return ", ".join(numbers[:10]) + (", …" if len(numbers) > 10 else "")

    # Reading the files

    def read(self, progress):
        done = 0
        for file_id, file in enumerate(self.files):
            sheet = file.sheet(self.mapping.options, self.mapping.headings)
            with sheet.opened() as (headings, rows):
                chosen = self.mapping.choose_headings(headings, file.name)
                file_parts = self.mapping.file_parts(file.name)
                context = SheetContext(self.mapping, chosen, file_parts, self.count)
                before = done
                for row in logical_rows(rows, self.mapping, chosen):
                    self.keep_row(file_id, row, RowParser(context, row).parse(), file.name)
                    done += 1
                    if done % 100 == 0:
                        progress("read", done, None)
            if done == before:
                raise SheetError(f"{file.name} has a heading row and no row of data below it.")
            self.spool.execute(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
                [
                    file_id,
                    file.name,
                    file.sha256(),
                    json.dumps([heading for heading in headings if heading]),
                    json.dumps(sheet.notes),
                    done - before,
                ],
            )
        progress("read", done, done)

    def count(self, kind, key):
        return self.spool.execute(
            "INSERT INTO counts VALUES (?, ?, 1) "
            "ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number",
            [kind, key],
        ).fetchone()[0]

    def keep_row(self, file_id, row, read, file_name):
        cells = {name: str(value) for name, value in row.cells.items() if value != ""}
        cursor = self.spool.execute(
            "INSERT INTO rows (file, number, origin, cells, proposals, bad) VALUES (?, ?, ?, ?, ?, ?)",
            [
                file_id,
                row.number,
                row.file,
                json.dumps(cells),
                json.dumps(read.proposals),
                bool(read.problems),
            ],
        )
        row_id = cursor.lastrowid
        self.spool.executemany(
            "INSERT INTO groups VALUES (?, ?, ?)",
            [(*group, row_id) for group in dict.fromkeys(read.groups)],
        )
        for problem in dict.fromkeys(read.problems):
            self.add_error(row_id, file_name, row.number, *problem)

    def add_error(self, row, file, number, column, value, reason):
        self.spool.execute(
            'INSERT INTO errors (row, file, number, "column", value, reason) VALUES (?, ?, ?, ?, ?, ?)',
            [row, file, number, column, value, reason],
        )

    # From rows to records

    def work_out(self, progress):
        """Put the rows together to records and decide on each.

        What is wrong may show only then; the rows of it fall away, and all is put together anew.
        """
        while True:
            self.leave_out_groups()
            known = self.error_count
            self.put_together()
            if self.error_count == known:
                self.decide(progress)
            if self.error_count == known:
                break
            self.spool.execute("UPDATE rows SET bad = 1 WHERE id IN (SELECT row FROM errors)")
        self.find_likenesses()

    def leave_out_groups(self):
        """A record is imported from all of its rows or not at all."""
        while True:
            changed = self.spool.execute(
                "UPDATE rows SET bad = 1 WHERE NOT bad AND id IN (SELECT others.row FROM groups AS others "
                "JOIN groups AS bad ON others.kind = bad.kind AND others.key = bad.key "
                "WHERE bad.row IN (SELECT id FROM rows WHERE bad))"
            ).rowcount
            if not changed:
                return

    def put_together(self):
        for table in ("records", "mentions", "names", "likenesses"):
            self.spool.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        latest = {}  # what was merged last under a key: most rows name the same few
        rows = self.spool.cursor().execute("SELECT id, number, proposals FROM rows WHERE NOT bad ORDER BY id")
        for row, number, proposals in rows:
            for kind, key, data in json.loads(proposals):
                text = json.dumps(data)
                record, merged = latest.get((kind, key), (None, None))
                if merged != text:
                    record = self.add(kind, key, data, row, number)
                    if len(latest) > 10_000:
                        latest.clear()
                    latest[kind, key] = record, text
                self.spool.execute("INSERT OR IGNORE INTO mentions VALUES (?, ?)", [record, row])

    def add(self, kind, key, data, row, number):
        """Merge the data of a row into the record ``key``; return the id of the record."""
        found = self.spool.execute(
            "SELECT id, data FROM records WHERE kind = ? AND key = ?", [kind, key]
        ).fetchone()
        if not found:
            rank = (key.startswith("name:")) + (key.endswith("|") or key.endswith("|None"))
            return self.spool.execute(
                "INSERT INTO records (kind, key, data, rank) VALUES (?, ?, ?, ?)",
                [kind, key, json.dumps(data), rank],
            ).lastrowid
        record, known = found[0], json.loads(found[1])
        for name, one, other in merge(kind, known, data):
            first = self.spool.execute(
                "SELECT rows.number FROM mentions JOIN rows ON rows.id = mentions.row WHERE record = ? "
                "ORDER BY rows.id LIMIT 1",
                [record],
            ).fetchone()
            file = self.file_of(row)
            self.add_error(
                row,
                file,
                number,
                name,
                str(other),
                f"row {first[0]} is of the same {kind} ({key}) and says “{str(one)[:80]}”",
            )
        self.spool.execute("UPDATE records SET data = ? WHERE id = ?", [json.dumps(known), record])
        return record

    def file_of(self, row):
        return self.spool.execute(
            "SELECT files.name FROM rows JOIN files ON files.id = rows.file WHERE rows.id = ?", [row]
        ).fetchone()[0]

    # Deciding

    def decide(self, progress):
        total = self.spool.execute("SELECT count(*) FROM records").fetchone()[0]
        done = 0
        decider = Decider(self)
        for kind in TOP_LEVEL_KINDS:
            if kind in DIRECTORY_KINDS:
                self.index_names(kind)
            for entries in self.batches(kind):
                self.identify(kind, entries)
                for entry, decision in decider.decide(kind, entries):
                    if decision.problem:
                        self.blame(entry.id, decision.problem)
                        continue
                    self.spool.execute(
                        "UPDATE records SET pk = ?, action = ?, changes = ?, kept = ?, note = ? WHERE id = ?",
                        [
                            entry.pk,
                            decision.action,
                            json.dumps(decision.changes),
                            json.dumps(decision.kept),
                            decision.note,
                            entry.id,
                        ],
                    )
                done += len(entries)
                progress("compare", done, total)

    def blame(self, record, reason):
        for row, number, file in self.spool.execute(
            "SELECT rows.id, rows.number, files.name FROM mentions JOIN rows ON rows.id = mentions.row "
            "JOIN files ON files.id = rows.file WHERE record = ?",
            [record],
        ).fetchall():
            self.add_error(row, file, number, "", "", reason)

    def batches(self, kind):
        """Yield lists of `PlanEntry`: those with keys of their own first, then the more certain names."""
        last = (-1, 0)
        while True:
            found = self.spool.execute(
                "SELECT rank, id, key, data, pk, action, changes, kept FROM records "
                "WHERE kind = ? AND (rank, id) > (?, ?) ORDER BY rank, id LIMIT ?",
                [kind, *last, BATCH],
            ).fetchall()
            if not found:
                return
            last = found[-1][:2]
            yield [
                PlanEntry(number, kind, key, in_order(json.loads(data)), pk, *rest)
                for _, number, key, data, pk, *rest in found
            ]

    def index_names(self, kind):
        """Note every name that the entries of the database have."""
        self.spool.executemany(
            "INSERT INTO names (kind, name, pk) VALUES (?, ?, ?)",
            ((kind, name, pk) for name, pk in self.known_names(kind)),
        )

    @staticmethod
    def known_names(kind):
        """Yield (name as `names_for` has it, id) for every name of every entry."""
        entries = RECORD_KINDS[kind].model.objects.order_by()
        if kind == "place":
            found = entries.values_list("pk", "name", "country", "aliases")
            for pk, own, country, aliases in found.iterator():
                for name in (own, *aliases.splitlines()):
                    yield f"{fold(name)}|{country}", pk
        elif kind == "source":
            found = entries.values_list("pk", "title", "url", "published_on")
            for pk, title, url, day in found.iterator():
                yield f"{fold(title)}|{url}|{day or ''}", pk
        else:
            for pk, folded in entries.values_list("pk", "folded").iterator():
                for name in folded.split(" | "):
                    yield name, pk

    def names_for(self, kind, fields):
        """Return the names by which an entry is looked for, as `index_names` has them."""
        if kind == "place":
            return [f"{fold(fields.get('name', ''))}|{fields.get('country', '')}"]
        if kind == "source":
            title, day = fold(fields["title"]), fields.get("published_on") or ""
            return [f"{title}|{fields.get('url', '')}|{day}"]
        return [fold(fields["name"])]

    def identify(self, kind, entries):
        """Set ``pk`` of the entries that exist: by key, by uid, by name; or note which other one it is."""
        decider = Decider(self)
        decider.identify(kind, entries)
        if kind not in DIRECTORY_KINDS:
            return
        countries = {}
        for entry in entries:
            fields = entry.data["fields"]
            if not entry.pk and not fields.get("uid"):
                self.by_name(kind, entry, fields, countries, decider)
            own = self.names_for(kind, fields)
            if kind in ("organization", "official"):
                for name in ("acronym", "native_name", "aliases"):
                    own += map(fold, fields.get(name, "").splitlines())
            self.spool.executemany(
                "INSERT INTO names (kind, name, pk, record) VALUES (?, ?, ?, ?)",
                [(kind, name, entry.pk, entry.id) for name in own if name],
            )

    def by_name(self, kind, entry, fields, countries, decider):
        for name in self.names_for(kind, fields):
            found = set(
                self.spool.execute(
                    "SELECT DISTINCT pk, CASE WHEN pk IS NULL THEN record END FROM names "
                    "WHERE kind = ? AND name = ?",
                    [kind, name],
                ).fetchall()
            )
            if not name or not found:
                continue
            if kind == "organization" and fields.get("country"):
                found = {one for one in found if self.country_of(one) in ("", fields["country"])}
            if not entry.key.startswith(("name:", "title:")):
                # Two keys are two entries, even of one name.
                found = {one for one in found if one[0] and not decider.has_own_key(kind, one[0])}
                if len(found) > 1:
                    found = set()
            if len(found) > 1:
                known = ", ".join(f"#{pk}" if pk else "one of this sheet" for pk, _ in sorted(found, key=str))
                entry.problem = (
                    f"more than one {kind} goes by the name “{fields.get('name') or fields.get('title')}” "
                    f"({known}): give a key, a uid or a country"
                )
            elif found:
                ((entry.pk, entry.same_as),) = found
                entry.found_by = "name"

    def country_of(self, candidate):
        pk, record = candidate
        if pk:
            return str(
                RECORD_KINDS["organization"].model.objects.values_list("country", flat=True).get(pk=pk) or ""
            )
        data = self.spool.execute("SELECT data FROM records WHERE id = ?", [record]).fetchone()[0]
        return json.loads(data)["fields"].get("country", "")

    def token(self, kind, key):
        """Return what a reference comes to: an id, a text for a record yet to be made, or None."""
        if key is None:
            return None
        found = self.spool.execute(
            "SELECT pk, action, note FROM records WHERE kind = ? AND key = ?", [kind, key]
        ).fetchone()
        if found is None:
            return None
        pk, _, note = found
        if pk:
            return pk
        return f"new {kind} {note[8:] if note and note.startswith('same as ') else key}"

    # Likenesses

    def find_likenesses(self):
        """Note which names to be made look like names that exist."""
        for kind in ("official", "organization"):
            made = self.spool.execute(
                "SELECT data FROM records WHERE kind = ? AND action = 'made'", [kind]
            ).fetchall()
            if not made:
                continue
            known = self.spool.execute(
                "SELECT name, pk FROM names WHERE kind = ? AND pk IS NOT NULL AND record IS NULL", [kind]
            ).fetchall()
            choices = [name for name, _ in known]
            if not choices:
                continue
            for (data,) in made:
                name = json.loads(data)["fields"].get("name", "")
                self.note_likenesses(kind, name, choices, known)

    def note_likenesses(self, kind, name, choices, known):
        folded, best = fold(name), {}
        for number in similar_positions(folded, choices):
            pk, score = known[number][1], compare(folded, choices[number]).score
            if score >= LIKELY:
                best[pk] = max(score, best.get(pk, 0))
        top = sorted(best, key=best.get, reverse=True)[:5]
        names = RECORD_KINDS[kind].model.objects.in_bulk(top)
        self.spool.executemany(
            "INSERT INTO likenesses VALUES (?, ?, ?, ?, ?)",
            [(kind, name, pk, names[pk].name, round(best[pk])) for pk in top if pk in names],
        )

    def may(self, verb, kind):
        return self.user is None or self.user.has_perm(f"engagements.{verb}_{kind}")

    def problem_with(self, kind, data, record):
        """Return why the user may not do this to ``record`` (None: one to be made), or ""."""
        user = self.user
        if user is None:
            return ""
        if not self.may("change" if record else "add", RECORD_KINDS[kind].model._meta.model_name):
            return f"you may not {'change' if record else 'add'} a {kind}"
        if kind not in ("visit", "meeting"):
            return ""
        fields = data["fields"]
        if record and not type(record).objects.visible_to(user).filter(pk=record.pk).exists():
            return "the record of this key is none that you may change"
        publishes = fields.get("publication") == Publication.PUBLISHED and not may_publish(user)
        if publishes or (record and not may_change(user, record)):
            return "you may not publish, nor change what is published"
        if fields.get("handling") == Handling.RESTRICTED and not may_restrict(user):
            return "you may not restrict what you could not see afterwards"
        return ""


def in_order(data):
    """Number the participants of a meeting as they stand in the sheet, where it gives no order."""
    for number, line in enumerate(data["lines"].get("participants", ()), start=1):
        line["fields"].setdefault("order", number)
    return data
