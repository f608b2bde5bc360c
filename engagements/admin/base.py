"""What the admin pages share: search, visibility, who changed what, versions, publishing."""

from itertools import chain

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import F, prefetch_related_objects
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from engagements.accounts.roles import may_draft_from_readout
from engagements.duplicates.directory import similar_records
from engagements.history.locking import lock_record
from engagements.models import Attachment, Handling, Meeting, Visit
from engagements.models.capacity_lines import CapacityLine
from engagements.search import queries
from engagements.services import publishing
from engagements.services.changes import mark_changed, mark_created
from engagements.services.naming import RecordNames
from engagements.services.publishing import may_enter, may_publish, may_restrict

from .conflicts import Conflict, LinesFormSet, RecordForm
from .duplicates import DuplicatesLinkMixin
from .hardening import HardenedModelAdmin, VisibleChoicesMixin
from .history import HistoryPage


def name_of_record(obj):
    """Return the name of the field that leads from a line to what it is a line of; "" for a whole record."""
    if isinstance(obj, Visit | Meeting):
        return ""
    return next((name for name in ("meeting", "visit", "official") if hasattr(obj, f"{name}_id")), "")


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


class EngagementsAdmin(HistoryPage, DuplicatesLinkMixin, KeyboardEntryMixin, HardenedModelAdmin):
    """Start from what the user may see, find folded text, name what stops a deletion."""

    show_full_result_count = False
    list_per_page = 50

    class Media:
        js = ["admin/js/jquery.init.js", "engagements/entry.js"]

    def view_on_site(self, obj):
        """The page's own address: Django's detour would tell that a hidden record exists."""
        return obj.get_absolute_url()

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def search(self, request, queryset, search_term, words):
        """Find as the lists of readers do."""
        return queries.filter_by_words(queryset, [words]).narrowed(), False

    def get_deleted_objects(self, objs, request):
        """As Django's, in a fixed number of queries, and of what the user may see.

        What stands in the way is named by its record.
        """
        collector = NestedObjects(using="default", origin=objs)
        collector.collect(objs)
        told, names = self.to_be_told(collector, request.user), RecordNames(request.user)
        collector.edges = {
            above: [row for row in rows if row in told.get(type(row), ())]
            for above, rows in collector.edges.items()
        }
        for row in chain(*told.values()):
            names.add_references(row)
        names.fetch()
        to_delete = collector.nested(
            lambda row: format_html("{}: {}", capfirst(row._meta.verbose_name), names.call(row))
        )
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in told.items()}
        allowed = all(self.has_delete_permission(request, one) for one in objs)
        lacking = set() if allowed else {self.opts.verbose_name}
        return to_delete, counts, lacking, self.describe_protected(collector.protected, request.user)

    @staticmethod
    def to_be_told(collector, user):
        """Return by model the rows that go, but relations to others: those may be to hidden records."""
        found = {}
        for model, rows in collector.model_objs.items():
            manager = model._default_manager
            if hasattr(manager, "visible_to"):
                seen = manager.visible_to(user).in_bulk([row.pk for row in rows])
                rows = {row for row in rows if row.pk in seen}
            if rows and not model._meta.auto_created:
                found[model] = rows
        return found

    def describe_protected(self, lines, user):
        """Return a text for each of ``lines`` that ``user`` may see, and one for all others."""
        by_model = {}
        for line in lines:
            by_model.setdefault(type(line), []).append(line)
        seen, hidden = set(), False
        for model, group in by_model.items():
            if name := name_of_record(group[0]):
                prefetch_related_objects(group, name)
            records = [getattr(line, name) if name else line for line in group]
            manager = type(records[0])._default_manager
            visible = manager.visible_to(user).in_bulk([record.pk for record in records])
            hidden = hidden or len(visible) < len({record.pk for record in records})
            kind = model._meta.verbose_name.capitalize()
            seen |= {
                format_html('{}: <a href="{}">{}</a>', kind, record.get_absolute_url(), record)
                for record in visible.values()
            }
        return [*sorted(seen), *(["Records that you may not see"] if hidden else [])]


class CapacityLineInline:
    """An inline of `CapacityLine` lines: an official brings the post of the day along."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "official":
            # The script puts the id of the official in the place of the 0.
            field.widget.attrs["data-posts"] = reverse("admin:engagements_official_posts", args=[0])
        return field


class DistinctNameForm(forms.ModelForm):
    """Asks before a second entry is made under almost the same name."""

    distinct = forms.BooleanField(
        required=False, widget=forms.HiddenInput, label="It is none of these: add it all the same"
    )
    name_fields = ("name", "native_name")

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk or cleaned.get("distinct"):
            return cleaned
        names = [cleaned[field] for field in self.name_fields if cleaned.get(field)]
        known = similar_records(self._meta.model._default_manager.all(), *names)
        if known:
            self.fields["distinct"].widget = forms.CheckboxInput()
            for entry in known:
                self.add_error("name", self.already_there(entry))
        return cleaned

    def already_there(self, entry):
        described = f"{entry} ({self.describe(entry)})" if self.describe(entry) else entry
        return format_html(
            '<a href="{}" target="_blank">{}</a> is there already. '
            '<button type="submit" name="_use_existing" value="{}">Use this one</button>',
            entry.get_absolute_url(),
            described,
            entry.pk,
        )

    def describe(self, entry):
        """Return what tells ``entry`` from its namesakes, in a few words."""
        return ""


class DistinctNameAdmin(EngagementsAdmin):
    """For models with a `DistinctNameForm`: "use this one" picks the entry that is there."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_use_existing" in request.POST and self.has_add_permission(request):
            chosen = self.get_object(request, request.POST["_use_existing"])
            if chosen and IS_POPUP_VAR in request.POST:
                return self.response_add(request, chosen)
            if chosen:
                return self.response_post_save_change(request, chosen)
        return super().changeform_view(request, object_id, form_url, extra_context)


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
