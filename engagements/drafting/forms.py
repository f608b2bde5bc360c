"""The rows of a draft. Each is one proposal, with the passages that it comes from."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django_countries import countries

from engagements.common.countries import find_country
from engagements.common.folding import fold
from engagements.common.ids import read_id
from engagements.models import (
    Handling,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    Source,
    Stop,
    Topic,
    Visit,
)
from engagements.models.delegation_members import DelegationMember
from engagements.reader.proposals import Confidence
from engagements.reader.proposals import Passage as Span

NEW = "new"


class PassagesField(forms.CharField):
    """Offsets such as "33-52 dates:236-254", each of the row or of a field; cleans to (field, span) pairs."""

    widget = forms.HiddenInput
    FIELDS = ("", "dates", "organization", "place")
    ONE = re.compile(rf"(?:({'|'.join(FIELDS[1:])}):)?([0-9]{{1,8}})-([0-9]{{1,8}})")

    def to_python(self, value):
        found = [self.ONE.fullmatch(one) for one in super().to_python(value).split()]
        if not all(found):
            raise ValidationError("These are no passages of the text.")
        pairs = [(one[1] or "", Span(int(one[2]), int(one[3]))) for one in found]
        return [(field, span) for field, span in pairs if span.start < span.end]

    def prepare_value(self, value):
        if isinstance(value, str):
            return value
        return " ".join(f"{field and field + ':'}{one.start}-{one.end}" for field, one in value or ())


class CountryName(forms.CharField):
    """A country by any name that people write; cleans to its code, "" for none."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.TextInput(attrs={"list": "countries"}), **kwargs)

    def clean(self, value):
        name = super().clean(value)
        code = find_country(name) if name else ""
        if code is None:
            raise ValidationError("There is no country of that name.")
        return code

    def prepare_value(self, value):
        return countries.name(value) or value if value else value


class Carried:
    """A form that carries much along which nobody types: written at once, and not by a template a field."""

    @property
    def carried(self):
        return format_html_join(
            "",
            '<input type="hidden" name="{}" value="{}">',
            (
                (field.html_name, field.field.prepare_value(field.value()) or "")
                for field in self.hidden_fields()
            ),
        )


class Row(Carried, forms.Form):
    """A proposal; one that is not accepted is not checked.

    ``parents`` are the ids of accepted rows, of one of which this has to be a part; None where
    it need not be. A row refers to entries of the directory by what it calls them: ``refers``
    has the kind of entry that each of its fields names.
    """

    accept = forms.BooleanField(required=False)
    of = forms.CharField(required=False, widget=forms.HiddenInput)
    passages = PassagesField(required=False)
    confidence = forms.ChoiceField(choices=[(one, one) for one in Confidence], widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    use_required_attribute = False
    refers = {}
    rare = ()  # fields that are folded away while they are empty

    def __init__(self, *args, parents=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.parents = parents

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.is_wanted:
            self._errors = ErrorDict()

    @property
    def is_wanted(self):
        cleaned = getattr(self, "cleaned_data", {})
        return bool(cleaned.get("accept")) and (self.parents is None or cleaned.get("of") in self.parents)

    @property
    def first_fields(self):
        """The fields that somebody fills in, apart from those that are rarely needed and empty."""
        rare = self.rare_fields
        return [field for field in self.visible_fields() if field.name != "accept" and field not in rare]

    @cached_property
    def rare_fields(self):
        return [self[name] for name in self.rare if not self.said(name) and name not in self.errors]

    def said(self, name):
        """Return what was sent or proposed for a field, as it stands."""
        value = self[name].value()
        return "" if value is None else value

    @property
    def spans(self):
        """The passages, as (field, span); none where what was sent is none."""
        if not self.is_bound:
            return self.initial.get("passages", [])
        try:
            return self.fields["passages"].clean(self["passages"].value())
        except ValidationError:
            return []

    def references(self):
        """Yield (kind, name) for each entry of the directory that the row names."""
        for name, kind in self.refers.items():
            if said := " ".join((self.cleaned_data.get(name) or "").split()):
                yield kind, said

    @property
    def label(self):
        """What it is about, in a few words."""
        return next(filter(None, map(str, map(self.said, self.names))), "")

    @property
    def what(self):
        return f"{capfirst(self.noun)}: {self.label}"


def named(kind, label, **kwargs):
    """A field that names an entry of the directory by what the draft calls it."""
    widget = forms.TextInput(attrs={"list": f"{kind}-names"})
    return forms.CharField(label=label, required=False, max_length=300, widget=widget, **kwargs)


def day(label):
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"placeholder": "YYYY-MM-DD"})
    )


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


class TopicRow(Row):
    name = named("topic", "Topic")

    refers = {"name": "topic"}
    names = ("name",)
    noun = "topic"

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name"):
            self.add_error("name", "Name the topic.")
        return cleaned


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


# --- Who and what they are


def ids_in(text):
    """Return the ids that are written in ``text``, parted by spaces."""
    return [pk for pk in map(read_id, (text or "").split()) if pk]


class EntryRow(Carried, forms.ModelForm):
    """What a name in the draft stands for: an entry that is there, or a new one.

    ``records`` are those that may be meant, of all rows: {id: (name, hint, address)}. ``used`` are
    the names, folded, that accepted rows use: others are not looked at.
    """

    key = forms.CharField(max_length=300, widget=forms.HiddenInput)
    candidates = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    use_required_attribute = False

    def __init__(self, *args, records, used=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.used = used
        self.records = {pk: records[pk] for pk in ids_in(self["candidates"].value()) if pk in records}
        known = [(str(pk), name) for pk, (name, _, _) in self.records.items()]
        self.fields["choice"].choices = [*known, (NEW, "a new entry:" if known else "new")]

    @property
    def options(self):
        """(radio, hint, address) of each entry that is there; the last one is a new one."""
        details = [*((hint, address) for _, hint, address in self.records.values()), ("", "")]
        return [(radio, *detail) for radio, detail in zip(self["choice"], details, strict=True)]

    @property
    def own_fields(self):
        return [field for field in self.visible_fields() if field.name != "choice"]

    @property
    def folded(self):
        return fold(str(self["key"].value() or ""))

    @property
    def meant(self):
        """What the name stands for: two rows that mean the same new entry are one."""
        cleaned = self.cleaned_data
        return (
            cleaned["choice"] if cleaned["choice"] != NEW else (fold(cleaned["name"]), cleaned.get("country"))
        )

    def full_clean(self):
        super().full_clean()
        if not self.is_bound:
            return
        if self.used is not None and self.folded not in self.used:
            self._errors = ErrorDict()
        elif "choice" in self._errors:
            pass
        elif (choice := self.cleaned_data.get("choice")) != NEW:
            self._errors = ErrorDict()
            if not choice:
                self.add_error("choice", f"Say what “{self['key'].value()}” is.")


class OfficialRow(EntryRow):
    post = forms.BooleanField(required=False, label="with the post that the account gives")
    acting = forms.BooleanField(required=False, label="held it for the time being")

    class Meta:
        model = Official
        fields = ["name", "honorific", "native_name"]


class OrganizationRow(EntryRow):
    country = CountryName(label="Country")

    class Meta:
        model = Organization
        fields = ["name", "acronym", "kind", "country"]


class PlaceRow(EntryRow):
    country = CountryName(label="Country")

    class Meta:
        model = Place
        fields = ["name", "country"]


class SubjectRow(EntryRow):
    class Meta:
        model = Topic
        fields = ["name"]


class SourceForm(forms.ModelForm):
    published_on = day("Published on")
    url = forms.URLField(label="Address", required=False, max_length=500, assume_scheme="https")
    keep = forms.BooleanField(required=False, label="keep the text of the account with the source")

    handling = forms.ChoiceField(choices=Handling, label="Handling of what is made of it")

    use_required_attribute = False

    class Meta:
        model = Source
        fields = ["title", "publisher", "published_on", "url"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.has_perm("engagements.view_restricted_records"):
            del self.fields["handling"]  # who could not see a record afterwards can't restrict it either


ROWS = {
    "visit": VisitRow,
    "stop": StopRow,
    "member": MemberRow,
    "meeting": MeetingRow,
    "topic": TopicRow,
    "participant": ParticipantRow,
    "outcome": OutcomeRow,
}
# Kind: its form, what it goes by in CHOICES, the heading above.
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
