"""For lists in the admin that nobody adds to or changes there: each row leads to a page elsewhere."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from engagements.services.publishing import may_enter

from .hardening import HardenedModelAdmin, ReadOnlyAdminMixin, user_of


class ListForEntryMixin(ReadOnlyAdminMixin, HardenedModelAdmin):
    """A list for whoever may change visits or meetings, of what they may see."""

    show_full_result_count = False
    list_per_page = 50

    def page_of(self, request: HttpRequest, row: Any) -> str:
        """Return the address of the page that ``row`` leads to."""
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset: Any = super().get_queryset(request)
        visible: QuerySet[Any] = queryset.visible_to(user_of(request))
        return visible

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, object_id)
        if row is None:
            missing: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return missing
        return HttpResponseRedirect(self.page_of(request, row))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise PermissionDenied  # none is kept

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(may_enter(user_of(request), "change", kind) for kind in ("visit", "meeting"))
