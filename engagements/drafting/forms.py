"""The forms that a draft is made of, by kind."""

from typing import NamedTuple

from django import forms

from engagements.reader.directory import DirectoryKind

from .directory_forms import (
    EntryForm,
    OfficialEntryForm,
    OrganizationEntryForm,
    PlaceEntryForm,
    TopicEntryForm,
)
from .meeting_forms import MeetingRowForm, OutcomeRowForm, ParticipantRowForm
from .row_forms import RowForm, TopicRowForm
from .visit_forms import MemberRowForm, StopRowForm, VisitRowForm


class EntryKind(NamedTuple):
    form: type[EntryForm]
    suggester: str  # the key of its suggester
    heading: str


ROW_FORMS: dict[str, type[RowForm]] = {
    "visit": VisitRowForm,
    "stop": StopRowForm,
    "member": MemberRowForm,
    "meeting": MeetingRowForm,
    "topic": TopicRowForm,
    "participant": ParticipantRowForm,
    "outcome": OutcomeRowForm,
}
ENTRY_KINDS: dict[DirectoryKind, EntryKind] = {
    "official": EntryKind(OfficialEntryForm, "officials", "People"),
    "organization": EntryKind(OrganizationEntryForm, "organizations", "Organizations"),
    "place": EntryKind(PlaceEntryForm, "places", "Places"),
    "topic": EntryKind(TopicEntryForm, "topics", "Topics"),
}

# A long text makes thousands of fields. Each is one template, where Django's own widgets take three
# and one more for each option.
PLAIN_TEMPLATES: dict[type[forms.Widget], str] = {
    forms.TextInput: "engagements/widgets/plain_input.html",
    forms.DateInput: "engagements/widgets/plain_input.html",
    forms.CheckboxInput: "engagements/widgets/plain_input.html",
    forms.Select: "engagements/widgets/plain_select.html",
}
ALL_FORMS: list[type[RowForm] | type[EntryForm]] = [
    *ROW_FORMS.values(),
    *(kind.form for kind in ENTRY_KINDS.values()),
]
for form in ALL_FORMS:
    for field in form.base_fields.values():
        if template := PLAIN_TEMPLATES.get(type(field.widget)):
            field.widget.template_name = template
