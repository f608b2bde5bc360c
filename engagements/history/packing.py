"""Rows as they are kept for an undo: as JSON can hold them without loss."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from .lines import AnyField


@cache
def field_of(model: type[Model], name: str) -> AnyField:
    """Return the concrete field of ``model`` of the attribute or name ``name``."""
    return next(field for field in model._meta.concrete_fields if name in (field.attname, field.name))


def pack(row: Model) -> dict[str, Any]:
    """Return ``row`` as Django's serializers write records: model, pk, fields."""
    values = {field: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {
        "model": row._meta.label_lower,
        "pk": row.pk,
        "fields": {
            field.attname: None if value is None else field.value_to_string(row)
            for field, value in values.items()
        },
    }


def unpack(data: dict[str, Any]) -> Model:
    """Return the unsaved record that `pack` made ``data`` of."""
    model: type[Model] = apps.get_model(data["model"])
    return model(**{name: unpack_value(model, name, value) for name, value in data["fields"].items()})


def unpack_value(model: type[Model], name: str, value: Any) -> Any:
    return None if value is None else field_of(model, name).to_python(value)
