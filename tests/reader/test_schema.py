"""The JSON of a result, and its schema."""

from typing import get_args

import pytest

from engagements.models import Meeting, Organization, Outcome, Participant, Visit
from engagements.models.delegation_members import DelegationMember
from engagements.reader import proposals
from engagements.reader.proposals import Confidence
from engagements.reader.schema import as_json, schema

from .probes import read_text


@pytest.mark.parametrize(
    ("codes", "model", "field"),
    [
        (proposals.ParticipantSide, Participant, "side"),
        (proposals.MemberRole, DelegationMember, "role"),
        (proposals.VisitType, Visit, "visit_type"),
        (proposals.VisitProgress, Visit, "progress"),
        (proposals.MeetingFormat, Meeting, "format"),
        (proposals.MeetingProgress, Meeting, "progress"),
        (proposals.OutcomeKind, Outcome, "kind"),
        (proposals.OrganizationKind, Organization, "kind"),
    ],
)
def test_the_codes_are_those_of_the_models(codes, model, field):
    choices = [code for code, _ in model._meta.get_field(field).choices]
    assert [code for code in get_args(codes) if code] == [str(code) for code in choices if code]


def test_the_schema():
    described = schema()
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert described["type"] == "object"
    assert described["description"].startswith("All that was proposed; ")
    assert list(described["properties"]) == described["required"] == [
        "version", "empty", "source", "visits", "meetings", "notes", "home_country",
    ]  # fmt: skip
    assert described["properties"]["version"] == {"const": 1}
    assert described["properties"]["empty"] == {"type": "boolean"}
    assert described["properties"]["notes"] == {"type": "array", "items": {"type": "string"}}
    assert described["properties"]["visits"] == {"type": "array", "items": {"$ref": "#/$defs/Visit"}}
    assert described["properties"]["source"] == {"$ref": "#/$defs/Source"}
    assert list(described["$defs"]) == [
        "Passage", "Candidate", "Known", "Dates", "Place", "Stop", "Organization", "Party", "Member",
        "Participant", "Topic", "Outcome", "Visit", "Meeting", "Source",
    ]  # fmt: skip


def test_what_the_schema_says_of_fields():
    kinds = schema()["$defs"]
    assert kinds["Passage"] == {
        "type": "object",
        "description": "Where in the text something is said: "
        "offsets of the first character and past the last.",
        "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}, "text": {"type": "string"}},
        "required": ["start", "end", "text"],
    }
    assert kinds["Dates"]["description"] == ""
    assert kinds["Candidate"]["properties"]["id"] == {"type": ["integer", "string"]}
    dates = kinds["Dates"]["properties"]
    assert dates["start"] == {"type": ["string", "null"], "format": "date"}
    assert dates["dates"] == {"type": "string", "enum": ["exact", "within", "unknown"]}
    assert dates["confidence"] == {"type": "string", "enum": [str(level) for level in Confidence]}
    assert kinds["Stop"]["properties"]["dates"] == {"anyOf": [{"$ref": "#/$defs/Dates"}, {"type": "null"}]}
    assert kinds["Visit"]["properties"]["dates"] == {"$ref": "#/$defs/Dates"}
    assert kinds["Visit"]["properties"]["direction"] == {
        "type": "string",
        "enum": ["", "outbound", "inbound"],
    }
    assert kinds["Visit"]["properties"]["relation"] == {
        "type": "string",
        "enum": ["main", "earlier", "later"],
    }
    assert kinds["Member"]["properties"]["acting"] == {"type": "boolean"}
    assert kinds["Participant"]["properties"]["role"] == {"type": "string"}


def test_a_result_as_json():
    text = "Minister Jane Roe met with Kenyan President John Doe on 3 May 2021."
    result = read_text(text, home="NO")
    told = as_json(result, text)
    assert list(told) == ["version", "empty", "source", "visits", "meetings", "notes", "home_country"]
    assert (told["version"], told["empty"], told["home_country"]) == (1, False, "NO")
    (meeting,) = told["meetings"]
    assert meeting["dates"]["start"] == "2021-05-03"
    assert (type(meeting["dates"]["dates"]), type(meeting["confidence"])) == (str, str)
    assert meeting["dates"]["passages"] == [{"start": 56, "end": 66, "text": "3 May 2021"}]
    assert meeting["place"] is None
    assert as_json(read_text(""), "")["empty"] is True
