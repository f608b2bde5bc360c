"""Asks before a second entry of the directory is made under almost the same name."""

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.utils.html import format_html

from engagements.duplicates.directory import similar_records

from .base import EngagementsAdmin


class DistinctNameForm(forms.ModelForm):
    """Asks before a second entry is made under almost the same name."""

    distinct = forms.BooleanField(
        required=False, widget=forms.HiddenInput, label="It is none of these: add it all the same"
    )
    name_fields = ("name", "native_name")

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk or cleaned.get("distinct"):
            return cleaned
        names = [cleaned[field] for field in self.name_fields if cleaned.get(field)]
        known = similar_records(self._meta.model._default_manager.all(), *names)
        if known:
            self.fields["distinct"].widget = forms.CheckboxInput()
            for entry in known:
                self.add_error("name", self.already_there(entry))
        return cleaned

    def already_there(self, entry):
        described = f"{entry} ({self.describe(entry)})" if self.describe(entry) else entry
        return format_html(
            '<a href="{}" target="_blank">{}</a> is there already. '
            '<button type="submit" name="_use_existing" value="{}">Use this one</button>',
            entry.get_absolute_url(),
            described,
            entry.pk,
        )

    def describe(self, entry):
        """Return what tells ``entry`` from its namesakes, in a few words."""
        return ""


class DistinctNameAdmin(EngagementsAdmin):
    """For models with a `DistinctNameForm`: "use this one" picks the entry that is there."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_use_existing" in request.POST and self.has_add_permission(request):
            chosen = self.get_object(request, request.POST["_use_existing"])
            if chosen and IS_POPUP_VAR in request.POST:
                return self.response_add(request, chosen)
            if chosen:
                return self.response_post_save_change(request, chosen)
        return super().changeform_view(request, object_id, form_url, extra_context)
