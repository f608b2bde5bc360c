"""The lines of a record: what belongs to it and is deleted with it. Their history is part of its history."""

from functools import cache

from django.db.models import CASCADE
from django.db.models.fields.related import ForeignKey


@cache
def owner_fields(model):
    """Return the fields that lead from a line to what it is a line of; none for a whole record."""
    owner = model._meta.auto_created  # of a table of pairs, the model that has the field
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.remote_field.on_delete is CASCADE
        and hasattr(field.related_model, "history")
        and owner in (False, field.related_model)
    ]


def line_fields(model):
    """Return the fields by which lines that have a history lead to a record of ``model``."""
    return [
        relation.field
        for relation in model._meta.related_objects
        if relation.on_delete is CASCADE and hasattr(relation.related_model, "history")
    ]


@cache
def row_fields(model):
    return [one for one in model._meta.fields if isinstance(one, ForeignKey) and one.editable]
