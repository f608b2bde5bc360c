"""What the admin of visits and of meetings has in common."""

from django.contrib import admin, messages
from django.db.models import F

from engagements.accounts.roles import may_draft_from_readout
from engagements.history.locking import lock_record
from engagements.models import Attachment, Handling
from engagements.models.capacity_lines import CapacityLine
from engagements.services import publishing
from engagements.services.changes import mark_changed, mark_created
from engagements.services.publishing import may_enter, may_publish, may_restrict

from .base import EngagementsAdmin
from .conflicts import Conflict
from .record_forms import RecordForm


class RecordAdmin(EngagementsAdmin):
    """Visits and meetings: drafts, publishing, handling, who and when."""

    form = RecordForm
    save_on_top = True
    actions = ["publish", "return_to_draft"]
    list_filter = ["publication", "progress", "dates", "handling"]
    date_hierarchy = "start_date"
    ordering = [F("start_date").desc(nulls_last=True), "-pk"]
    readonly_fields = ["entered", "changed"]
    record_fieldset = (
        "Publishing",
        {"fields": [("publication", "handling"), ("entered", "changed")]},
    )

    def get_object(self, request, object_id, from_field=None):
        """Lock what the form is to change, until the transaction of Django's `changeform_view` ends."""
        record = super().get_object(request, object_id, from_field)
        is_change = request.method == "POST" and request.resolver_match.url_name.endswith("_change")
        return lock_record(record) if record and is_change else record

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and may_enter(request.user, "change", self.opts.model_name, obj)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and may_enter(request.user, "delete", self.opts.model_name, obj)

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        if not may_publish(request.user):
            fields.append("publication")
        if not may_restrict(request.user):
            fields.append("handling")
        return fields

    def changelist_view(self, request, extra_context=None):
        found = {"may_draft_from_readout": may_draft_from_readout(request.user)}
        return super().changelist_view(request, found | (extra_context or {}))

    def render_change_form(self, request, context, **kwargs):
        if record := kwargs.get("obj"):
            context["passages"] = record.passages.visible_to(request.user).for_display()
        form = context["adminform"].form
        if form.is_bound and form.is_overtaken:
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            context["conflict"] = Conflict(form, formsets, request.user)
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request, obj, form, change):
        mark = mark_changed if change else mark_created
        mark(obj, request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        lines = formset.save(commit=False)
        for line in formset.deleted_objects:  # first, as a line may be entered anew
            line.delete()
        for line in lines:
            if line.pk is None and isinstance(line, CapacityLine):
                line.fill_from_appointment(form.instance)
            if line.pk is None and isinstance(line, Attachment):
                line.uploaded_by = request.user
            line.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for warning in form.instance.warnings():
            messages.warning(request, warning)

    @admin.display(description="entered")
    def entered(self, obj):
        return f"{obj.created_by or 'by a command'}, {obj.created_at:%d %B %Y %H:%M}" if obj.pk else "-"

    @admin.display(description="last changed")
    def changed(self, obj):
        return f"{obj.changed_by or 'by a command'}, {obj.changed_at:%d %B %Y %H:%M}" if obj.pk else "-"

    @admin.display(description="when", ordering=F("start_date").asc(nulls_last=True))
    def when(self, obj):
        return obj.when

    @admin.display(description="state", ordering="publication")
    def state(self, obj):
        return ", ".join(filter(None, (obj.publication, obj.is_restricted and Handling.RESTRICTED.label)))

    def has_publish_permission(self, request):
        return may_publish(request.user)

    @admin.action(description="Publish the selected %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request, queryset):
        published, problems = publishing.publish(queryset, request.user)
        for record, problem in problems.items():
            self.message_user(request, f"“{record}” stays a draft. {problem}", messages.ERROR)
        self.log_publication(request, published)
        self.message_user(request, f"Published: {len(published)}.")

    @admin.action(description="Return the selected %(verbose_name_plural)s to draft", permissions=["publish"])
    def return_to_draft(self, request, queryset):
        returned = publishing.return_to_draft(queryset, request.user)
        self.log_publication(request, returned)
        self.message_user(request, f"Returned to draft: {len(returned)}.")

    def log_publication(self, request, records):
        for record in records:
            self.log_change(request, record, f"Made {record.get_publication_display()}.")
