"""Takes a merge apart again."""

from collections import defaultdict

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Min, Q
from django.utils import timezone

from engagements.models import Merge
from engagements.models.history import ChangeChannel, change_set
from engagements.models.records import Record
from engagements.services.changes import mark_changed

from .lines import line_fields
from .locking import lock
from .merge import CannotMerge
from .merge_plan import records_of
from .packing import unpack, unpack_value
from .row_updates import Rows, touch
from .wording import sentences


def may_know(user, merge):
    """Whether ``user`` may know of the record that ``merge`` did away with."""
    other = unpack(merge.snapshot)
    return not (
        isinstance(other, Record)
        and (
            (other.is_restricted and not user.has_perm("engagements.view_restricted_records"))
            or (other.is_draft and not user.has_perm("engagements.view_draft_records"))
        )
    )


def undo(merge, user):
    """Take apart what ``merge`` made one; one act, one transaction. Raises `CannotMerge`."""
    try:
        with transaction.atomic(), change_set(ChangeChannel.RESTORE, user) as act:
            UndoMerge(merge, user, act).run()
    except IntegrityError as error:
        raise CannotMerge("Something new stands where the old record stood.") from error


class UndoMerge:
    def __init__(self, merge, user, act):
        self.merge = Merge.objects.select_for_update().get(pk=merge.pk)
        self.user, self.act, self.model = user, act, merge.model
        self.gone = [unpack(data) for data in self.merge.dropped]
        rows = [*self.rows(self.merge.moved), *self.rows(self.merge.filled)]
        keys = set().union(*(records_of(row) for row, _, _ in rows), *map(records_of, self.gone))
        self.touched = keys - {(self.model, self.merge.kept), (self.model, self.merge.other)}
        self.locked = lock(self.touched | {(self.model, self.merge.kept)})
        self.kept = self.locked.get((self.model, self.merge.kept))

    @staticmethod
    def rows(packed):
        """Yield the rows that are there of those ``packed``, with the attribute and what it held."""
        for label, changes in packed.items():
            model = apps.get_model(label)
            found = model._base_manager.in_bulk([pk for pk, _, _ in changes])
            for pk, name, old in changes:
                if pk in found:
                    yield found[pk], name, unpack_value(model, name, old)

    def run(self):
        if self.merge.undone_at:
            raise CannotMerge("This merge is undone already.")
        if reasons := obstacles(self.merge, self.user):
            raise CannotMerge(*reasons)
        before = {
            name: value for name, value in self.values(self.merge.before).items() if name not in BY_WHOM_IDS
        }
        # First what may stand in the way of the other's name, last what may point at it.
        plain = {
            name: value
            for name, value in before.items()
            if not isinstance(self.model._meta.get_field(name), ForeignKey)
        }
        self.model._base_manager.filter(pk=self.kept.pk).update(**plain)
        other = unpack(self.merge.snapshot)
        entered = getattr(other, "created_at", None)
        other.save(force_insert=True)
        moved = Rows()
        for packed in (self.merge.moved, self.merge.filled):
            for row, name, old in self.rows(packed):
                moved.set(row, name, old)
        moved.write(self.user)
        for row in self.gone:
            row.save(force_insert=True)
        for name, value in before.items():
            setattr(self.kept, name, value)
        if isinstance(other, Record):
            other.created_at = entered
            for record in (self.kept, other):
                mark_changed(record, self.user)
            other.save()  # once more: now it has its relations
        self.kept.save()
        touch(self.touched - moved.keys(), self.locked, self.user)
        self.merge.undone_at, self.merge.undone_by, self.merge.undone_act = (
            timezone.now(),
            self.user,
            self.act.uid,
        )
        self.merge.save()

    def values(self, data):
        row = unpack(data)
        return {name: getattr(row, name) for name in data["fields"] if name != row._meta.pk.attname}


BY_WHOM_IDS = ("version", "changed_by_id", "changed_at", "created_at", "created_by_id")


def obstacles(merge, user):
    """Return sentences on what was changed since ``merge`` and stands in the way of undoing it."""
    model = merge.model
    if not model._base_manager.filter(pk=merge.kept).exists():
        return ["The record that was kept is no longer there."]
    undone = Merge.objects.filter(pk__gt=merge.pk, undone_at__isnull=False).values_list("act", "undone_act")
    own = {merge.act, *(act for acts in undone for act in acts)}
    involved = defaultdict(set)
    involved[model].add(merge.kept)
    for label, changes in (*merge.moved.items(), *merge.filled.items()):
        table = apps.get_model(label)
        involved[table] |= {pk for pk, _, _ in changes}
        if table._meta.auto_created:  # its rows have no history but that of the record they are of
            for row in table._base_manager.filter(pk__in=involved[table]):
                for one, pk in records_of(row):
                    involved[one].add(pk)
    later = []
    for table, pks in involved.items():
        if hasattr(table, "history"):
            later += later_rows(merge, table, Q(id__in=pks), own)
    for field in line_fields(model):
        later += later_rows(merge, field.model, Q(**{field.attname: merge.kept}), own)
    return [*sentences(later, user), *missing(merge)]


def later_rows(merge, model, condition, own):
    """Return the last row of history of each record that was changed since ``merge``."""
    first = model.history.filter(act=merge.act).aggregate(first=Min("history_id"))["first"]
    since = Q(history_id__gt=first) if first else Q(history_date__gt=merge.at)
    rows = model.history.filter(condition, since).exclude(act__in=own).select_related("history_user")
    last = {row.id: row for row in rows.order_by("history_id")}
    return [(model, row) for row in last.values()]


def missing(merge):
    """Say what the record and the lines to be brought back point at that is gone."""
    wanted = defaultdict(set)
    for data in (merge.snapshot, *merge.dropped):
        row = unpack(data)
        for one in row._meta.concrete_fields:
            if isinstance(one, ForeignKey) and (pk := getattr(row, one.attname)):
                wanted[one.related_model].add(pk)
    wanted[merge.model].discard(merge.other)
    gone = [
        model for model, pks in wanted.items() if model._base_manager.filter(pk__in=pks).count() < len(pks)
    ]
    return [
        f"An entry among the {model._meta.verbose_name_plural} that it needs was deleted." for model in gone
    ]
