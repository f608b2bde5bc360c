"""Changes of many rows, written a table at a time, with what the rows held before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from engagements.models.folded_models import FoldedModel
from engagements.models.records import Record
from engagements.services.bulk_history import update_in_bulk
from engagements.services.changes import save_changed

from .lines import RecordKey
from .packing import field_of

# By the label of the model: the key of a row, an attribute, and what that held.
PackedChanges = dict[str, list[tuple[int, str, Any]]]


class RowUpdates:
    """What shall be set in which rows, until `write`."""

    def __init__(self) -> None:
        self.rows: defaultdict[type[Model], dict[int, Model]] = defaultdict(dict)
        self.field_names: defaultdict[type[Model], set[str]] = defaultdict(set)
        self.before: PackedChanges = {}

    def assign(self, row: Model, name: str, value: Any) -> None:
        """Set the attribute ``name``; a row that comes a second time is changed further."""
        model = type(row)
        row = self.rows[model].setdefault(row.pk, row)
        field, old = field_of(model, name), getattr(row, name)
        if old is not None and not isinstance(old, int | str):
            old = field.value_to_string(row)
        self.before.setdefault(model._meta.label_lower, []).append((row.pk, name, old))
        setattr(row, name, value)
        self.field_names[model].add(field.name)

    def write(self, user: User) -> None:
        for model, rows_by_pk in self.rows.items():
            rows, names = list(rows_by_pk.values()), self.field_names[model]
            if issubclass(model, Record):
                save_changed((row for row in rows if isinstance(row, Record)), user, names)
                continue
            for row in rows:
                if isinstance(row, FoldedModel):
                    row.refold()
                    names.update(row.derived_fields)
            update_in_bulk(rows, names)

    def keys(self) -> set[RecordKey]:
        return {(model, pk) for model, rows in self.rows.items() for pk in rows}


def raise_versions(keys: Iterable[RecordKey], locked: Mapping[RecordKey, Model], user: User) -> None:
    """Mark the visits and meetings ``keys``, of which a line changed, as changed by ``user``."""
    records = [locked[key] for key in keys if key in locked]
    save_changed((record for record in records if isinstance(record, Record)), user)
