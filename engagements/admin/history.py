"""The history page of a record, for those who may change it.

Any two states are compared there, any earlier one looked at and brought back, and merges undone. What
was deleted is listed beside the changelist, and brought back as well.
"""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from engagements.common.ids import read_id
from engagements.common.pagination import PAGE_SIZE, read_page
from engagements.history.deletions import deleted_rows
from engagements.history.locking import history_token
from engagements.history.merge import CannotMerge
from engagements.history.restore import CannotRestore, Restore
from engagements.history.trail import Trail
from engagements.history.undo import may_know_merged, undo
from engagements.models import Merge
from engagements.models.duplicate_pairs import MERGEABLE_MODELS

from .compare_form import CompareForm

ACTS_ON_A_PAGE = 20


MERGE_PERMISSION = "engagements.merge_records"


class HistoryPage:
    """For a ModelAdmin: its history page tells what changed, act by act, lines included."""

    object_history_template = "admin/engagements/object_history.html"

    def get_urls(self):
        if not hasattr(self.model, "history"):
            return super().get_urls()
        pages = [
            ("deleted/", self.deleted_list, "deleted"),
            ("deleted/<int:pk>/", self.deleted_view, "undelete"),
            ("<int:pk>/history/compare/", self.compare_view, "compare"),
            ("<int:pk>/history/<uuid:act>/", self.state_view, "state"),
        ]
        return [
            *(
                path(
                    route, self.admin_site.admin_view(view), name=f"engagements_{self.opts.model_name}_{name}"
                )
                for route, view, name in pages
            ),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self.undo_merge(request, record)
        trail = Trail(record, request.user)
        paginator = Paginator(trail.change_set_uids, ACTS_ON_A_PAGE)
        page, page_error = read_page(paginator, request.GET.getlist("page"))
        acts = trail.read(page.object_list) if page else []
        self.tell_merges(request, record, acts)
        context = {
            "title": f"History of “{record}”",
            "acts": acts,
            "compare": CompareForm(None, trail),
            "page": page,
            "page_error": page_error,
            "paginator": paginator,
            **(extra_context or {}),
        }
        return self.show(request, self.object_history_template, record, context)

    def show(self, request, template, record, context):
        about = {
            **self.admin_site.each_context(request),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": record,
            "opts": self.opts,
        }
        return TemplateResponse(request, template, about | context)

    def changeable(self, request, pk):
        """Return the record, for those who may change it."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        return record

    def compare_view(self, request, pk):
        record = self.changeable(request, pk)
        form = CompareForm(request.GET or None, Trail(record, request.user))
        context = {"title": f"States of “{record}”", "compare": form, "entries": form.differences()}
        return self.show(request, "admin/engagements/compare.html", record, context)

    def state_view(self, request, pk, act):
        """A record as an act left it, and what would change if that were brought back; the POST does it."""
        record = self.changeable(request, pk)
        trail = Trail(record, request.user)
        if act not in trail.moments:
            raise Http404
        wanted = trail.state(act)
        restoring = Restore(record, wanted, request.user, self.get_readonly_fields(request, record))
        if request.method == "POST":
            return self.bring_back(request, restoring, f"of {trail.moments[act]}")
        context = {
            "title": f"“{record}” as it was",
            "moment": trail.moments[act],
            "then": trail.differences({}, wanted),
            "restoring": restoring,
            "seen": history_token(record),
        }
        return self.show(request, "admin/engagements/state.html", record, context)

    def may_undelete(self, request, record=None):
        return self.has_add_permission(request) and self.has_delete_permission(request, record)

    def changelist_view(self, request, extra_context=None):
        leads = hasattr(self.model, "history") and self.may_undelete(request)
        return super().changelist_view(request, {"may_undelete": leads, **(extra_context or {})})

    def response_delete(self, request, obj_display, obj_id):
        response = super().response_delete(request, obj_display, obj_id)
        if hasattr(self.model, "history") and self.may_undelete(request):
            undo = reverse(f"admin:engagements_{self.opts.model_name}_undelete", args=[obj_id])
            messages.info(request, format_html('<a href="{}">Bring it back</a>', undo))
        return response

    def deleted_list(self, request):
        if not self.may_undelete(request):
            raise PermissionDenied
        rows = deleted_rows(self.model, request.user).select_related("history_user")
        paginator = Paginator(rows, PAGE_SIZE)
        page, page_error = read_page(paginator, request.GET.getlist("page"))
        context = {
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "rows": [(row, row.instance, self.may_undelete(request, row.instance)) for row in page or ()],
            "page": page,
            "page_error": page_error,
            "paginator": paginator,
            "undelete": f"admin:engagements_{self.opts.model_name}_undelete",
        }
        return self.show(request, "admin/engagements/deleted_list.html", None, context)

    def deleted_view(self, request, pk):
        """A record as it was when it was deleted; the POST undoes that."""
        row = deleted_rows(self.model, request.user).filter(id=pk).first()
        if row is None:
            raise Http404
        if not self.may_undelete(request, row.instance):
            raise PermissionDenied
        trail = Trail(row.instance, request.user)
        wanted = trail.state(row.act, before=True)
        restoring = Restore(row.instance, wanted, request.user)
        if request.method == "POST":
            return self.bring_back(request, restoring, "before it was deleted")
        context = {
            "title": f"“{row.instance}”, deleted",
            "moment": trail.moments[row.act],
            "then": trail.differences({}, wanted),
            "restoring": restoring,
            "seen": history_token(row.instance),
        }
        return self.show(request, "admin/engagements/state.html", None, context)

    def bring_back(self, request, restoring, which):
        try:
            record = restoring.run(request.POST.get("seen"))
        except CannotRestore as error:
            messages.error(request, "It can't be brought back, and nothing was changed:")
            for reason in error.reasons:
                messages.error(request, reason)
            return redirect(request.path)
        self.log_change(request, record, f"Brought back the state {which}.")
        messages.success(request, f"“{record}” is again in the state {which}.")
        for warning in record.warnings() if hasattr(record, "warnings") else ():
            messages.warning(request, warning)
        name = f"admin:engagements_{self.opts.model_name}_history"
        return redirect(reverse(name, args=[quote(record.pk)]))

    def merges_into(self, record):
        if self.opts.model_name not in MERGEABLE_MODELS:
            return Merge.objects.none()
        return Merge.objects.filter(kind=self.opts.model_name, kept=record.pk).select_related("undone_by")

    def tell_merges(self, request, record, acts):
        """Give each act that was a merge into ``record`` its merge, and whether it may be undone here."""
        may_undo = request.user.has_perm(MERGE_PERMISSION)
        merges = {
            merge.act: merge for merge in self.merges_into(record).filter(act__in=[a.uid for a in acts])
        }
        for act in acts:
            if merge := merges.get(act.uid):
                act.merge = merge
                known = may_know_merged(request.user, merge)
                act.merged = merge.other_name if known else f"a {self.opts.verbose_name} that you may not see"
                act.may_undo = may_undo and known and not merge.undone_at

    def undo_merge(self, request, record):
        pk = read_id(request.POST.get("undo", ""))
        merge = self.merges_into(record).filter(pk=pk).first() if pk else None
        if merge is None:
            messages.error(request, "There is no such merge to undo.")
            return redirect(request.path)
        if not (request.user.has_perm(MERGE_PERMISSION) and may_know_merged(request.user, merge)):
            raise PermissionDenied
        try:
            undo(merge, request.user)
        except CannotMerge as error:
            messages.error(request, "The merge can't be undone, as something was changed since:")
            for reason in error.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, f"“{merge.other_name}” is there again, with all that was its own.")
        return redirect(request.path)
