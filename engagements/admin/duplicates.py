"""Likely duplicates: the list of pairs, "not the same", and the page on which two are merged."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from engagements.common.ids import LARGEST_ID, read_id
from engagements.common.pagination import PAGE_SIZE, read_page
from engagements.duplicates.finding import refresh_pairs
from engagements.history.merge import CannotMerge, merge
from engagements.history.merge_plan import MergePlan
from engagements.models import DuplicatePair, Visit
from engagements.models.duplicate_pairs import MERGEABLE_MODELS, MergeableKind
from engagements.search.suggestions import RECORD_SUGGESTERS
from engagements.services.naming import reference_fields

from .duplicates_link import kinds_of
from .history import MERGE_PERMISSION
from .merge_form import MergeForm

State = DuplicatePair.State


def delegation_and_places(visit):
    """What tells one visit from another: when, who, where; reads what was prefetched."""
    people = "; ".join(str(member.official) for member in visit.members.all())
    places = "; ".join(str(stop.place) for stop in visit.stops.all())
    return ", ".join(filter(None, (visit.when, str(visit.organization or ""), people, places)))


class ChooseForm(forms.Form):
    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(
        required=False, choices=[("", "to be looked at"), (State.DISTINCT, "not the same")]
    )

    def __init__(self, data, user):
        super().__init__(data)
        self.fields["kind"].choices = [("", "all"), *((kind.value, kind.label) for kind in kinds_of(user))]


@admin.register(DuplicatePair)
class DuplicatePairAdmin(admin.ModelAdmin):
    """In the place of a changelist, the pairs with their records; nothing here is entered by form."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return bool(kinds_of(request.user))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_urls(self):
        pairs = [one for one in super().get_urls() if (one.name or "").endswith("_changelist")]
        merge = path(
            "<slug:kind>/<int:first>/<int:second>/",
            self.admin_site.admin_view(self.merge_view),
            name="engagements_duplicatepair_merge",
        )
        return [*pairs, merge]

    # The list

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.decide(request)
        if request.GET.keys() - {*ChooseForm.base_fields, "page"}:
            messages.error(request, "The address asked for what this list can't be filtered by.")
            return redirect(request.path)
        user, kinds = request.user, kinds_of(request.user)
        form = ChooseForm(request.GET, user)
        pairs = DuplicatePair.objects.visible_to(user).filter(kind__in=kinds)
        counts = dict(
            pairs.filter(state=State.OPEN).order_by().values_list("kind").annotate(number=Count("pk"))
        )
        found = pairs.none()
        if form.is_valid():
            found = pairs.filter(state=form.cleaned_data["state"] or State.OPEN)
            if kind := form.cleaned_data["kind"]:
                found = found.filter(kind=kind)
        paginator = Paginator(found.order_by("-score", "kind", "first", "second"), PAGE_SIZE)
        page, page_error = read_page(paginator, request.GET.getlist("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Likely duplicates",
            "opts": self.opts,
            "form": form,
            "counts": [(kind.label, counts.get(kind, 0)) for kind in kinds],
            "rows": self.rows(request, list(page.object_list)) if page else [],
            "page": page,
            "page_error": page_error,
            "paginator": paginator,
            "distinct": form.is_valid() and form.cleaned_data["state"] == State.DISTINCT,
        }
        return TemplateResponse(request, "admin/engagements/duplicates.html", context)

    def rows(self, request, pairs):
        """Return each of ``pairs`` with its two records, and what may be done about them."""
        records = {}
        for kind in MergeableKind:
            pks = {pk for pair in pairs if pair.kind == kind for pk in (pair.first, pair.second)}
            if pks:
                suggester = RECORD_SUGGESTERS[kind.label]
                queryset, detail = suggester.queryset, suggester.detail
                if kind == MergeableKind.VISIT:
                    queryset, detail = Visit.objects.with_stops().with_delegation(), delegation_and_places
                for record in queryset.visible_to(request.user).filter(pk__in=pks):
                    record.hint = detail(record)
                    records[kind, record.pk] = record
        rows = []
        for pair in pairs:
            both = [records.get((pair.kind, pk)) for pk in (pair.first, pair.second)]
            if all(both):
                rows.append(
                    {
                        "pair": pair,
                        "records": both,
                        "may_decide": self.may_change(request, both),
                        "merge_address": self.may_merge(request, both)
                        and reverse(
                            "admin:engagements_duplicatepair_merge", args=[pair.kind, pair.first, pair.second]
                        ),
                    }
                )
        return rows

    def may_change(self, request, records):
        model_admin = self.admin_site.get_model_admin(type(records[0]))
        return all(model_admin.has_change_permission(request, record) for record in records)

    def may_merge(self, request, records):
        model_admin = self.admin_site.get_model_admin(type(records[0]))
        return (
            request.user.has_perm(MERGE_PERMISSION)
            and self.may_change(request, records)
            and all(model_admin.has_delete_permission(request, record) for record in records)
        )

    def decide(self, request):
        if "find" in request.POST:
            for kind in kinds_of(request.user):
                refresh_pairs(kind)
            # What was found is not said: it may be of records that this user may not see.
            messages.success(request, "All records were looked through.")
            return redirect(request.get_full_path())
        state = next((state for state in State if state in request.POST), None)
        pk = read_id(request.POST.get(state, "")) if state else None
        pairs = DuplicatePair.objects.visible_to(request.user).filter(kind__in=kinds_of(request.user))
        if pk:
            pairs = pairs.filter(pk=pk)
            rows = self.rows(request, list(pairs))
            if rows and not rows[0]["may_decide"]:
                raise PermissionDenied
            if rows:
                pairs.filter(pk=rows[0]["pair"].pk).update(
                    state=state, decided_by=request.user, decided_at=timezone.now()
                )
                said = "are not the same" if state == State.DISTINCT else "are to be looked at again"
                one, other = rows[0]["records"]
                messages.success(request, f"“{one}” and “{other}” {said}.")
                return redirect(request.get_full_path())
        messages.error(request, "This pair is no longer there.")
        return redirect(request.get_full_path())

    # MergeOperation

    def merge_view(self, request, kind, first, second):
        kept, other = self.records_to_merge(request, kind, first, second)
        plan = MergePlan(kept, other)
        asked = request.GET.get("keep", "")
        more = plan.visible_count(request.user) > MergePlan(other, kept).visible_count(request.user)
        if asked == str(other.pk) or (more and asked != str(kept.pk)):
            kept, other = other, kept
            plan = MergePlan(kept, other)
        form = MergeForm(request.POST or None, kept, other)
        if request.method == "POST":
            # The form is sent to an address that names which one is kept.
            if asked not in (str(kept.pk), str(other.pk)):
                raise Http404
            if form.is_valid():
                values = dict(form.cleaned_data)
                try:
                    merge(kept, other, values, request.user, values.pop("parent", None), values.pop("seen"))
                except CannotMerge as error:
                    kept, other = self.records_to_merge(request, kind, kept.pk, other.pk)
                    plan = MergePlan(kept, other)
                    form.add_error(None, str(error))
                    form.seen_again(kept, other)
                else:
                    return self.merged(request, kept, other)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge two {type(kept)._meta.verbose_name_plural}",
            "opts": self.opts,
            "kept": kept,
            "other": other,
            "form": form,
            "moved": plan.describe(plan.rows_to_move, request.user),
            "dropped": plan.describe(plan.rows_to_drop, request.user),
        }
        return TemplateResponse(request, "admin/engagements/merge.html", context)

    def records_to_merge(self, request, kind, first, second):
        if kind not in MERGEABLE_MODELS or first == second or max(first, second) > LARGEST_ID:
            raise Http404
        model = MERGEABLE_MODELS[kind]
        records = model.objects.visible_to(request.user).select_related(
            *(one.name for one in reference_fields(model))
        )
        found = records.in_bulk([first, second])
        if len(found) < 2:
            raise Http404
        both = found[first], found[second]
        if not self.may_merge(request, both):
            raise PermissionDenied
        return both

    def merged(self, request, kept, other):
        kept.refresh_from_db()
        options = kept._meta
        history = reverse(f"admin:{options.app_label}_{options.model_name}_history", args=[kept.pk])
        messages.success(
            request,
            format_html(
                '“{}” is now part of “{}”. This can be undone from <a href="{}">its history</a>.',
                str(other),
                str(kept),
                history,
            ),
        )
        return redirect("admin:engagements_duplicatepair_changelist")
