"""The history page of a record, for those who may change it; merges are undone there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from .. import merging
from ..history import Trail
from ..models import Merge
from ..models.merges import MERGEABLE
from ..views.base import read_page

ACTS_ON_A_PAGE = 20
MERGE_PERMISSION = "engagements.merge_records"


class HistoryPage:
    """For a ModelAdmin: its history page tells what changed, act by act, lines included."""

    object_history_template = "admin/engagements/object_history.html"

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self.undo_merge(request, record)
        trail = Trail(record, request.user)
        paginator = Paginator(trail.acts, ACTS_ON_A_PAGE)
        page, page_error = read_page(paginator, request.GET.getlist("page"))
        acts = trail.read(page.object_list) if page else []
        self.tell_merges(request, record, acts)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of “{record}”",
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": record,
            "opts": self.opts,
            "acts": acts,
            "page": page,
            "page_error": page_error,
            "paginator": paginator,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def merges_into(self, record):
        if self.opts.model_name not in MERGEABLE:
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
                known = merging.may_know(request.user, merge)
                act.merged = merge.other_name if known else f"a {self.opts.verbose_name} that you may not see"
                act.may_undo = may_undo and known and not merge.undone_at

    def undo_merge(self, request, record):
        number = request.POST.get("undo", "")
        merge = None
        if number.isascii() and number.isdigit() and len(number) < 19:
            merge = self.merges_into(record).filter(pk=number).first()
        if merge is None:
            messages.error(request, "There is no such merge to undo.")
            return redirect(request.path)
        if not (request.user.has_perm(MERGE_PERMISSION) and merging.may_know(request.user, merge)):
            raise PermissionDenied
        try:
            merging.undo(merge, request.user)
        except merging.CannotMerge as error:
            messages.error(request, "The merge can't be undone, as something was changed since:")
            for reason in error.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, f"“{merge.other_name}” is there again, with all that was its own.")
        return redirect(request.path)
