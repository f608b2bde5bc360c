"""The rules that a model declares, held against values that are no record yet: of a sheet or of a draft."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from django.db import models

from engagements.models.check_constraints import FieldCheckConstraint, Violation


def violations(model: type[models.Model], values: Mapping[str, Any]) -> Iterator[Violation]:
    """Yield what is wrong with a record of ``model`` that has ``values`` by field; without a query.

    A value is as Python or as JSON has it, and of a relation whatever names a record. What isn't
    given is as in a new record.
    """
    known = {name: read(values) for name, read in readers(model).items()}
    for constraint in field_check_constraints(model):
        if violation := constraint.violation(known):
            yield violation


@cache
def field_check_constraints(model: type[models.Model]) -> list[FieldCheckConstraint]:
    return [rule for rule in model._meta.constraints if isinstance(rule, FieldCheckConstraint)]


@cache
def readers(model: type[models.Model]) -> dict[str, Callable[[Mapping[str, Any]], Any]]:
    """Return what reads each field that a rule of ``model`` names from values; once made, it is fast."""
    names = {name for rule in field_check_constraints(model) for name in rule.field_names}
    return {name: reader(model, name) for name in sorted(names)}


def reader(model: type[models.Model], name: str) -> Callable[[Mapping[str, Any]], Any]:
    if name == "pk":
        return lambda values: values.get("pk")
    field: Any = model._meta.get_field(name)
    default = field.get_default()
    if field.is_relation:
        return lambda values: values.get(name) or None
    return lambda values: field.to_python(values[name]) if name in values else default
