"""What the admin of visits and of meetings has in common."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from engagements.accounts.roles import may_draft_from_readout
from engagements.models import Attachment, Handling
from engagements.models.capacity_lines import CapacityLine
from engagements.models.records import Record
from engagements.services import publishing
from engagements.services.changes import mark_changed, mark_created
from engagements.services.posts import add_seen_post
from engagements.services.publishing import may_enter, may_publish, may_restrict
from engagements.services.remarks import add_remark

from .capacity_forms import ACTING
from .correcting import CorrectionsMixin, is_of_correction, is_sent_here
from .hardening import url_name, user_of
from .publication_form import PublicationForm, ReasonForm
from .queue_filter import RecordQueueFilter
from .remarks import RemarksMixin
from .versioned import VersionedAdmin

# What says which action is done with which rows of a list.
SELECTION_FIELDS = ("action", "select_across", ACTION_CHECKBOX_NAME)
NAMED_RECORDS = 50  # of those that are returned to draft, before it is done
POST_REFUSAL = "it needs a title, an organization and dates, and no other post at the time"


class RecordAdmin(CorrectionsMixin, RemarksMixin):
    """Publishing, handling, conflicts, and who entered and changed a record when."""

    form = PublicationForm
    actions = [*VersionedAdmin.actions, "publish", "return_to_draft"]
    list_filter = [RecordQueueFilter, "publication", "progress", "dates", "handling"]
    date_hierarchy = "start_date"
    ordering = [F("start_date").desc(nulls_last=True), "-pk"]
    readonly_fields = ["entered", "changed"]
    record_fieldset: Any = (
        "Publishing",
        {"fields": [("publication", "handling"), ("entered", "changed")]},
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        # A correction changes nothing yet.
        record = None if is_sent_here(request) else obj
        return allowed and may_enter(request.user, "change", str(self.opts.model_name), record)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and may_enter(request.user, "delete", str(self.opts.model_name), obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With a box for the reason where a published record may be returned to draft."""
        *others, (name, options) = super().get_fieldsets(request, obj)
        if obj and not obj.is_draft and may_publish(request.user) and not is_of_correction(request):
            first, *more = options["fields"]
            options = {**options, "fields": [first, "return_reason", *more]}
        return [*others, (name, options)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        # An earlier state is brought back without returning the record to draft, which takes a reason.
        is_earlier_state = url_name(request).endswith("_state") and obj and not obj.is_draft
        if is_earlier_state or not may_publish(request.user):
            fields.append("publication")
        if not may_restrict(request.user):
            fields.append("handling")
        return fields

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"may_draft_from_readout": may_draft_from_readout(user_of(request))}
        return super().changelist_view(request, context | (extra_context or {}))

    def render_change_form(  # type: ignore[override]  # hands on what else Django gives
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        if record := kwargs.get("obj"):
            context["passages"] = record.passages.visible_to(request.user).for_display()
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        mark = mark_changed if change else mark_created
        mark(obj, user_of(request))
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        lines = formset.save(commit=False)
        for line in formset.deleted_objects:  # first, as the same line may be entered again
            line.delete()
        for line in lines:
            if line.pk is None and isinstance(line, CapacityLine):
                line.fill_from_appointment(form.instance)
            if line.pk is None and isinstance(line, Attachment):
                line.uploaded_by = user_of(request)
            line.save()
        if issubclass(formset.model, CapacityLine):
            self.keep_posts(request, form.instance, formset)

    def keep_posts(self, request: HttpRequest, record: Record, formset: Any) -> None:
        """Make posts of the lines that ask for it; say where another post is known then."""
        for form in formset.forms:
            kind = form.cleaned_data.get("as_post")
            if not kind or not form.instance.pk or not request.user.has_perm("engagements.add_appointment"):
                continue
            if not add_seen_post(form.instance, record, kind == ACTING):
                messages.warning(request, f"“{form.instance}” is not kept as a post: {POST_REFUSAL}.")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.moved_end:
            messages.info(request, f"“To” moved along with “From”: {form.instance.when}.")
        for warning in form.instance.warnings(user_of(request)):
            messages.warning(request, warning)
        if form.is_returned:
            record = form.instance
            add_remark(record, user_of(request), form.cleaned_data["return_reason"], record.version)

    @admin.display(description="entered")
    def entered(self, obj: Record) -> str:
        return f"{obj.created_by or 'by a command'}, {obj.created_at:%d %B %Y %H:%M}" if obj.pk else "-"

    @admin.display(description="last changed")
    def changed(self, obj: Record) -> str:
        return f"{obj.changed_by or 'by a command'}, {obj.changed_at:%d %B %Y %H:%M}" if obj.pk else "-"

    @admin.display(description="when", ordering=F("start_date").asc(nulls_last=True))
    def when(self, obj: Record) -> str:
        return obj.when

    @admin.display(description="state", ordering="publication")
    def state(self, obj: Record) -> str:
        return ", ".join([obj.publication, *([Handling.RESTRICTED.label] if obj.is_restricted else [])])

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    @admin.action(description="Publish the selected %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        published, problems = publishing.publish(queryset, user_of(request))
        for record, problem in problems.items():
            self.message_user(request, f"“{record}” stays a draft. {problem}", messages.ERROR)
        self.log_publication(request, published)
        self.message_user(request, f"Published: {len(published)}.")

    @admin.action(description="Return the selected %(verbose_name_plural)s to draft", permissions=["publish"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask for the reason first."""
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            returned = publishing.return_to_draft(queryset, user_of(request), form.cleaned_data["reason"])
            self.log_publication(request, returned)
            self.message_user(request, f"Returned to draft: {len(returned)}.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Return to draft",
            "opts": self.opts,
            "form": form,
            "records": queryset[:NAMED_RECORDS],
            "more": max(0, queryset.count() - NAMED_RECORDS),
            "sent": [(name, value) for name in SELECTION_FIELDS for value in request.POST.getlist(name)],
        }
        return TemplateResponse(request, "admin/engagements/return_to_draft.html", context)

    def log_publication(self, request: HttpRequest, records: Iterable[Record]) -> None:
        for record in records:
            self.log_change(request, record, f"Made {record.get_publication_display()}.")
