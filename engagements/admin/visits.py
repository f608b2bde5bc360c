"""The admin of visits."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from engagements.models import DelegationMember, Meeting, ProgrammeItem, Stop, Visit

from .copying import CopyMixin, CopyVisitForm
from .hardening import user_of
from .inlines import CapacityLinesMixin, TabularLinesInline
from .records import RecordAdmin
from .sources import AttachmentInline
from .typed_dates import typed_date_view
from .visit_entries import visit_entry_form


def add_meeting_url(visit: Visit, after: Meeting | None = None) -> str:
    """Return the address of an empty meeting form that knows its visit, and the meeting entered before."""
    last = f"&after={after.pk}" if after else ""
    return f"{reverse('admin:engagements_meeting_add')}?visit={visit.pk}{last}"


class StopInline(TabularLinesInline):
    model = Stop
    autocomplete_fields = ["place"]


class DelegationMemberInline(CapacityLinesMixin, TabularLinesInline):
    model = DelegationMember
    autocomplete_fields = ["official", "organization"]
    fields = ["official", "title", "organization", "role", "kept_for", "as_post"]
    verbose_name_plural = "delegation"


class ProgrammeItemInline(TabularLinesInline):
    model = ProgrammeItem
    autocomplete_fields = ["place"]
    fields = ["day", "start_time", "end_time", "what", "place", "note"]
    verbose_name_plural = "programme, beside meetings"


@admin.register(Visit)
class VisitAdmin(CopyMixin, RecordAdmin):
    copy_form = CopyVisitForm
    bulk_fields = ["progress", "handling", "organization", "topics", "sources"]
    change_form_template = "admin/engagements/visit/change_form.html"
    inlines = [StopInline, DelegationMemberInline, ProgrammeItemInline, AttachmentInline]
    search_fields = ["folded"]
    list_display = ["title", "when", "organization", "visit_type", "progress", "state"]
    list_filter = [*RecordAdmin.list_filter, "visit_type"]
    list_select_related = ["organization"]
    autocomplete_fields = ["organization", "related_visits", "topics", "sources"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("start_date", "end_date", "dates"),
                    ("organization", "visit_type", "progress"),
                    "purpose",
                    ("topics", "sources", "related_visits"),
                ]
            },
        ),
        RecordAdmin.record_fieldset,
    ]

    def get_entry_form(self, request: HttpRequest, obj: None, **kwargs: Any) -> Any:
        """Return the form in which a visit is added within that of another record."""
        return self.get_form(request, obj, form=visit_entry_form(self, request), **kwargs)

    def get_urls(self) -> list[URLPattern]:
        typed_date = path(
            "typed-date/", self.admin_site.admin_view(typed_date_view), name="engagements_visit_typed_date"
        )
        return [typed_date, *super().get_urls()]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With the related visits that the user may see; the others are neither shown nor removed."""
        visit = super().get_object(request, object_id, from_field)
        if visit:
            visible = Visit.objects.visible_to(user_of(request))
            prefetch_related_objects([visit], Prefetch("related_visits", visible))
        return visit

    def render_change_form(  # type: ignore[override]  # hands on what else Django gives
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        visit = kwargs.get("obj")
        if visit:
            context["meetings"] = (
                Meeting.objects.visible_to(user_of(request)).filter(visit=visit).earliest_first()
            )
            context["add_meeting_url"] = add_meeting_url(visit)
        context["may_add_meeting"] = request.user.has_perm("engagements.add_meeting")
        return super().render_change_form(request, context, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Visit, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.then_add_meeting(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Visit) -> HttpResponse:
        return self.then_add_meeting(request, obj) or super().response_change(request, obj)

    def then_add_meeting(self, request: HttpRequest, visit: Visit) -> HttpResponseRedirect | None:
        if "_addmeeting" in request.POST:
            messages.success(request, f"“{visit}” is saved. Now a meeting of it:")
            return redirect(add_meeting_url(visit))
        return None
