"""Check constraints that Python evaluates as the database does, without asking it.

So forms, imports and drafts hold the rule that the model declares, and say what it says.
"""

import copy
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Q

Values = Mapping[str, Any]  # by the name of a field; of a relation the id, None for none

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "": operator.eq,
    "exact": operator.eq,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "in": lambda value, wanted: value in wanted,
}


class Violation(NamedTuple):
    """What is wrong, and the field where to say so; "" for the record as a whole."""

    field: str
    message: str


class Explanation(NamedTuple):
    """What to say where ``condition`` holds of a record that violates a constraint."""

    condition: Q
    field: str
    message: str


class FieldCheckConstraint(models.CheckConstraint):
    """A check constraint that says at which ``field`` the record is wrong, and that needs no query.

    Where one of ``explanations`` fits the record, the first such replaces field and message. All
    fields named are fields that the condition reads.
    """

    condition: Q

    def __init__(self, *, field: str = "", explanations: Sequence[Explanation] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field, self.explanations = field, explanations
        self.field_names = frozenset(names_in(self.condition))

    def deconstruct(self) -> Any:
        """Return what Django's own is: a migration holds nothing of where an error stands."""
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def clone(self) -> "FieldCheckConstraint":
        return copy.copy(self)

    def violation(self, values: Values) -> Violation | None:
        """Return how a record with ``values`` of at least `field_names` violates it; None if it does not."""
        if evaluate(self.condition, values) is not False:
            return None
        for explanation in self.explanations:
            if evaluate(explanation.condition, values):
                return Violation(explanation.field, explanation.message)
        return Violation(self.field, str(self.get_violation_error_message()))

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raise ValidationError, at its field, where ``instance`` violates it.

        Nothing is said where it reads one of the fields ``exclude``, which are wrong already or of no
        concern.
        """
        if self.field_names.isdisjoint(exclude or ()):
            violation = self.violation({name: value_of(instance, name) for name in self.field_names})
            if violation and violation.field:
                raise ValidationError({violation.field: violation.message})
            if violation:
                raise ValidationError(violation.message, code=self.violation_error_code)


def value_of(instance: models.Model, name: str) -> Any:
    if name == "pk":
        return instance.pk
    field: Any = instance._meta.get_field(name)
    return getattr(instance, field.attname)


def name_of(reference: Any) -> str:  # an F, whose name the stubs leave out
    name: str = reference.name
    return name


def names_in(condition: Q) -> Iterator[str]:
    """Yield the names of the fields that ``condition`` reads."""
    children: Sequence[Any] = condition.children
    for child in children:
        if isinstance(child, Q):
            yield from names_in(child)
            continue
        lookup, wanted = child
        yield lookup.partition("__")[0]
        if isinstance(wanted, F):
            yield name_of(wanted)


def evaluate(condition: Q, values: Values) -> bool | None:
    """Return whether ``condition`` holds of ``values``; None, as SQL has it, where that is not known."""
    children: Sequence[Any] = condition.children
    results = [
        evaluate(child, values) if isinstance(child, Q) else compare(child[0], child[1], values)
        for child in children
    ]
    decisive = condition.connector == Q.OR  # in an "or" one that holds decides, in an "and" one that doesn't
    result = decisive if decisive in results else None if None in results else not decisive
    return result if result is None else result is not condition.negated


def compare(lookup: str, wanted: Any, values: Values) -> bool | None:
    name, _, comparison = lookup.partition("__")
    value = values[name]
    if comparison == "isnull":
        return (value is None) is wanted
    if isinstance(wanted, F):
        wanted = values[name_of(wanted)]
    if value is None or wanted is None:
        return None
    return COMPARISONS[comparison](value, wanted)
