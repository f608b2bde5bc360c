"""A record of the plan, and what is to be done to it."""

from dataclasses import dataclass, field
from typing import NamedTuple, NotRequired, TypedDict

from django.db import models

from engagements.common.differences import mark_difference, shortened
from engagements.imports.rows import FieldValue, LineData, RecordData


class Ref(NamedTuple):
    """A record of the plan that is yet to be made."""

    kind: str
    key: str


# What a reference leads to: the id of a record, one yet to be made, or nothing.
Target = int | Ref | None


class PlannedChange(NamedTuple):
    """What becomes, or would become, of one field; also of lines and sets, by their names."""

    field: str
    before: FieldValue
    after: FieldValue

    def __str__(self) -> str:
        texts = ["" if value is None else str(value) for value in (self.before, self.after)]
        before, after = mark_difference(*texts) if all(texts) else map(shortened, texts)
        return f"{self.field}: {before or 'nothing'} → {after or 'nothing'}"


class ImportedLine(TypedDict):
    """The values last imported into a line, and its id."""

    pk: int
    fields: dict[str, FieldValue]
    refs: dict[str, Target]


class ImportedValues(TypedDict):
    """The values last imported into a record, by name; lines by name and key."""

    fields: dict[str, FieldValue]
    refs: dict[str, Target]
    sets: dict[str, list[Target]]
    lines: dict[str, dict[str, ImportedLine]]
    # Of a record that an import did not make: whether it was found by its uid or its name.
    adopted: NotRequired[str]


def no_values() -> ImportedValues:
    return {"fields": {}, "refs": {}, "sets": {}, "lines": {}}


@dataclass
class PlanEntry:
    """A record of the plan, and what it is found to be in the database."""

    id: int
    kind: str
    key: str
    data: RecordData
    pk: int | None = None
    action: str | None = None
    changes: list[PlannedChange] = field(default_factory=list)
    kept: list[PlannedChange] = field(default_factory=list)
    found_by: str = ""  # key, uid, name, or "gone": imported once, and deleted since
    same_as: str = ""  # the key of another record of the plan
    last_values: ImportedValues | None = None
    problem: str = ""


class NewLine(NamedTuple):
    name: str  # of the lines, in the mapping
    data: LineData


class ChangedLine(NamedTuple):
    line: models.Model
    fields: dict[str, FieldValue]
    refs: dict[str, Target]


@dataclass
class Decision:
    """What is to be done to a record; ``action`` is made, changed or left, or None for what is another."""

    action: str | None = "left"
    changes: list[PlannedChange] = field(default_factory=list)
    kept: list[PlannedChange] = field(default_factory=list)
    note: str = ""
    problem: str = ""
    same_as: str = ""  # the key of another record of the plan
    fields: dict[str, FieldValue] = field(default_factory=dict)
    refs: dict[str, Target] = field(default_factory=dict)
    add: dict[str, list[Target]] = field(default_factory=dict)  # by set: what to add and to take out
    remove: dict[str, list[Target]] = field(default_factory=dict)
    new_lines: list[NewLine] = field(default_factory=list)
    changed_lines: list[ChangedLine] = field(default_factory=list)
    removed_lines: list[models.Model] = field(default_factory=list)
    values: ImportedValues = field(default_factory=no_values)  # to be remembered as imported
