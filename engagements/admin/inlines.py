"""Lines of records in the admin: forms with few stops between one field and the next."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst

from .hardening import VisibleChoicesMixin
from .record_forms import LinesFormSet


class KeyboardEntryMixin(VisibleChoicesMixin):
    """Forms and lines with few stops between one field and the next: dates and times are typed."""

    corrects = True  # whether a chosen record can be opened beside its field

    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"size": 16, "placeholder": "YYYY-MM-DD"})},
        models.TimeField: {"widget": forms.TimeInput(attrs={"size": 8, "placeholder": "HH:MM"})},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Whoever fills in a form adds and corrects; looking up and deleting is done elsewhere.
            field.widget.can_view_related = field.widget.can_delete_related = False
            field.widget.can_change_related = field.widget.can_change_related and self.corrects
        return field


class Lines(KeyboardEntryMixin):
    """The lines of a record; there is always an empty one, and what they name comes in one query."""

    formset = LinesFormSet
    corrects = False
    extra = 1

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        named = self.get_autocomplete_fields(request)
        return queryset.select_related(*named) if named else queryset


class TabularInline(Lines, admin.TabularInline):
    """Names each field also for those who do not see the head of its column."""

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        for field in formset.form.base_fields.values():
            field.widget.attrs["aria-label"] = capfirst(field.label)
        formset.deletion_widget = forms.CheckboxInput(attrs={"aria-label": "Delete"})
        return formset


class StackedInline(Lines, admin.StackedInline):
    """Lines of many fields; what is rarely needed is folded away."""

    classes = ["lines"]


class CapacityLineInline:
    """An inline of `CapacityLine` lines: an official brings the post of the day along."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "official":
            # The script puts the id of the official in the place of the 0.
            field.widget.attrs["data-posts"] = reverse("admin:engagements_official_posts", args=[0])
        return field
