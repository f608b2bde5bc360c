"""What the forms of all rows of a draft have in common."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.text import capfirst

from engagements.reader.proposals import Confidence

from .fields import PassagesField, named


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
