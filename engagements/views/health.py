"""Whether the system is up: for whatever watches it."""

from functools import cache

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


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 "ok" while the database answers and is migrated; 503 otherwise, without saying why."""
    try:
        healthy = is_migrated()
    except Exception:  # whatever the driver raises, the answer to a stranger is the same
        healthy = False
    if healthy:
        return HttpResponse("ok", content_type="text/plain")
    return HttpResponse("unavailable", status=503, content_type="text/plain")
