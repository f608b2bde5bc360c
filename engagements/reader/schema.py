"""A result of the reader as JSON, and the JSON Schema of it; docs/reader.md explains the form."""

import dataclasses
import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from django.db.models import TextChoices

from . import proposals
from .proposals import Passage, ReaderResult

VERSION = 1
# The names of the definitions are part of the interface: they stay where a class is renamed.
DEFINITIONS: dict[str, type] = {
    "Passage": Passage,
    "Candidate": proposals.Candidate,
    "Known": proposals.LinkedProposal,
    "Dates": proposals.ProposedDates,
    "Place": proposals.Place,
    "Stop": proposals.Stop,
    "Organization": proposals.Organization,
    "Party": proposals.ProposedParty,
    "Member": proposals.Member,
    "Participant": proposals.Participant,
    "Topic": proposals.Topic,
    "Outcome": proposals.Outcome,
    "Visit": proposals.Visit,
    "Meeting": proposals.Meeting,
    "Source": proposals.Source,
}
NAMES = {kind: name for name, kind in DEFINITIONS.items()}
SIMPLE_TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    int | str: {"type": ["integer", "string"]},
    datetime.date | None: {"type": ["string", "null"], "format": "date"},
}


def as_json(result: ReaderResult, text: str) -> dict[str, Any]:
    """Return ``result`` as plain lists and dictionaries; ``text`` is what was read."""

    def plain(value: Any) -> Any:
        if isinstance(value, Passage):
            return {"start": value.start, "end": value.end, "text": text[value.start : value.end]}
        if dataclasses.is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        if isinstance(value, list):
            return [plain(item) for item in value]
        if isinstance(value, datetime.date):
            return value.isoformat()
        return str(value) if isinstance(value, str) else value

    return {"version": VERSION, "empty": result.is_empty, **plain(result)}


def schema_of_type(hint: Any) -> dict[str, Any]:
    """Return the JSON Schema of the values of a field, from the type that it is annotated with."""
    if hint in SIMPLE_TYPES:
        return SIMPLE_TYPES[hint]
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) is list:
        return {"type": "array", "items": schema_of_type(get_args(hint)[0])}
    if isinstance(hint, UnionType):
        kind = next(kind for kind in get_args(hint) if kind is not NoneType)
        return {"anyOf": [schema_of_type(kind), {"type": "null"}]}
    if issubclass(hint, (StrEnum, TextChoices)):
        return {"type": "string", "enum": [str(choice.value) for choice in hint]}
    return {"$ref": f"#/$defs/{NAMES[hint]}"}


def schema_of_class(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of a dataclass of `proposals`."""
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    summary = (kind.__doc__ or "").split("\n")[0]
    return {
        "type": "object",
        # A dataclass without a docstring gets its signature for one.
        "description": "" if summary.startswith(f"{kind.__name__}(") else summary,
        "properties": {name: schema_of_type(hints[name]) for name in names},
        "required": names,
    }


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `as_json` returns."""
    definitions = {name: schema_of_class(kind) for name, kind in DEFINITIONS.items()}
    passage = definitions["Passage"]
    passage["properties"]["text"] = {"type": "string"}
    passage["required"].append("text")
    whole = schema_of_class(ReaderResult)
    whole["properties"] = {
        "version": {"const": VERSION}, "empty": {"type": "boolean"}, **whole["properties"],
    }  # fmt: skip
    whole["required"] = ["version", "empty", *whole["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": definitions}
