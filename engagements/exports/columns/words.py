"""How values become words."""

from functools import cache
from operator import attrgetter
from uuid import UUID

from django_countries import countries


@cache
def country_name(code):
    return countries.name(code)


def plain(value):
    """Return ``value`` (a UUID, a date or a time) as a text."""
    return str(value) if isinstance(value, UUID) else value.isoformat()


def joined(*parts, by=", "):
    return by.join(filter(None, parts))


def official_name(line):
    return joined(line.official__honorific, line.official__name, by=" ")


def names(lines, path):
    """Return a column: one value of all ``lines``, each once."""
    get = attrgetter(path)
    return lambda one: "; ".join(dict.fromkeys(filter(None, map(get, one.lines[lines]))))


def listed(lines, words):
    """Return a column: all ``lines`` in words."""
    return lambda one: "; ".join(map(words, one.lines[lines]))
