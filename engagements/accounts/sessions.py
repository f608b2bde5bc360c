"""How long a session lasts, and what is asked of every request."""

import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode

from .client_address import client_address
from .two_factor import SignedInUser

OPEN_PAGES = {"login", "logout", "healthz", "sign_on", "sign_on_callback"}
SET_UP_PAGES = {"second_factor", "second_factor_begin"}


@receiver(user_logged_in)
def start_session(request: HttpRequest, **kwargs: Any) -> None:
    request.session["began"] = request.session["seen"] = int(time.time())
    request.session["address"] = client_address(request)
    request.session["browser"] = request.headers.get("User-Agent", "")[:200]


class AccessMiddleware(MiddlewareMixin):
    """Ends sessions that are too old, and requires the second factor before any page.

    By names, and not by Django's `login_not_required`, with which other libraries mark pages that
    ask for a login in their own way.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN_PAGES or not request.user.is_authenticated or hasattr(request, "api_token"):
            return None
        if self.is_too_old(request.session):
            logout(request)
            messages.info(request, "You were signed out, as you had been signed in for long. Sign in again.")
            return None  # now the login is asked for
        user = cast(SignedInUser, request.user)  # as TwoFactorBackend and OTPMiddleware made it
        if user.is_verified() or request.session.get("house_second_factor"):
            return None
        if user.has_second_factor:
            return None if name == "second_factor_check" else self.lead_to("second_factor_check", request)
        if user.needs_second_factor and name not in SET_UP_PAGES:
            return self.lead_to("second_factor", request)
        return None

    def is_too_old(self, session: SessionBase) -> bool:
        now = int(time.time())
        if now - session.setdefault("began", now) > settings.SESSION_LIMIT:
            return True
        # Not at every request, as reading a page should not have to wait for who writes.
        if now - session.get("seen", 0) > settings.SESSION_COOKIE_AGE / 20:
            session["seen"] = now
        return False

    def lead_to(self, name: str, request: HttpRequest) -> HttpResponse:
        query = {"next": request.get_full_path()} if request.method == "GET" else {}
        return redirect(f"{reverse(name)}?{urlencode(query)}" if query else name)
