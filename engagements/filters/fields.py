"""Fields of a filter form. Each reads any number of values, and knows each one's name in words."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from engagements.common.dates import validate_year
from engagements.common.ids import read_id
from engagements.common.periods import Month
from engagements.search import queries
from engagements.search.suggestions import SUGGESTERS

from .widgets import CheckboxesWidget, InputsWidget, SearchBoxWidget, SelectWidget, UnrenderedWidget

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class ValuesField(forms.Field):
    """Any number of values, at most ``most``; cleans to a list, without those that are empty.

    A ``quiet`` field is shown in the form only where the address has it.
    """

    most = 50

    def __init__(self, *, quiet=False, **kwargs):
        super().__init__(**kwargs)
        self.quiet = quiet
        self.labels = {}  # what was sent -> what it is in words

    def clean(self, values):
        if len(values) > self.most:
            raise ValidationError(f"Give at most {self.most} {'value' if self.most == 1 else 'values'}.")
        return [self.clean_one(value) for value in dict.fromkeys(values)]

    def clean_one(self, value):
        raise NotImplementedError


class WordsField(ValuesField):
    """Cleans to lists of words."""

    most = 5
    widget = InputsWidget("search")

    def clean_one(self, value):
        return queries.words_of(value)


class LineField(ValuesField):
    """Cleans to one line of text, "" where none is given."""

    most = 1
    max_length = 200
    widget = InputsWidget("text")

    def clean(self, values):
        return "".join(super().clean(values))

    def clean_one(self, value):
        if len(value) > self.max_length:
            raise ValidationError(f"Give at most {self.max_length} characters.")
        if CONTROL.search(value):
            raise ValidationError("Give one line of text, without control characters.")
        return value


class DatesField(ValuesField):
    widget = InputsWidget("date")

    def clean_one(self, value):
        date = forms.DateField(
            validators=[validate_year],
            error_messages={"invalid": f"Enter a date such as 2021-12-06, not “{shorten(value)}”."},
        ).clean(value)
        self.labels[value] = f"{date.day} {date:%B} {date.year}"
        return date


class PeriodField(ValuesField):
    """Cleans to a period of ``kind``, or None where none is given; it filters nothing."""

    most = 1

    def __init__(self, *, kind, **kwargs):
        super().__init__(widget=InputsWidget(kind.kind), **kwargs)
        self.kind = kind

    def clean(self, values):
        return next(iter(super().clean(values)), None)

    def clean_one(self, value):
        found = self.kind.read(value)
        if not (found and found.is_known):
            raise ValidationError(
                f"Enter a {self.kind.kind} such as {self.kind.example}, not “{shorten(value)}”."
            )
        return found


class MonthsField(ValuesField):
    """Cleans to months, and None for "several": more than one of them."""

    widget = InputsWidget("text")

    def clean_one(self, value):
        if value == "several":
            self.labels[value] = "several months"
            return None
        found = Month.read(value)
        if not (found and found.is_known):
            raise ValidationError(f"Enter a month such as 2021-12, or “several”, not “{shorten(value)}”.")
        self.labels[value] = found.name
        return found


class ChoicesField(ValuesField):
    widget = CheckboxesWidget

    def __init__(self, *, choices, noun, **kwargs):
        super().__init__(**kwargs)
        self.noun = noun
        self.choices = dict(choices)
        self.widget.choices = list(self.choices.items())

    def clean_one(self, value):
        if value not in self.choices:
            raise ValidationError(f"There is no {self.noun} “{shorten(value)}”.")
        self.labels[value] = str(self.choices[value])
        return value


class SingleChoiceField(ChoicesField):
    """Cleans to one of ``choices``, the first where none is given: it says how, and filters nothing."""

    most = 1
    widget = SelectWidget

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.default = next(iter(self.choices))

    def clean(self, values):
        return (super().clean(values) or [self.default])[0]


class SortField(SingleChoiceField):
    def __init__(self, **kwargs):
        super().__init__(noun="order", **kwargs)


class ExportField(ChoicesField):
    """Cleans to the format of a file, or "" where the page is asked for; no part of the form."""

    most = 1
    widget = UnrenderedWidget

    def __init__(self, **kwargs):
        super().__init__(noun="format", **kwargs)

    def clean(self, values):
        return "".join(super().clean(values))


class PageNumberField(ValuesField):
    """Cleans to the number of a page, 1 where none is given; no part of the form."""

    most = 1
    largest = 1_000_000
    widget = UnrenderedWidget

    def clean(self, values):
        return (super().clean(values) or [1])[0]

    def clean_one(self, value):
        number = read_id(value)
        if not number or number > self.largest:
            raise ValidationError(self.missing(value))
        return number

    @staticmethod
    def missing(value):
        return f"There is no page “{shorten(str(value))}”."


class RecordsField(ValuesField):
    """Records of a kind in `SUGGESTERS`, by id or by a name that only one of them has.

    ``user`` and ``replace(old, new)``, which returns the address with another value
    instead, are set by the form.
    """

    widget = SearchBoxWidget
    user = replace = None

    def __init__(self, *, kind, **kwargs):
        super().__init__(**kwargs)
        self.kind = self.widget.kind = kind
        self.directory = SUGGESTERS[kind]

    def clean(self, values):
        self.found = self.directory.get(values[: self.most], self.user)
        self.widget.names = self.found
        ids = super().clean(values)
        return list(dict.fromkeys(ids))

    def clean_one(self, value):
        if value not in self.found:
            self.found[value] = self.by_name(value)
        pk, self.labels[value] = self.found[value]
        return pk

    def by_name(self, text):
        """Return id and name of the one that ``text`` means; raise ValidationError if there is none."""
        if self.directory.is_key(text):
            raise ValidationError(f"There is no such {self.directory.noun}.")
        found = self.directory.search(queries.words_of(text), self.user, limit=11)
        if not found:
            raise ValidationError(f"There is no {self.directory.noun} “{shorten(text)}”.")
        if len(found) > 1:
            candidates = format_html_join(
                ", ", '<a href="{}">{}</a>', ((self.replace(text, pk), name) for pk, name, _ in found[:10])
            )
            more = ", and more" if len(found) > 10 else ""
            raise ValidationError(
                format_html("More than one goes by “{}”: {}{}.", shorten(text), candidates, more)
            )
        return found[0][:2]


def shorten(text):
    return Truncator(text).chars(60)
