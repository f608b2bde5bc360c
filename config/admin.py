"""The site of the admin: its order, and the login that it shares with all other pages."""

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse

from engagements.common.addresses import own_address
from engagements.views.autocomplete import RankedAutocompleteView

# What is entered daily comes first on the index.
MODEL_ORDER = (
    "Visit",
    "Meeting",
    "Official",
    "Organization",
    "Place",
    "Topic",
    "Source",
    "ImportUpload",
    "ImportRun",
)


def position(model: dict[str, Any]) -> int:
    """Return where an entry of the app list comes; those that are not named come last."""
    name = model["object_name"]
    return MODEL_ORDER.index(name) if name in MODEL_ORDER else len(MODEL_ORDER)


class EngagementsAdminSite(AdminSite):
    site_header = "Engagements"
    site_title = "Engagements"
    index_title = "Enter and edit"
    enable_nav_sidebar = False  # forms of participants need the width

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """As Django's, without the detour to a record's page: it tells whether a hidden record exists."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return RankedAutocompleteView.as_view(admin_site=self)(request)

    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Redirect to the one login page, or on to ``next``; refuse who is signed in but may not enter."""
        wanted = own_address(request, request.GET.get("next", "")) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect(wanted)

    def password_change(  # type: ignore[override]  # a redirect and no page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect to the one page for it, where guesses at the old password are counted."""
        return redirect("password_change")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """As Django's, with those of one's own last actions alone that were on what one may see now."""
        from engagements.history.recent_actions import recent_actions  # noqa: PLC0415 - models aren't loaded yet

        actions = recent_actions(cast(User, request.user))
        return super().index(request, {"recent_actions": actions, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return Django's list in the order of `MODEL_ORDER`, our app first."""
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: app["app_label"] != "engagements")
        for app in apps:
            app["models"].sort(key=position)
        return apps
