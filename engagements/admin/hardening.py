"""Pages of the admin that answer any address: Django's own fail at values that the page never offers."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django_countries.fields import CountryField

from engagements.accounts.form_recovery import resend_page, typed_fields
from engagements.common.ids import read_id
from engagements.drafting.fields import CountryNameField
from engagements.models.directory import DirectoryModel
from engagements.search import queries

from .new_entries import EntrySelect, EntrySelectMultiple, NewEntries, is_new


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)  # `admin_view` sends everybody else to the login


def url_name(request: HttpRequest) -> str:
    """Return the name of the address in the admin, such as "engagements_visit_change"."""
    return (request.resolver_match and request.resolver_match.url_name) or ""


class HardenedChangeList(ChangeList):
    """A list that is filtered only by what it offers.

    Django takes any lookup of any field from the address, and fails at values that the
    field or the database can't hold. What is refused here leads to the list unfiltered.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = capfirst(str(self.opts.verbose_name_plural))

    def get_filters(self, request: HttpRequest) -> Any:
        try:
            if any("\0" in value for values in self.filter_params.values() for value in values):
                raise ValueError("NUL is no text")
            filters = super().get_filters(request)
            _, _, not_offered, *_ = filters
            if not_offered.keys() - {f"{self.date_hierarchy}__gte", f"{self.date_hierarchy}__lt"}:
                raise ValueError(f"no such filters: {', '.join(not_offered)}")
        # A year of the date hierarchy may be too large for a date, or the next one be.
        except (ValueError, OverflowError, IncorrectLookupParameters) as error:
            messages.error(request, "The address asked for what this list can't be filtered by.")
            raise IncorrectLookupParameters(error) from error
        return filters

    def get_ordering_field(self, field_name: Any) -> Any:
        """Sort by the name as people do; see `DirectoryModel`."""
        field = super().get_ordering_field(field_name)
        return "sort_key" if field == "name" and issubclass(self.model, DirectoryModel) else field


class RecordChoiceField(forms.ModelChoiceField):
    """Shows only valid ids: for any other, the search box would ask the database.

    ``records`` are those that the database has been asked for already, by their ids.
    """

    records: Mapping[int, Model] = {}
    entries: NewEntries  # set where the form may add what it names

    def to_python(self, value: Any) -> Any:
        if is_new(value) and self.queryset is not None:
            return self.entries.get(value, self.queryset.model)
        return self.records.get(read_id(str(value or "")) or 0) or super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if data and (read_id(data) or is_new(data)) else None


class RecordMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Shows and accepts only valid ids: the database can't hold all others."""

    entries: NewEntries

    def bound_data(self, data: Any, initial: Any) -> Any:
        return [pk for pk in data or () if read_id(pk) or is_new(pk)]

    def clean(self, value: Any) -> Any:
        model: Any = self.queryset.model if self.queryset is not None else None
        value = [str(self.entries.get(pk, model).pk) if is_new(pk) else pk for pk in value or ()]
        for pk in value:
            if read_id(str(pk)) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(pk)[:60]})
        return super().clean(value)


class VisibleChoicesMixin(BaseModelAdmin):
    """For the admin of a model or of its lines: only records that the user may see can be chosen."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs = {"form_class": RecordChoiceField, **self.choices_of(db_field, request), **kwargs}
        entries = NewEntries.of(request, self.admin_site)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", EntrySelect(db_field, self.admin_site, entries=entries))
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.entries = entries
        return field

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs = {"form_class": RecordMultipleChoiceField, **self.choices_of(db_field, request), **kwargs}
        entries = NewEntries.of(request, self.admin_site)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", EntrySelectMultiple(db_field, self.admin_site, entries=entries))
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:
            field.entries = entries
        return field

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let a country be typed by any of its names, and not chosen among 249."""
        if isinstance(db_field, CountryField):
            return CountryNameField(label=capfirst(db_field.verbose_name), help_text=db_field.help_text)
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @staticmethod
    def choices_of(db_field: Any, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        """Return what can be chosen; what the user may see of a model is worked out once a request.

        The condition of sources is long, and a form has a field for them in each of its inlines.
        """
        model = db_field.remote_field.model
        queryset = model._default_manager.all()
        if not hasattr(queryset, "visible_to"):
            return {}
        visible: dict[Any, QuerySet[Any]] = request.__dict__.setdefault("visible_choices", {})
        if model not in visible:
            visible[model] = queryset.visible_to(request.user)
        return {"queryset": visible[model]}


class ReadOnlyAdminMixin(admin.ModelAdmin):
    """For what is only looked at in the admin: whatever one's permissions are."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class HardenedModelAdmin(VisibleChoicesMixin, admin.ModelAdmin):
    """Takes from the address only what the page offers and its fields can hold."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Let the audit log know of a record that is not there for whoever asks: Django redirects."""
        record = super().get_object(request, object_id, from_field)
        request.refused = record is None  # type: ignore[attr-defined]  # read by `AuditMiddleware`
        return record

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        """Keep what was typed into the form of a record that was deleted meanwhile."""
        if fields := typed_fields(request):
            return resend_page(request, fields, is_missing=True, status=404)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]  # private

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return HardenedChangeList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if any(read_id(pk) is None for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("An action is for records that have an id.")
        return super().changelist_view(request, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find nothing by what can't be searched for, and say so."""
        if not search_term:
            return queryset, False
        try:
            if not self.get_search_fields(request):
                raise ValidationError("This list can’t be searched.")
            words = queries.words_of(search_term)
        except ValidationError as error:
            if url_name(request).endswith("_changelist"):
                self.message_user(request, " ".join(error.messages), messages.ERROR)
            return queryset.none(), False
        return self.search(request, queryset, search_term, words)

    def search(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str, words: Any
    ) -> tuple[QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, search_term)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return the initial values that the address gives, without those that a field can't show."""
        return {
            name: value
            for name, value in super().get_changeform_initial_data(request).items()
            if self.can_show(name, value, request)
        }

    def can_show(self, name: str, value: Any, request: HttpRequest) -> bool:
        try:
            field: Any = self.opts.get_field(name)
            form_field = self.formfield_for_dbfield(field, request) if field.editable else None
            return bool(form_field and form_field.clean(value))
        except (FieldDoesNotExist, ValidationError):
            return False
