"""Locks that keep anybody from writing over what somebody else wrote meanwhile."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Max, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from engagements.models import Meeting, Official, Organization, Place, Visit
from engagements.services.bulk_history import history_of

from .lines import RecordKey, line_fields

# Locked in this order, whoever merges what, so that no two wait for each other.
LOCK_ORDER: tuple[type[Model], ...] = (Organization, Official, Place, Visit, Meeting)

VisitOrMeeting = TypeVar("VisitOrMeeting", Visit, Meeting)


def lock_record(record: VisitOrMeeting) -> VisitOrMeeting | None:
    """Return ``record`` as it is now, None where it is gone; it stays locked until the transaction ends.

    So of two who save at once the second one sees what the first one did.
    """
    return type(record)._base_manager.select_for_update().filter(pk=record.pk).first()


def change_since(record: Visit | Meeting, seen_version: int | None) -> str:
    """Say who changed ``record``, just locked, since ``seen_version``; "" where nobody did."""
    if record.version == seen_version:
        return ""
    return format_html(
        "{} changed this record on {}, after you opened it. "
        'Nothing of yours is saved yet. <a href="{}" target="_blank">See it as it is now</a>.',
        record.changed_by or "Somebody",
        date_format(timezone.localtime(record.changed_at), "DATETIME_FORMAT"),
        record.get_absolute_url(),
    )


def history_token(*records: Model) -> str:
    """Return what changes whenever one of ``records``, of one model, or its lines do."""
    model, pks = type(records[0]), [record.pk for record in records]
    tables = [(model, "id"), *((field.model, field.attname) for field in line_fields(model))]
    return ".".join(
        str(history_of(table).filter(**{f"{name}__in": pks}).aggregate(last=Max("history_id"))["last"] or 0)
        for table, name in tables
    )


def lock_records(keys: Iterable[RecordKey]) -> dict[RecordKey, Model]:
    """Lock the records ``keys``; return those that are there."""
    keys = list(keys)
    locked: dict[RecordKey, Model] = {}
    for model in LOCK_ORDER:
        pks = [pk for key_model, pk in keys if key_model is model]
        if pks:
            rows = model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
            locked |= {(model, row.pk): row for row in rows}
    return locked
