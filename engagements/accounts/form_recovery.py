"""A form that is sent when the session has ended: what was typed is handed back, to be sent again.

Whoever signs in gets a new token against forged requests, so that a form that was open before is
refused, though it is our own: it is handed back just the same, with the new token. So is one of a
record that somebody deleted meanwhile: it may be brought back.
"""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.views.decorators.cache import never_cache


def is_form(request):
    """Whether something may have been typed: not in the forms of accounts, which hold passwords."""
    name = request.resolver_match.view_name
    if name.startswith("admin:engagements_"):
        return name.endswith(("_add", "_change"))
    return name.startswith("engagements:") and not name.endswith("_delete")


def is_our_own(request):
    """Whether the form was on a page of ours; browsers say so of every form that is sent."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def typed_fields(request):
    """Return (name, value) of all that was sent."""
    if request.method != "POST" or not is_form(request):
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


@never_cache
def resend_page(request, fields, is_missing=False, status=403):
    """Return a page from which ``fields`` are sent again; ``is_missing`` says that there is no such record."""
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    context = {"fields": fields, "files": files, "is_missing": is_missing}
    return render(request, "registration/send_again.html", context, status=status)


def csrf_failure(request, reason=""):
    # What another site sends is not handed on: one click would make it our own.
    return resend_page(request, typed_fields(request) if is_our_own(request) else [])


class LoginMiddleware(LoginRequiredMiddleware):
    """Asks for the login, and keeps what was typed meanwhile."""

    def handle_no_permission(self, request, view_func):
        fields = typed_fields(request)
        return resend_page(request, fields) if fields else super().handle_no_permission(request, view_func)
