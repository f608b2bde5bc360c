"""Reading from a streaming replica: which requests do, and what happens when it is down or behind.

With ``DATABASE_REPLICA_URL`` set, the pages, exports and feeds of readers read engagements from a
PostgreSQL standby. All else stays with the primary: writes, the admin, accounts and
sessions, and for some seconds after a write what its writer reads.
"""

import logging
import threading
import time
from contextvars import ContextVar

from django.conf import settings
from django.core.signals import request_finished
from django.db import InterfaceError, OperationalError, connections
from django.dispatch import receiver

log = logging.getLogger("engagements.operations.replica")

DEFAULT, REPLICA = "default", "replica"
COOKIE = "wrote"
reading = ContextVar("database of this request's reads", default=DEFAULT)


class Router:
    """Reads of engagements follow the request; all else goes to the primary."""

    def db_for_read(self, model, **hints):
        return reading.get() if model._meta.app_label == "engagements" else DEFAULT

    def db_for_write(self, model, **hints):
        return DEFAULT

    def allow_relation(self, one, other, **hints):
        return True  # both are the same rows

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT


class Health:
    """Whether the replica can be read from; found out at most once in `REPLICA_CHECK_SECONDS`, a process."""

    def __init__(self):
        self.lock = threading.Lock()
        self.good, self.checked, self.noted = False, None, None

    def is_good(self):
        if self.lock.acquire(blocking=False):  # else another thread is at it: what is known will do
            try:
                now = time.monotonic()
                if self.checked is None or now - self.checked >= settings.REPLICA_CHECK_SECONDS:
                    self.tell(self.problem())
                    self.checked = now
            finally:
                self.lock.release()
        return self.good

    def problem(self):
        """Say what is wrong with the replica, "" for nothing.

        It is behind where it lacks what the primary had written when that was last looked at.
        """
        try:
            with connections[REPLICA].cursor() as cursor:
                cursor.execute(
                    "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn", [self.noted]
                )
                standby, caught_up = cursor.fetchone()
        except (OperationalError, InterfaceError) as error:
            connections[REPLICA].close()
            return f"it does not answer ({str(error).strip()})"
        if not standby:
            return "it is no standby"
        with connections[DEFAULT].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()::text")
            (self.noted,) = cursor.fetchone()
        return "it is too far behind" if caught_up is False else ""

    def failed(self, error):
        """Leave the replica alone until the next look at it."""
        connections[REPLICA].close()
        self.checked = time.monotonic()
        self.tell(f"it failed ({str(error).strip()})")

    def tell(self, problem):
        if problem and (self.good or self.checked is None):
            log.warning("The replica is stepped over: %s.", problem)
        elif not problem and not self.good:
            log.warning("The replica is read from.")
        self.good = not problem


health = Health()


@receiver(request_finished)
def forget(**kwargs):
    """An export is read while it is sent, so only the end of it ends the choice."""
    reading.set(DEFAULT)


class ReplicaMiddleware:
    """Chooses the database of a request's reads; asks the primary again where the replica fails."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        reading.set(DEFAULT)
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") and request.user.is_authenticated:
            response.set_cookie(
                COOKIE,
                "1",
                max_age=settings.REPLICA_AFTER_WRITE_SECONDS,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    def process_view(self, request, view, args, kwargs):
        if (
            request.method in ("GET", "HEAD")
            and "engagements" in request.resolver_match.app_names
            and COOKIE not in request.COOKIES
            and health.is_good()
        ):
            reading.set(REPLICA)

    def process_exception(self, request, exception):
        if reading.get() != REPLICA or not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        health.failed(exception)
        reading.set(DEFAULT)
        match = request.resolver_match
        response = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response
