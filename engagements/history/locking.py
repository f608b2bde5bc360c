"""Locks that keep anybody from writing over what somebody else wrote meanwhile."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Max, Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from engagements.models import Meeting, Official, Organization, Place, Source, Topic, Visit
from engagements.models.records import Record
from engagements.services.bulk_history import history_of

from .lines import RecordKey, line_fields
from .trail import Trail

# Locked in this order, whoever merges what, so that no two wait for each other.
LOCK_ORDER: tuple[type[Model], ...] = (Organization, Official, Place, Topic, Source, Visit, Meeting)

AnyModel = TypeVar("AnyModel", bound=Model)


def lock_record(record: AnyModel) -> AnyModel | None:
    """Return ``record`` as it is now, None where it is gone; it stays locked until the transaction ends.

    So of two who save at once the second one sees what the first one did. Who only names it in
    another record does not wait.
    """
    return type(record)._base_manager.select_for_update(no_key=True).filter(pk=record.pk).first()


def version_of(record: Model, user: User | None = None) -> str:
    """Return what changes whenever ``record`` does, or a line of it that ``user`` may see.

    Visits and meetings count their changes. An entry of the directory has as many changes as its
    history has rows, whoever writes them.
    """
    return str(record.version) if isinstance(record, Record) else history_token(record, user=user)


def change_since(record: Model, seen_version: str | int | None, user: User | None = None) -> str:
    """Say who changed ``record``, just locked, since ``seen_version``; "" where nobody did."""
    if version_of(record, user) == str(seen_version):
        return ""
    if isinstance(record, Visit | Meeting):
        who, at, address = str(record.changed_by or ""), record.changed_at, record.get_absolute_url()
    else:
        moment = next(iter(Trail(record, user or AnonymousUser()).moments.values()))
        who, at = moment.who, moment.at
        address = reverse(f"admin:engagements_{record._meta.model_name}_change", args=[record.pk])
    return format_html(
        "{} changed this record on {}, after you opened it. "
        'Nothing of yours is saved yet. <a href="{}" target="_blank">See it as it is now</a>.',
        who or "Somebody",
        date_format(timezone.localtime(at), "DATETIME_FORMAT"),
        address,
    )


def history_token(*records: Model, user: User | None) -> str:
    """Return what changes whenever one of ``records``, of one model, or lines that ``user`` sees do."""
    model, pks = type(records[0]), [record.pk for record in records]
    tables = [(model, "id"), *((field.model, field.attname) for field in line_fields(model, user))]
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
