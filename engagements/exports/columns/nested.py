"""Objects in the column "data": what the other columns can't carry without loss."""

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .records import ExportedRecord

OFFICIAL_FIELDS = ("uid", "name", "honorific", "sort_name", "native_name")
ORGANIZATION_FIELDS = ("uid", "name", "acronym", "native_name", "kind", "country")
SOURCE_FIELDS = ("uid", "title", "publisher", "url", "published_on", "retrieved_on", "text")


class NestedObject:
    """The record that ``relation`` leads to, as an object of ``fields``."""

    def __init__(self, relation: str, *fields: str) -> None:
        self.fields = fields
        self.paths = [f"{relation}__{field}" for field in fields]
        self.get_values = attrgetter(*self.paths)

    def of(self, row: Any) -> dict[str, Any] | None:
        """Return the object for a row that has the ``paths``; None where the relation is empty."""
        values = self.get_values(row)
        return None if values[0] is None else dict(zip(self.fields, values, strict=True))


def object_of(*fields: str) -> Callable[[Any], dict[str, Any]]:
    """Return a function: the values of ``fields`` of a row, as an object."""
    get_values = attrgetter(*fields)
    return lambda row: dict(zip(fields, get_values(row), strict=True))


official = NestedObject("official", *OFFICIAL_FIELDS)
organization = NestedObject("organization", *ORGANIZATION_FIELDS)
source = NestedObject("source", *SOURCE_FIELDS)
topic = NestedObject("topic", "uid", "name")


def official_and_organization(line: Any) -> dict[str, Any]:
    return {"official": official.of(line), "organization": organization.of(line)}


def topics_and_sources(record: "ExportedRecord") -> dict[str, Any]:
    """Return what visits and meetings both have."""
    return {
        "topics": [topic.of(line) for line in record.lines["topics"]],
        "sources": [source.of(line) for line in record.lines["sources"]],
    }
