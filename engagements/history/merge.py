"""Merges two records into one."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model

from engagements.models import Correction, Merge, Remark
from engagements.models.history import ChangeChannel, ChangeSet, change_set
from engagements.models.imported_records import ImportedRecord
from engagements.models.records import Record
from engagements.models.tree import Tree
from engagements.services.changes import mark_changed

from .line_choices import default_choice
from .locking import history_token, lock_records
from .merge_choices import DirectoryEntry, field_differences, merged_aliases, possible_parents
from .merge_plan import MergePlan
from .packing import pack
from .row_updates import RowUpdates, raise_versions


class CannotMerge(Exception):
    """Says in words why two records can't be merged, or a merge not be undone."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def merge(
    kept: Model,
    other: Model,
    choices: Mapping[str, str],
    user: User,
    parent: int | None = None,
    seen_token: str | None = None,
) -> Merge:
    """Merge ``other`` into ``kept`` and return the `Merge`; one change set, one transaction.

    ``choices`` say by the name of a `FieldDifference` whose value is kept; ``seen_token`` is what
    `history_token` returned when the user looked at the two. Raises `CannotMerge`.
    """
    try:
        with transaction.atomic(), change_set(ChangeChannel.MERGE, user) as changes:
            return MergeOperation(kept, other, user, changes).run(choices, parent, seen_token)
    except IntegrityError as error:
        raise CannotMerge(
            "Together they would break a rule of the database, such as a name that is taken."
        ) from error


class MergeOperation:
    def __init__(self, kept: Model, other: Model, user: User, changes: ChangeSet) -> None:
        self.model, self.user, self.changes = type(kept), user, changes
        kept_key, other_key = (self.model, kept.pk), (self.model, other.pk)
        self.locked = lock_records(MergePlan(kept, other).changed_records | {kept_key, other_key})
        if not (kept_key in self.locked and other_key in self.locked):
            raise CannotMerge("One of the two is no longer there.")
        self.kept, self.other = self.locked[kept_key], self.locked[other_key]

    def run(self, choices: Mapping[str, str], parent: int | None, seen_token: str | None) -> Merge:
        kept, other = self.kept, self.other
        if seen_token is not None and seen_token != history_token(kept, other, user=self.user):
            raise CannotMerge(
                "One of the two was changed while you looked at them. This is how they are now."
            )
        plan = MergePlan(kept, other)
        self.locked |= lock_records(plan.changed_records - self.locked.keys())
        record = Merge(
            kind=str(self.model._meta.model_name),
            kept=kept.pk,
            other=other.pk,
            other_uid=getattr(other, "uid", None),
            other_name=str(other)[:300],
            user=self.user,
            act=self.changes.uid,
            before=pack(kept),
            snapshot=pack(other),
            dropped=[pack(move.row) for move in plan.rows_to_drop],
        )
        for difference in plan.line_differences(self.user):
            if choices.get(difference.name) not in ("kept", "other"):
                raise CannotMerge(f"{difference.place} differs in the two: choose which of the lines stays.")
        values = self.merged_values(choices, parent)
        self.move_rows(plan, record, values, choices)
        other.delete()
        for name, value in values.items():
            setattr(kept, name, value)
        if isinstance(kept, Record):
            mark_changed(kept, self.user)
        kept.save()
        record.save()
        return record

    def merged_values(self, choices: Mapping[str, str], parent: int | None) -> dict[str, Any]:
        """Return what the kept record will say, by attribute, where it differs from what it says now."""
        kept, other = self.kept, self.other
        values: dict[str, Any] = {}
        for difference in field_differences(kept, other):
            values |= difference.values(choices.get(difference.name) or difference.default_choice)
        if isinstance(kept, DirectoryEntry) and isinstance(other, DirectoryEntry):
            values["aliases"] = merged_aliases(kept, other, values)
        if isinstance(kept, Tree) and isinstance(other, Tree):
            parents = possible_parents(kept, other)
            values["parent_id"] = parent if parent in parents else next(iter(parents), None)
        return values

    def move_rows(
        self, plan: MergePlan, record: Merge, values: Mapping[str, Any], choices: Mapping[str, str]
    ) -> None:
        """Move and drop what ``plan`` says, and note in ``record`` what it was."""
        if "parent_id" in values:  # first, or the children to come might close a loop
            self.model._base_manager.filter(pk=self.kept.pk).update(parent=values["parent_id"])
        fillings, moves = RowUpdates(), RowUpdates()
        for move in plan.rows_to_drop:
            if move.twin:
                choice = choices.get(move.choice_name) or default_choice(move.twin, move.row)
                for name, value in move.values_for_twin(choice).items():
                    fillings.assign(move.twin, name, value)
                redirect_imports(move.row, move.twin, moves)
            move.row.delete()
        fillings.write(self.user)
        for move in plan.rows_to_move:
            moves.assign(move.row, move.field.attname, self.kept.pk)
        redirect_imports(self.other, self.kept, moves)
        redirect_references(self.other, self.kept, moves)
        moves.write(self.user)
        raise_versions(plan.changed_records - moves.keys(), self.locked, self.user)
        record.moved, record.filled = moves.before, fillings.before


def redirect_imports(dropped: Model, kept: Model, moves: RowUpdates) -> None:
    """Let the keys by which imports know the record ``dropped`` lead to ``kept``."""
    for imported in ImportedRecord.objects.filter(kind=dropped._meta.model_name, object_id=dropped.pk):
        moves.assign(imported, "object_id", kept.pk)


def redirect_references(dropped: Model, kept: Model, moves: RowUpdates) -> None:
    """Let the corrections and remarks of the record ``dropped`` be those of ``kept``, as merged."""
    if not (isinstance(dropped, Record) and isinstance(kept, Record)):
        return
    kind = dropped._meta.model_name
    for correction in Correction.objects.filter(**{str(kind): dropped.pk}):
        moves.assign(correction, f"{kind}_id", kept.pk)
        moves.assign(correction, "version", kept.version + 1)
    for remark in Remark.objects.filter(**{str(kind): dropped.pk}):
        moves.assign(remark, f"{kind}_id", kept.pk)
        moves.assign(remark, "returned_version", None)
