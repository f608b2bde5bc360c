"""Likely duplicates: the list of pairs, where they are decided, and the page on which two are merged."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from engagements.common.ids import LARGEST_ID, read_id
from engagements.common.pagination import PAGE_SIZE, read_page
from engagements.duplicates.finding import refresh_pairs
from engagements.history.merge import CannotMerge, merge
from engagements.history.merge_plan import MergePlan
from engagements.models import DuplicatePair, Meeting, Source, Visit
from engagements.models.duplicate_pairs import MERGEABLE_MODELS, MergeableKind
from engagements.search.suggestions import RECORD_SUGGESTERS
from engagements.services.naming import reference_fields

from .duplicates_link import changeable_kinds
from .hardening import ReadOnlyAdminMixin, user_of
from .merge_form import MergeForm
from .merge_undo import MERGE_PERMISSION

State = DuplicatePair.State


class PairRecord(NamedTuple):
    record: Any
    detail: str  # what tells it from others


class PairRow(NamedTuple):
    pair: DuplicatePair
    records: tuple[PairRecord, PairRecord]
    may_decide: bool
    merge_address: str  # "" where the user may not merge them


class PairFilterForm(forms.Form):
    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False, choices=[("", "to review"), (State.DISTINCT, "not the same")])

    def __init__(self, data: QueryDict, kinds: Iterable[MergeableKind]) -> None:
        super().__init__(data)
        choices = [("", "all"), *((kind.value, kind.label) for kind in kinds)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def filter(self, pairs: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
        """Return the pairs that the form asks for; none where it is not valid."""
        if not self.is_valid():
            return pairs.none()
        pairs = pairs.filter(state=self.cleaned_data["state"] or State.OPEN)
        kind = self.cleaned_data["kind"]
        return pairs.filter(kind=kind) if kind else pairs


def delegation_and_places(visit: Visit) -> str:
    """Say when, who and where, from what was prefetched."""
    people = "; ".join(str(member.official) for member in visit.members.all())
    places = "; ".join(str(stop.place) for stop in visit.stops.all())
    return ", ".join(filter(None, (visit.when, str(visit.organization or ""), people, places)))


def participants_and_place(meeting: Meeting) -> str:
    """Say when, where and who, from what was prefetched."""
    people = "; ".join(str(participant) for participant in meeting.participants.all())
    return ", ".join(filter(None, (meeting.when, str(meeting.place or ""), people)))


def publisher_and_address(source: Source) -> str:
    return ", ".join(filter(None, (source.publisher, str(source.published_on or ""), source.url)))


def pair_records(kind: MergeableKind, pks: Iterable[int], user: User) -> dict[int, PairRecord]:
    """Return those of the records that ``user`` may see, by their ids."""
    details_by_kind: dict[MergeableKind, tuple[QuerySet[Any], Callable[[Any], str]]] = {
        MergeableKind.VISIT: (Visit.objects.with_stops().with_delegation(), delegation_and_places),
        MergeableKind.MEETING: (
            Meeting.objects.select_related("place").with_participants(),
            participants_and_place,
        ),
        MergeableKind.SOURCE: (Source.objects.all(), publisher_and_address),
    }
    if kind in details_by_kind:
        records, detail = details_by_kind[kind]
        visible: Any = records
        return {
            record.pk: PairRecord(record, detail(record))
            for record in visible.visible_to(user).filter(pk__in=pks)
        }
    suggester = RECORD_SUGGESTERS[kind.label]
    queryset: Any = suggester.queryset
    entries = list(queryset.visible_to(user).filter(pk__in=pks))
    details = suggester.details(entries, user)
    return {entry.pk: PairRecord(entry, details[entry.pk]) for entry in entries}


@admin.register(DuplicatePair)
class DuplicatePairAdmin(ReadOnlyAdminMixin):
    """In the place of a changelist, the pairs with their records; nothing here is entered by form."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(changeable_kinds(user_of(request)))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def may_change(self, request: HttpRequest, records: Sequence[Model]) -> bool:
        model_admin = self.admin_site.get_model_admin(type(records[0]))
        return all(model_admin.has_change_permission(request, record) for record in records)

    def may_merge(self, request: HttpRequest, records: Sequence[Model]) -> bool:
        # Deleting asks for more of some kinds: what hidden records use would be lost; a merge moves it.
        user, name = user_of(request), records[0]._meta.model_name
        return (
            user.has_perm(MERGE_PERMISSION)
            and user.has_perm(f"engagements.delete_{name}")
            and self.may_change(request, records)
        )

    def get_urls(self) -> list[URLPattern]:
        patterns = [pattern for pattern in super().get_urls() if (pattern.name or "").endswith("_changelist")]
        merge_pattern = path(
            "<slug:kind>/<int:first>/<int:second>/",
            self.admin_site.admin_view(self.merge_view),
            name="engagements_duplicatepair_merge",
        )
        return [*patterns, merge_pattern]

    # --- The list

    def pairs(self, user: User) -> QuerySet[DuplicatePair]:
        return DuplicatePair.objects.visible_to(user).filter(kind__in=changeable_kinds(user))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.search_or_decide(request)
        if request.GET.keys() - {*PairFilterForm.base_fields, "page"}:
            messages.error(request, "The address asked for what this list can't be filtered by.")
            return redirect(request.path)
        kinds = changeable_kinds(user_of(request))
        form, pairs = PairFilterForm(request.GET, kinds), self.pairs(user_of(request))
        open_pairs = pairs.filter(state=State.OPEN).order_by()
        counts = dict(open_pairs.values_list("kind").annotate(number=Count("pk")))
        paginator = Paginator(form.filter(pairs).order_by("-score", "kind", "first", "second"), PAGE_SIZE)
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

    def rows(self, request: HttpRequest, pairs: Sequence[DuplicatePair]) -> list[PairRow]:
        """Return each of ``pairs`` with its two records, and what may be done about them."""
        records: dict[tuple[str, int], PairRecord] = {}
        for kind in MergeableKind:
            pks = {pk for pair in pairs if pair.kind == kind for pk in (pair.first, pair.second)}
            if pks:
                visible = pair_records(kind, pks, user_of(request))
                records |= {(kind, pk): record for pk, record in visible.items()}
        rows = []
        for pair in pairs:
            first, second = records.get((pair.kind, pair.first)), records.get((pair.kind, pair.second))
            if first and second:
                both = first.record, second.record
                address = reverse(
                    "admin:engagements_duplicatepair_merge", args=[pair.kind, pair.first, pair.second]
                )
                rows.append(
                    PairRow(
                        pair,
                        (first, second),
                        may_decide=self.may_change(request, both),
                        merge_address=address if self.may_merge(request, both) else "",
                    )
                )
        return rows

    def search_or_decide(self, request: HttpRequest) -> HttpResponseRedirect:
        if "find" in request.POST:
            for kind in changeable_kinds(user_of(request)):
                refresh_pairs(kind)
            # The number of pairs is not told: some may be of records that this user may not see.
            messages.success(request, "All records were looked through.")
        else:
            self.decide(request)
        return redirect(request.get_full_path())

    def decide(self, request: HttpRequest) -> None:
        state = next((state for state in State if state in request.POST), None)
        pk = read_id(request.POST.get(state, "")) if state else None
        pairs = self.pairs(user_of(request)).filter(pk=pk or 0)
        rows = self.rows(request, list(pairs)) if pk else []
        if not rows:
            messages.error(request, "This pair is no longer there.")
            return
        (row,) = rows
        if not row.may_decide:
            raise PermissionDenied
        pairs.update(state=state, decided_by=user_of(request), decided_at=timezone.now())
        decision = "are not the same" if state == State.DISTINCT else "are to be reviewed again"
        first, second = row.records
        messages.success(request, f"“{first.record}” and “{second.record}” {decision}.")

    # --- Merging

    def merge_view(self, request: HttpRequest, kind: str, first: int, second: int) -> HttpResponse:
        user = user_of(request)
        kept, other = self.records_to_merge(request, kind, first, second)
        plan, reverse_plan = MergePlan(kept, other), MergePlan(other, kept)
        asked = request.GET.get("keep", "")
        is_asked = asked in (str(kept.pk), str(other.pk))
        # The form is sent to an address that names which one is kept.
        if request.method == "POST" and not is_asked:
            raise Http404
        is_reversed = asked == str(other.pk)
        if not is_asked:  # the one to which more rows lead is kept
            is_reversed = plan.visible_count(user) > reverse_plan.visible_count(user)
        if is_reversed:
            kept, other, plan = other, kept, reverse_plan
        form = MergeForm(request.POST or None, kept, other, user, plan.line_differences(user))
        if request.method == "POST" and form.is_valid():
            choices = dict(form.cleaned_data)
            try:
                merge(kept, other, choices, user, choices.pop("parent", None), choices.pop("seen"))
            except CannotMerge as error:
                kept, other = self.records_to_merge(request, kind, kept.pk, other.pk)
                plan = MergePlan(kept, other)
                form.add_error(None, str(error))
                form.take_over_current(kept, other, plan.line_differences(user))
            else:
                return self.response_merge(request, kept, other)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge two {type(kept)._meta.verbose_name_plural}",
            "opts": self.opts,
            "kept": kept,
            "other": other,
            "form": form,
            "moved": plan.describe(plan.rows_to_move, user),
            "dropped": plan.describe(plan.rows_in_both, user),
        }
        return TemplateResponse(request, "admin/engagements/merge.html", context)

    def records_to_merge(self, request: HttpRequest, kind: str, first: int, second: int) -> tuple[Any, Any]:
        if kind not in MERGEABLE_MODELS or first == second or max(first, second) > LARGEST_ID:
            raise Http404
        model: Any = MERGEABLE_MODELS[kind]
        names = [field.name for field in reference_fields(model)]
        records = model.objects.visible_to(request.user).select_related(*names).in_bulk([first, second])
        if len(records) < 2:
            raise Http404
        both = records[first], records[second]
        if not self.may_merge(request, both):
            raise PermissionDenied
        return both

    def response_merge(self, request: HttpRequest, kept: Any, other: Any) -> HttpResponseRedirect:
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
