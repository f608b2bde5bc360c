"""How often a password may be guessed."""

import ipaddress

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.crypto import get_random_string

from .client_address import client_address


def throttled_address(request):
    """Return the address that guesses are counted under: with IPv6, everybody has 2^64 of them."""
    address = ipaddress.ip_address(client_address(request) or "::")
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


BROWSER_COOKIE, BROWSER_COOKIE_AGE = "known_browser", 365 * 24 * 3600


def browser_mark(request, username):
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
        browser_mark(request, username) or get_random_string(22),
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
            "user_agent": browser_mark(request, username),
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


def locked_until(request, credentials):
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
