"""A correction as data: what was changed in the form of a record, and the form with that filled in.

Kept as JSON: ``fields`` of the record, ``lines`` by formset (``changed`` by the id of the line, ``removed``
ids, ``added``), and the ``entries`` of the directory that it adds. Of a field that holds several records,
those that were added and removed are kept, as a form shows only those that its user may see.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BoundField
from django.forms.models import InlineForeignKeyField, ModelMultipleChoiceField
from django.http import QueryDict

from engagements.common.ids import read_id

from .new_entries import NewEntries, is_new
from .record_forms import LOOK

Changes = dict[str, Any]

# What a form says of itself, and not of the record.
OWN_FIELDS = {"seen_version", "told_version", "status_agreed", "return_reason", "DELETE"}
SPAN_FIELDS = {"start_date", "end_date", "dates"}  # a month that is typed into one says all three


def as_sent(value: Any) -> str:
    """Return a value of a form as a browser sends it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(getattr(value, "pk", value))


def untouched_value(field: BoundField) -> list[str]:
    """Return what is sent for a ``field`` that nobody typed into."""
    value = field.value()
    if isinstance(field.field, ModelMultipleChoiceField):
        return [as_sent(item) for item in value or ()]
    return [as_sent(value)]


def untouched_values(form: Any) -> dict[str, list[str]]:
    return {field.name: untouched_value(field) for field in form}


def typed_value(field: BoundField) -> Any:
    """Return what was sent for a ``field``: a text, or of several records those added and removed.

    A day as it was read: "today" is another one when the correction is looked at.
    """
    value = field.form.cleaned_data.get(field.name)
    if isinstance(value, datetime.date) or field.name in SPAN_FIELDS:
        return as_sent(value)
    if not isinstance(field.field, ModelMultipleChoiceField):
        return as_sent(field.data)
    before, after = ([as_sent(item) for item in items or ()] for items in (field.initial, field.data))
    return {
        "added": [item for item in after if item not in before],
        "removed": [item for item in before if item not in after],
    }


def content_fields(form: Any) -> Iterator[BoundField]:
    """Yield the fields of what the record or line says."""
    key = form._meta.model._meta.pk.name
    for field in form:
        if (
            field.name not in OWN_FIELDS
            and field.name != key
            and not isinstance(field.field, InlineForeignKeyField)
        ):
            yield field


def typed_changes(form: Any, formsets: Any, entries: NewEntries) -> Changes:
    """Return what was changed in ``form`` and its ``formsets``, which are valid; {} where nothing was."""
    names = set(form.changed_data)
    names |= SPAN_FIELDS if names & SPAN_FIELDS else set()
    fields = {field.name: typed_value(field) for field in content_fields(form) if field.name in names}
    lines = {formset.prefix: changes for formset in formsets if (changes := changed_lines(formset))}
    if not (fields or lines):
        return {}
    of_entries = [f"new-{number}-{name}" for number in entries.saved for name in entries.field_names(number)]
    return {
        "fields": fields,
        "lines": lines,
        "entries": {name: form.data.getlist(name) for name in of_entries if name in form.data},
    }


def changed_lines(formset: Any) -> Changes:
    changes: Changes = {"changed": {}, "removed": [], "added": []}
    for form in formset.forms:
        pk, is_removed = form.instance.pk, formset._should_delete_form(form)
        if pk and is_removed:
            changes["removed"].append(pk)
        elif form.has_changed() and not is_removed:
            values = {field.name: typed_value(field) for field in content_fields(form)}
            if pk:
                names = [name for name in values if name in form.changed_data]
                changes["changed"][str(pk)] = {"names": names, "values": values}
            else:
                changes["added"].append(values)
    return changes if any(changes.values()) else {}


class CorrectedForm:
    """What the ``form`` of a record and its ``formsets``, as they are now, send with ``changes`` typed in."""

    def __init__(self, form: Any, formsets: Any, changes: Mapping[str, Any]) -> None:
        self.data = QueryDict(mutable=True)
        self.data[LOOK] = "1"
        values = untouched_values(form)
        for name, value in changes["fields"].items():
            if name in form.fields:
                values[name] = corrected_value(form[name], values[name], value)
        for name, sent in values.items():
            self.data.setlist(form.add_prefix(name), sent)
        for name, sent in changes["entries"].items():
            self.data.setlist(name, sent)
        self.formsets = formsets
        self.numbers = {
            (formset.model, line.instance.pk): (formset, number)
            for formset in formsets
            for number, line in enumerate(formset.initial_forms)
        }
        self.added: dict[str, list[Mapping[str, Any]]] = {formset.prefix: [] for formset in formsets}
        for formset in formsets:
            for number, line in enumerate(formset.initial_forms):
                self.set_line(formset, number, untouched_values(line))
        for formset in formsets:
            self.change_lines(formset, changes["lines"].get(formset.prefix) or {})
        for formset in formsets:
            self.add_lines(formset)

    def set_line(self, formset: Any, number: int, values: Mapping[str, list[str]]) -> None:
        for name, sent in values.items():
            self.data.setlist(f"{formset.prefix}-{number}-{name}", sent)

    def change_lines(self, formset: Any, changes: Mapping[str, Any]) -> None:
        """Change and remove lines wherever they are now; one that is gone is entered again if changed."""
        for pk, line in changes.get("changed", {}).items():
            place = self.numbers.get((formset.model, int(pk)))
            if place is None:
                self.added[formset.prefix].append(line["values"])
                continue
            owner, number = place
            form = owner.initial_forms[number]
            uncounted = [name for name in ("kept_for", "as_post") if name in form.fields]
            for name in [*line["names"], *uncounted]:
                values = corrected_value(form[name], untouched_value(form[name]), line["values"][name])
                self.set_line(owner, number, {name: values})
        for pk in changes.get("removed", ()):
            if place := self.numbers.get((formset.model, pk)):
                self.set_line(*place, {"DELETE": ["on"]})
        self.added[formset.prefix] += changes.get("added", ())

    def add_lines(self, formset: Any) -> None:
        """Put the new lines behind those that are there, and an empty one behind them."""
        empty = formset.empty_form
        blank = untouched_values(empty)
        first = len(formset.initial_forms)
        lines = [*self.added[formset.prefix], {}]
        for number, line in enumerate(lines, start=first):
            values = {
                name: corrected_value(empty[name], blank[name], value)
                for name, value in line.items()
                if name in empty.fields
            }
            self.set_line(formset, number, blank | values)
        management = {**untouched_values(formset.management_form), "TOTAL_FORMS": [str(first + len(lines))]}
        for name, sent in management.items():
            self.data.setlist(f"{formset.prefix}-{name}", sent)


def corrected_value(field: BoundField, current: list[str], value: Any) -> list[str]:
    """Return what is sent for ``field``, which holds ``current``, with ``value`` of a correction in it."""
    if not isinstance(value, Mapping):
        return [value]
    kept = [item for item in current if item not in value["removed"]]
    added = [item for item in value["added"] if item not in kept]
    # Whoever looks at the correction need not see all that its sender may.
    queryset: Any = field.field.queryset  # type: ignore[attr-defined]  # of several records
    pks = {str(pk) for pk in queryset.filter(pk__in=filter(read_id, added)).values_list("pk", flat=True)}
    return [*kept, *(item for item in added if item in pks or is_new(item))]


def is_same(sent: QueryDict, shown: QueryDict) -> bool:
    """Return whether all that was ``shown`` was ``sent`` as it was, however a browser ends its lines."""

    def plain(data: QueryDict, name: str) -> list[str]:
        return [value.replace("\r\n", "\n") for value in data.getlist(name) if value]

    return all(plain(sent, name) == plain(shown, name) for name in shown if name != LOOK)
