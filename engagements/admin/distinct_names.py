"""Asks before a second entry of the directory is made under almost the same name."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from engagements.duplicates.directory import similar_records

from .record_forms import RecordForm
from .versioned import VersionedAdmin


class DistinctNameForm(RecordForm):
    distinct = forms.BooleanField(required=False, widget=forms.HiddenInput)
    button_type = "submit"
    name_fields: ClassVar[tuple[str, ...]] = ("name", "native_name")

    def clean(self) -> None:
        super().clean()
        if self.instance.pk or self.cleaned_data.get("distinct"):
            return
        names = [self.cleaned_data[field] for field in self.name_fields if self.cleaned_data.get(field)]
        if similar := similar_records(self._meta.model._default_manager.all(), *names):
            self.fields["distinct"].widget = forms.CheckboxInput()
            kind = self._meta.model._meta.verbose_name
            self["distinct"].label = f"This is a different {kind}: add anyway"  # made from the field already
            for entry in similar:
                self.add_error("name", self.error_for(entry))

    def error_for(self, entry: Any) -> SafeString:
        described = f"{entry} ({self.describe(entry)})" if self.describe(entry) else entry
        return format_html(
            '<a href="{}" target="_blank">{}</a> is there already. '
            '<button type="{}" name="_use_existing" value="{}" data-name="{}">Use this one</button>',
            entry.get_absolute_url(),
            described,
            self.button_type,
            entry.pk,
            entry,
        )

    def describe(self, entry: Any) -> str:
        """Return what tells ``entry`` from its namesakes, in a few words."""
        return ""


class DistinctNameAdmin(VersionedAdmin):
    """For models with a `DistinctNameForm`: "use this one" picks the entry that exists."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method == "POST" and "_use_existing" in request.POST and self.has_add_permission(request):
            chosen = self.get_object(request, request.POST["_use_existing"])
            if chosen and IS_POPUP_VAR in request.POST:
                return self.response_add(request, chosen)
            if chosen:
                return self.response_post_save_change(request, chosen)
        return super().changeform_view(request, object_id, form_url, extra_context)
