"""The forms that a draft is made of, by kind."""

from typing import NamedTuple

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
