"""The history page of a record: what changed, any two states compared, and any earlier one restored."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from engagements.common.pagination import read_page
from engagements.history.locking import history_token
from engagements.history.restore import CannotRestore, Restore
from engagements.history.trail import Trail

from .compare_form import CompareForm
from .hardening import user_of
from .merge_undo import UndoMergeMixin

CHANGE_SETS_PER_PAGE = 20


class HistoryMixin(UndoMergeMixin):
    """The history is for those who may change the record, and includes its lines."""

    object_history_template = "admin/engagements/object_history.html"

    @property
    def has_history(self) -> bool:
        return hasattr(self.model, "history")

    def get_urls(self) -> list[URLPattern]:
        pages = (
            ("<int:pk>/history/compare/", self.compare_view, "compare"),
            ("<int:pk>/history/<uuid:act>/", self.state_view, "state"),
        )
        return [*self.history_urls(pages), *super().get_urls()]

    def history_urls(self, pages: Any) -> list[URLPattern]:
        """Return the patterns of ``pages`` (route, view, name); none for a model without history."""
        return [
            path(route, self.admin_site.admin_view(view), name=f"engagements_{self.opts.model_name}_{name}")
            for route, view, name in (pages if self.has_history else ())
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None:
            response: HttpResponse = self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined]  # private
                request, self.opts, object_id
            )
            return response
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self.undo_merge(request, record)
        trail = Trail(record, user_of(request))
        paginator = Paginator(trail.change_set_uids, CHANGE_SETS_PER_PAGE)
        page, page_error = read_page(paginator, request.GET.getlist("page"))
        change_sets = trail.read(list(page.object_list)) if page else []
        context = {
            "title": f"History of “{record}”",
            "acts": self.with_merges(request, record, change_sets),
            "compare": CompareForm(None, trail),
            "page": page,
            "page_error": page_error,
            "paginator": paginator,
            **(extra_context or {}),
        }
        return self.render_history(request, self.object_history_template, record, context)

    def render_history(
        self, request: HttpRequest, template: Any, record: Model | None, context: dict[str, Any]
    ) -> TemplateResponse:
        base_context = {
            **self.admin_site.each_context(request),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": record,
            "opts": self.opts,
        }
        return TemplateResponse(request, template, base_context | context)

    def changeable_record(self, request: HttpRequest, pk: int) -> Any:
        """Return the record, for those who may change it; else raise Http404 or PermissionDenied."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        return record

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.changeable_record(request, pk)
        form = CompareForm(request.GET or None, Trail(record, user_of(request)))
        context = {"title": f"States of “{record}”", "compare": form, "entries": form.differences()}
        return self.render_history(request, "admin/engagements/compare.html", record, context)

    def state_view(self, request: HttpRequest, pk: int, act: uuid.UUID) -> HttpResponse:
        """Show a record as a change set left it, and what restoring that would change; the POST does it."""
        record = self.changeable_record(request, pk)
        trail = Trail(record, user_of(request))
        if act not in trail.moments:
            raise Http404
        state = trail.state(act)
        readonly_fields = self.get_readonly_fields(request, record)
        restoring = Restore(record, state, user_of(request), readonly_fields)
        if request.method == "POST":
            return self.restore(request, restoring, f"of {trail.moments[act]}")
        context = {
            "title": f"“{record}” as it was",
            "moment": trail.moments[act],
            "then": trail.differences({}, state),
            "restoring": restoring,
            "seen": history_token(record, user=user_of(request)),
        }
        return self.render_history(request, "admin/engagements/state.html", record, context)

    def restore(self, request: HttpRequest, restoring: Restore, which: str) -> HttpResponseRedirect:
        """Restore a state and go to the history; ``which`` says in words what state it is."""
        try:
            record: Any = restoring.run(request.POST.get("seen"))
        except CannotRestore as error:
            messages.error(request, "It can't be brought back, and nothing was changed:")
            for reason in error.reasons:
                messages.error(request, reason)
            return redirect(request.path)
        self.log_change(request, record, f"Brought back the state {which}.")
        messages.success(request, f"“{record}” is again in the state {which}.")
        for warning in record.warnings(user_of(request)) if hasattr(record, "warnings") else ():
            messages.warning(request, warning)
        name = f"admin:engagements_{self.opts.model_name}_history"
        return redirect(reverse(name, args=[quote(record.pk)]))
