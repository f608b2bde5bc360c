"""Three values of a field: what the sheet says, what the record has, what was imported last.

A field is changed only where the record still has the value that was last imported into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from engagements.imports.record_kinds import RECORD_KINDS, RecordKind
from engagements.imports.rows import FieldValue

from .entries import PlannedChange, Ref, Target
from .permissions import visible_records

# Fields that make sense together alone: if one is kept, all are.
FIELDS_KEPT_TOGETHER = [
    {"start_date", "end_date", "dates", "start_time", "start_precision", "end_precision"},
]
NEVER_IMPORTED = object()


class ValueAction(Enum):
    """What to do with a value that the sheet has."""

    SAME = auto()
    CHANGE = auto()
    KEEP = auto()  # as people edited it, and report it
    IGNORE = auto()  # the sheet only mentions the record


@dataclass
class ValueChanges:
    """What the values of a sheet change of one record or line."""

    fields: dict[str, FieldValue] = field(default_factory=dict)
    refs: dict[str, Target] = field(default_factory=dict)
    imported_fields: dict[str, FieldValue] = field(default_factory=dict)  # to be remembered
    imported_refs: dict[str, Target] = field(default_factory=dict)
    changes: list[PlannedChange] = field(default_factory=list)
    kept: list[PlannedChange] = field(default_factory=list)


def three_way(sheet_value: object, current: object, last: object, without_last: ValueAction) -> ValueAction:
    """Return what to do with one value; ``without_last`` where none was imported before."""
    if sheet_value == current:
        return ValueAction.SAME
    if last is NEVER_IMPORTED:
        if without_last is ValueAction.KEEP and current in (None, ""):
            return ValueAction.CHANGE
        return without_last
    return ValueAction.CHANGE if current == last else ValueAction.KEEP


def compare_values(
    spec: RecordKind,
    record: models.Model,
    fields: Mapping[str, FieldValue],
    targets: Mapping[str, Target],
    last: Mapping[str, Any],
    without_last: ValueAction,
    user: User | None = None,
) -> ValueChanges:
    """Compare own fields and references with those of ``record``, and with those ``last`` imported.

    What ``user`` may not see is named in no change.
    """
    sheet_values: dict[str, Any] = {**fields, **targets}
    current: dict[str, Any] = {name: json_value(record, name) for name in fields}
    current |= {name: getattr(record, f"{name}_id") for name in targets}
    before = {**last.get("fields", {}), **last.get("refs", {})}
    actions = {
        name: three_way(value, current[name], before.get(name, NEVER_IMPORTED), without_last)
        for name, value in sheet_values.items()
    }
    keep_together(actions)
    result = ValueChanges()
    for name, action in actions.items():
        imported = result.imported_refs if name in targets else result.imported_fields
        only_mentioned = name not in before and without_last is ValueAction.IGNORE
        if action in (ValueAction.SAME, ValueAction.CHANGE) and not only_mentioned:
            imported[name] = sheet_values[name]
        elif name in before:
            imported[name] = before[name]
        if action in (ValueAction.CHANGE, ValueAction.KEEP):
            change = PlannedChange(name, current[name], sheet_values[name])
            if name in targets:
                change = PlannedChange(
                    name,
                    describe_target(spec, name, current[name], user),
                    describe_target(spec, name, sheet_values[name], user),
                )
            (result.changes if action is ValueAction.CHANGE else result.kept).append(change)
        if action is ValueAction.CHANGE:
            (result.refs if name in targets else result.fields)[name] = sheet_values[name]
    return result


def keep_together(actions: dict[str, ValueAction]) -> None:
    """Keep all fields of a group of which one is kept."""
    for group in FIELDS_KEPT_TOGETHER:
        names = group.intersection(actions)
        if any(actions[name] is ValueAction.KEEP for name in names):
            for name in names:
                if actions[name] is ValueAction.CHANGE:
                    actions[name] = ValueAction.KEEP


def describe_target(spec: RecordKind, name: str, target: Target, user: User | None) -> str | None:
    """Return what a reference leads to in words; None also for what ``user`` may not see."""
    if target is None:
        return None
    if isinstance(target, Ref):
        return target.key.removeprefix("name:").rstrip("|")
    model = RECORD_KINDS[spec.references[name]].model
    if record := visible_records(user, model).filter(pk=target).first():
        return f"{record} (#{target})"
    return None if model._base_manager.filter(pk=target).exists() else f"deleted (#{target})"


def json_value(record: models.Model, name: str) -> FieldValue:
    """Return the value of a field as a plan has it."""
    value = getattr(record, name)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(record._meta.get_field(name), models.TimeField | models.DateField):
        return str(value.isoformat())
    return str(value)
