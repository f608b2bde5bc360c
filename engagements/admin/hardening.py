"""Pages of the admin that answer any address: Django's own fail at values that nobody meant."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList, IncorrectLookupParameters
from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError

from engagements.accounts.form_recovery import resend_page, typed_fields
from engagements.common.ids import read_id
from engagements.models.records import Record
from engagements.search import queries


class OfferedFilters(ChangeList):
    """A list that is filtered by what it offers alone.

    Django takes any lookup of any field from the address, and fails at values that the
    field or the database can't hold. What is refused here leads to the list unfiltered.
    """

    def get_filters(self, request):
        try:
            if any("\0" in value for values in self.filter_params.values() for value in values):
                raise ValueError("NUL is no text")
            found = super().get_filters(request)
            _, _, not_offered, *_ = found
            if not_offered.keys() - {f"{self.date_hierarchy}__gte", f"{self.date_hierarchy}__lt"}:
                raise ValueError(f"no such filters: {', '.join(not_offered)}")
        # A year of the date hierarchy may be too large for a date, or the next one be.
        except (ValueError, OverflowError, IncorrectLookupParameters) as error:
            messages.error(request, "The address asked for what this list can't be filtered by.")
            raise IncorrectLookupParameters(error) from error
        return found


class ChosenRecord(forms.ModelChoiceField):
    """Shows no id that is none: the search box would ask the database for it."""

    def bound_data(self, data, initial):
        return data if data and read_id(data) else None


class ChosenRecords(forms.ModelMultipleChoiceField):
    """Nor hands such ids to the database, which can't hold them all."""

    def bound_data(self, data, initial):
        return [pk for pk in data or () if read_id(pk)]

    def clean(self, value):
        for pk in value or ():
            if read_id(str(pk)) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(pk)[:60]})
        return super().clean(value)


class VisibleChoicesMixin:
    """For the admin of a model or of its lines; a record that may not be seen can't be chosen."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = {"form_class": ChosenRecord, **self.choices_of(db_field, request), **kwargs}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs = {"form_class": ChosenRecords, **self.choices_of(db_field, request), **kwargs}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @staticmethod
    def choices_of(db_field, request):
        model = db_field.remote_field.model
        return {"queryset": model.objects.visible_to(request.user)} if issubclass(model, Record) else {}


class HardenedModelAdmin(VisibleChoicesMixin, admin.ModelAdmin):
    """Takes from the address what the page offers and its fields can hold."""

    def get_object(self, request, object_id, from_field=None):
        """Let the audit log know of a record that is not there for whoever asks; Django leads elsewhere."""
        found = super().get_object(request, object_id, from_field)
        request.refused = found is None
        return found

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Keep what was typed into the form of a record that was deleted meanwhile."""
        if fields := typed_fields(request):
            return resend_page(request, fields, is_missing=True, status=404)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def get_changelist(self, request, **kwargs):
        return OfferedFilters

    def changelist_view(self, request, extra_context=None):
        if any(read_id(pk) is None for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("An action is for records that have an id.")
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request, queryset, search_term):
        """What can't be searched for finds nothing, and is told."""
        if not search_term:
            return queryset, False
        try:
            if not self.get_search_fields(request):
                raise ValidationError("This list can’t be searched.")
            words = queries.words_of(search_term)
        except ValidationError as error:
            if request.resolver_match.url_name.endswith("_changelist"):
                self.message_user(request, " ".join(error.messages), messages.ERROR)
            return queryset.none(), False
        return self.find(request, queryset, search_term, words)

    def find(self, request, queryset, search_term, words):
        return super().get_search_results(request, queryset, search_term)

    def get_changeform_initial_data(self, request):
        """The first values of the form that the address gives, without those that a field can't show."""
        return {
            name: value
            for name, value in super().get_changeform_initial_data(request).items()
            if self.can_show(name, value, request)
        }

    def can_show(self, name, value, request):
        try:
            field = self.opts.get_field(name)
            form_field = self.formfield_for_dbfield(field, request) if field.editable else None
            return bool(form_field and form_field.clean(value))
        except (FieldDoesNotExist, ValidationError):
            return False
