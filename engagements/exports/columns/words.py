"""How values and lines become words."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django_countries import countries

if TYPE_CHECKING:
    from .records import ExportedRecord


@cache
def country_name(code: str) -> str:
    return countries.name(code)


def join_filled(*parts: str | None, by: str = ", ") -> str:
    """Return those of ``parts`` that are not empty, joined."""
    return by.join(filter(None, parts))


def official_name(line: Any) -> str:
    return join_filled(line.official__honorific, line.official__name, by=" ")


def distinct_values(lines: str, path: str) -> "Callable[[ExportedRecord], str]":
    """Return a column: one value of all ``lines``, each once."""
    get = attrgetter(path)
    return lambda record: "; ".join(dict.fromkeys(filter(None, map(get, record.lines[lines]))))


def lines_in_words(lines: str, in_words: Callable[[Any], str]) -> "Callable[[ExportedRecord], str]":
    """Return a column: all ``lines`` in words."""
    return lambda record: "; ".join(map(in_words, record.lines[lines]))
