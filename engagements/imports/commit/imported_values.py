"""Remembers what was imported: the key of each record, and the values that it was given."""

from collections.abc import Sequence

from engagements.imports.plan import PLAN_BATCH_SIZE, ImportedValues, PlanStore
from engagements.models import ImportedRecord, ImportRun

from .record_writer import DecidedEntry


def remember_values(
    store: PlanStore, kind: str, decided: Sequence[DecidedEntry], import_run: ImportRun
) -> None:
    """Keep the keys of what was written, and the values as imported now."""
    keys = [entry.key for entry, _ in decided]
    known_records = {record.key: record for record in ImportedRecord.objects.filter(kind=kind, key__in=keys)}
    new, changed = [], []
    for entry, decision in decided:
        if entry.pk is None:  # it was deleted since the last import, and stays so
            continue
        values = with_ids(store, decision.values)
        record = known_records.get(entry.key)
        if record is None:
            new.append(
                ImportedRecord(kind=kind, key=entry.key, object_id=entry.pk, values=values, run=import_run)
            )
        elif record.values != values or record.object_id != entry.pk:
            record.values, record.object_id, record.run = values, entry.pk, import_run
            changed.append(record)
    ImportedRecord.objects.bulk_create(new, batch_size=PLAN_BATCH_SIZE)
    ImportedRecord.objects.bulk_update(changed, ["values", "object_id", "run"], batch_size=PLAN_BATCH_SIZE)


def with_ids(store: PlanStore, values: ImportedValues) -> ImportedValues:
    """Return ``values`` with ids in the place of what had none when the plan was made."""
    return {
        **values,
        "refs": {name: store.written_pk(target) for name, target in values["refs"].items()},
        "sets": {
            name: [store.written_pk(target) for target in targets] for name, targets in values["sets"].items()
        },
        "lines": {
            name: {
                key: {
                    **line,
                    "refs": {ref: store.written_pk(target) for ref, target in line["refs"].items()},
                }
                for key, line in lines.items()
            }
            for name, lines in values["lines"].items()
        },
    }
