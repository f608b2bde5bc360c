"""The admin of what several people may change at once: nobody saves over what another one saved."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from engagements.common.countries import country_names
from engagements.common.ids import read_id
from engagements.history.locking import history_token, lock_record
from engagements.models.records import Record

from .base import EngagementsAdmin
from .bulk_changes import BulkChangeMixin
from .conflicts import Conflict
from .hardening import url_name, user_of
from .new_entries import NewEntries
from .record_forms import RecordForm
from .unsaved import unsaved_context

FORM_PAGES = ("_change", "_correct")  # how the names of addresses with the form of a record end


class VersionedAdmin(BulkChangeMixin, EngagementsAdmin):
    """Of two who have a record open, the second to save sees both versions, and chooses."""

    form = RecordForm

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Lock what the form is to change, until the transaction of Django's `changeform_view` ends.

        What history tells is asked before the record is read: a change between the two is then told
        of, and not lost.
        """
        is_form, pk = url_name(request).endswith(FORM_PAGES), read_id(object_id)
        version = ""
        if pk and is_form and not self.is_of_records:
            version = history_token(self.model(pk=pk), user=user_of(request))
        record = super().get_object(request, object_id, from_field)
        if record and is_form and request.method == "POST":
            record = lock_record(record)
        if record:
            record.opened_version = str(record.version) if self.is_of_records else version
            record.opened_by = user_of(request)
        return record

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Save new entries with what names them: where the form is shown again, they are taken back."""
        with transaction.atomic():
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if "adminform" in (getattr(response, "context_data", None) or {}):
                transaction.set_rollback(True)
        return response

    @property
    def is_of_records(self) -> bool:
        return issubclass(self.model, Record)

    def render_change_form(  # type: ignore[override]  # hands on what else Django gives
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        context["countries"] = country_names().values()
        if form.is_bound and form.is_overtaken:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["conflict"] = Conflict(form, formsets, user_of(request))
        context |= unsaved_context(form, user_of(request))
        context["new_entries"] = NewEntries.of(request, self.admin_site)
        return super().render_change_form(request, context, **kwargs)
