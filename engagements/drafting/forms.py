"""The rows of a draft. Each is one proposal, with the passages that it comes from."""

from django import forms

from .directory_forms import OfficialRow, OrganizationRow, PlaceRow, SubjectRow
from .meeting_forms import MeetingRow, OutcomeRow, ParticipantRow
from .row_forms import TopicRow
from .visit_forms import MemberRow, StopRow, VisitRow

ROWS = {
    "visit": VisitRow,
    "stop": StopRow,
    "member": MemberRow,
    "meeting": MeetingRow,
    "topic": TopicRow,
    "participant": ParticipantRow,
    "outcome": OutcomeRow,
}


# Kind: its form, what it goes by in SUGGESTERS, the heading above.
ENTRIES = {
    "official": (OfficialRow, "officials", "People"),
    "organization": (OrganizationRow, "organizations", "Organizations"),
    "place": (PlaceRow, "places", "Places"),
    "topic": (SubjectRow, "topics", "Topics"),
}


# A long account makes thousands of fields: each is one template, where Django's own widgets take three
# and one more for each option.
PLAIN = {
    forms.TextInput: "input",
    forms.DateInput: "input",
    forms.CheckboxInput: "input",
    forms.Select: "select",
}


for form in (*ROWS.values(), *(entry[0] for entry in ENTRIES.values())):
    for field in form.base_fields.values():
        if kind := PLAIN.get(type(field.widget)):
            field.widget.template_name = f"engagements/widgets/plain_{kind}.html"
