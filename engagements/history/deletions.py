"""What was deleted, and by whom it may be brought back."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from engagements.models import Source
from engagements.models.history import ChangeChannel
from engagements.models.records import Record
from engagements.models.sources import source_visible_to
from engagements.models.visibility import record_visible_to
from engagements.services.bulk_history import history_of
from engagements.services.naming import reference_fields


def deleted_rows(model: type[Model], user: User | AnonymousUser) -> QuerySet[Any]:
    """Return the last row of history of each deleted record of ``model`` that ``user`` might see.

    What was merged is not among them: there, the merge is undone instead.
    """
    history = history_of(model).model.objects
    later = history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    present = model._base_manager.filter(pk=OuterRef("id"))
    rows: QuerySet[Any] = history.filter(~Exists(later), ~Exists(present), history_type="-")
    rows = rows.exclude(door=ChangeChannel.MERGE)
    if not user.has_perm(f"engagements.view_{model._meta.model_name}"):
        return rows.none()
    if issubclass(model, Record):
        rows = rows.filter(record_visible_to(user))
    for field in reference_fields(model):
        if issubclass(field.related_model, Record):
            visible = field.related_model.objects.visible_to(user).values("pk")
            deleted = deleted_rows(field.related_model, user).values("id")
            name = field.attname
            rows = rows.filter(
                Q(**{name: None}) | Q(**{f"{name}__in": visible}) | Q(**{f"{name}__in": deleted})
            )
    if model is Source:
        rows = rows.filter(source_visible_to(user, "id"))
    return rows.order_by("-history_date", "-history_id")
