"""Which record of the database an entry of the plan is, by its key or its uid."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS
from engagements.models import ImportedRecord

from .entries import PlanEntry
from .permissions import visible_pks


def find_known_records(kind: str, entries: Sequence[PlanEntry], user: User | None) -> None:
    """Set ``pk``, ``last_values`` and ``found_by`` of those of ``entries`` known by key or uid.

    By a key that is made of its title, nobody finds what ``user`` may not see.
    """
    model = RECORD_KINDS[kind].model
    manager = model._default_manager
    imported = {
        record.key: record
        for record in ImportedRecord.objects.filter(kind=kind, key__in=[entry.key for entry in entries])
    }
    object_ids = [record.object_id for record in imported.values()]
    existing_pks = set(manager.filter(pk__in=object_ids).values_list("pk", flat=True))
    known_pks = visible_pks(user, model, existing_pks) if kind in DIRECTORY_KINDS else existing_pks
    uids = [uid for entry in entries if (uid := entry.data["fields"].get("uid"))]
    pk_by_uid = {}
    if uids:
        pk_by_uid = {str(uid): pk for pk, uid in manager.filter(uid__in=uids).values_list("pk", "uid")}
    for entry in entries:
        if record := imported.get(entry.key):
            pks = known_pks if entry.key.startswith(("name:", "title:")) else existing_pks
            if record.object_id in pks:
                entry.pk, entry.last_values, entry.found_by = record.object_id, record.values, "key"
                continue
            if kind not in DIRECTORY_KINDS:
                entry.pk, entry.found_by = None, "gone"
                continue
        entry.pk = pk_by_uid.get(str(entry.data["fields"].get("uid")))
        entry.found_by = "uid" if entry.pk else ""


def has_own_key(kind: str, pk: int) -> bool:
    """Return whether a key that a mapping gave leads to the record already."""
    records = ImportedRecord.objects.filter(kind=kind, object_id=pk)
    return records.exclude(key__startswith="name:").exclude(key__startswith="title:").exists()
