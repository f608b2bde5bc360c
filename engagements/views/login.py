"""Signing in, and the page shown to who has guessed too often."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from engagements.accounts.throttling import locked_until, remember_browser

from .single_sign_on import sign_on_address


class ThrottledLoginView(auth_views.LoginView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        remember_browser(self.request, response, form.get_user().get_username())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sign_on_address=sign_on_address(self.get_redirect_url()), **kwargs)


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]
) -> HttpResponse:
    """Say until when the login is refused; the page is the same for names that nobody has."""
    return render(
        request, "registration/locked.html", {"until": locked_until(request, credentials)}, status=429
    )
