"""Entries of the directory that are added within the form of a record, and saved with it.

A box that names one has the value "new:3"; "new-3-model", "new-3-name" and so on are the fields of the
entry. It is saved as soon as a field asks for it, and all of it is taken back where the form is not saved.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Self

from django import forms
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString

from engagements.common.ids import read_id
from engagements.models import Official, Organization, Place, Source, Topic, Visit

FIELDS: dict[type[Model], list[str]] = {
    Official: ["name", "sort_name", "honorific", "native_name", "aliases"],
    Organization: ["name", "acronym", "native_name", "kind", "country", "aliases"],
    Place: ["name", "country"],
    Topic: ["name"],
    Source: ["title", "publisher", "published_on", "url"],
    Visit: [
        *("title", "places", "start_date", "end_date", "organization", "heads", "purpose", "sources"),
        *("publication", "handling"),
    ],
}
MODELS = {str(model._meta.model_name): model for model in FIELDS}
VALUE = re.compile(r"new:([0-9]{1,4})")
KEY = re.compile(r"new-([0-9]{1,4})-model")
BLANK = "__number__"  # stands for the number in the form that a script copies


def is_new(value: object) -> bool:
    return bool(VALUE.fullmatch(str(value)))


class NewEntryForm(NamedTuple):
    """The fields of an entry as a page shows them."""

    model_name: str
    number: str
    noun: str
    form: Any

    @property
    def fields(self) -> list[forms.BoundField]:
        """The fields beside the name, which the box says, as far as the user may fill them in."""
        names = FIELDS[MODELS[self.model_name]][1:]
        return [self.form[name] for name in names if name in self.form.fields]

    @property
    def name(self) -> forms.BoundField:
        field: forms.BoundField = self.form[FIELDS[MODELS[self.model_name]][0]]
        return field

    @property
    def distinct(self) -> forms.BoundField | None:
        return self.form["distinct"] if "distinct" in self.form.fields else None

    @property
    def errors(self) -> list[SafeString]:
        return [error for errors in self.form.errors.values() for error in errors]


class NewEntries:
    """The entries that one request brings, by their numbers."""

    def __init__(self, request: HttpRequest, site: AdminSite) -> None:
        request.new_entries = self  # type: ignore[attr-defined]  # asked for by boxes of its own forms
        self.request, self.site = request, site
        self.saved: dict[str, Model] = {}
        self.forms: dict[str, NewEntryForm] = {}
        for key in request.POST:
            match, model_name = KEY.fullmatch(key), str(request.POST[key])
            if match and self.may_add(model_name):
                self.forms[match[1]] = self.make_form(model_name, match[1], request.POST)

    @classmethod
    def of(cls, request: HttpRequest, site: AdminSite) -> Self:
        """Return those of ``request``, which are read once."""
        entries: Self | None = getattr(request, "new_entries", None)
        return entries or cls(request, site)

    @property
    def visit_pk(self) -> int | None:
        """The id of the visit that the form is of, or that its address names."""
        match = self.request.resolver_match
        is_visit = match and match.url_name in ("engagements_visit_change", "engagements_visit_correct")
        return read_id(
            str(match.kwargs["object_id"] if match and is_visit else self.request.GET.get("visit", ""))
        )

    def may_add(self, model_name: str) -> bool:
        model = MODELS.get(model_name)
        return model is not None and self.site.get_model_admin(model).has_add_permission(self.request)

    def make_form(self, model_name: str, number: str, data: Any = None) -> NewEntryForm:
        model = MODELS[model_name]
        admin: Any = self.site.get_model_admin(model)
        make: Callable[..., Any] = getattr(admin, "get_entry_form", admin.get_form)
        form = make(self.request, None, change=False, fields=FIELDS[model])(data, prefix=f"new-{number}")
        form.button_type = "button"  # a script puts the entry that exists in the place of the new one
        return NewEntryForm(model_name, number, str(model._meta.verbose_name), form)

    @cached_property
    def blank_forms(self) -> list[NewEntryForm]:
        """A form without values of each kind that the user may add."""
        return [self.make_form(name, BLANK) for name in MODELS if self.may_add(name)]

    def field_names(self, number: str) -> list[str]:
        """Return what follows the number in the names of the fields of an entry."""
        return ["model", *self.forms[number].form.fields]

    def label(self, value: str) -> str:
        """Return the name of the entry that ``value`` means, "" for none."""
        entry = self.forms.get(value.partition(":")[2])
        if entry is None:
            return ""
        country = entry.form["country"].value() if "country" in entry.form.fields else ""
        return str(entry.name.value() or country or "")

    def get(self, value: str, model: type[Model]) -> Model:
        """Return the entry that ``value`` means, saved; raise ValidationError where it can't be."""
        number = value.partition(":")[2]
        entry = self.forms.get(number)
        if entry is None or MODELS[entry.model_name] is not model:
            raise ValidationError("This new entry did not arrive. Choose or add it again.")
        if number not in self.saved:
            if not entry.form.is_valid():
                raise ValidationError(f"“{self.label(value)}” is not added yet: see its own fields.")
            admin: Any = self.site.get_model_admin(model)
            self.saved[number] = record = entry.form.save(commit=False)
            admin.save_model(self.request, record, entry.form, change=False)
            entry.form.save_m2m()
            admin.log_addition(self.request, record, [{"added": {}}])
        return self.saved[number]


class NewEntryMixin(AutocompleteMixin):
    """For a box: shows the new entries that were chosen in it, and says which kind can be added."""

    def __init__(self, *args: Any, entries: NewEntries, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries

    def get_url(self) -> str:
        """Return where the box asks; what the visit names already comes first."""
        visit = self.entries.visit_pk
        return f"{super().get_url()}?visit={visit}" if visit else super().get_url()

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        model_name = self.field.remote_field.model._meta.model_name
        return attrs | ({"data-adds": model_name} if self.entries.may_add(model_name) else {})

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        groups: Any = super().optgroups(name, [item for item in value if not is_new(item)], attr)
        options = groups[0][1]
        for item in filter(is_new, value):
            options.append(self.create_option(name, item, self.entries.label(item), {item}, len(options)))  # type: ignore[attr-defined]
        return groups


class EntrySelect(NewEntryMixin, AutocompleteSelect):
    pass


class EntrySelectMultiple(NewEntryMixin, AutocompleteSelectMultiple):
    pass
