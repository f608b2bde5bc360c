"""How records are read for an export.

A record is read as a plain row, and so are its lines, for a chunk of records at a time:
memory is bounded, and the number of queries grows with the chunks alone. Nothing is
ordered by primary keys where a uid or a text can do it: they differ after an import.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet

from .lines import LineReader

RECORD_CHUNK_SIZE = 1_000  # records whose lines are in memory at a time


class ExportedRecord(NamedTuple):
    """A record as a row, and its lines (rows as well) by name."""

    row: Any
    lines: Mapping[str, Sequence[Any]]


@dataclass
class ExportKind:
    """One kind of record: what is read of it, and what becomes of that.

    A column is the path of a value, or a function of an `ExportedRecord`. A further sheet is the
    name of its lines and its columns, each the path of a value of the line.
    """

    name: str
    model: type[Model]
    columns: dict[str, str | Callable[[ExportedRecord], object]]
    fields: list[str] = field(default_factory=list)  # read beside those that columns name
    lines: dict[str, LineReader] = field(default_factory=dict)
    sheets: dict[str, dict[str, str]] = field(default_factory=dict)
    # What those alone have who have a permission: by the name of columns, lines and sheets.
    permissions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        paths = [path for path in self.columns.values() if isinstance(path, str)]
        self.paths = dict.fromkeys(["pk", *paths, *self.fields])
        self.getters = {
            name: attrgetter(f"row.{column}") if isinstance(column, str) else column
            for name, column in self.columns.items()
        }

    def for_user(self, user: User) -> "ExportKind":
        """Return what ``user`` may have of this kind."""
        hidden = {name for name, permission in self.permissions.items() if not user.has_perm(permission)}
        if not hidden:
            return self
        parts: Any = {  # by the name of what each has
            part: {name: value for name, value in getattr(self, part).items() if name not in hidden}
            for part in ("columns", "lines", "sheets")
        }
        return replace(self, **parts)

    def read(self, queryset: QuerySet[Any], user: User) -> Iterator[ExportedRecord]:
        """Yield an `ExportedRecord` for each record of ``queryset``, in its order."""
        rows = order_ties_by_uid(queryset).values_list(*self.paths, named=True)
        remaining = rows.iterator(chunk_size=RECORD_CHUNK_SIZE)
        while chunk := list(islice(remaining, RECORD_CHUNK_SIZE)):
            pks = [row.pk for row in chunk]
            lines_by_name = {name: reader.by_record(pks, user) for name, reader in self.lines.items()}
            for row in chunk:
                lines = {name: by_record.get(row.pk, ()) for name, by_record in lines_by_name.items()}
                yield ExportedRecord(row, lines)

    def cells(self, record: ExportedRecord) -> list[Any]:
        return [get(record) for get in self.getters.values()]


def order_ties_by_uid(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Return ``queryset`` in its order, but uids decide where primary keys would."""
    uids: dict[object, str] = {"pk": "uid", "-pk": "-uid"}
    return queryset.order_by(*(uids.get(key, key) for key in queryset.query.order_by))
