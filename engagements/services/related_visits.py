"""Related visits: a relation is of both visits, and so is its change."""

from typing import Any

from django.db.models.signals import m2m_changed

from engagements.models import Visit
from engagements.models.history import current_change_set

from .changes import mark_changed


def change_both(instance: Visit, action: str, pk_set: set[int], **kwargs: Any) -> None:
    """Raise the version of the other visits, and so write the relation into their history, too.

    But not of one that is seen by more people than ``instance``: that it changed would tell of the other.
    """
    if action not in ("post_add", "post_remove"):
        return
    if action == "post_add":  # Django adds it only after this
        pairs = Visit.related_visits.through
        mirrored = (pairs(from_visit_id=pk, to_visit=instance) for pk in pk_set)
        pairs._base_manager.bulk_create(mirrored, ignore_conflicts=True)
    others = Visit._base_manager.select_for_update().filter(pk__in=pk_set).order_by("pk")
    for other in others:
        if other.is_restricted >= instance.is_restricted and other.is_draft >= instance.is_draft:
            mark_changed(other, current_change_set().user)
            other.save()


def connect() -> None:
    """Change both visits of each relation from now on. For the start of the app."""
    m2m_changed.connect(
        change_both, sender=Visit.related_visits.through, dispatch_uid="related_visits_change_both"
    )
