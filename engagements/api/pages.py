"""Pages of a list by keys: a page begins after the last row of the one before it.

Whatever is written meanwhile, no row comes twice and none is passed over that stays where it is,
also where many rows have the same value: the primary key is the last part of each order.
"""

import base64
import binascii
import datetime
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Field, Q, QuerySet
from django.db.models.expressions import OrderBy


class KeysetPage(NamedTuple):
    pks: list[int]
    cursor: str | None  # of the next page


class OrderKey(NamedTuple):
    """One part of an order: the path of a value, and the direction; what is empty comes last."""

    path: str
    descending: bool

    @classmethod
    def of(cls, order: Any) -> "OrderKey":
        """Return the key for what `order_by` takes: "path", "-path" or F("path").desc()."""
        if isinstance(order, OrderBy):
            expression: Any = order.expression  # an F(), as nothing else has a path
            return cls(expression.name, order.descending)
        return cls(order.removeprefix("-"), order.startswith("-"))

    def field(self, queryset: QuerySet[Any]) -> "Field[Any, Any]":
        model: Any = queryset.model
        *relations, name = self.path.split("__")
        for relation in relations:
            model = model._meta.get_field(relation).related_model
        field: Field[Any, Any] = model._meta.pk if name == "pk" else model._meta.get_field(name)
        return field

    def beyond(self, value: Any) -> Q:
        """Condition: the value of a row comes after ``value``, which is not empty."""
        return Q(**{f"{self.path}__{'lt' if self.descending else 'gt'}": value})


def keyset_page(queryset: QuerySet[Any], name: str, cursor: str, size: int) -> KeysetPage:
    """Return the ids of ``size`` rows after ``cursor``, "" for the first; at most two queries.

    ``name`` is what the order is called in the address. Raises ValidationError for a cursor that is
    none, or is of another order.
    """
    keys = [OrderKey.of(order) for order in queryset.query.order_by]
    rows: list[Sequence[Any]] = []
    paths = [key.path for key in keys]
    for condition in conditions_after(queryset, keys, read_cursor(queryset, keys, name, cursor)):
        missing = size + 1 - len(rows)
        rows += queryset.filter(condition).values_list("pk", *paths)[:missing] if missing else []
    page = rows[:size]
    return KeysetPage(
        [row[0] for row in page], write_cursor(name, page[-1][1:]) if len(rows) > size else None
    )


def conditions_after(queryset: QuerySet[Any], keys: list[OrderKey], values: list[Any] | None) -> list[Q]:
    """Return the conditions for the rows after ``values``, one after the other.

    A value and then the primary key: first the rows that have a value, which an index finds, then
    those that have none.
    """
    if values is None:
        return [Q()]
    (first, pk), (value, last) = keys, values
    empty = Q(**{f"{first.path}__isnull": True})
    if value is None:
        return [empty & pk.beyond(last)]
    not_before = Q(**{f"{first.path}__{'lte' if first.descending else 'gte'}": value})
    condition = not_before & (first.beyond(value) | Q(**{first.path: value}) & pk.beyond(last))
    is_nullable = first.field(queryset).null or "__" in first.path
    return [condition, empty] if is_nullable else [condition]


def write_cursor(name: str, values: Sequence[Any]) -> str:
    text = json.dumps([name, *values], default=datetime.date.isoformat)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(queryset: QuerySet[Any], keys: list[OrderKey], name: str, cursor: str) -> list[Any] | None:
    """Return the values that ``cursor`` holds, None for ""; raise ValidationError if it is none."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        order, *values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        if order == name and len(values) == len(keys) and isinstance(values[-1], int):
            parsed = [key.field(queryset).to_python(value) for key, value in zip(keys, values, strict=True)]
            if "\0" not in str(parsed[0]) and 0 <= parsed[-1] < 2**63:
                return parsed
    except (ValueError, TypeError, binascii.Error, ValidationError, RecursionError):
        pass
    raise ValidationError("This is no cursor of this list in this order.")
