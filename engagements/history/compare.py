"""States of a record and its lines, and what changed from one to another.

A state is a record and its lines as they were at one time: their values by field, by (model, key).
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import ForeignKey, ManyToManyField, Model
from django.db.models.fields.files import FieldFile

from engagements.services.bulk_history import m2m_fields

from .lines import AnyField, RecordKey

Values = dict[AnyField, Any]
State = dict[RecordKey, Values]


class RecordChange(NamedTuple):
    """What became of one record or line: its values before and after, None where it was not there.

    ``owner`` is the name of the field that leads to what it is a line of; ``record`` is what it is called by.
    """

    model: type[Model]
    owner: str
    before: Values | None
    after: Values | None
    record: Model

    @property
    def action(self) -> str:
        return "changed" if self.before and self.after else "added" if self.after else "removed"


def field_values(row: Model, fields: Iterable[AnyField], m2m_values: Values) -> Values:
    return {field: plain_value(getattr(row, field.attname)) for field in fields} | m2m_values


def plain_value(value: Any) -> Any:
    return str(value) if isinstance(value, FieldFile) else value


def history_values(row: Any, m2m_values: Values) -> Values | None:
    """Return the values that a history ``row`` keeps, by field; None for one of a deletion."""
    if row is None or row.history_type == "-":
        return None
    return field_values(row, row.tracked_fields, m2m_values)


def unsaved_record(model: type[Model], values: Values) -> Model:
    """Return a record of ``model`` with ``values`` by field; many-to-many fields are left out."""
    return model(**{field.attname: values[field] for field in model._meta.concrete_fields})


def shown_fields(model: type[Model], owner: str) -> list[AnyField]:
    """Return the fields whose changes are shown: what can be entered, but for the field ``owner``."""
    fields = [
        field
        for field in model._meta.fields
        if field.editable and not field.primary_key and field.name != owner
    ]
    return [*fields, *m2m_fields(model)]


def referenced_pks(field: AnyField, value: Any) -> Iterable[int]:
    """Return the keys of the records that ``value`` of ``field`` names."""
    if isinstance(field, ManyToManyField):
        pks: Iterable[int] = value
        return pks
    return [value] if isinstance(field, ForeignKey) and value is not None else []
