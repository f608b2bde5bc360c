"""How often a password may be guessed."""

import ipaddress
from datetime import datetime
from typing import Any, cast

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username, get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth import authenticate
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from .client_address import client_address

BROWSER_COOKIE, BROWSER_COOKIE_AGE = "known_browser", 365 * 24 * 3600


class CountedRequest(HttpRequest):
    """A request with what axes and `CountBeforeCheckHandler` note on it."""

    axes_attempt_time: datetime
    axes_ip_address: str
    axes_locked_out: bool
    axes_credentials: dict[str, str]
    guess: int  # the number of this guess; absent where it was refused


def throttled_address(request: HttpRequest) -> str:
    """Return the address that guesses are counted under: with IPv6, everybody has 2^64 of them."""
    address = ipaddress.ip_address(client_address(request) or "::")
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def browser_mark(request: HttpRequest, username: str) -> str:
    """Return the mark that `remember_browser` gave, if it was for ``username``; else "".

    Guesses in such a browser are counted apart: what others guess, also behind the same address,
    does not lock out who has signed in there before.
    """
    salt = f"{BROWSER_COOKIE} {username}"
    return request.get_signed_cookie(BROWSER_COOKIE, "", salt=salt, max_age=BROWSER_COOKIE_AGE) or ""


def remember_browser(request: HttpRequest, response: HttpResponse, username: str) -> None:
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
    """Counts a guess before the password is checked.

    Axes asks how many failed, has the password checked, and counts after that: sixty guesses sent
    at once all find that none has failed yet, and all are tried. Here one short transaction counts
    a guess or refuses it, so that no more than the limit are tried however they come; a success
    resets the count.
    """

    def filter_user_attempts(
        self, request: CountedRequest, credentials: dict[str, str] | None = None
    ) -> list[models.QuerySet[Any]]:
        return [AccessAttempt.objects.filter(**self.attempt_key(request, credentials))]

    def attempt_key(self, request: CountedRequest, credentials: dict[str, str] | None) -> dict[str, str]:
        username = get_client_username(request, credentials)
        return {
            "username": username,
            "ip_address": request.axes_ip_address,
            # What the browser calls itself is no mark: it may say something else each time.
            "user_agent": browser_mark(request, username),
        }

    def is_allowed(self, request: CountedRequest, credentials: dict[str, str] | None = None) -> bool:
        now = request.axes_attempt_time
        with transaction.atomic():
            attempt, _ = AccessAttempt.objects.select_for_update().get_or_create(
                **self.attempt_key(request, credentials), defaults={"failures_since_start": 0}
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

    def user_login_failed(
        self, sender: Any, credentials: dict[str, str], request: CountedRequest | None = None, **kwargs: Any
    ) -> None:
        """Lock the name if this guess, which is counted already, was the last one or was refused."""
        if request is None:  # a command
            return
        limit = get_failure_limit(request, credentials)
        guess = getattr(request, "guess", None)
        if guess is None or guess >= limit:
            request.axes_locked_out, request.axes_credentials = True, credentials
        if guess == limit:
            user_locked_out.send(
                "axes",
                request=request,
                username=get_client_username(request, credentials),
                ip_address=request.axes_ip_address,
            )


def locked_until(request: HttpRequest, credentials: dict[str, str]) -> datetime | None:
    """Return when the next guess is checked, after a lockout; None where there was no guess."""
    AxesProxyHandler.update_request(request)
    (attempts,) = AxesProxyHandler.get_implementation().filter_user_attempts(request, credentials)
    attempt = attempts.first()
    return cast("datetime", attempt.attempt_time + get_cool_off(request)) if attempt else None


class ThrottlingBackend(AxesStandaloneBackend):
    """Refuses who has guessed too often. Without a request it is a command that asks, not a login."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        if request is not None:
            super().authenticate(request, **credentials)


def is_own_password(request: HttpRequest, password: str) -> bool:
    """Return whether it is the password of who is signed in; guesses are counted as those at the login."""
    user = authenticate(request, username=request.user.get_username(), password=password)
    if user is None:
        return False
    AxesProxyHandler.get_implementation().reset_user_attempts(request, {"username": user.get_username()})
    return True
