"""Writing many records at once with their history, what their many-to-many fields hold included.

The bulk utilities of simple_history leave many-to-many fields out: in the rows that they write, all
would look emptied.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from engagements.models.history import bulk_history_options

WRITE_BATCH_SIZE = 500

# Up to so many different sets of values are written by one UPDATE each, many times faster than
# `bulk_update()`, which names each row.
DISTINCT_VALUES_LIMIT = 20


def history_of(model: type[models.Model]) -> Any:  # simple_history has no types
    """Return the history manager of ``model``."""
    return model.history  # type: ignore[attr-defined] # simple_history adds it to the model


def m2m_fields(model: type[models.Model]) -> list[Any]:
    """Return the many-to-many fields of ``model`` that its history keeps."""
    return list(history_of(model).model._history_m2m_fields)


def m2m_history_model(model: type[models.Model], field: Any) -> Any:
    """Return the model that keeps what the many-to-many ``field`` held."""
    return getattr(history_of(model).model, field.name).model


def update_in_bulk(records: Sequence[models.Model], field_names: Iterable[str]) -> None:
    """Write the fields ``field_names`` of ``records``, all of one model, with their history if it has one."""
    if not records:
        return
    model, field_names = type(records[0]), list(field_names)
    attnames = {field.name: field.attname for field in model._meta.concrete_fields}
    columns = [attnames[name] for name in field_names]
    pks_by_values = defaultdict(list)
    for record in records:
        pks_by_values[tuple(getattr(record, column) for column in columns)].append(record.pk)
    if len(pks_by_values) > DISTINCT_VALUES_LIMIT:
        model._base_manager.bulk_update(records, field_names, batch_size=WRITE_BATCH_SIZE)
    else:
        for values, pks in pks_by_values.items():
            for start in range(0, len(pks), WRITE_BATCH_SIZE):
                rows = model._base_manager.filter(pk__in=pks[start : start + WRITE_BATCH_SIZE])
                rows.update(**dict(zip(columns, values, strict=True)))
    if hasattr(model, "history"):
        for start in range(0, len(records), WRITE_BATCH_SIZE):
            write_history(records[start : start + WRITE_BATCH_SIZE], update=True)


def write_history(records: Sequence[models.Model], update: bool = False) -> None:
    """Write the history of ``records``, a batch of one model: just created, or with ``update`` changed."""
    if not records:
        return
    model = type(records[0])
    rows = history_of(model).bulk_history_create(
        records, batch_size=WRITE_BATCH_SIZE, update=update, **bulk_history_options()
    )
    copy_m2m_to_history(model, rows)


def copy_m2m_to_history(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Write what the many-to-many fields hold now into the history ``rows`` of ``model``."""
    row_by_record = {row.id: row for row in rows}
    for field in m2m_fields(model):
        pair_history, through = m2m_history_model(model, field), field.remote_field.through
        columns = [column.attname for column in through._meta.concrete_fields]
        source = through._meta.get_field(field.m2m_field_name()).attname
        pairs = through._base_manager.filter(**{f"{source}__in": list(row_by_record)}).order_by("pk")
        pair_history.objects.bulk_create(
            (
                pair_history(
                    history=row_by_record[getattr(pair, source)],
                    **{column: getattr(pair, column) for column in columns},
                )
                for pair in pairs
            ),
            batch_size=WRITE_BATCH_SIZE,
        )
