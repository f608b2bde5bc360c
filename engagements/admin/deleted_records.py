"""The list of deleted records beside the changelist, and bringing them back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html

from engagements.common.pagination import PAGE_SIZE, read_page
from engagements.history.deletions import deleted_rows
from engagements.history.locking import history_token
from engagements.history.restore import Restore
from engagements.history.trail import Trail

from .hardening import user_of
from .history import HistoryMixin


class DeletedRecordsMixin(HistoryMixin):
    def get_urls(self) -> list[URLPattern]:
        pages = (
            ("deleted/", self.deleted_list_view, "deleted"),
            ("deleted/<int:pk>/", self.deleted_view, "undelete"),
        )
        return [*self.history_urls(pages), *super().get_urls()]

    def may_undelete(self, request: HttpRequest, record: Model | None = None) -> bool:
        return self.has_add_permission(request) and self.has_delete_permission(request, record)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        has_link = self.has_history and self.may_undelete(request)
        return super().changelist_view(request, {"may_undelete": has_link, **(extra_context or {})})

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        if self.has_history and self.may_undelete(request):
            address = reverse(f"admin:engagements_{self.opts.model_name}_undelete", args=[obj_id])
            messages.info(request, format_html('<a href="{}">Bring it back</a>', address))
        return response

    def deleted_list_view(self, request: HttpRequest) -> HttpResponse:
        if not self.may_undelete(request):
            raise PermissionDenied
        rows = deleted_rows(self.model, user_of(request)).select_related("history_user")
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
        return self.render_history(request, "admin/engagements/deleted_list.html", None, context)

    def deleted_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a record as it was when it was deleted; the POST undoes the deletion."""
        row = deleted_rows(self.model, user_of(request)).filter(id=pk).first()
        if row is None:
            raise Http404
        record = row.instance
        if not self.may_undelete(request, record):
            raise PermissionDenied
        trail = Trail(record, user_of(request))
        state = trail.state(row.act, before=True)
        restoring = Restore(record, state, user_of(request))
        if request.method == "POST":
            return self.restore(request, restoring, "before it was deleted")
        context = {
            "title": f"“{record}”, deleted",
            "moment": trail.moments[row.act],
            "then": trail.differences({}, state),
            "restoring": restoring,
            "seen": history_token(record, user=user_of(request)),
        }
        return self.render_history(request, "admin/engagements/state.html", None, context)
