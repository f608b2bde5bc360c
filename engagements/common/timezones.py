"""Names of time zones."""

import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError


@cache
def known_timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def validate_timezone(name: str) -> None:
    if name not in known_timezones():
        raise ValidationError("There is no such time zone; write it like America/Mexico_City.")
