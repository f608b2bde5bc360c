"""The forms of the rows of a draft that make a meeting."""

from django import forms

from engagements.models import Meeting, Outcome, Participant

from .fields import CountryName, day, named
from .row_forms import Row


class MeetingRow(Row, forms.ModelForm):
    start_date, end_date = day("From"), day("To")
    place = named("place", "Place")

    refers = {"place": "place"}
    names = ("title",)
    rare = ("title", "venue")
    noun = "meeting"

    @property
    def what(self):
        number = int(self.prefix.rpartition("-")[2]) + 1
        return f"Meeting {number}{self.label and ': '}{self.label}"

    class Meta:
        model = Meeting
        fields = ["title", "start_date", "end_date", "dates", "format", "progress", "venue"]

    field_order = ["title", "start_date", "end_date", "dates", "format", "progress", "place", "venue"]


class ParticipantRow(Row, forms.ModelForm):
    who = named("official", "Name")
    organization = named("organization", "Organization")
    country = CountryName(label="Country")

    refers = {"who": "official", "organization": "organization"}
    names = ("who", "description", "title", "organization")
    rare = ("description", "note", "role", "country")
    noun = "participant"

    class Meta:
        model = Participant
        fields = ["side", "title", "description", "note", "role", "country"]

    field_order = ["who", "title", "organization", "side", "description", "note", "role", "country"]

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("who", "organization", "description")):
            self.add_error("who", "Give a name, an organization or a description.")
        return cleaned


class OutcomeRow(Row, forms.ModelForm):
    of = forms.ChoiceField(label="Of meeting", required=False)

    names = ("text",)
    rare = ("due_text",)
    noun = "outcome"

    class Meta:
        model = Outcome
        fields = ["kind", "text", "due_text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    field_order = ["kind", "text", "due_text", "of"]

    def __init__(self, *args, meetings=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [("", "---------"), *meetings]
        if self.said("of"):
            self.fields["of"].widget = forms.HiddenInput()

    @property
    def is_wanted(self):
        """One of a meeting that is not made is dropped; one of no meeting yet needs one."""
        cleaned = getattr(self, "cleaned_data", {})
        return bool(cleaned.get("accept")) and (not self.said("of") or self.said("of") in self.parents)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("of"):
            self.add_error("of", "An outcome is one of a meeting: say of which.")
        return cleaned
