"""The forms of filters: what an address asks for, its errors, and what is active."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, cast

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict

from .addresses import query_string
from .fields import ChoicesField, ColumnsField, PeriodField, SingleChoiceField, ValuesBoundField, shorten


class Chip(NamedTuple):
    """An active filter: its label, one value in words, and the address without that value."""

    label: str
    value: str
    address: str


class LabelledError(NamedTuple):
    """An error with the label and the id of its field; both are "" for one of no field."""

    label: str
    target: str
    error: object  # a text, safe HTML where it has links


class FilterForm(forms.Form):
    """The form of a filter set: it knows the query of the address, and who asks."""

    data: QueryDict
    rare: Collection[str] = ()  # the names of fields that are folded away where the address has no value

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean(self) -> dict[str, Any]:
        super().clean()
        unknown = [name for name in self.data if name not in self.fields and name != "page"]
        for name in unknown[:5]:
            self.add_error(None, f"There is no filter “{shorten(name)}”.")
        for date in ("date", "due"):
            after, before = (self.cleaned_data.get(f"{date}_{bound}") for bound in ("after", "before"))
            if after and before and min(after) > max(before):
                self.add_error(f"{date}_before", "The end is before the start.")
        return self.cleaned_data

    def __iter__(self) -> Iterator[ValuesBoundField]:
        return super().__iter__()  # type: ignore[return-value]  # filters have no other fields

    def visible_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.is_hidden and (bound.data or not self.is_quiet(bound))]

    def usual_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if bound.data or bound.name not in self.rare]

    def rare_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if not bound.data and bound.name in self.rare]

    def is_quiet(self, bound: ValuesBoundField) -> bool:
        """Whether a field is shown only where the address has a value for it."""
        return bound.field.quiet

    def replace(self, name: str, old: str, new: str | None) -> str:
        """Return the address in which ``new`` stands for the value ``old``; None drops it."""
        values = [new if value.strip() == old else value for value in self.data.getlist(name)]
        return query_string(self.data, **{name: [value for value in values if value is not None]})

    def chips(self) -> list[Chip]:
        """Return every filter that is active, once for each value."""
        chips = []
        for bound in self:
            if isinstance(bound.field, SingleChoiceField | PeriodField | ColumnsField) or bound.is_hidden:
                continue
            if (number := len(bound.data)) > bound.field.most:
                chips.append(
                    Chip(str(bound.label), f"{number} values", query_string(self.data, **{bound.name: None}))
                )
                continue
            chips += [
                Chip(str(bound.label), parsed.label or text, self.replace(bound.name, text, None))
                for text, parsed in bound.parsed.items()
            ]
        return chips

    def choice_links(self, name: str) -> list[tuple[str, str, str]]:
        """Return (choice, label, address with it) of each choice of a field."""
        field = cast(ChoicesField, self.fields[name])  # as the caller knows
        return [
            (key, label, query_string(self.data, **{name: [key]})) for key, label in field.choices.items()
        ]

    def all_errors(self) -> list[LabelledError]:
        """Return every error, those of no field first."""
        return [
            *(LabelledError("", "", error) for error in self.non_field_errors()),
            *(
                LabelledError(str(bound.label), bound.id_for_label, error)
                for bound in self
                for error in bound.errors
            ),
        ]
