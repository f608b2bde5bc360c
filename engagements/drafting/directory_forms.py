"""The forms that say what the names in a draft stand for."""

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.utils import ErrorDict

from engagements.common.folding import fold
from engagements.models import Official, Organization, Place, Topic

from .fields import CountryNameField, ids_in
from .row_forms import HiddenInputsMixin

NEW_ENTRY = "new"


class KnownEntry(NamedTuple):
    """An entry of the directory as a form offers it; ``detail`` tells it from its namesakes."""

    name: str
    detail: str
    address: str


class EntryForm(HiddenInputsMixin, forms.ModelForm):
    """What a name in the draft stands for: an entry of the directory that exists, or a new one.

    ``known_entries`` has the entries that may be meant, of all forms, by their ids. ``names_in_use`` are
    the folded names in accepted rows: forms of other names are not checked.
    """

    key = forms.CharField(max_length=300, widget=forms.HiddenInput)  # the name in the draft
    candidates = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)  # ids
    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        known_entries: Mapping[int, KnownEntry],
        names_in_use: Container[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names_in_use = names_in_use
        candidates = ids_in(self["candidates"].value())
        self.known_entries = {pk: known_entries[pk] for pk in candidates if pk in known_entries}
        choices = [(str(pk), entry.name) for pk, entry in self.known_entries.items()]
        choices.append((NEW_ENTRY, "a new entry:" if choices else "new"))
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def options(self) -> list[tuple[forms.boundfield.BoundWidget, str, str]]:
        """(radio, detail, address) of each known entry, and of a new one at the end."""
        details = [*((entry.detail, entry.address) for entry in self.known_entries.values()), ("", "")]
        return [(radio, *detail) for radio, detail in zip(self["choice"], details, strict=True)]

    @property
    def fields_of_new_entry(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "choice"]

    @property
    def folded_key(self) -> str:
        return fold(str(self["key"].value() or ""))

    @property
    def identity(self) -> Any:
        """What the name stands for; equal in two valid forms that mean the same entry, also a new one."""
        cleaned = self.cleaned_data
        if cleaned["choice"] != NEW_ENTRY:
            return cleaned["choice"]
        return fold(cleaned["name"]), cleaned.get("country")

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        if self.folded_key not in self.names_in_use:
            self._errors = ErrorDict()
        elif "choice" in self._errors:
            pass
        elif (choice := self.cleaned_data.get("choice")) != NEW_ENTRY:
            self._errors = ErrorDict()  # the fields of a new entry don't matter
            if not choice:
                self.add_error("choice", f"Say what “{self['key'].value()}” is.")


class OfficialEntryForm(EntryForm):
    post = forms.BooleanField(required=False, label="with the post that the readout gives")
    acting = forms.BooleanField(required=False, label="held it for the time being")

    class Meta:
        model = Official
        fields = ["name", "honorific", "native_name"]


class OrganizationEntryForm(EntryForm):
    country = CountryNameField(label="Country")

    class Meta:
        model = Organization
        fields = ["name", "acronym", "kind", "country"]


class PlaceEntryForm(EntryForm):
    country = CountryNameField(label="Country")

    class Meta:
        model = Place
        fields = ["name", "country"]


class TopicEntryForm(EntryForm):
    class Meta:
        model = Topic
        fields = ["name"]
