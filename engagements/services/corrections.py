"""Corrections: sending one, deciding on it, and what becomes of it when its record is deleted."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_delete
from django.utils import timezone

from engagements.models import Correction, CorrectionStatus, Meeting, Visit
from engagements.models.history import current_change_set
from engagements.models.records import Record


def send_correction(record: Record, user: User, changes: dict[str, Any], note: str) -> Correction:
    """Keep what ``user`` would change in ``record``; it replaces what they sent before, if that is open."""
    earlier = Correction.objects.about(record).open().filter(sent_by=user).select_for_update().first()
    correction = earlier or Correction(sent_by=user, **{str(record._meta.model_name): record})
    correction.title, correction.version = str(record), record.version
    correction.changes, correction.note, correction.sent_at = changes, note, timezone.now()
    correction.save()
    return correction


def decide(correction: Correction, user: User, status: CorrectionStatus, answer: str) -> bool:
    """Note what ``user`` decides on ``correction``; return False where somebody decided meanwhile."""
    is_open = Correction.objects.open().filter(pk=correction.pk)
    return bool(is_open.update(status=status, answer=answer, decided_by=user, decided_at=timezone.now()))


def close_corrections(instance: Record, **kwargs: Any) -> None:
    Correction.objects.about(instance).open().update(
        status=CorrectionStatus.DELETED, decided_by=current_change_set().user, decided_at=timezone.now()
    )


def connect() -> None:
    """Close the corrections of each record that is deleted from now on. For the start of the app."""
    for model in (Visit, Meeting):
        pre_delete.connect(close_corrections, sender=model, dispatch_uid=f"close_{model.__name__}")
