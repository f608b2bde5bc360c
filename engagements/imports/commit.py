"""Carries out a plan: exactly that plan, in one transaction, or nothing."""

import json

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from engagements.duplicates.finding import refresh_pairs
from engagements.models import ImportedRecord, ImportRun, Official
from engagements.models.duplicate_pairs import MERGEABLE_MODELS
from engagements.models.folded_models import FoldedModel
from engagements.models.history import ChangeChannel, bulk_history_options, change_set
from engagements.models.records import Record
from engagements.services.bulk_history import write_history
from engagements.services.changes import mark_changed, mark_created
from engagements.services.titles import add_missing_titles

from .plan.decisions import MENTIONED, Decider
from .plan.import_plan import BATCH
from .record_kinds import RECORD_KINDS, TOP_LEVEL_KINDS


class CommitError(Exception):
    """The plan was not carried out, and nothing was written; the message says why."""


def commit(plan, user=None, progress=None, skip_bad_rows=False):
    """Carry out ``plan`` for ``user`` (None: the command line); return the `ImportRun`.

    Raises `CommitError`, having written nothing, where rows are wrong and are not to be
    skipped, or where the database is no longer as it was when the plan was made.
    """
    if plan.error_count and not skip_bad_rows:
        raise CommitError(f"The sheet has wrong rows ({plan.rows_left_out}), so nothing was imported.")
    writer = ImportWriter(plan, user, progress or (lambda *_: None))
    try:
        with transaction.atomic(), change_set(ChangeChannel.IMPORT, user) as act:
            return writer.run(act)
    except IntegrityError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommitError(f"The database refuses it, so nothing was imported: {reason}.") from error
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommitError(f"The database can't be written, so nothing was imported: {reason}.") from error


class ImportWriter:
    def __init__(self, plan, user, progress):
        self.plan, self.user, self.progress = plan, user, progress
        self.decider = Decider(plan, lock=True)
        self.done, self.total = 0, plan.spool.execute("SELECT count(*) FROM records").fetchone()[0]

    def run(self, act):
        plan = self.plan
        plan.spool.execute("CREATE TABLE IF NOT EXISTS written (record INTEGER PRIMARY KEY, pk)")
        plan.spool.execute("DELETE FROM written")
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
            act=act.uid,
        )
        for kind in TOP_LEVEL_KINDS:
            later = []
            for entries in plan.batches(kind):
                later += self.write(kind, entries)
            while later:  # what lies under entries of its own kind
                waiting, later = later, []
                for start in range(0, len(waiting), BATCH):
                    later += self.write(kind, waiting[start : start + BATCH])
                if len(later) == len(waiting):
                    raise CommitError(f"Each {kind} lies under another one, in a circle: {later[0].key}.")
            self.remember_namesakes(kind)
            self.find_duplicates(kind)
        self.import_run.finished_at = timezone.now()
        self.import_run.save(update_fields=["finished_at"])
        return self.import_run

    def write(self, kind, entries):
        """Write a batch; return the entries that must wait for others of their kind."""
        pks = {entry.id: entry.pk for entry in entries}
        self.decider.identify(kind, entries)
        make, change, remember, later = [], [], [], []
        for entry in entries:
            if not entry.pk and pks[entry.id]:  # found by its name when the plan was made
                entry.pk, entry.found_by = pks[entry.id], "name"
        for entry, decision in self.decider.decide(kind, [one for one in entries if one.action]):
            if decision.problem or (
                decision.action,
                decision.changes,
                decision.kept,
                entry.pk,
            ) != (entry.action, *self.as_planned(entry), pks[entry.id]):
                raise CommitError(
                    f"The {kind} “{entry.key}” was changed by somebody since the plan was made, "
                    "so nothing was imported. Look at a new preview."
                )
            if self.must_wait(decision):
                later.append(entry)
                entry.pk = pks[entry.id]
                continue
            if decision.action == "made":
                make.append((entry, decision))
            elif decision.action == "changed":
                change.append((entry, decision))
            if decision.values is not None and decision.action != "made":
                remember.append((entry, decision))
        self.make(kind, make)
        for entry, decision in change:
            self.change(kind, entry, decision)
        self.remember(kind, make + remember)
        self.done += len(entries) - len(later)
        self.progress("write", self.done, self.total)
        return later

    @staticmethod
    def as_planned(entry):
        return json.loads(entry.changes or "[]"), json.loads(entry.kept or "[]")

    def find_duplicates(self, kind):
        """Look for what the new records may be duplicates of, as every ``save()`` does."""
        made = self.plan.spool.execute(
            "SELECT written.pk FROM written JOIN records ON records.id = written.record WHERE kind = ?",
            [kind],
        )
        if kind in MERGEABLE_MODELS and (pks := {pk for (pk,) in made}):
            refresh_pairs(kind, pks)

    # Ids of what was made

    def pk_of(self, token):
        """Return the id that a reference comes to."""
        if not isinstance(token, str):
            return token
        _, kind, key = token.split(" ", 2)
        found = self.plan.spool.execute(
            "SELECT written.pk FROM written JOIN records ON records.id = written.record "
            "WHERE kind = ? AND key = ?",
            [kind, key],
        ).fetchone()
        return found and found[0]

    def must_wait(self, decision):
        """Whether the entry lies under one that is not written yet."""
        parent = decision.refs.get("parent")
        return isinstance(parent, str) and self.pk_of(parent) is None

    # DraftWriter

    def make(self, kind, pairs):
        spec = RECORD_KINDS[kind]
        if not pairs:
            return
        records = []
        for _, decision in pairs:
            record = self.build(spec, decision.fields, decision.refs)
            if isinstance(record, Record):
                mark_created(record, self.user)
            records.append(record)
        for record in records:
            self.derive(record)
        spec.model.objects.bulk_create(records, batch_size=BATCH)
        self.plan.spool.executemany(
            "INSERT INTO written VALUES (?, ?)",
            [(entry.id, record.pk) for (entry, _), record in zip(pairs, records, strict=True)],
        )
        for (entry, _), record in zip(pairs, records, strict=True):
            entry.pk = record.pk
        for name in spec.sets:
            self.fill_set(
                spec,
                name,
                [(record, decision.add[name]) for (_, decision), record in zip(pairs, records, strict=True)],
            )
        for name in spec.lines:
            self.make_lines(
                spec,
                name,
                [
                    (record, line, decision)
                    for (_, decision), record in zip(pairs, records, strict=True)
                    for line_name, line in decision.make_lines
                    if line_name == name
                ],
            )
        if kind == "meeting":
            add_missing_titles(records)
        write_history(records)

    def build(self, spec, fields, refs):
        given = {name: value for name, value in fields.items() if value is not None or name not in refs}
        record = spec.model(**{name: value for name, value in given.items() if name != "aliases"})
        if "aliases" in given:
            record.aliases = given["aliases"]
        for name, token in refs.items():
            setattr(record, f"{name}_id", self.pk_of(token))
        # Dates and times as objects, as the folding, titles and histories expect them.
        for field in record._meta.concrete_fields:
            value = getattr(record, field.attname)
            if isinstance(value, str) and not field.is_relation:
                setattr(record, field.attname, field.to_python(value))
        return record

    @staticmethod
    def derive(record):
        """Set what ``save()`` would: a bulk creation goes past it."""
        if isinstance(record, Official):
            record.sort_name = record.sort_name or record.name
        if hasattr(record, "widen"):
            record.widen()
        if isinstance(record, FoldedModel):
            record.refold()

    def fill_set(self, spec, name, pairs):
        field = spec.model._meta.get_field(name)
        through = field.remote_field.through
        own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        through.objects.bulk_create(
            [
                through(**{f"{own}_id": record.pk, f"{other}_id": self.pk_of(token)})
                for record, tokens in pairs
                for token in tokens
            ],
            batch_size=BATCH,
        )

    def line_data(self, spec, line):
        refs = {name: self.plan.token(spec.references[name], key) for name, key in line["refs"].items()}
        fields = {name: value for name, value in line["fields"].items() if name != "uid" or value}
        return fields, refs

    def make_lines(self, spec, name, triples):
        line_spec = RECORD_KINDS[spec.lines[name]]
        lines = []
        for record, line, _ in triples:
            made = self.build(line_spec, *self.line_data(line_spec, line))
            setattr(made, f"{line_spec.parent}_id", record.pk)
            self.derive(made)
            lines.append(made)
        if lines:
            bulk_create_with_history(lines, line_spec.model, batch_size=BATCH, **bulk_history_options())
        for made, (_, line, decision) in zip(lines, triples, strict=True):
            fields, refs = self.line_data(line_spec, line)
            decision.values["lines"].setdefault(name, {})[line["key"]] = {
                "pk": made.pk,
                "fields": {k: v for k, v in fields.items() if k != "uid"},
                "refs": refs,
            }

    # Changing

    def change(self, kind, entry, decision):
        spec = RECORD_KINDS[kind]
        record = spec.model.objects.get(pk=entry.pk)
        for line in decision.remove_lines:
            line.delete()
        for _, line, fields, refs in decision.change_lines:
            self.set_values(line, fields, refs)
            line.save()
        for name in spec.lines:
            new = [(record, line, decision) for line_name, line in decision.make_lines if line_name == name]
            self.make_lines(spec, name, new)
        for name in {*decision.add, *decision.remove}:
            field = spec.model._meta.get_field(name)
            self.fill_set(spec, name, [(record, decision.add.get(name, []))])
            field.remote_field.through.objects.filter(
                **{
                    field.m2m_field_name(): record,
                    f"{field.m2m_reverse_field_name()}__in": decision.remove.get(name, []),
                }
            ).delete()
        if isinstance(record, Official) and "name" in decision.fields and record.sort_name == record.name:
            record.sort_name = ""
        self.set_values(record, decision.fields, decision.refs)
        if isinstance(record, Record):
            mark_changed(record, self.user)
        record.save()

    def set_values(self, record, fields, refs):
        for name, value in fields.items():
            setattr(record, name, record._meta.get_field(name).to_python(value))
        for name, token in refs.items():
            setattr(record, f"{name}_id", self.pk_of(token))

    # Remembering

    def remember(self, kind, pairs):
        """Keep the keys, and the values as imported now."""
        known = {
            one.key: one
            for one in ImportedRecord.objects.filter(kind=kind, key__in=[entry.key for entry, _ in pairs])
        }
        new, changed = [], []
        for entry, decision in pairs:
            values = self.settled(decision.values)
            one = known.get(entry.key)
            if one is None:
                new.append(
                    ImportedRecord(
                        kind=kind, key=entry.key, object_id=entry.pk, values=values, run=self.import_run
                    )
                )
            elif one.values != values or one.object_id != entry.pk:
                one.values, one.object_id, one.run = values, entry.pk, self.import_run
                changed.append(one)
        ImportedRecord.objects.bulk_create(new, batch_size=BATCH)
        ImportedRecord.objects.bulk_update(changed, ["values", "object_id", "run"], batch_size=BATCH)

    def settled(self, values):
        """Return ``values`` with ids in the place of what had none when the plan was made."""
        return {
            **values,
            "refs": {name: self.pk_of(token) for name, token in values["refs"].items()},
            "sets": {name: [self.pk_of(one) for one in tokens] for name, tokens in values["sets"].items()},
            "lines": {
                name: {
                    key: {
                        **line,
                        "refs": {ref: self.pk_of(token) for ref, token in line["refs"].items()},
                    }
                    for key, line in lines.items()
                }
                for name, lines in values["lines"].items()
            },
        }

    def remember_namesakes(self, kind):
        """Keep the keys of what turned out to be another entry of the same sheet."""
        found = self.plan.spool.execute(
            "SELECT key, note FROM records WHERE kind = ? AND note LIKE 'same as %'", [kind]
        ).fetchall()
        wanted = {key: self.pk_of(f"new {kind} {note[8:]}") for key, note in found}
        for start in range(0, len(found), BATCH):
            keys = [key for key, _ in found[start : start + BATCH]]
            known = set(ImportedRecord.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))
            ImportedRecord.objects.bulk_create(
                ImportedRecord(
                    kind=kind,
                    key=key,
                    object_id=wanted[key],
                    values=MENTIONED,
                    run=self.import_run,
                )
                for key in keys
                if key not in known
            )
