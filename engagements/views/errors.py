"""The pages of errors."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell a database that is busy or away, where it helps to try again, from a fault of the program."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        # Without the request: who is asking would be asked of the database.
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return defaults.server_error(request)
