"""Two lines of which only one can stay, such as one person in a meeting under two names."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model

from engagements.models import DelegationMember
from engagements.models.capacity_lines import CapacityLine
from engagements.models.delegation_members import DelegationRole
from engagements.services.naming import RecordNames

from .lines import AnyField
from .merge_choices import is_blank

# In which capacity somebody took part: the title of one line is never put beside the organization of another.
CAPACITY_FIELDS = ("title", "organization", "country", "title_source")


class LineDifference(NamedTuple):
    """What a user is asked about: ``name`` of the choice, where, and what each of the two lines says."""

    name: str
    place: str
    kept: str
    other: str


def capacity_of(line: Model, fields: Iterable[AnyField]) -> dict[str, Any]:
    """Return the values of `CAPACITY_FIELDS` that a line has, by attribute."""
    if not isinstance(line, CapacityLine):
        return {}
    return {field.attname: getattr(line, field.attname) for field in fields if field.name in CAPACITY_FIELDS}


def is_contained(values: dict[str, Any], others: dict[str, Any]) -> bool:
    """Return whether ``others`` say all that ``values`` say."""
    return all(is_blank(value) or value == others[name] for name, value in values.items())


def says_nothing(field: AnyField, value: object) -> bool:
    """Return whether ``value`` is none, or what stands in ``field`` where nobody said anything."""
    return is_blank(value) or (field.has_default() and value == field.get_default())


def lines_differ(line: Model, other: Model, fields: list[AnyField]) -> bool:
    """Return whether something that one says is lost or mixed up where the two become one."""
    capacities = capacity_of(line, fields), capacity_of(other, fields)
    if not (is_contained(*capacities) or is_contained(*reversed(capacities))):
        return True
    for field in fields:
        values = getattr(line, field.attname), getattr(other, field.attname)
        if values[0] != values[1] and not any(says_nothing(field, value) for value in values):
            return True
    return False


def merged_values(line: Model, other: Model, fields: list[AnyField]) -> dict[str, Any]:
    """Return what ``line`` says, and what ``other`` alone says; by attribute."""
    capacity, other_capacity = capacity_of(line, fields), capacity_of(other, fields)
    agree = is_contained(capacity, other_capacity) or is_contained(other_capacity, capacity)
    values = {}
    for field in fields:
        name = field.attname
        values[name] = getattr(line, name)
        if says_nothing(field, values[name]) and (agree or name not in capacity):
            values[name] = getattr(other, name)
    return values


def default_choice(kept: Model, other: Model) -> str:
    """Return which line stays where nobody can be asked: a head of delegation does not vanish."""
    if isinstance(kept, DelegationMember) and isinstance(other, DelegationMember):
        ranks = [DelegationRole.values.index(line.role) for line in (kept, other)]
        return "other" if ranks[1] < ranks[0] else "kept"
    return "kept"


def describe_line(line: Model, fields: list[AnyField], names: RecordNames) -> str:
    """Return what a line says, field by field, as far as ``names`` may tell."""
    texts = []
    for field in fields:
        value = getattr(line, field.attname)
        if is_blank(value) or value is False:
            continue
        related_model: Any = field.related_model
        if related_model and not names.knows(related_model, value):
            continue
        if related_model:
            value = names.name(related_model, value)
        elif field.choices:
            value = getattr(line, f"get_{field.name}_display")()
        texts.append(f"{field.verbose_name}: {value}")
    return "; ".join(texts) or "(says nothing more)"
