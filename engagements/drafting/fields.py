"""Fields of the forms of a draft."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django_countries import countries

from engagements.common.countries import find_country
from engagements.common.ids import read_id
from engagements.reader.proposals import Passage as Span


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


def named(kind, label, **kwargs):
    """A field that names an entry of the directory by what the draft calls it."""
    widget = forms.TextInput(attrs={"list": f"{kind}-names"})
    return forms.CharField(label=label, required=False, max_length=300, widget=widget, **kwargs)


def day(label):
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"placeholder": "YYYY-MM-DD"})
    )


# --- Who and what they are


def ids_in(text):
    """Return the ids that are written in ``text``, parted by spaces."""
    return [pk for pk in map(read_id, (text or "").split()) if pk]
