"""How records are read for an export.

A record is read as a plain row, and so are its lines, for a chunk of records at a time:
memory is bounded, and the number of queries grows with the chunks alone. Nothing is
ordered by primary keys where a uid or a text can do it: they differ after an import.
"""

from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Model

CHUNK = 1_000  # records whose lines are in memory at a time


class Exported(NamedTuple):
    """A record as a row, and its lines (rows as well) by name."""

    row: tuple
    lines: dict


@dataclass
class Kind:
    """One kind of record: what is read of it, and what becomes of that.

    A column is the path of a value, or a function of an `Exported`. A further sheet is the
    name of its lines and its columns, each the path of a value of the line.
    """

    name: str
    model: type[Model]
    columns: dict
    fields: list = field(default_factory=list)  # read beside those that columns name
    lines: dict = field(default_factory=dict)
    sheets: dict = field(default_factory=dict)

    def __post_init__(self):
        paths = [path for path in self.columns.values() if isinstance(path, str)]
        self.paths = dict.fromkeys(["pk", *paths, *self.fields])
        self.getters = {
            name: attrgetter(f"row.{column}") if isinstance(column, str) else column
            for name, column in self.columns.items()
        }

    def read(self, queryset, user):
        """Yield an `Exported` for each record of ``queryset``, in its order."""
        rows = tied_by_uid(queryset).values_list(*self.paths, named=True).iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            ids = [row.pk for row in chunk]
            found = {name: lines.of(ids, user) for name, lines in self.lines.items()}
            for row in chunk:
                yield Exported(row, {name: lines.get(row.pk, ()) for name, lines in found.items()})

    def cells(self, exported):
        return [get(exported) for get in self.getters.values()]


def tied_by_uid(queryset):
    """Return ``queryset`` in its order, but uids decide where primary keys would."""
    return queryset.order_by(*({"pk": "uid", "-pk": "-uid"}.get(one, one) for one in queryset.query.order_by))
