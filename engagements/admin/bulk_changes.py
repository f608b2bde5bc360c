"""Changing many records at once: from the list, by a form and a preview, as one act that is undone as one."""

import uuid
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from engagements.duplicates.signals import refresh_on_commit
from engagements.history.bulk_changes import BulkPlan, BulkResult, CannotChangeInBulk, change_in_bulk
from engagements.history.bulk_undo import BulkUndo
from engagements.history.trail import ChangeReader
from engagements.models.duplicate_pairs import MERGEABLE_MODELS, MergeableKind
from engagements.services.naming import noun_for

from .bulk_form import BulkChangeForm
from .hardening import HardenedModelAdmin, user_of
from .merge_undo import MERGE_PERMISSION

BULK_LIMIT = 1000  # records of one change
TOLD_LIMIT = 10  # records that are named in messages


class BulkChangeMixin(HardenedModelAdmin):
    """For lists: an act that changes the fields ``bulk_fields`` of the chosen records and whom lines name."""

    bulk_fields: ClassVar[list[str]] = []
    actions = ["bulk_change", "merge_selected"]

    def get_urls(self) -> list[URLPattern]:
        name = f"engagements_{self.opts.model_name}_bulk"
        view = self.admin_site.admin_view
        return [
            path("bulk-change/", view(self.bulk_view), name=name),
            path("bulk-change/<uuid:uid>/", view(self.bulk_undo_view), name=f"{name}_undo"),
            *super().get_urls(),
        ]

    # --- The acts of the list

    @admin.action(description="Change the selected %(verbose_name_plural)s", permissions=["change"])
    def bulk_change(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        pks = list(queryset.values_list("pk", flat=True)[: BULK_LIMIT + 1])
        if len(pks) > BULK_LIMIT:
            messages.error(
                request,
                f"{queryset.count():,} {self.opts.verbose_name_plural} are selected. At most {BULK_LIMIT:,} "
                "are changed at once: filter the list further, and change them in parts.",
            )
            return None
        return self.ask(request, self.bulk_form(request, initial={"records": " ".join(map(str, pks))}), pks)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        name = str(self.opts.model_name)
        return (
            name in MERGEABLE_MODELS
            and request.user.has_perm(MERGE_PERMISSION)
            and request.user.has_perm(f"engagements.delete_{name}")
        )

    @admin.action(description="Merge the two selected %(verbose_name_plural)s", permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        pks = sorted(queryset.values_list("pk", flat=True)[:3])
        if len(pks) != 2:
            messages.error(request, f"Select two {self.opts.verbose_name_plural} to merge, and no others.")
            return None
        address = reverse("admin:engagements_duplicatepair_merge", args=[self.opts.model_name, *pks])
        return HttpResponseRedirect(address)

    # --- The page

    def bulk_form(self, request: HttpRequest, data: Any = None, **kwargs: Any) -> BulkChangeForm:
        readonly = self.get_readonly_fields(request)
        names = [name for name in self.bulk_fields if name not in readonly]
        return BulkChangeForm(data, self.model, names, self.admin_site, user_of(request), **kwargs)

    def bulk_view(self, request: HttpRequest) -> HttpResponse:
        """Show what the choices would change, and change it where somebody agrees."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST" or not request.POST.get("records"):
            messages.error(request, f"Select {self.opts.verbose_name_plural} in the list first.")
            return HttpResponseRedirect(self.list_address(request))
        form = self.bulk_form(request, request.POST)
        is_valid = form.is_valid()
        tokens: dict[int, str] = form.cleaned_data.get("records", {})
        if not is_valid or "_choose" in request.POST or len(tokens) > BULK_LIMIT:
            return self.ask(request, form, list(tokens))
        if "_change" in request.POST:
            try:
                result = change_in_bulk(self.model, tokens, form.choices, user_of(request))
            except CannotChangeInBulk as error:
                form.add_error(None, str(error))
                return self.ask(request, form, list(tokens))
            return self.response_bulk(request, result)
        return self.preview(request, form, BulkPlan(self.model, list(tokens), form.choices, user_of(request)))

    def list_address(self, request: HttpRequest) -> str:
        """Return the address of the list as it was filtered."""
        address = reverse(f"admin:engagements_{self.opts.model_name}_changelist")
        return add_preserved_filters(self.preserved(request), address)

    def preserved(self, request: HttpRequest) -> dict[str, Any]:
        return {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}

    def bulk_context(self, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
        address = reverse(f"admin:engagements_{self.opts.model_name}_bulk")
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "list_address": self.list_address(request),
            "bulk_address": add_preserved_filters(self.preserved(request), address),
            **context,
        }

    def noun(self, number: int) -> str:
        """Return the number of records in words, such as "1 visit"."""
        return f"{number:,} {noun_for(number, self.model)}"

    def ask(self, request: HttpRequest, form: BulkChangeForm, pks: list[int]) -> HttpResponse:
        number = self.get_queryset(request).filter(pk__in=pks).count()
        context = self.bulk_context(
            request, f"Change {self.noun(number)}", form=form, media=self.media + form.media
        )
        return TemplateResponse(request, "admin/engagements/bulk_change.html", context)

    def preview(self, request: HttpRequest, form: BulkChangeForm, plan: BulkPlan) -> HttpResponse:
        flat = [(record, change) for record, changes in plan.changes.items() for change in changes]
        entries = ChangeReader(user_of(request)).in_words([change for _, change in flat])
        by_record: dict[Any, list[Any]] = {record: [] for record in plan.changes}
        for (record, _), entry in zip(flat, entries, strict=True):
            if entry:
                by_record[record].append(entry)
        records = " ".join(f"{record.pk}:{plan.token(record)}" for record in plan.records)
        context = self.bulk_context(
            request,
            f"Change {self.noun(len(plan.changes))}?",
            form=form,
            records=records,
            changes=by_record.items(),
            left_out=plan.left_out.items(),
            number=self.noun(len(plan.changes)),
        )
        return TemplateResponse(request, "admin/engagements/bulk_preview.html", context)

    def response_bulk(self, request: HttpRequest, result: BulkResult) -> HttpResponse:
        for record, reason in list(result.left_out.items())[:TOLD_LIMIT]:
            messages.warning(request, f"“{record}” stays as it was. {reason}")
        if len(result.left_out) > TOLD_LIMIT:
            messages.warning(
                request, f"{self.noun(len(result.left_out) - TOLD_LIMIT)} more stay as they were."
            )
        if result.changed:
            self.log_bulk(request, result.changed, "Changed in bulk.")
            address = reverse(f"admin:engagements_{self.opts.model_name}_bulk_undo", args=[result.uid])
            messages.success(
                request,
                format_html(
                    'Changed: {}. <a href="{}">See it, or undo it</a>.',
                    self.noun(len(result.changed)),
                    address,
                ),
            )
        return HttpResponseRedirect(self.list_address(request))

    def log_bulk(self, request: HttpRequest, records: list[Any], text: str) -> None:
        """Write into the log of the admin, and look for duplicates anew."""
        LogEntry.objects.log_actions(user_of(request).pk, records, CHANGE, text)
        if self.opts.model_name in MERGEABLE_MODELS:
            refresh_on_commit(MergeableKind(str(self.opts.model_name)), [record.pk for record in records])

    # --- Undoing it

    def bulk_undo_view(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        """Show what a bulk change did; the POST undoes it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        undo = BulkUndo(self.model, uid, user_of(request))
        if not undo.records:
            raise Http404
        if request.method == "POST":
            try:
                records = undo.run()
            except CannotChangeInBulk as error:
                messages.error(request, "It can't be undone, and nothing was changed:")
                for reason in error.reasons:
                    messages.error(request, reason)
                return HttpResponseRedirect(request.path)
            self.log_bulk(request, records, "Undid a bulk change.")
            messages.success(request, f"Undone: {self.noun(len(records))} as before.")
            return HttpResponseRedirect(self.list_address(request))
        context = self.bulk_context(
            request,
            f"Bulk change of {self.noun(len(undo.records))}",
            undo=undo,
            number=capfirst(self.noun(len(undo.records))),
        )
        return TemplateResponse(request, "admin/engagements/bulk_undo.html", context)
