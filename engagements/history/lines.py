"""The lines of a record: what belongs to it and is deleted with it. Their history is part of its history."""

from functools import cache
from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import CASCADE, Field, ForeignKey, Model

from engagements.models import ContactDetail, Watch
from engagements.models.contact_details import SEE_CONTACT_DETAILS

AnyField: TypeAlias = "Field[Any, Any]"
Reference: TypeAlias = "ForeignKey[Any, Any]"
RecordKey = tuple[type[Model], int]


@cache
def owner_fields(model: type[Model]) -> list[Reference]:
    """Return the fields that lead from a line to what it is a line of; none for a whole record.

    That somebody watches a record is no line of it.
    """
    if model is Watch:
        return []
    # Of a table of pairs, the model that has the many-to-many field.
    pair_owner: Any = model._meta.auto_created
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.remote_field.on_delete is CASCADE
        and hasattr(field.related_model, "history")
        and pair_owner in (False, field.related_model)
    ]


def may_see_lines(model: type[Model], user: User | AnonymousUser | None) -> bool:
    """Return whether ``user`` sees lines of ``model`` with the record that they are of; None sees all."""
    return user is None or model is not ContactDetail or user.has_perm(SEE_CONTACT_DETAILS)


def line_fields(model: type[Model], user: User | AnonymousUser | None = None) -> list[Reference]:
    """Return the fields by which lines that have a history lead to a record of ``model``.

    Of ``user`` those alone of the lines that they may see.
    """
    return [
        relation.field
        for relation in model._meta.related_objects
        if isinstance(relation.field, ForeignKey)
        and relation.on_delete is CASCADE
        and hasattr(relation.related_model, "history")
        and may_see_lines(relation.related_model, user)
    ]
