"""What the merged record says where the two differ."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, TextField

from engagements.models import Meeting, Official, Organization, Place, Visit
from engagements.models.dates import Span
from engagements.models.records import Record
from engagements.models.tree import Tree

from .lines import AnyField

DirectoryEntry = Official | Organization | Place

# A field, and those that are chosen with it.
CHOSEN_TOGETHER: dict[tuple[type[Model], str], tuple[str, ...]] = {
    (Visit, "start_date"): ("end_date", "dates"),
    (Meeting, "start_date"): ("end_date", "dates", "start_time", "end_time", "timezone"),
    (Official, "name"): ("sort_name",),
}


def is_blank(value: object) -> bool:
    return value is None or value == ""


class FieldDifference:
    """Fields that belong together, in which the two records differ."""

    def __init__(self, kept: Model, other: Model, fields: list[AnyField]) -> None:
        self.kept, self.other, self.fields = kept, other, fields
        self.name = fields[0].name
        self.label = "dates" if self.name == "start_date" else str(fields[0].verbose_name)

    @property
    def can_join(self) -> bool:
        """Whether both texts may stand one below the other."""
        return (
            isinstance(self.fields[0], TextField)
            and not is_blank(getattr(self.kept, self.name))
            and not is_blank(getattr(self.other, self.name))
        )

    @property
    def default_choice(self) -> str:
        """The choice that needs no thought: the kept record's own, unless it says nothing there."""
        if isinstance(self.kept, Record) and self.name == "handling":
            # What was restricted is not opened by a merge.
            return "kept" if self.kept.is_restricted else "other"
        return "other" if is_blank(getattr(self.kept, self.name)) else "kept"

    def text(self, record: Model) -> str:
        """Return what ``record`` says in these fields, as people read it."""
        if isinstance(record, Span) and self.name == "start_date":
            return ", ".join(filter(None, (record.when, getattr(record, "time_of_day", ""))))
        texts = []
        for field in self.fields:
            display = getattr(record, f"get_{field.name}_display", None)
            value = display() if display and field.choices else getattr(record, field.name)
            texts.append("(empty)" if is_blank(value) else str(value))
        return ", listed as ".join(dict.fromkeys(texts))

    def values(self, choice: str) -> dict[str, Any]:
        """Return the values by attribute for ``choice``: kept, other or both."""
        if choice == "both":
            texts = [str(getattr(record, self.name)) for record in (self.kept, self.other)]
            return {self.name: "\n\n".join(texts)}
        record = {"kept": self.kept, "other": self.other}[choice]
        return {field.attname: getattr(record, field.attname) for field in self.fields}


def field_differences(kept: Model, other: Model) -> list[FieldDifference]:
    """Return where two records differ in what people enter, but for their other names and parents."""
    model, differences = type(kept), []
    by_name = {field.name: field for field in model._meta.concrete_fields}
    settled = {"aliases", "parent"}
    for name, field in by_name.items():
        if not field.editable or field.primary_key or name in settled:
            continue
        fields = [field, *(by_name[other_name] for other_name in CHOSEN_TOGETHER.get((model, name), ()))]
        settled |= {chosen.name for chosen in fields}
        if any(getattr(kept, chosen.attname) != getattr(other, chosen.attname) for chosen in fields):
            differences.append(FieldDifference(kept, other, fields))
    return differences


def possible_parents(kept: Tree, other: Tree) -> list[int]:
    """Return the keys of the parents that the merged record can have, that of ``kept`` first.

    A record that lies below the other takes its place; what lies below either can't be above both.
    """
    below = type(kept).descendant_ids(kept.pk, other.pk)
    return list(dict.fromkeys(pk for pk in (kept.parent_id, other.parent_id) if pk and pk not in below))


def merged_aliases(kept: DirectoryEntry, other: DirectoryEntry, values: Mapping[str, Any]) -> str:
    """Return the aliases of the merged record: every name of the two but those that it has elsewhere."""
    fields = [name for name in type(kept).folded_from if name != "aliases"]
    own_names = {values.get(name, getattr(kept, name)) for name in fields}
    names: list[str] = []
    for record in (kept, other):
        names += [*(getattr(record, name) for name in fields), *map(str.strip, record.aliases.splitlines())]
    return "\n".join(name for name in dict.fromkeys(names) if name and name not in own_names)
