"""What the API reads of an address beside the filters of the lists."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import strip_tags
from rest_framework.exceptions import ValidationError as BadQueryError

from engagements.filters.base import ListFilterSet
from engagements.filters.fields import shorten

from .kinds import ApiKind

DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE = 50, 200
# What filter sets know, as they are those of pages, and the API does in other ways.
PAGE_PARAMETERS = ("page", "column", "export")


def bad_query(name: str, error: str | ValidationError) -> BadQueryError:
    """Return the error for the parameter ``name``."""
    return BadQueryError({name: [error] if isinstance(error, str) else error.messages})


def take(query: QueryDict, name: str, default: str = "") -> str:
    """Take ``name`` out of ``query`` and return its one value; raise `BadQueryError` for several."""
    values = query.pop(name, [default])
    if len(values) > 1:
        raise bad_query(name, "Give one value.")
    return str(values[0])


def take_size(query: QueryDict) -> int:
    """Take out of ``query`` how many records a page is to have."""
    text = take(query, "limit", str(DEFAULT_PAGE_SIZE))
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MAX_PAGE_SIZE:
        return int(text)
    raise bad_query("limit", f"Give a number from 1 to {MAX_PAGE_SIZE}.")


def take_fields(query: QueryDict, kind: ApiKind, default: Sequence[str]) -> set[str]:
    """Take out of ``query`` the names of the fields that are asked for; ``default`` where there are none."""
    texts = query.pop("fields", [])
    names = {name.strip() for text in texts for name in str(text).split(",")} - {""}
    if unknown := sorted(names - set(kind.fields)):
        raise bad_query("fields", f"There is no field “{shorten(unknown[0])}”.")
    return names or set(default)


def valid_filterset(
    filterset_class: type[ListFilterSet], query: QueryDict, queryset: Any, user: User
) -> ListFilterSet:
    """Return the filter set for ``query``; raise `BadQueryError` with what is wrong, by parameter."""
    for name in PAGE_PARAMETERS:
        if name in query:
            raise bad_query(name, "Only pages have this parameter.")
    filterset = filterset_class(query, queryset, user=user)
    form = filterset.form
    if not form.is_valid():
        raise BadQueryError(
            {
                "query" if name == "__all__" else name: [strip_tags(str(error)) for error in errors]
                for name, errors in form.errors.items()
            }
        )
    return filterset
