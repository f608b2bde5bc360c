"""That nobody writes over what somebody else wrote meanwhile."""

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from engagements.models import Meeting, Official, Organization, Place, Visit

from .lines import line_fields


def locked(record, seen_version):
    """Return ``record`` as it is now, and in words who changed it since ``seen_version``, "" for nobody.

    It stays locked until the transaction ends, so that of two who save at once the second
    one sees what the first one did.
    """
    current = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if current.version == seen_version:
        return current, ""
    overtaken = format_html(
        "{} changed this record on {}, after you opened it. "
        'Nothing of yours is saved yet. <a href="{}" target="_blank">See it as it is now</a>.',
        current.changed_by or "Somebody",
        date_format(timezone.localtime(current.changed_at), "DATETIME_FORMAT"),
        current.get_absolute_url(),
    )
    return current, overtaken


def seen(*records):
    """Return what changes whenever one of ``records`` or its lines do, to be compared later."""
    model, pks = type(records[0]), [record.pk for record in records]
    tables = [(model, "id"), *((field.model, field.attname) for field in line_fields(model))]
    return ".".join(
        str(one.history.filter(**{f"{name}__in": pks}).aggregate(last=Max("history_id"))["last"] or 0)
        for one, name in tables
    )


# Locked in this order, whoever merges what, so that no two wait for each other.
LOCKED = (Organization, Official, Place, Visit, Meeting)


def lock(keys):
    """Lock the records ``keys``, as (model, key); return those that are there."""
    found = {}
    for model in LOCKED:
        pks = [pk for one, pk in keys if one is model]
        if pks:
            rows = model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
            found |= {(model, row.pk): row for row in rows}
    return found
