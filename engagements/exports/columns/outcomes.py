"""What is exported of outcomes: with their meetings, and alone."""

from typing import Any

from engagements.models import Outcome

from .lines import LineReader, seen_with_record
from .nested import OFFICIAL_FIELDS, ORGANIZATION_FIELDS, NestedObject, object_of
from .records import ExportKind
from .words import join_filled

OUTCOME_FIELDS = ("uid", "kind", "text", "due_date", "due_text", "progress", "closed_on", "note")
OUTCOME_KIND_NAMES = dict(Outcome.Kind.choices)

outcome_object = object_of(*OUTCOME_FIELDS)
owner_official = NestedObject("owner_official", *OFFICIAL_FIELDS)
owner_organization = NestedObject("owner_organization", *ORGANIZATION_FIELDS)

OUTCOME_LINES = LineReader(
    seen_with_record(Outcome.objects.all()),
    "meeting",
    *OUTCOME_FIELDS,
    *owner_official.paths,
    *owner_organization.paths,
)


def outcome_owners(line: Any) -> dict[str, Any]:
    return {"owner_official": owner_official.of(line), "owner_organization": owner_organization.of(line)}


def outcome_in_words(line: Any) -> str:
    owner = join_filled(line.owner_official__name, line.owner_organization__name)
    due = join_filled(line.due_date and f"due {line.due_date.isoformat()}", line.due_text)
    closed = line.closed_on and f"closed {line.closed_on.isoformat()}"
    details = join_filled(line.progress, owner, due, closed, line.note, by="; ")
    return f"{OUTCOME_KIND_NAMES[line.kind]}: {line.text} ({details})"


OUTCOME_COLUMNS = {
    "uid": "uid",
    "kind": "kind",
    "text": "text",
    "progress": "progress",
    "owner_official_uid": "owner_official__uid",
    "owner_official": "owner_official__name",
    "owner_organization_uid": "owner_organization__uid",
    "owner_organization": "owner_organization__name",
    "due_date": "due_date",
    "due_text": "due_text",
    "closed_on": "closed_on",
    "note": "note",
}

OUTCOME_EXPORT = ExportKind(
    name="outcomes",
    model=Outcome,
    columns={
        **OUTCOME_COLUMNS,
        "meeting_uid": "meeting__uid",
        "meeting": "meeting__title",
        "meeting_dates": "meeting__dates",
        "meeting_start_date": "meeting__start_date",
        "meeting_end_date": "meeting__end_date",
    },
)
