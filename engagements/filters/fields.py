"""Fields of a filter form: each reads any number of values of one parameter of the address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from engagements.common.dates import validate_year
from engagements.common.ids import read_id
from engagements.common.periods import Month, Period
from engagements.search import queries
from engagements.search.ranking import Match, Suggestion
from engagements.search.suggestions import SUGGESTERS

from .widgets import (
    CheckboxesWidget,
    InputsWidget,
    SearchBoxWidget,
    SelectWidget,
    UnrenderedWidget,
    ValuesWidget,
)

CONTROL_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class ParsedValue(NamedTuple):
    """A value as the address has it, what it is read as, and what that is in words.

    Where it can't be read there is an ``error``; where it was not, as one before it has an error,
    there is none of the three.
    """

    text: str
    value: Any = None  # of the type that the field cleans to
    label: str = ""
    error: ValidationError | None = None


class ValuesBoundField(forms.BoundField):
    """Holds what was read of the values of one form."""

    field: ValuesField

    @cached_property
    def parsed(self) -> dict[str, ParsedValue]:
        """Each value by its text, once; they are read up to the first that has an error."""
        parsed = {text: self.unread(text) for text in self.data}
        if len(self.data) > self.field.most:
            return parsed
        for text in parsed:
            try:
                parsed[text] = self.parse(text)
            except ValidationError as error:
                parsed[text] = ParsedValue(text, error=error)
                break
        return parsed

    def unread(self, text: str) -> ParsedValue:
        return ParsedValue(text)

    def parse(self, text: str) -> ParsedValue:
        return self.field.parse(text)


class ValuesField(forms.Field):
    """Any number of values, at most ``most``; cleans to a list, without those that are empty.

    A ``quiet`` field is shown in the form only where the address has it.
    """

    most = 50

    def __init__(self, *, quiet: bool = False, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.quiet = quiet
        self.most = most or self.most

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> ValuesBoundField:
        return ValuesBoundField(form, self, field_name)

    def _clean_bound_field(self, bf: ValuesBoundField) -> Any:
        # Overridden as in `forms.FileField`: what was read is kept by the bound field of this form.
        if len(bf.data) > self.most:
            raise ValidationError(f"Give at most {self.most} {'value' if self.most == 1 else 'values'}.")
        for parsed in bf.parsed.values():
            if parsed.error:
                raise parsed.error
        return self.combine([parsed.value for parsed in bf.parsed.values()])

    def combine(self, values: list[Any]) -> Any:
        """Return what the field cleans to."""
        return values

    def parse(self, text: str) -> ParsedValue:
        """Return what ``text`` is read as; raise ValidationError if it can't be read."""
        raise NotImplementedError


class SearchTextField(ValuesField):
    """Cleans to lists of words."""

    most = 5
    widget = InputsWidget("search")

    def parse(self, text: str) -> ParsedValue:
        return ParsedValue(text, queries.words_of(text), text)


class LineField(ValuesField):
    """Cleans to one line of text, "" where none is given."""

    most = 1
    max_length = 200
    widget = InputsWidget("text")

    def parse(self, text: str) -> ParsedValue:
        if len(text) > self.max_length:
            raise ValidationError(f"Give at most {self.max_length} characters.")
        if CONTROL_CHARACTERS.search(text):
            raise ValidationError("Give one line of text, without control characters.")
        return ParsedValue(text, text, text)

    def combine(self, values: list[str]) -> str:
        return "".join(values)


class DatesField(ValuesField):
    """Cleans to dates."""

    widget = InputsWidget("date")

    def parse(self, text: str) -> ParsedValue:
        date = forms.DateField(
            validators=[validate_year],
            error_messages={"invalid": f"Enter a date such as 2021-12-06, not “{shorten(text)}”."},
        ).clean(text)
        return ParsedValue(text, date, f"{date.day} {date:%B} {date.year}")


class PeriodField(ValuesField):
    """Cleans to a period of ``kind``, or None where none is given; it filters nothing."""

    most = 1

    def __init__(self, *, kind: type[Period], **kwargs: Any) -> None:
        super().__init__(widget=InputsWidget(kind.kind), **kwargs)
        self.kind = kind

    def parse(self, text: str) -> ParsedValue:
        period = self.kind.read(text)
        if not (period and period.is_known):
            raise ValidationError(
                f"Enter a {self.kind.kind} such as {self.kind.example}, not “{shorten(text)}”."
            )
        return ParsedValue(text, period, period.name)

    def combine(self, values: list[Period]) -> Period | None:
        return values[0] if values else None


class MonthsField(ValuesField):
    """Cleans to months, and None for "several": more than one of them."""

    widget = InputsWidget("text")

    def parse(self, text: str) -> ParsedValue:
        if text == "several":
            return ParsedValue(text, None, "several months")
        month = Month.read(text)
        if not (month and month.is_known):
            raise ValidationError(f"Enter a month such as 2021-12, or “several”, not “{shorten(text)}”.")
        return ParsedValue(text, month, month.name)


class ChoicesField(ValuesField):
    """Cleans to keys of ``choices``; ``noun`` is what one of them is called."""

    widget: type[ValuesWidget] = CheckboxesWidget

    def __init__(
        self, *, choices: dict[str, str] | Iterable[tuple[str, str]], noun: str, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.noun = noun
        self.choices = dict(choices)
        self.widget.choices = list(self.choices.items())

    def parse(self, text: str) -> ParsedValue:
        if text not in self.choices:
            raise ValidationError(f"There is no {self.noun} “{shorten(text)}”.")
        return ParsedValue(text, text, str(self.choices[text]))


class HomeChoicesField(ChoicesField):
    """Cleans to choices that the home country decides; where none is set, not asked for, and refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(quiet=not settings.HOME_COUNTRY, **kwargs)

    def parse(self, text: str) -> ParsedValue:
        if not settings.HOME_COUNTRY:
            raise ValidationError(f"No {self.noun} is known, as HOME_COUNTRY is not set.")
        return super().parse(text)


class SingleChoiceField(ChoicesField):
    """Cleans to one of ``choices``, the first where none is given: it says how, and filters nothing."""

    most = 1
    widget = SelectWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.default = next(iter(self.choices))

    def combine(self, values: list[str]) -> str:
        return values[0] if values else self.default


class SortField(SingleChoiceField):
    """Cleans to the name of an order of the list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(noun="order", **kwargs)


class ExportField(ChoicesField):
    """Cleans to the format of a file, or "" where the page is asked for; no part of the form."""

    most = 1
    widget = UnrenderedWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(noun="format", **kwargs)

    def combine(self, values: list[str]) -> str:
        return "".join(values)


class ColumnsField(ChoicesField):
    """Cleans to the columns of the list that are shown beside the first, an empty list for all of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(noun="column", **kwargs)


class PageNumberField(ValuesField):
    """Cleans to the number of a page, 1 where none is given; no part of the form."""

    most = 1
    largest = 1_000_000
    widget = UnrenderedWidget

    def parse(self, text: str) -> ParsedValue:
        number = read_id(text)
        if not number or number > self.largest:
            raise ValidationError(self.missing(text))
        return ParsedValue(text, number, text)

    def combine(self, values: list[int]) -> int:
        return values[0] if values else 1

    @staticmethod
    def missing(page: object) -> str:
        return f"There is no page “{shorten(str(page))}”."


class RecordsForm(Protocol):
    """A form that has a `RecordsField`."""

    user: User

    def replace(self, name: str, old: str, new: str) -> str:
        """Return the address of the form in which ``new`` stands for the value ``old`` of a field."""


class RecordsBoundField(ValuesBoundField):
    """Finds the records that values mean, as far as the user of the form may see them."""

    field: RecordsField
    form: RecordsForm  # type: ignore[assignment]  # no other form has such a field

    def value(self) -> list[ParsedValue]:
        """Return what the widget renders: with names, which only the lookup has."""
        return [self.parsed[text] for text in self.data]

    @cached_property
    def by_id(self) -> dict[str, tuple[int | str, str]]:
        """Id and name, by text, of those values that are ids; one query."""
        return self.field.suggester.get(self.data[: self.field.most], self.form.user)

    def unread(self, text: str) -> ParsedValue:
        return ParsedValue(text, *self.by_id.get(text, ()))

    def parse(self, text: str) -> ParsedValue:
        return self.unread(text) if text in self.by_id else self.find(text)

    def find(self, text: str) -> ParsedValue:
        """Return the one record that ``text`` names; raise ValidationError if it names none, or several."""
        suggester = self.field.suggester
        if suggester.is_key(text):
            raise ValidationError(f"There is no such {suggester.noun}.")
        suggestions = suggester.search(text, self.form.user, limit=11)
        meant = [suggestion for suggestion in suggestions if suggestion.match == Match.EXACT]
        if not meant and suggester.takes_parts:
            meant = [suggestion for suggestion in suggestions if suggestion.match != Match.NEAR]
        if len(meant) == 1:
            return ParsedValue(text, meant[0].key, meant[0].name)
        if meant:
            problem = f"More than one goes by “{shorten(text)}”"
        else:
            problem = f"There is no {suggester.noun} “{shorten(text)}”"
            problem += "; did you mean" if suggestions else "."
        raise ValidationError(self.with_links(problem, text, meant or suggestions))

    def with_links(self, problem: str, text: str, suggestions: Sequence[Suggestion]) -> str:
        """Return ``problem`` with the addresses in which each of ``suggestions`` stands for ``text``."""
        if not suggestions:
            return problem
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>{}',
            (
                (self.form.replace(self.name, text, str(key)), name, detail and f" ({detail})")
                for key, name, detail, _ in suggestions[:10]
            ),
        )
        return format_html("{}: {}{}.", problem, links, ", and more" if len(suggestions) > 10 else "")


class RecordsField(ValuesField):
    """Cleans to ids of records of ``kind``, a key of `SUGGESTERS`.

    They are given by id, or by a name that only one of them has.
    """

    widget = SearchBoxWidget

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = self.widget.kind = kind
        self.suggester = SUGGESTERS[kind]

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> RecordsBoundField:
        return RecordsBoundField(form, self, field_name)

    def combine(self, values: list[Any]) -> list[Any]:
        return list(dict.fromkeys(values))


def shorten(text: str) -> str:
    """Return ``text`` as far as an error message repeats it."""
    return Truncator(text).chars(60)
