"""Reading from a streaming replica: which requests do, and what happens when it is down or behind.

With ``DATABASE_REPLICA_URL`` set, the pages, exports and feeds of readers read engagements from a
PostgreSQL standby. All else stays with the primary: writes, the admin, accounts and
sessions, and for some seconds after a write what its writer reads.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import InterfaceError, OperationalError, connections
from django.db.models import Model
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

log = logging.getLogger("engagements.operations.replica")

DEFAULT, REPLICA = "default", "replica"
WROTE_COOKIE = "wrote"
read_database = ContextVar("database of this request's reads", default=DEFAULT)


class ReplicaRouter:
    """Reads of engagements follow the request; all else goes to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return read_database.get() if model._meta.app_label == "engagements" else DEFAULT

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        return True  # both are the same rows

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT


class ReplicaHealth:
    """Whether the replica can be read from; checked at most once in `REPLICA_CHECK_SECONDS`, a process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.is_usable = False
        self.checked_at: float | None = None
        self.primary_position: str | None = None  # in the log of the primary, when it was last checked

    def check(self) -> bool:
        """Return whether the replica can be read from."""
        if self.lock.acquire(blocking=False):  # else another thread checks: its last result will do
            try:
                now = time.monotonic()
                if self.checked_at is None or now - self.checked_at >= settings.REPLICA_CHECK_SECONDS:
                    self.note(self.find_problem())
                    self.checked_at = now
            finally:
                self.lock.release()
        return self.is_usable

    def find_problem(self) -> str:
        """Return what is wrong with the replica, "" for nothing.

        It is behind where it lacks what the primary had written at the last check.
        """
        try:
            with connections[REPLICA].cursor() as cursor:
                cursor.execute(
                    "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn",
                    [self.primary_position],
                )
                is_standby, has_caught_up = cursor.fetchone()
        except (OperationalError, InterfaceError) as error:
            connections[REPLICA].close()
            return f"it does not answer ({str(error).strip()})"
        if not is_standby:
            return "it is no standby"
        with connections[DEFAULT].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()::text")
            (self.primary_position,) = cursor.fetchone()
        return "it is too far behind" if has_caught_up is False else ""

    def fail(self, error: Exception) -> None:
        """Do not use the replica until the next check."""
        connections[REPLICA].close()
        self.checked_at = time.monotonic()
        self.note(f"it failed ({str(error).strip()})")

    def note(self, problem: str) -> None:
        """Log it where ``problem`` is the first after none, or the other way round."""
        if problem and (self.is_usable or self.checked_at is None):
            log.warning("The replica is stepped over: %s.", problem)
        elif not problem and not self.is_usable:
            log.warning("The replica is read from.")
        self.is_usable = not problem


health = ReplicaHealth()


@receiver(request_finished)
def reset_read_database(**kwargs: Any) -> None:
    """An export is read while it is sent, so only the end of it ends the choice."""
    read_database.set(DEFAULT)


class ReplicaMiddleware:
    """Chooses the database of a request's reads; asks the primary again where the replica fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        read_database.set(DEFAULT)
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") and request.user.is_authenticated:
            response.set_cookie(
                WROTE_COOKIE,
                "1",
                max_age=settings.REPLICA_AFTER_WRITE_SECONDS,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if (
            request.method in ("GET", "HEAD")
            and match
            and "engagements" in match.app_names
            and WROTE_COOKIE not in request.COOKIES
            and health.check()
        ):
            read_database.set(REPLICA)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or read_database.get() != REPLICA:
            return None
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        health.fail(exception)
        read_database.set(DEFAULT)
        response = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response
