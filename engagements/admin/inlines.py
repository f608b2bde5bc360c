"""Forms and lines of records in the admin with few stops between one field and the next."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from engagements.filters.date_fields import DayField

from .capacity_forms import CapacityLineForm
from .hardening import VisibleChoicesMixin
from .record_forms import LineFormSet


class KeyboardEntryMixin(VisibleChoicesMixin):
    """Dates and times are typed, and few links lie between one field and the next."""

    can_change_chosen = True  # whether a chosen record can be opened beside its field

    formfield_overrides = {
        models.DateField: {"form_class": DayField, "widget": DayField.widget},
        models.TimeField: {"widget": forms.TimeInput(attrs={"size": 8, "placeholder": "HH:MM"})},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Whoever fills in a form adds and corrects; looking up and deleting is done elsewhere.
            widget: Any = field.widget
            widget.can_view_related = widget.can_delete_related = False
            widget.can_change_related = widget.can_change_related and self.can_change_chosen
        return field


class LinesMixin(KeyboardEntryMixin, InlineModelAdmin):
    """The lines of a record: always with an empty one; the records that they name come in one query."""

    formset = LineFormSet
    can_change_chosen = False
    extra = 1

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        queryset = super().get_queryset(request)
        names = self.get_autocomplete_fields(request)
        return queryset.select_related(*names) if names else queryset


class TabularLinesInline(LinesMixin, admin.TabularInline):
    """Labels each field also for those who do not see the head of its column."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        for field in formset.form.base_fields.values():
            if not field.widget.is_hidden:  # those are declared, and so shared with other forms
                field.widget.attrs["aria-label"] = capfirst(field.label)
        formset.deletion_widget = forms.CheckboxInput(attrs={"aria-label": "Delete"})
        return formset


class StackedLinesInline(LinesMixin, admin.StackedInline):
    """Lines of many fields; what is rarely needed is folded away."""

    classes = ["lines"]


class CapacityLinesMixin(InlineModelAdmin):
    """For an inline of `CapacityLine` lines: a chosen official fills in the post held at the time."""

    form = CapacityLineForm

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "official":
            # entry.js puts the id of the official in the place of the 0.
            field.widget.attrs["data-posts"] = reverse("admin:engagements_official_posts", args=[0])
            field.widget.attrs["data-pasted"] = reverse("admin:engagements_official_pasted")
            if request.user.has_perm("engagements.add_appointment"):
                field.widget.attrs["data-keeps-posts"] = ""
        return field
