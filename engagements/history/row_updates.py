"""Rows to be changed, written a table at a time, with what they held before."""

from collections import defaultdict

from engagements.models.records import Record
from engagements.services.bulk_history import update_in_bulk
from engagements.services.changes import save_changed


class Rows:
    """Rows to be changed, written a table at a time, with what they held before."""

    def __init__(self):
        self.rows = defaultdict(dict)
        self.fields = defaultdict(set)
        self.before = defaultdict(list)

    def set(self, row, name, value):
        """Set the field of the attribute ``name``; a row that comes a second time is changed further."""
        model = type(row)
        row = self.rows[model].setdefault(row.pk, row)
        old = getattr(row, name)
        kept = (
            old
            if old is None or isinstance(old, int | str)
            else model._meta.get_field(name).value_to_string(row)
        )
        self.before[model._meta.label_lower].append([row.pk, name, kept])
        setattr(row, name, value)
        self.fields[model].add(model._meta.get_field(name).name)

    def write(self, user):
        for model, rows in self.rows.items():
            rows = list(rows.values())
            if issubclass(model, Record):
                save_changed(rows, user, self.fields[model])
            else:
                if hasattr(model, "refold"):
                    for row in rows:
                        row.refold()
                    self.fields[model].add("folded")
                update_in_bulk(rows, list(self.fields[model]))

    def keys(self):
        return {(model, pk) for model, rows in self.rows.items() for pk in rows}


def touch(keys, locked, user):
    """Raise the versions of the visits and meetings ``keys``, whose lines changed."""
    save_changed((locked[key] for key in keys if key in locked), user)
