"""What each visit and meeting says of its changes: its version, who changed it, and when.

Whoever changes one, or one of its lines, calls `mark_changed` and saves it, or `save_changed` for many.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from engagements.models.records import Record

from .bulk_history import update_in_bulk

CHANGE_FIELDS = ("version", "changed_by", "changed_at")


def mark_created(record: Record, user: User | None) -> None:
    """Note in ``record``, not saved yet, that ``user`` creates it; None where a command does."""
    record.created_by = record.changed_by = user


def mark_changed(record: Record, user: User | None, at: datetime.datetime | None = None) -> None:
    """Note in ``record`` that ``user`` changes it now, or ``at`` a given time; who calls saves it."""
    record.version += 1
    record.changed_by, record.changed_at = user, at or timezone.now()


def save_changed(records: Iterable[Record], user: User | None, field_names: Iterable[str] = ()) -> None:
    """Write the fields ``field_names`` of ``records`` in bulk, each as changed now by ``user``."""
    now, by_model = timezone.now(), defaultdict(list)
    for record in records:
        mark_changed(record, user, now)
        by_model[type(record)].append(record)
    for changed in by_model.values():
        update_in_bulk(changed, [*field_names, *CHANGE_FIELDS])
