from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

ORDER = (
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


class EngagementsAdminSite(AdminSite):
    site_header = "Engagements"
    site_title = "Engagements"
    index_title = "Enter and edit"
    enable_nav_sidebar = False  # forms of participants need the width

    def get_urls(self):
        """As Django's, without the detour to a record's page: it tells whether a hidden record exists."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def login(self, request, extra_context=None):
        """Send to the one login page; who is signed in but may not enter is told so."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def password_change(self, request, extra_context=None):
        """Send to the one page for it, where the old password can't be guessed at will."""
        return redirect("password_change")

    def get_app_list(self, request, app_label=None):
        """As Django's, but what is entered daily comes first."""
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: app["app_label"] != "engagements")
        for app in apps:
            app["models"].sort(
                key=lambda model: (
                    ORDER.index(model["object_name"]) if model["object_name"] in ORDER else len(ORDER)
                )
            )
        return apps
