"""The forms of filters: what an address asks for, its errors, and what is active."""

from functools import partial

from django import forms

from .addresses import address
from .fields import PeriodField, RecordsField, SingleChoiceField, shorten


class FilterForm(forms.Form):
    """The form of a filter: the address is all that it knows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, RecordsField):
                field.replace = partial(self.replace, name)

    def clean(self):
        cleaned = super().clean()
        unknown = [name for name in self.data if name not in self.fields and name != "page"]
        for name in unknown[:5]:
            self.add_error(None, f"There is no filter “{shorten(name)}”.")
        for date in ("date", "due"):
            after, before = cleaned.get(f"{date}_after"), cleaned.get(f"{date}_before")
            if after and before and min(after) > max(before):
                self.add_error(f"{date}_before", "The end is before the start.")
        return cleaned

    def visible_fields(self):
        return [bound for bound in super().visible_fields() if bound.data or not bound.field.quiet]

    def replace(self, name, old, new):
        """Return the address in which ``new`` stands for ``old``; None drops it."""
        values = [new if value.strip() == old else value for value in self.data.getlist(name)]
        return address(self.data, **{name: [value for value in values if value is not None]})

    def chips(self):
        """Return (label, value in words, address without it) for every filter that is active."""
        found = []
        for bound in self:
            values = bound.data or []
            if isinstance(bound.field, SingleChoiceField | PeriodField) or bound.is_hidden or not values:
                continue
            if len(values) > bound.field.most:
                found.append((bound.label, f"{len(values)} values", address(self.data, **{bound.name: None})))
                continue
            found += [
                (bound.label, bound.field.labels.get(value, value), self.replace(bound.name, value, None))
                for value in dict.fromkeys(values)
            ]
        return found

    def all_errors(self):
        """Return (label, id of the field, error) for every error, those of no field first."""
        found = [("", "", error) for error in self.non_field_errors()]
        return found + [(bound.label, bound.id_for_label, error) for bound in self for error in bound.errors]
