"""The forms of the rows of a draft that make a visit."""

from django import forms

from engagements.filters.date_fields import DayField
from engagements.models import DelegationMember, Stop, Visit

from .fields import EntryNameField
from .row_forms import RecordRowForm


class VisitRowForm(RecordRowForm):
    organization = EntryNameField("organization", "Sent by")
    start_date, end_date = DayField(label="From", required=False), DayField(label="To", required=False)
    relation = forms.CharField(required=False, widget=forms.HiddenInput)

    noun = "visit"
    label_fields = ("title",)
    entry_kinds = {"organization": "organization"}
    rarely_filled = ("visit_type", "purpose")

    class Meta:
        model = Visit
        fields = ["title", "start_date", "end_date", "dates", "visit_type", "progress", "purpose"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 2})}

    field_order = [
        "title",
        "start_date",
        "end_date",
        "dates",
        "organization",
        "visit_type",
        "progress",
        "purpose",
    ]


class StopRowForm(RecordRowForm):
    place = EntryNameField("place", "Place", missing="Name the place.")
    start_date, end_date = DayField(label="From", required=False), DayField(label="To", required=False)

    noun = "stop"
    label_fields = ("place",)
    entry_kinds = {"place": "place"}
    rarely_filled = ("start_date", "end_date")

    class Meta:
        model = Stop
        fields = ["start_date", "end_date"]

    field_order = ["place"]


class MemberRowForm(RecordRowForm):
    official = EntryNameField("official", "Name", missing="A member of a delegation is somebody by name.")
    organization = EntryNameField("organization", "Organization")

    noun = "member of the delegation"
    label_fields = ("official",)
    entry_kinds = {"official": "official", "organization": "organization"}

    class Meta:
        model = DelegationMember
        fields = ["title", "role"]

    field_order = ["official", "title", "organization", "role"]
