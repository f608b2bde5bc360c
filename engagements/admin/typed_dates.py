"""How a date that is being typed is read: what its box says before anything is sent."""

import datetime
from contextlib import suppress

from django.http import HttpRequest, JsonResponse

from engagements.common.dates import describe_date
from engagements.imports.reading.typed_dates import UnclearDateError, read_typed_date


def typed_date_view(request: HttpRequest) -> JsonResponse:
    """Answer how ``text`` is read, as the box is to show it and in words, or why it is not.

    ``base``, typed too, is the day that "+3" counts from.
    """
    base: datetime.date | None = None
    with suppress(UnclearDateError):
        base = read_typed_date(request.GET.get("base", "")).start
    try:
        period = read_typed_date(request.GET.get("text", ""), base)
    except UnclearDateError as error:
        readings = [{"value": str(day), "words": describe_date(day)} for day in error.readings]
        return JsonResponse({"problem": str(error), "readings": readings})
    weekday = f"{period.start:%A} " if period.exact else ""
    return JsonResponse(
        {"value": str(period), "words": weekday + describe_date(period.start, period.precision)}
    )
