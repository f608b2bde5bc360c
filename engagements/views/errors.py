"""The pages of errors."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


# PostgreSQL's code for a write to a database that is only read, as a standby is.
READ_ONLY_CODE = "25006"


def is_unavailable(error: BaseException | None) -> bool:
    """Return whether the database is busy, away, full, or takes no changes."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "pgcode", None) == READ_ONLY_CODE
    return isinstance(error, OperationalError | InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell a database that can't do it now, where it helps to try again, from a fault of the program."""
    if is_unavailable(sys.exc_info()[1]):
        # Without the request: who is asking would be asked of the database.
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return defaults.server_error(request)
