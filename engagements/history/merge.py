"""Two records made one, and taken apart again.

Everything that points at a record is found by walking its relations, so that a relation
which is added later is moved as well.
"""

from django.db import IntegrityError, transaction

from engagements.models import Merge
from engagements.models.history import ChangeChannel, change_set
from engagements.models.imported_records import ImportedRecord
from engagements.models.records import Record
from engagements.models.tree import Tree
from engagements.services.changes import mark_changed

from .locking import lock, seen
from .merge_choices import all_names, differences, possible_parents
from .merge_plan import Plan
from .packing import pack
from .row_updates import Rows, touch


class CannotMerge(Exception):
    """Says in words why two records can't be merged, or a merge not be undone."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def merge(kept, other, choices, user, parent=None, as_seen=None):
    """Merge ``other`` into ``kept`` and return the `Merge`; one act, one transaction.

    ``choices`` say by the name of a `Difference` whose value is kept; ``as_seen`` is what
    `seen` returned when the user looked at the two. Raises `CannotMerge`.
    """
    try:
        with transaction.atomic(), change_set(ChangeChannel.MERGE, user) as act:
            return MergeOperation(kept, other, user, act).run(choices, parent, as_seen)
    except IntegrityError as error:
        raise CannotMerge(
            "Together they would break a rule of the database, such as a name that is taken."
        ) from error


class MergeOperation:
    def __init__(self, kept, other, user, act):
        self.model, self.user, self.act = type(kept), user, act
        both = {(self.model, kept.pk), (self.model, other.pk)}
        self.locked = lock(Plan(kept, other).touched | both)
        self.kept = self.locked.get((self.model, kept.pk))
        self.other = self.locked.get((self.model, other.pk))

    def run(self, choices, parent, as_seen):
        kept, other = self.kept, self.other
        if not (kept and other):
            raise CannotMerge("One of the two is no longer there.")
        if as_seen is not None and as_seen != seen(kept, other):
            raise CannotMerge(
                "One of the two was changed while you looked at them. This is how they are now."
            )
        plan = Plan(kept, other)
        self.locked |= lock(plan.touched - self.locked.keys())
        record = Merge(
            kind=self.model._meta.model_name,
            kept=kept.pk,
            other=other.pk,
            other_uid=getattr(other, "uid", None),
            other_name=str(other)[:300],
            user=self.user,
            act=self.act.uid,
            before=pack(kept),
            snapshot=pack(other),
            dropped=[pack(move.row) for move in plan.dropped],
        )
        values = self.values(choices, parent)
        self.move(plan, record, values)
        other.delete()
        for name, value in values.items():
            setattr(kept, name, value)
        if isinstance(kept, Record):
            mark_changed(kept, self.user)
        kept.save()
        record.save()
        return record

    def values(self, choices, parent):
        """Return what the kept record will say, by attribute, where it differs from what it says now."""
        values = {}
        for one in differences(self.kept, self.other):
            values |= one.values(choices.get(one.name) or one.usual)
        if hasattr(self.kept, "aliases"):
            values["aliases"] = all_names(self.kept, self.other, values)
        if issubclass(self.model, Tree):
            possible = possible_parents(self.kept, self.other)
            values["parent_id"] = parent if parent in possible else next(iter(possible), None)
        return values

    def move(self, plan, record, values):
        if "parent_id" in values:  # first, or the children to come might close a loop
            self.model._base_manager.filter(pk=self.kept.pk).update(parent=values["parent_id"])
        filled, moved = Rows(), Rows()
        for move in plan.dropped:
            for name, value in move.filled().items():
                filled.set(move.stays, name, value)
            if move.stays:
                follow_imports(move.row, move.stays, moved)
            move.row.delete()
        filled.write(self.user)
        for move in plan.moved:
            moved.set(move.row, move.field.attname, self.kept.pk)
        follow_imports(self.other, self.kept, moved)
        moved.write(self.user)
        touch(plan.touched - moved.keys(), self.locked, self.user)
        record.moved, record.filled = dict(moved.before), dict(filled.before)


def follow_imports(gone, stays, moved):
    """Let the keys by which imports know the record ``gone`` lead to the one that ``stays``."""
    known = ImportedRecord.objects.filter(kind=gone._meta.model_name, object_id=gone.pk)
    for one in known:
        moved.set(one, "object_id", stays.pk)
