"""Whether the system is up: for whatever watches it."""

import os
from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@cache
def last_migrations() -> set[tuple[str, str]]:
    """Return the last migration of each app that this version of the code has; read from disk once."""
    return set(MigrationLoader(None).graph.leaf_nodes())


def is_migrated() -> bool:
    return last_migrations() <= set(MigrationRecorder(connection).migration_qs.values_list("app", "name"))


def is_read_only() -> bool:
    """Return whether the database takes no changes; asked without a change, which may have to wait."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('transaction_read_only') = 'on'")
            return bool(cursor.fetchone()[0])
        cursor.execute("SELECT query_only FROM pragma_query_only")
        (is_query_only,) = cursor.fetchone()
    path = Path(str(connection.settings_dict["NAME"]))
    return bool(is_query_only) or (path.exists() and not os.access(path, os.W_OK))


def find_state() -> str:
    """Return "ok", "read-only", or "unavailable" for all else."""
    try:
        if not is_migrated():
            return "unavailable"
        return "read-only" if is_read_only() else "ok"
    except Exception:  # whatever the driver raises, the answer to a stranger is the same
        return "unavailable"


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 "ok" while the database answers, is migrated and takes changes; 503 otherwise."""
    state = find_state()
    return HttpResponse(state, status=200 if state == "ok" else 503, content_type="text/plain")
