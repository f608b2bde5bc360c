"""What is exported of outcomes."""

from engagements.models import Outcome

from .lines import Lines, everyone
from .nested import OFFICIAL, ORGANIZATION, nested, own
from .records import Kind
from .words import joined


def outcome_in_words(line):
    owner = joined(line.owner_official__name, line.owner_organization__name)
    due = joined(line.due_date and f"due {line.due_date.isoformat()}", line.due_text)
    closed = line.closed_on and f"closed {line.closed_on.isoformat()}"
    more = joined(line.progress, owner, due, closed, line.note, by="; ")
    return f"{OUTCOME_KINDS[line.kind]}: {line.text} ({more})"


OUTCOME_KINDS = dict(Outcome.Kind.choices)
OUTCOME = ("uid", "kind", "text", "due_date", "due_text", "progress", "closed_on", "note")
owner_official = nested("owner_official", *OFFICIAL)
owner_organization = nested("owner_organization", *ORGANIZATION)
own_of_outcome = own(*OUTCOME)


def owners(line):
    return {"owner_official": owner_official(line), "owner_organization": owner_organization(line)}


OUTCOMES = Lines(
    everyone(Outcome.objects.all()), "meeting", *OUTCOME, *owner_official.paths, *owner_organization.paths
)
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
OUTCOMES_ALONE = Kind(
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
