"""The forms of the rows of a draft that make a visit."""

from django import forms

from engagements.models import Stop, Visit
from engagements.models.delegation_members import DelegationMember

from .fields import day, named
from .row_forms import Row


class VisitRow(Row, forms.ModelForm):
    organization = named("organization", "Sent by")
    start_date, end_date = day("From"), day("To")
    relation = forms.CharField(required=False, widget=forms.HiddenInput)

    refers = {"organization": "organization"}
    names = ("title",)
    rare = ("visit_type", "purpose")
    noun = "visit"

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


class StopRow(Row, forms.ModelForm):
    place = named("place", "Place")
    start_date, end_date = day("From"), day("To")

    refers = {"place": "place"}
    names = ("place",)
    rare = ("start_date", "end_date")
    noun = "stop"

    class Meta:
        model = Stop
        fields = ["start_date", "end_date"]

    field_order = ["place"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("place"):
            self.add_error("place", "Name the place.")
        return cleaned


class MemberRow(Row, forms.ModelForm):
    who = named("official", "Name")
    organization = named("organization", "Organization")

    refers = {"who": "official", "organization": "organization"}
    names = ("who",)
    noun = "member of the delegation"

    class Meta:
        model = DelegationMember
        fields = ["title", "role"]

    field_order = ["who", "title", "organization", "role"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("who"):
            self.add_error("who", "A member of a delegation is somebody by name.")
        return cleaned
