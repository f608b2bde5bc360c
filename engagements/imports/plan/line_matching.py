"""Which line of a record a line of the sheet means, and what it is called."""

from collections.abc import Sequence
from typing import Any

from engagements.imports.record_kinds import RecordKind
from engagements.imports.rows import LineData
from engagements.models.history import ChangeChannel

from .store import PlanStore


def is_same_line(store: PlanStore, spec: RecordKind, data: LineData, line: Any) -> bool:
    """Return whether ``line``, which no import of this key made, is the one that the sheet means."""
    targets = {name: store.target(spec.references[name], key) for name, key in data["refs"].items()}
    fields = data["fields"]
    match spec.name:
        case "stop":
            return bool(targets.get("place") == line.place_id)
        case "outcome":
            uid = fields.get("uid")
            return bool(str(line.uid) == uid if uid else line.text == fields["text"])
        case "programme item":
            return bool((fields["day"], fields["what"]) == (line.day.isoformat(), line.what))
        case "member":
            return bool(targets.get("official") == line.official_id)
    if targets.get("official") or line.official_id:
        return bool(targets.get("official") == line.official_id)
    names = (targets.get("organization"), fields.get("title", ""), fields.get("description", ""))
    return names == (line.organization_id, line.title, line.description)


def line_name(spec: RecordKind, data: LineData) -> str:
    """Return what a line of the sheet is called in the report."""
    fields, refs = data["fields"], data["refs"]
    name = (
        refs.get("official")
        or refs.get("place")
        or fields.get("description")
        or fields.get("text")
        or fields.get("what")
        or fields.get("title")
        or refs.get("organization")
        or spec.name
    )
    return str(name).removeprefix("name:").rstrip("|")[:80]


def edited_by_people(model: Any, pks: Sequence[int]) -> set[int]:
    """Return those of ``pks`` that somebody else than an import made or changed, in whatever field."""
    rows = model.history.filter(id__in=pks).exclude(door=ChangeChannel.IMPORT) if pks else ()
    return {row.id for row in rows}
