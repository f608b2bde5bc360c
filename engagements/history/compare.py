"""States of a record and its lines, and what changed from one to another."""

from typing import NamedTuple

from django.db import models
from django.db.models.fields.files import FieldFile
from django.db.models.fields.related import ForeignKey, ManyToManyField

from engagements.services.bulk_history import m2m_fields


class Change(NamedTuple):
    """What became of one record or line: its values before and after, None where it was not there.

    ``owner`` is the field that leads to what it is a line of; ``named`` the record by which it is called.
    """

    model: type
    owner: str
    before: dict | None
    after: dict | None
    named: models.Model

    @property
    def action(self):
        return "changed" if self.before and self.after else "added" if self.after else "removed"


def values_of(row, fields, sets):
    return {one: plain(getattr(row, one.attname)) for one in fields} | sets


def plain(value):
    return str(value) if isinstance(value, FieldFile) else value


def state_of(row, sets):
    """Return the values that a history ``row`` keeps, by field; None for one of a deletion."""
    if row is None or row.history_type == "-":
        return None
    return values_of(row, row.tracked_fields, sets)


def record_of(model, values):
    """Return a record of ``model``, not saved, with ``values`` by field but those of its sets."""
    return model(**{one.attname: values[one] for one in model._meta.concrete_fields})


def shown_fields(model, owner):
    """Return the fields of which people are told: what can be entered."""
    fields = [one for one in model._meta.fields if one.editable and not one.primary_key and one.name != owner]
    return [*fields, *m2m_fields(model)]


def targets(one, value):
    """Return the keys of the records that ``value`` of the field ``one`` names."""
    if isinstance(one, ManyToManyField):
        return value
    return [value] if isinstance(one, ForeignKey) and value is not None else []
