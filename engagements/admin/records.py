"""What the admin of visits and of meetings has in common."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse

from engagements.accounts.roles import may_draft_from_readout
from engagements.models import Attachment, Handling
from engagements.models.capacity_lines import CapacityLine
from engagements.models.records import Record
from engagements.services import publishing
from engagements.services.changes import mark_changed, mark_created
from engagements.services.posts import add_seen_post
from engagements.services.publishing import may_enter, may_publish, may_restrict

from .capacity_forms import ACTING
from .hardening import user_of
from .status_form import StatusForm
from .versioned import VersionedAdmin

POST_REFUSAL = "it needs a title, an organization and dates, and no other post at the time"


class RecordAdmin(VersionedAdmin):
    """Publishing, handling, conflicts, and who entered and changed a record when."""

    form = StatusForm
    actions = ["publish", "return_to_draft"]
    list_filter = ["publication", "progress", "dates", "handling"]
    date_hierarchy = "start_date"
    ordering = [F("start_date").desc(nulls_last=True), "-pk"]
    readonly_fields = ["entered", "changed"]
    record_fieldset: Any = (
        "Publishing",
        {"fields": [("publication", "handling"), ("entered", "changed")]},
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and may_enter(request.user, "change", str(self.opts.model_name), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and may_enter(request.user, "delete", str(self.opts.model_name), obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        if not may_publish(request.user):
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
        for warning in form.instance.warnings():
            messages.warning(request, warning)

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
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        returned = publishing.return_to_draft(queryset, user_of(request))
        self.log_publication(request, returned)
        self.message_user(request, f"Returned to draft: {len(returned)}.")

    def log_publication(self, request: HttpRequest, records: Iterable[Record]) -> None:
        for record in records:
            self.log_change(request, record, f"Made {record.get_publication_display()}.")
