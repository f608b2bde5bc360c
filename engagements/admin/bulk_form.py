"""The form that asks what shall change in many records."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, Model
from django.utils.text import capfirst
from django_countries.fields import CountryField

from engagements.common.ids import read_id
from engagements.drafting.fields import CountryNameField
from engagements.history.bulk_changes import BulkChoices, fields_to, lines_that_name
from engagements.models import Official, Organization
from engagements.models.capacity_lines import CapacityLine
from engagements.models.visibility import rows_visible_to

AS_IT_IS = ("", "as it is")
# A pair of boxes that are filled in together: names, labels, and what the two are of.
PAIRS = {
    "official": ("Replace the official", "by the official", Official, Official),
    "organization": ("Replace the organization", "by the organization", Organization, Organization),
    "organization_of": ("On lines of the official", "the organization becomes", Official, Organization),
}

CAPACITIES = [
    ("new", "those of the post that the new one held then; empty where none is known"),
    ("kept", "as they are: they were right, the person was not"),
]


class KnownRecordField(forms.ModelChoiceField):
    """Takes and shows only valid ids: the database can't hold all others."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if read_id(str(data or "")) else None

    def to_python(self, value: Any) -> Any:
        if value and not read_id(str(value)):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class KnownRecordsField(forms.ModelMultipleChoiceField):
    def bound_data(self, data: Any, initial: Any) -> Any:
        return [pk for pk in data or () if read_id(str(pk))]

    def clean(self, value: Any) -> Any:
        for pk in value or ():
            if not read_id(str(pk)):
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(pk)[:60]})
        return super().clean(value)


class BulkChangeForm(forms.Form):
    """For records of ``model``: the fields ``names`` of it, and who is named in its lines.

    ``records`` are the ids of the chosen, each with a token once somebody has seen what would change.
    """

    records = forms.CharField(widget=forms.HiddenInput, max_length=50_000)

    def __init__(
        self, data: Any, model: type[Model], names: list[str], site: AdminSite, user: Any, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.model, self.names, self.site, self.user = model, names, site, user
        for name in names:
            self.add_field(model._meta.get_field(name))
        for name, (first_label, second_label, first, second) in self.pairs:
            for suffix, label, target in (("", first_label, first), ("_new", second_label, second)):
                source = self.field_to(target)
                self.fields[name + suffix] = KnownRecordField(
                    rows_visible_to(self.user, target),
                    label=label,
                    required=False,
                    widget=AutocompleteSelect(source, site, attrs={"data-width": "100%"}),
                )
            if name == "official":
                self.fields["capacity"] = forms.ChoiceField(
                    label="Title and organization on these lines",
                    choices=CAPACITIES,
                    initial="new",
                    required=False,
                    widget=forms.RadioSelect,
                )

    @property
    def lines(self) -> list[Any]:
        return lines_that_name(self.model, Official, Organization)

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """Return those of `PAIRS` that the lines of the model can say."""
        kinds = {
            target
            for target in (Official, Organization)
            if target is not self.model and any(fields_to(owner.model, target) for owner in self.lines)
        }
        has_capacity = any(issubclass(owner.model, CapacityLine) for owner in self.lines)
        return [
            (name, pair)
            for name, pair in PAIRS.items()
            if {*pair[2:]} <= kinds and (has_capacity or name != "organization_of")
        ]

    def field_to(self, target: type[Model]) -> Any:
        """Return a field of a line that names one of ``target``."""
        return next(reference for owner in self.lines for reference in fields_to(owner.model, target))

    def add_field(self, field: Any) -> None:
        """Add what asks for a new value of ``field``; of a many-to-many field, what is added and removed."""
        label, name = capfirst(field.verbose_name), field.name
        if isinstance(field, ManyToManyField):
            for verb in ("add", "remove"):
                self.fields[f"{verb}_{name}"] = KnownRecordsField(
                    rows_visible_to(self.user, field.related_model),
                    label=f"{capfirst(verb)} {field.verbose_name}",
                    required=False,
                    widget=AutocompleteSelectMultiple(field, self.site, attrs={"data-width": "100%"}),
                )
        elif isinstance(field, ForeignKey):
            self.fields[f"value_{name}"] = KnownRecordField(
                rows_visible_to(self.user, field.related_model),
                label=label,
                required=False,
                widget=AutocompleteSelect(field, self.site, attrs={"data-width": "100%"}),
            )
        elif isinstance(field, CountryField):
            self.fields[f"value_{name}"] = CountryNameField(label=label)
        elif field.choices:
            choices = [AS_IT_IS, *(choice for choice in field.choices if choice[0])]
            self.fields[f"value_{name}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        else:
            self.fields[f"value_{name}"] = forms.CharField(
                label=label, required=False, max_length=field.max_length
            )

    def clean_records(self) -> dict[int, str]:
        """Return the tokens of the chosen by id, "" where nothing was shown yet."""
        tokens = {}
        for word in self.cleaned_data["records"].split():
            text, _, token = word.partition(":")
            if pk := read_id(text):
                tokens[pk] = token
        if not tokens:
            raise ValidationError("No records are chosen.")
        return tokens

    def clean(self) -> None:
        super().clean()
        for name, (_, _, first, second) in self.pairs:
            both = self.cleaned_data.get(name), self.cleaned_data.get(f"{name}_new")
            if any(both) and not all(both) and not {name, f"{name}_new"} & {*self.errors}:
                missing = name if both[1] else f"{name}_new"
                self.add_error(missing, "Fill in both: which, and by what.")
            elif first is second and all(both) and both[0] == both[1]:
                self.add_error(f"{name}_new", "It is the same one.")
        for name in self.names:
            added, removed = (
                set(self.cleaned_data.get(f"{verb}_{name}") or ()) for verb in ("add", "remove")
            )
            if both_ways := added & removed:
                self.add_error(f"remove_{name}", f"“{next(iter(both_ways))}” is added, too.")
        if not self.errors and not any(self.chosen()):
            raise ValidationError("Choose what shall change.")

    def chosen(self) -> Iterator[Any]:
        return (value for name, value in self.cleaned_data.items() if name not in ("records", "capacity"))

    @property
    def choices(self) -> BulkChoices:
        """What was chosen, of a form that is valid."""
        data: dict[str, Any] = self.cleaned_data
        m2m = [name for name in self.names if f"add_{name}" in data]
        values = {}
        for name in self.names:
            if value := data.get(f"value_{name}"):
                field: Any = self.model._meta.get_field(name)
                values[field.attname] = getattr(value, "pk", value)
        pairs = {
            name: (data[name], data[f"{name}_new"]) if data.get(name) else None for name, _ in self.pairs
        }
        return BulkChoices(
            values,
            added={name: [entry.pk for entry in data[f"add_{name}"]] for name in m2m},
            removed={name: [entry.pk for entry in data[f"remove_{name}"]] for name in m2m},
            keeps_capacity=data.get("capacity") == "kept",
            **pairs,
        )
