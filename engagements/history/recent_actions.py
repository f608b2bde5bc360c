"""What a user did last in the admin, as far as they may still know of it."""

from collections import defaultdict
from itertools import islice
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from engagements.common.ids import read_id

from .deletions import deleted_rows

SHOWN_ACTIONS = 10
READ_ACTIONS = 100  # more than are shown, as some may be left out


def recent_actions(user: User) -> list[LogEntry]:
    """Return the latest actions of ``user``; those on what is hidden by now are left out.

    The log has names as they were then. A query for each model that they are on, two where some are missing.
    """
    entries = list(LogEntry.objects.filter(user=user).select_related("content_type")[:READ_ACTIONS])
    pks_by_model: defaultdict[Any, set[int]] = defaultdict(set)
    for entry in entries:
        model, pk = logged_record(entry)
        if model and pk:
            pks_by_model[model].add(pk)
    visible = {(model, pk) for model, pks in pks_by_model.items() for pk in visible_pks(model, pks, user)}
    return list(islice((entry for entry in entries if logged_record(entry) in visible), SHOWN_ACTIONS))


def logged_record(entry: LogEntry) -> tuple[Any, int | None]:
    """Return model and id of what the entry is about; None for what is missing."""
    return entry.content_type and entry.content_type.model_class(), read_id(entry.object_id or "")


def visible_pks(model: Any, pks: set[int], user: User) -> set[int]:
    """Return those of ``pks`` that ``user`` may see, or might have when they were deleted."""
    queryset = model._default_manager.all()
    if not hasattr(queryset, "visible_to"):
        return pks
    visible = set(queryset.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
    missing = pks - visible
    if missing and hasattr(model, "history"):
        visible |= set(deleted_rows(model, user).filter(id__in=missing).values_list("id", flat=True))
    return visible
