"""A form that is sent when the session has ended: what was typed is returned, to be sent again.

Whoever signs in gets a new CSRF token, so that a form that was open before is refused, though it is
our own: it is returned just the same, with the new token. So is one of a record that somebody
deleted meanwhile: it may be brought back.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache


def is_form(request: HttpRequest) -> bool:
    """Return whether something may have been typed: not in the forms of accounts, which hold passwords."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name.startswith("admin:engagements_"):
        return name.endswith(("_add", "_change", "_bulk", "_correct", "_remarks"))
    return name.startswith("engagements:") and not name.endswith("_delete")


def is_our_own(request: HttpRequest) -> bool:
    """Return whether the form was on a page of ours; browsers say so of every form that is sent."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (name, value) of each field that was sent."""
    if request.method != "POST" or not is_form(request):
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


@never_cache
def resend_page(
    request: HttpRequest, fields: list[tuple[str, str]], is_missing: bool = False, status: int = 403
) -> HttpResponse:
    """Return a page from which ``fields`` are sent again; ``is_missing``: there is no such record."""
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    context = {"fields": fields, "files": files, "is_missing": is_missing}
    return render(request, "registration/send_again.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    # What another site sends is not returned: one click would make it our own.
    return resend_page(request, typed_fields(request) if is_our_own(request) else [])


class LoginMiddleware(LoginRequiredMiddleware):
    """Asks for the login, and keeps what was typed meanwhile."""

    def handle_no_permission(  # type: ignore[override] # the stubs know of redirects alone
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        by_script = request.headers.get("Sec-Fetch-Dest") == "empty"
        if by_script and "HX-Request" not in request.headers:
            return HttpResponse(status=401)  # it would take the login page for its answer
        fields = typed_fields(request)
        return resend_page(request, fields) if fields else super().handle_no_permission(request, view_func)
