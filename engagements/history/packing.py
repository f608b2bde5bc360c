"""Rows as they are kept for an undo."""

from django.apps import apps


def pack(row):
    """Return ``row`` as JSON can hold it without loss."""
    values = {one: one.value_from_object(row) for one in row._meta.concrete_fields}
    return {
        "model": row._meta.label_lower,
        "pk": row.pk,
        "fields": {
            one.attname: None if value is None else one.value_to_string(row) for one, value in values.items()
        },
    }


def unpack(data):
    model = apps.get_model(data["model"])
    return model(**{name: unpack_value(model, name, value) for name, value in data["fields"].items()})


def unpack_value(model, name, value):
    return None if value is None else model._meta.get_field(name).to_python(value)
