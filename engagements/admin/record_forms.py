"""The forms of records and their lines, which refuse to save over somebody else's change."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import FileField, Model
from django.utils.functional import cached_property

from engagements.common.ids import read_id
from engagements.filters.date_fields import PartialDateField
from engagements.history.locking import change_since, version_of
from engagements.models.dates import Span

from .hardening import RecordChoiceField

LOOK = "_look"  # in what is sent: show it, and don't save it
OVERWRITE = "_over"  # the button that puts one's own version in the place of the other
SHOW_AGAIN = "_show_again"  # sent by unsaved.js with what was typed before


class RecordForm(forms.ModelForm):
    """A record or an entry of the directory, which the view has locked.

    It refuses to save over what somebody else changed.
    Unless `OVERWRITE` is pressed, by somebody who was told of exactly the version that is there.
    """

    # As `version_of` gives it; not named "version", as the field of a model is not for editing.
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)
    told_version = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)
    data: Any
    is_overtaken = False  # whether somebody changed the record after this form was opened

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = getattr(self.instance, "opened_version", "")

    def is_valid(self) -> bool:
        return super().is_valid() and self.add_prefix(LOOK) not in self.data  # not of a new entry's form

    def clean(self) -> None:
        super().clean()
        if SHOW_AGAIN in self.data and not self.prefix:  # which new entries have
            self.add_error(None, "This is what you typed before. Nothing of it is saved yet.")
        if not self.instance.pk:
            return
        agreed_version = "told_version" if OVERWRITE in self.data else "seen_version"
        user = getattr(self.instance, "opened_by", None)
        change = change_since(self.instance, self.cleaned_data.get(agreed_version), user)
        self.is_overtaken = bool(change)
        self.data = self.data.copy()
        shown = self.add_prefix("told_version" if change else "seen_version")
        self.data[shown] = version_of(self.instance, user)
        if change:
            self.add_error(None, change)


class LineFormSet(forms.BaseInlineFormSet):
    """The lines of a record; those that somebody else deleted meanwhile are entered again.

    ``deleted_pks`` has the keys that these had, by the number of the form. A file can't be entered
    again like this: its line stays deleted.
    """

    data: Any
    model: type[Model]
    prefix: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deleted_pks: dict[int, int] = {}
        if self.is_bound and self.instance.pk and self.management_form.is_valid():
            self.enter_deleted_again()

    def total_form_count(self) -> int:
        """Count no more forms than were sent: to make thousands of empty ones takes long."""
        total = super().total_form_count()
        if not self.is_bound:
            return total
        numbers = (re.match(rf"{re.escape(self.prefix)}-([0-9]{{1,9}})-", name) for name in self.data)
        return min(total, 1 + max((int(number[1]) for number in numbers if number), default=-1))

    def enter_deleted_again(self) -> None:
        """Number the forms anew, those of deleted lines after those that exist, without their keys."""
        total = self.total_form_count()
        initial = min(self.management_form.cleaned_data["INITIAL_FORMS"] or 0, total)
        pks = [read_id(self.data.get(f"{self.prefix}-{number}-id", "")) for number in range(initial)]
        deleted = {number: pk for number, pk in enumerate(pks) if pk and pk not in self.existing_lines}
        if not deleted:
            return
        remaining = [number for number in range(initial) if number not in deleted]
        if any(isinstance(field, FileField) for field in self.model._meta.fields):
            deleted = {}
        order = [*remaining, *deleted, *range(initial, total)]
        self.deleted_pks = dict(enumerate(deleted.values(), start=len(remaining)))
        self.data, self.files = (self.in_order(data, order) for data in (self.data, self.files))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = len(order)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = len(remaining)
        for number in self.deleted_pks:
            self.data[f"{self.prefix}-{number}-id"] = ""
        del self.management_form

    def in_order(self, data: Any, order: Sequence[int]) -> Any:
        """Return ``data`` with the forms numbered anew: first the one of the number ``order[0]``."""
        positions = {str(number): position for position, number in enumerate(order)}
        ordered = data.copy()
        for name in data:
            if name.startswith(f"{self.prefix}-"):
                number, _, field = name.removeprefix(f"{self.prefix}-").partition("-")
                if number in positions:
                    ordered.setlist(f"{self.prefix}-{positions[number]}-{field}", data.getlist(name))
        return ordered

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let the keys of lines be found among the lines that were fetched, and not by a query each.

        Days of lines are told by the first day of the record.
        """
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        field = form.fields[name]
        form.fields[name] = RecordChoiceField(
            field.queryset, initial=field.initial, required=False, widget=forms.HiddenInput
        )
        form.fields[name].records = self.existing_lines
        if isinstance(self.instance, Span):
            for field in form.fields.values():
                if isinstance(field, PartialDateField):
                    field.base = self.instance.start_date

    @cached_property
    def existing_lines(self) -> dict[int, Model]:
        return {line.pk: line for line in self.get_queryset()}

    def full_clean(self) -> None:
        if self.is_bound:
            self.fetch_chosen_records()
        super().full_clean()

    def fetch_chosen_records(self) -> None:
        """Fetch the records that all forms name by one field in one query, and not by one each."""
        for name, field in self.form.base_fields.items():
            if not isinstance(field, RecordChoiceField):
                continue
            texts = [str(form[name].data or "") for form in self.forms]
            pks = {pk for pk in map(read_id, texts) if pk}
            records = field.queryset.in_bulk(pks) if pks and field.queryset is not None else {}
            for form in self.forms:
                form.fields[name].records = records  # type: ignore[attr-defined]  # as above
