"""The door: where a request comes from, how often a password may be guessed, how long a session
lasts, and who needs a second factor."""

import ipaddress
import time

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode
from django_otp.plugins.otp_totp.models import TOTPDevice

# --- Where a request comes from


def client_address(request):
    """Return the address that asks, or None: of X-Forwarded-For, only what our own proxies wrote.

    Each of them adds at the end from whom it had the request, so that the client is the entry that
    the outermost of them wrote. Where there are fewer entries, somebody went past a proxy.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if count := settings.TRUSTED_PROXIES:
        told = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = told[-count] if len(told) >= count else address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def throttled_address(request):
    """Return the address that guesses are counted under: with IPv6, everybody has 2^64 of them."""
    address = ipaddress.ip_address(client_address(request) or "::")
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


# --- How often a password may be guessed

BROWSER_COOKIE, BROWSER_COOKIE_AGE = "known_browser", 365 * 24 * 3600


def known_browser(request, username):
    """Return the mark that `remember_browser` gave, if it was for ``username``; else "".

    Guesses in such a browser are counted apart: what others guess, also behind the same address,
    does not keep out who has signed in there before.
    """
    return request.get_signed_cookie(
        BROWSER_COOKIE, default="", salt=f"{BROWSER_COOKIE} {username}", max_age=BROWSER_COOKIE_AGE
    )


def remember_browser(request, response, username):
    response.set_signed_cookie(
        BROWSER_COOKIE,
        known_browser(request, username) or get_random_string(22),
        salt=f"{BROWSER_COOKIE} {username}",
        max_age=BROWSER_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class CountBeforeCheckHandler(AxesDatabaseHandler):
    """Counts a guess before the password is looked at.

    Axes asks how many failed, has the password looked at, and counts after that: sixty guesses sent
    at once all find that none has failed yet, and all are tried. Here one short transaction counts
    a guess or refuses it, so that no more than the limit are tried however they come; a success
    takes the count back.
    """

    def filter_user_attempts(self, request, credentials=None):
        return [AccessAttempt.objects.filter(**self.counted_under(request, credentials))]

    def counted_under(self, request, credentials):
        username = get_client_username(request, credentials)
        return {
            "username": username,
            "ip_address": request.axes_ip_address,
            # What the browser calls itself is no mark: it may say something else each time.
            "user_agent": known_browser(request, username),
        }

    def is_allowed(self, request, credentials=None):
        now = request.axes_attempt_time
        with transaction.atomic():
            attempt, _ = AccessAttempt.objects.select_for_update().get_or_create(
                **self.counted_under(request, credentials), defaults={"failures_since_start": 0}
            )
            if attempt.attempt_time <= now - get_cool_off(request):
                attempt.failures_since_start = 0
            if attempt.failures_since_start >= get_failure_limit(request, credentials):
                return False
            attempt.failures_since_start += 1
            attempt.attempt_time = now
            attempt.save()
        request.guess = attempt.failures_since_start
        return True

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """The guess is counted already; shut the door if it was the last one, or if it was shut."""
        if request is None:  # a command
            return
        limit = get_failure_limit(request, credentials)
        guess = getattr(request, "guess", None)  # None where it was refused unseen
        if guess is None or guess >= limit:
            request.axes_locked_out, request.axes_credentials = True, credentials
        if guess == limit:
            user_locked_out.send(
                "axes",
                request=request,
                username=get_client_username(request, credentials),
                ip_address=request.axes_ip_address,
            )


def opens_again(request, credentials):
    """Return when the next guess is looked at, after a lockout; None where nothing is shut."""
    AxesProxyHandler.update_request(request)
    (attempts,) = AxesProxyHandler.get_implementation().filter_user_attempts(request, credentials)
    attempt = attempts.first()
    return attempt and attempt.attempt_time + get_cool_off(request)


class ThrottlingBackend(AxesStandaloneBackend):
    """Refuses who has guessed too often. Without a request it is a command that asks, not the door."""

    def authenticate(self, request, **credentials):
        return super().authenticate(request, **credentials) if request is not None else None


def is_own_password(request, password):
    """Say whether it is the password of who is signed in; guesses are counted as those at the login."""
    user = authenticate(request, username=request.user.get_username(), password=password)
    if user is None:
        return False
    AxesProxyHandler.get_implementation().reset_user_attempts(request, {"username": user.get_username()})
    return True


# --- Who needs a second factor


class TwoFactorBackend(ModelBackend):
    """Django's own; an account also brings along what `AccessMiddleware` has to know of it."""

    def get_user(self, user_id):
        User = get_user_model()
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        # Not by `has_perm`: superusers have every permission, also one that is a duty.
        demands = Permission.objects.filter(
            Q(group__user=OuterRef("pk")) | Q(user=OuterRef("pk")),
            codename="needs_second_factor",
            content_type__app_label="engagements",
        )
        user = (
            User._default_manager.filter(pk=user_id)
            .annotate(has_second_factor=Exists(devices), needs_second_factor=Exists(demands))
            .first()
        )
        return user if user and self.user_can_authenticate(user) else None


# --- What is asked of every request

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
