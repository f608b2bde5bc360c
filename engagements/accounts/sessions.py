"""How long a session lasts, and what is asked of every request."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode

OPEN = {"login", "logout", "healthz"}
SET_UP = {"second_factor", "second_factor_begin"}


@receiver(user_logged_in)
def note_time(request, **kwargs):
    request.session["began"] = request.session["seen"] = int(time.time())


class AccessMiddleware(MiddlewareMixin):
    """Ends sessions that are too old, and lets nobody in by half.

    By names, and not by Django's `login_not_required`, with which other libraries mark pages that
    ask for a login in their own way.
    """

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if name in OPEN or not request.user.is_authenticated:
            return None
        if self.is_too_old(request.session):
            logout(request)
            messages.info(request, "You were signed out, as you had been signed in for long. Sign in again.")
            return None  # now the login is asked for
        if request.user.is_verified():
            return None
        if request.user.has_second_factor:
            return None if name == "second_factor_check" else self.lead_to("second_factor_check", request)
        if request.user.needs_second_factor and name not in SET_UP:
            return self.lead_to("second_factor", request)
        return None

    def is_too_old(self, session):
        now = int(time.time())
        if now - session.setdefault("began", now) > settings.SESSION_LIMIT:
            return True
        # Not at every request, as reading a page should not have to wait for who writes.
        if now - session.get("seen", 0) > settings.SESSION_COOKIE_AGE / 20:
            session["seen"] = now
        return False

    def lead_to(self, name, request):
        query = {"next": request.get_full_path()} if request.method == "GET" else {}
        return redirect(f"{reverse(name)}?{urlencode(query)}" if query else name)
