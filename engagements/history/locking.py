"""That nobody writes over what somebody else wrote meanwhile."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html


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
