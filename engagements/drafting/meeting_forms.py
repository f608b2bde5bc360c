"""The forms of the rows of a draft that make a meeting."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from engagements.filters.date_fields import DayField
from engagements.models import Meeting, Outcome, Participant, Side
from engagements.services.validation import violations

from .fields import CountryNameField, EntryNameField
from .row_forms import RecordRowForm


class MeetingRowForm(RecordRowForm):
    start_date, end_date = DayField(label="From", required=False), DayField(label="To", required=False)
    place = EntryNameField("place", "Place")

    noun = "meeting"
    label_fields = ("title",)
    entry_kinds = {"place": "place"}
    rarely_filled = ("title", "venue")

    class Meta:
        model = Meeting
        fields = ["title", "start_date", "end_date", "dates", "format", "progress", "venue"]

    field_order = ["title", "start_date", "end_date", "dates", "format", "progress", "place", "venue"]

    @property
    def caption(self) -> str:
        number = int(self.prefix.rpartition("-")[2]) + 1
        return f"Meeting {number}{self.label and ': '}{self.label}"


class ParticipantRowForm(RecordRowForm):
    official = EntryNameField("official", "Name")
    organization = EntryNameField("organization", "Organization")
    country = CountryNameField(label="Country")

    may_split = True
    noun = "participant"
    label_fields = ("official", "description", "title", "organization")
    entry_kinds = {"official": "official", "organization": "organization"}
    rarely_filled = ("description", "note", "role", "country", "parent")

    class Meta:
        model = Participant
        fields = ["side", "title", "description", "note", "role", "country"]

    field_order = [
        "official",
        "title",
        "organization",
        "side",
        "description",
        "note",
        "role",
        "country",
        "parent",
    ]

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [("", "side not said"), *Side.choices]  # type: ignore[attr-defined]
        if len(meetings) > 1:
            self.fields["parent"].widget = forms.Select(choices=meetings)
            self.fields["parent"].label = "Of meeting"

    def clean(self) -> None:
        super().clean()
        if any(not violation.field for violation in violations(Participant, self.cleaned_data)):
            self.add_error("official", "Give a name, an organization or a description.")


class OutcomeRowForm(RecordRowForm):
    """``meetings`` are the prefix and the caption of each meeting that it may be an outcome of."""

    parent = forms.ChoiceField(label="Of meeting", required=False)  # type: ignore[assignment] # the other rows take any text

    noun = "outcome"
    label_fields = ("text",)
    rarely_filled = ("due_text",)

    class Meta:
        model = Outcome
        fields = ["kind", "text", "due_text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    field_order = ["kind", "text", "due_text", "parent"]

    def __init__(self, *args: Any, meetings: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "---------"), *meetings]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if self.raw_value("parent"):
            self.fields["parent"].widget = forms.HiddenInput()

    @property
    def is_accepted(self) -> bool:
        """An outcome without a meeting is accepted too: it has to be given one."""
        return super().is_accepted or (self.is_ticked and not self.raw_value("parent"))

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("parent"):
            self.add_error("parent", "An outcome is one of a meeting: say of which.")
