"""The rules that a model declares, held against values that are no record yet: of a sheet or of a draft."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.db import models

from engagements.models.check_constraints import FieldCheckConstraint, Violation


def violations(model: type[models.Model], values: Mapping[str, Any]) -> Iterator[Violation]:
    """Yield what is wrong with a record of ``model`` that has ``values`` by field; without a query.

    A value is as Python or as JSON has it, and of a relation whatever names a record. What isn't
    given is as in a new record.
    """
    for constraint in field_check_constraints(model):
        known = {name: value_of(model, name, values) for name in constraint.field_names}
        if violation := constraint.violation(known):
            yield violation


@cache
def field_check_constraints(model: type[models.Model]) -> list[FieldCheckConstraint]:
    return [rule for rule in model._meta.constraints if isinstance(rule, FieldCheckConstraint)]


def value_of(model: type[models.Model], name: str, values: Mapping[str, Any]) -> Any:
    if name == "pk":
        return values.get("pk")
    field: Any = model._meta.get_field(name)
    if name not in values:
        return field.get_default()
    return values[name] or None if field.is_relation else field.to_python(values[name])
