"""Writes records and their lines as a plan decides, new ones in bulk, with their history."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models
from simple_history.utils import bulk_create_with_history

from engagements.imports.plan import (
    PLAN_BATCH_SIZE,
    Decision,
    ImportedLine,
    PlanEntry,
    PlanStore,
    Ref,
    Target,
    targets_of,
)
from engagements.imports.record_kinds import RECORD_KINDS, RecordKind
from engagements.imports.rows import FieldValue
from engagements.models import Appointment, Official, Source
from engagements.models.folded_models import FoldedModel
from engagements.models.history import bulk_history_options
from engagements.models.records import Record
from engagements.services.bulk_history import write_history
from engagements.services.changes import mark_changed, mark_created
from engagements.services.remarks import add_remark
from engagements.services.titles import add_missing_titles


class DecidedEntry(NamedTuple):
    entry: PlanEntry
    decision: Decision


class RecordWriter:
    """Creates and changes records; the store knows the ids of those that are created."""

    def __init__(self, store: PlanStore, user: User | None, description: str) -> None:
        """Write for ``user``; ``description`` says to people which import it is."""
        self.store, self.user, self.description = store, user, description
        # With sets of records of their own kind, which may be written later.
        self.related: list[DecidedEntry] = []

    def must_wait(self, decision: Decision) -> bool:
        """Return whether the record lies under one that is not written yet."""
        parent = decision.refs.get("parent")
        return isinstance(parent, Ref) and self.store.written_pk(parent) is None

    def create(self, kind: str, new: Sequence[DecidedEntry]) -> None:
        """Create the records of ``new``, with their lines, sets and history."""
        if not new:
            return
        spec = RECORD_KINDS[kind]
        records = [self.build(spec, decision.fields, decision.refs) for _, decision in new]
        for record, (_, decision) in zip(records, new, strict=True):
            if isinstance(record, Record):
                if "progress" not in decision.fields:
                    record.progress = record.status_by_dates()
                mark_created(record, self.user)
            if isinstance(record, Source):
                record.created_by = self.user
            derive_fields(record)
        spec.model._default_manager.bulk_create(records, batch_size=PLAN_BATCH_SIZE)
        for (entry, _), record in zip(new, records, strict=True):
            entry.pk = record.pk
        self.store.save_written(
            (entry.id, record.pk) for (entry, _), record in zip(new, records, strict=True)
        )
        decisions = [(record, decision) for (_, decision), record in zip(new, records, strict=True)]
        for name in sets_of_others(spec):
            self.add_to_set(spec, name, [(record, decision.add[name]) for record, decision in decisions])
        self.related += [entry for entry in new if relates(spec, entry.decision)]
        for name in spec.lines:
            self.create_lines(spec, name, decisions)
        if kind == "meeting":
            add_missing_titles(records)
        write_history(records)

    def build(self, spec: RecordKind, fields: dict[str, FieldValue], refs: dict[str, Target]) -> Any:
        """Return a record or line that is not saved yet."""
        record = spec.model(**fields)
        for name, target in refs.items():
            setattr(record, f"{name}_id", self.store.written_pk(target))
        # Dates and times as objects, as the folding, titles and histories expect them.
        for field in record._meta.concrete_fields:
            value = getattr(record, field.attname)
            if isinstance(value, str) and not field.is_relation:
                setattr(record, field.attname, field.to_python(value))
        return record

    def add_to_set(
        self, spec: RecordKind, name: str, pairs: Iterable[tuple[models.Model, Sequence[Target]]]
    ) -> None:
        """Add to the many-to-many field ``name`` of each record what its targets come to."""
        field: Any = spec.model._meta.get_field(name)
        through, own_name, other_name = (
            field.remote_field.through,
            field.m2m_field_name(),
            field.m2m_reverse_field_name(),
        )
        through.objects.bulk_create(
            [
                through(**{f"{own_name}_id": record.pk, f"{other_name}_id": self.store.written_pk(target)})
                for record, targets in pairs
                for target in targets
            ],
            batch_size=PLAN_BATCH_SIZE,
        )

    def create_lines(
        self, spec: RecordKind, name: str, decisions: Iterable[tuple[models.Model, Decision]]
    ) -> None:
        """Create the new lines ``name`` of each record, and note their values in its decision."""
        line_spec = RECORD_KINDS[spec.lines[name]]
        lines, values = [], []
        for record, decision in decisions:
            for new_line in decision.new_lines:
                if new_line.name != name:
                    continue
                data = new_line.data
                fields = {field: value for field, value in data["fields"].items() if field != "uid" or value}
                refs = targets_of(self.store, line_spec, data["refs"])
                line = self.build(line_spec, fields, refs)
                setattr(line, f"{line_spec.parent}_id", record.pk)
                derive_fields(line)
                lines.append(line)
                imported: ImportedLine = {
                    "pk": 0,  # until it is created
                    "fields": {field: value for field, value in fields.items() if field != "uid"},
                    "refs": refs,
                }
                decision.values["lines"].setdefault(name, {})[data["key"]] = imported
                values.append(imported)
        if lines:
            bulk_create_with_history(
                lines, line_spec.model, batch_size=PLAN_BATCH_SIZE, **bulk_history_options()
            )
        for line, imported in zip(lines, values, strict=True):
            imported["pk"] = line.pk

    def change(self, kind: str, entry: PlanEntry, decision: Decision) -> None:
        """Change the record of ``entry``, its lines and its sets."""
        spec = RECORD_KINDS[kind]
        record: Any = spec.model._default_manager.get(pk=entry.pk)
        for line in decision.removed_lines:
            line.delete()
        for changed in decision.changed_lines:
            self.set_values(changed.line, changed.fields, changed.refs)
            changed.line.save()
        for name in spec.lines:
            self.create_lines(spec, name, [(record, decision)])
        if relates(spec, decision):
            self.related.append(DecidedEntry(entry, decision))
        for name in {*decision.add, *decision.remove} & set(sets_of_others(spec)):
            self.add_to_set(spec, name, [(record, decision.add.get(name, []))])
            self.remove_from_set(spec, name, record, decision.remove.get(name, []))
        if isinstance(record, Official) and "name" in decision.fields and record.sort_name == record.name:
            record.sort_name = ""
        was_published = isinstance(record, Record) and not record.is_draft
        self.set_values(record, decision.fields, decision.refs)
        if isinstance(record, Record):
            mark_changed(record, self.user)
        record.save()
        if was_published and record.is_draft:
            add_remark(record, self.user, self.description, record.version)

    def relate(self, kind: str) -> list[DecidedEntry]:
        """Write the sets of records of the same kind, now that all of it are there; return the entries."""
        spec, related, self.related = RECORD_KINDS[kind], self.related, []
        records: Any = spec.model._default_manager.in_bulk([entry.pk for entry, _ in related if entry.pk])
        for entry, decision in related:
            record = records[entry.pk]
            for name in set(spec.sets) - set(sets_of_others(spec)):
                field = getattr(record, name)
                targets = map(self.store.written_pk, decision.add.get(name, []))
                field.add(*filter(None, targets))
                field.remove(*decision.remove.get(name, []))
        return related

    def set_values(
        self, record: models.Model, fields: dict[str, FieldValue], refs: dict[str, Target]
    ) -> None:
        for name, value in fields.items():
            field: Any = record._meta.get_field(name)
            setattr(record, name, field.to_python(value))
        for name, target in refs.items():
            setattr(record, f"{name}_id", self.store.written_pk(target))

    def remove_from_set(
        self, spec: RecordKind, name: str, record: models.Model, targets: Sequence[Target]
    ) -> None:
        """Take ``targets`` out of the many-to-many field ``name`` of ``record``."""
        field: Any = spec.model._meta.get_field(name)
        lookups = {field.m2m_field_name(): record, f"{field.m2m_reverse_field_name()}__in": targets}
        field.remote_field.through.objects.filter(**lookups).delete()


def sets_of_others(spec: RecordKind) -> list[str]:
    """Return the sets of a record that hold records of another kind."""
    return [name for name, kind in spec.sets.items() if kind != spec.name]


def relates(spec: RecordKind, decision: Decision) -> bool:
    """Whether ``decision`` changes a set of records of the same kind."""
    own = set(spec.sets) - set(sets_of_others(spec))
    return any(decision.add.get(name) or decision.remove.get(name) for name in own)


def derive_fields(record: models.Model) -> None:
    """Set what ``save()`` would: a bulk creation goes past it."""
    if isinstance(record, Official):
        record.sort_name = record.sort_name or record.name
    if isinstance(record, Appointment):
        record.widen()
    if isinstance(record, FoldedModel):
        record.refold()
