"""A reading as JSON; docs/reader.md explains the form, and `SCHEMA` describes it."""

import dataclasses
import datetime

from engagements.common.dates import Exactness
from engagements.models.delegation_members import DelegationRole
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.meetings import Meeting as MeetingModel
from engagements.models.outcomes import Outcome as OutcomeModel
from engagements.models.participants import Side
from engagements.models.visits import Visit as VisitModel

from . import proposals
from .proposals import Confidence, Passage, Proposal

VERSION = 1


def as_json(reading, text):
    """Return ``reading`` as plain lists and dictionaries; ``text`` is what was read."""

    def plain(value):
        if isinstance(value, Passage):
            return {"start": value.start, "end": value.end, "text": text[value.start : value.end]}
        if dataclasses.is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        if isinstance(value, list):
            return [plain(one) for one in value]
        if isinstance(value, datetime.date):
            return value.isoformat()
        return str(value) if isinstance(value, str) else value

    return {"version": VERSION, "empty": reading.is_empty, **plain(reading)}


CHOICES = {
    "confidence": list(Confidence),
    "side": Side.values,
    ("Member", "role"): DelegationRole.values,
    "relation": ["main", "earlier", "later"],
    "direction": ["", "outbound", "inbound"],
    "visit_type": ["", *VisitModel.Type.values],
    "format": MeetingModel.Format.values,
    ("Meeting", "progress"): MeetingProgress.values,
    ("Visit", "progress"): VisitModel.Progress.values,
    ("Outcome", "kind"): OutcomeModel.Kind.values,
    ("Dates", "dates"): Exactness.values,
}
SIMPLE = {
    "str": {"type": "string"},
    "bool": {"type": "boolean"},
    "int | str": {"type": ["integer", "string"]},
    "datetime.date | None": {"type": ["string", "null"], "format": "date"},
    "Confidence": {"type": "string"},
    "Exactness": {"type": "string"},
}


def describe(kind):
    """Return the JSON schema of a dataclass of `proposals`."""

    def of(field):
        hint = field.type if isinstance(field.type, str) else describe_hint(field.type)
        choices = CHOICES.get((kind.__name__, field.name)) or CHOICES.get(field.name)
        if choices:
            return {"type": "string", "enum": [str(choice) for choice in choices]}
        if hint in SIMPLE:
            return SIMPLE[hint]
        if hint.startswith("list["):
            inner = hint[5:-1]
            return {"type": "array", "items": SIMPLE.get(inner) or {"$ref": f"#/$defs/{inner}"}}
        if hint.endswith(" | None"):
            return {"anyOf": [{"$ref": f"#/$defs/{hint[:-7]}"}, {"type": "null"}]}
        return {"$ref": f"#/$defs/{hint}"}

    fields = dataclasses.fields(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").split("\n")[0]
        if not (kind.__doc__ or "").startswith(kind.__name__ + "(")
        else "",
        "properties": {field.name: of(field) for field in fields},
        "required": [field.name for field in fields],
    }


def describe_hint(hint):
    """Return a type hint as it is written in `proposals`."""
    if isinstance(hint, type) and not hasattr(hint, "__args__"):
        return "datetime.date" if hint is datetime.date else hint.__name__
    origin = getattr(hint, "__origin__", None)
    if origin is list:
        return f"list[{describe_hint(hint.__args__[0])}]"
    return " | ".join("None" if one is type(None) else describe_hint(one) for one in hint.__args__)


def schema():
    """Return the JSON schema (2020-12) of what `as_json` returns."""
    kinds = [
        kind
        for kind in vars(proposals).values()
        if isinstance(kind, type)
        and dataclasses.is_dataclass(kind)
        and kind not in (proposals.Reading, Proposal)
    ]
    definitions = {kind.__name__: describe(kind) for kind in kinds}
    definitions["Passage"]["properties"] = {
        "start": {"type": "integer"}, "end": {"type": "integer"}, "text": {"type": "string"},
    }  # fmt: skip
    definitions["Passage"]["required"].append("text")
    whole = describe(proposals.Reading)
    whole["properties"] = {
        "version": {"const": VERSION}, "empty": {"type": "boolean"}, **whole["properties"],
    }  # fmt: skip
    whole["required"] = ["version", "empty", *whole["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": definitions}
