"""The pages of errors; programs that ask the API get the same as JSON."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

API_ERRORS = {
    400: "What was sent can’t be read.",
    403: "You may not read this.",
    404: "There is nothing at this address.",
    500: "Something went wrong here.",
    503: "The database can’t answer now. Try again.",
}


def is_for_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/v1/")


def api_error(status: int) -> JsonResponse:
    return JsonResponse({"detail": API_ERRORS[status]}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return api_error(400) if is_for_program(request) else render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return api_error(403) if is_for_program(request) else render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return api_error(404) if is_for_program(request) else defaults.page_not_found(request, exception)


# PostgreSQL's code for a write to a database that is only read, as a standby is.
READ_ONLY_CODE = "25006"


def is_unavailable(error: BaseException | None) -> bool:
    """Return whether the database is busy, away, full, or takes no changes."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "pgcode", None) == READ_ONLY_CODE
    return isinstance(error, OperationalError | InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell a database that can't do it now, where it helps to try again, from a fault of the program."""
    is_away = is_unavailable(sys.exc_info()[1])
    if is_for_program(request):
        response: HttpResponse = api_error(503 if is_away else 500)
    elif is_away:
        # Without the request: who is asking would be asked of the database.
        response = HttpResponse(render_to_string("503.html"), status=503)
    else:
        response = defaults.server_error(request)
    if is_away:
        response["Retry-After"] = "30"
    return response
