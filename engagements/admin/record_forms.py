"""The forms of records and their lines, which refuse to save over somebody else's change."""

import re

from django import forms
from django.db.models import FileField

from engagements.common.ids import read_id
from engagements.history.locking import change_since

OVER = "_over"  # the button that puts one's own version in the place of the other


class RecordForm(forms.ModelForm):
    """A visit or meeting, which the view has locked; refuses to save over what somebody else changed.

    Unless `OVER` is pressed, by who was told of exactly the version that is there.
    """

    # Not named "version": the model's own field is not for editing.
    seen_version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )
    told_version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )
    is_overtaken = False  # whether somebody changed the record after this form was opened

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            agreed = "told_version" if OVER in self.data else "seen_version"
            change = change_since(self.instance, cleaned.get(agreed))
            self.is_overtaken = bool(change)
            self.data = self.data.copy()
            self.data[self.add_prefix("told_version" if change else "seen_version")] = self.instance.version
            if change:
                self.add_error(None, change)
        return cleaned


class LinesFormSet(forms.BaseInlineFormSet):
    """The lines of a record; those that somebody else took out meanwhile are entered anew.

    ``gone`` has the keys that these had, by the number of the form. A file can't be entered anew
    like this: its line stays out.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.gone = {}
        if self.is_bound and self.instance.pk and self.management_form.is_valid():
            self.enter_anew()

    def total_form_count(self):
        """As many as were sent, whatever more is said: thousands of empty ones take long to make."""
        total = super().total_form_count()
        if not self.is_bound:
            return total
        numbers = (re.match(rf"{re.escape(self.prefix)}-([0-9]{{1,9}})-", name) for name in self.data)
        return min(total, 1 + max((int(number[1]) for number in numbers if number), default=-1))

    def enter_anew(self):
        total = self.total_form_count()
        initial = min(self.management_form.cleaned_data["INITIAL_FORMS"], total)
        there = {line.pk for line in self.get_queryset()}
        pks = [read_id(self.data.get(f"{self.prefix}-{number}-id", "")) for number in range(initial)]
        gone = [number for number, pk in enumerate(pks) if pk and pk not in there]
        if not gone:
            return
        kept = [number for number in range(initial) if number not in gone]
        if any(isinstance(one, FileField) for one in self.model._meta.fields):
            gone = []
        order = [*kept, *gone, *range(initial, total)]
        self.gone = {len(kept) + place: pks[number] for place, number in enumerate(gone)}
        self.data, self.files = (self.in_order(one, order) for one in (self.data, self.files))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = len(order)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = len(kept)
        for number in self.gone:
            self.data[f"{self.prefix}-{number}-id"] = ""
        del self.management_form

    def in_order(self, data, order):
        """Return ``data`` with the forms numbered anew: first the one of the number ``order[0]``."""
        places = {str(number): place for place, number in enumerate(order)}
        found = data.copy()
        for name in data:
            if name.startswith(f"{self.prefix}-"):
                number, _, field = name.removeprefix(f"{self.prefix}-").partition("-")
                if number in places:
                    found.setlist(f"{self.prefix}-{places[number]}-{field}", data.getlist(name))
        return found
