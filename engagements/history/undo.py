"""Takes a merge apart again."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Min, Model, Q
from django.utils import timezone

from engagements.models import Meeting, Merge, Source, Visit
from engagements.models.history import ChangeChannel, ChangeSet, change_set
from engagements.models.records import Record
from engagements.models.visibility import may_see, visibility_key
from engagements.services.bulk_history import history_of
from engagements.services.changes import mark_changed

from .lines import RecordKey, line_fields
from .locking import lock_records
from .merge import CannotMerge
from .merge_plan import record_keys
from .packing import field_of, unpack, unpack_value
from .row_updates import PackedChanges, RowUpdates, raise_versions
from .wording import history_sentences

# What says who entered and changed a record stays as it is now.
AUTHORSHIP_COLUMNS = ("version", "changed_by_id", "changed_at", "created_at", "created_by_id")


def may_know_merged(user: User | AnonymousUser, merge: Merge) -> bool:
    """Return whether ``user`` may know of the record that ``merge`` did away with."""
    other = unpack(merge.snapshot)
    if isinstance(other, Source):  # what named it before is not known any more
        return user == merge.user or "0" not in visibility_key(user)
    if isinstance(other, Meeting) and other.visit_id:
        of_visit = Visit.objects.visible_to(user).filter(pk=other.visit_id)
        return may_see(user, other) and of_visit.exists()
    return not isinstance(other, Record) or may_see(user, other)


def undo(merge: Merge, user: User) -> None:
    """Take apart what ``merge`` made one; one change set, one transaction. Raises `CannotMerge`."""
    try:
        with transaction.atomic(), change_set(ChangeChannel.RESTORE, user) as changes:
            UndoMerge(merge, user, changes).run()
    except IntegrityError as error:
        raise CannotMerge("Something new stands where the old record stood.") from error


class UndoMerge:
    def __init__(self, merge: Merge, user: User, changes: ChangeSet) -> None:
        self.merge = Merge.objects.select_for_update().get(pk=merge.pk)
        self.user, self.changes, self.model = user, changes, merge.model
        self.dropped_rows = [unpack(data) for data in self.merge.dropped]
        moved_rows = [row for packed in self.packed for row, _, _ in present_rows(packed)]
        keys = {key for row in (*moved_rows, *self.dropped_rows) for key in record_keys(row)}
        self.changed_records: set[RecordKey] = keys - {
            (self.model, self.merge.kept),
            (self.model, self.merge.other),
        }
        self.locked = lock_records(self.changed_records | {(self.model, self.merge.kept)})

    @property
    def packed(self) -> tuple[PackedChanges, PackedChanges]:
        return self.merge.moved, self.merge.filled

    def run(self) -> None:
        if self.merge.undone_at:
            raise CannotMerge("This merge is undone already.")
        if reasons := obstacles(self.merge, self.user):
            raise CannotMerge(*reasons)
        kept = self.locked[self.model, self.merge.kept]
        before = self.kept_values()
        # First what may stand in the way of the other's name, last what may point at it.
        own_values = {
            name: value
            for name, value in before.items()
            if not isinstance(field_of(self.model, name), ForeignKey)
        }
        self.model._base_manager.filter(pk=kept.pk).update(**own_values)
        other = unpack(self.merge.snapshot)
        created_at: Any = getattr(other, "created_at", None)
        other.save(force_insert=True)
        moves = RowUpdates()
        for packed in self.packed:
            for row, name, value in present_rows(packed):
                moves.assign(row, name, value)
        moves.write(self.user)
        for row in self.dropped_rows:
            row.save(force_insert=True)
        for name, value in before.items():
            setattr(kept, name, value)
        if isinstance(kept, Record) and isinstance(other, Record):
            other.created_at = created_at
            for record in (kept, other):
                mark_changed(record, self.user)
            other.save()  # once more: now it has its relations
        kept.save()
        raise_versions(self.changed_records - moves.keys(), self.locked, self.user)
        self.merge.undone_at, self.merge.undone_by = timezone.now(), self.user
        self.merge.undone_act = self.changes.uid
        self.merge.save()

    def kept_values(self) -> dict[str, Any]:
        """Return what the kept record said before the merge, by attribute."""
        kept_before = unpack(self.merge.before)
        left_out = {*AUTHORSHIP_COLUMNS, self.model._meta.pk.attname}
        return {
            name: getattr(kept_before, name) for name in self.merge.before["fields"] if name not in left_out
        }


def present_rows(packed: PackedChanges) -> Iterator[tuple[Model, str, Any]]:
    """Yield the rows of ``packed`` that are there, each with an attribute and what it held."""
    for label, changes in packed.items():
        model = apps.get_model(label)
        rows = model._base_manager.in_bulk([pk for pk, _, _ in changes])
        for pk, name, value in changes:
            if pk in rows:
                yield rows[pk], name, unpack_value(model, name, value)


def obstacles(merge: Merge, user: User) -> list[str]:
    """Return sentences on what was changed since ``merge`` and stands in the way of undoing it."""
    model = merge.model
    if not model._base_manager.filter(pk=merge.kept).exists():
        return ["The record that was kept is no longer there."]
    undone = Merge.objects.filter(pk__gt=merge.pk, undone_at__isnull=False).values_list("act", "undone_act")
    own_uids = {merge.act, *(uid for uids in undone for uid in uids)}
    involved: defaultdict[type[Model], set[int]] = defaultdict(set)
    involved[model].add(merge.kept)
    for label, changes in (*merge.moved.items(), *merge.filled.items()):
        table = apps.get_model(label)
        involved[table] |= {pk for pk, _, _ in changes}
        if table._meta.auto_created:  # its rows have no history but that of the record they are of
            for row in table._base_manager.filter(pk__in=involved[table]):
                for record_model, pk in record_keys(row):
                    involved[record_model].add(pk)
    later = []
    for table, pks in involved.items():
        if hasattr(table, "history"):
            later += later_rows(merge.act, merge.at, table, Q(id__in=pks), own_uids)
    for field in line_fields(model):
        condition = Q(**{field.attname: merge.kept})
        later += later_rows(merge.act, merge.at, field.model, condition, own_uids)
    return [*history_sentences(later, user), *deleted_references(merge)]


def later_rows(
    uid: UUID, at: datetime.datetime, model: type[Model], condition: Q, own_uids: set[Any]
) -> list[tuple[type[Model], Any]]:
    """Return the last row of history of each record that was changed since the change set ``uid``."""
    history = history_of(model)
    first = history.filter(act=uid).aggregate(first=Min("history_id"))["first"]
    since = Q(history_id__gt=first) if first else Q(history_date__gt=at)
    rows = history.filter(condition, since).exclude(act__in=own_uids).select_related("history_user")
    last = {row.id: row for row in rows.order_by("history_id")}
    return [(model, row) for row in last.values()]


def deleted_references(merge: Merge) -> list[str]:
    """Say what the record and the lines to be brought back point at that was deleted."""
    referenced: defaultdict[type[Model], set[int]] = defaultdict(set)
    for data in (merge.snapshot, *merge.dropped):
        row = unpack(data)
        for field in row._meta.concrete_fields:
            if isinstance(field, ForeignKey) and (pk := getattr(row, field.attname)):
                referenced[field.related_model].add(pk)
    referenced[merge.model].discard(merge.other)
    return [
        f"An entry among the {model._meta.verbose_name_plural} that it needs was deleted."
        for model, pks in referenced.items()
        if model._base_manager.filter(pk__in=pks).count() < len(pks)
    ]
