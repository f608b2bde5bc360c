"""The forms that say what the names in a draft stand for."""

from django import forms
from django.forms.utils import ErrorDict

from engagements.common.folding import fold
from engagements.models import Official, Organization, Place, Topic

from .fields import CountryName, ids_in
from .row_forms import Carried

NEW = "new"


class EntryRow(Carried, forms.ModelForm):
    """What a name in the draft stands for: an entry that is there, or a new one.

    ``records`` are those that may be meant, of all rows: {id: (name, hint, address)}. ``used`` are
    the names, folded, that accepted rows use: others are not looked at.
    """

    key = forms.CharField(max_length=300, widget=forms.HiddenInput)
    candidates = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    use_required_attribute = False

    def __init__(self, *args, records, used=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.used = used
        self.records = {pk: records[pk] for pk in ids_in(self["candidates"].value()) if pk in records}
        known = [(str(pk), name) for pk, (name, _, _) in self.records.items()]
        self.fields["choice"].choices = [*known, (NEW, "a new entry:" if known else "new")]

    @property
    def options(self):
        """(radio, hint, address) of each entry that is there; the last one is a new one."""
        details = [*((hint, address) for _, hint, address in self.records.values()), ("", "")]
        return [(radio, *detail) for radio, detail in zip(self["choice"], details, strict=True)]

    @property
    def own_fields(self):
        return [field for field in self.visible_fields() if field.name != "choice"]

    @property
    def folded(self):
        return fold(str(self["key"].value() or ""))

    @property
    def meant(self):
        """What the name stands for: two rows that mean the same new entry are one."""
        cleaned = self.cleaned_data
        return (
            cleaned["choice"] if cleaned["choice"] != NEW else (fold(cleaned["name"]), cleaned.get("country"))
        )

    def full_clean(self):
        super().full_clean()
        if not self.is_bound:
            return
        if self.used is not None and self.folded not in self.used:
            self._errors = ErrorDict()
        elif "choice" in self._errors:
            pass
        elif (choice := self.cleaned_data.get("choice")) != NEW:
            self._errors = ErrorDict()
            if not choice:
                self.add_error("choice", f"Say what “{self['key'].value()}” is.")


class OfficialRow(EntryRow):
    post = forms.BooleanField(required=False, label="with the post that the account gives")
    acting = forms.BooleanField(required=False, label="held it for the time being")

    class Meta:
        model = Official
        fields = ["name", "honorific", "native_name"]


class OrganizationRow(EntryRow):
    country = CountryName(label="Country")

    class Meta:
        model = Organization
        fields = ["name", "acronym", "kind", "country"]


class PlaceRow(EntryRow):
    country = CountryName(label="Country")

    class Meta:
        model = Place
        fields = ["name", "country"]


class SubjectRow(EntryRow):
    class Meta:
        model = Topic
        fields = ["name"]
