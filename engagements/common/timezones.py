"""Names of time zones."""

import zoneinfo
from functools import cache

from babel.core import get_global
from django.core.exceptions import ValidationError


@cache
def known_timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


@cache
def timezone_of_country(code: str) -> str:
    """Return the zone of a country (ISO code) that has one alone, by CLDR; else ""."""
    zones = [zone for zone, territory in get_global("zone_territories").items() if territory == code]
    return zones[0] if len(zones) == 1 else ""


def validate_timezone(name: str) -> None:
    if name not in known_timezones():
        raise ValidationError("There is no such time zone; write it like America/Mexico_City.")


def describe_timezone(name: str) -> str:
    """Return "Mexico City time" for America/Mexico_City; a zone that has no city as it is, such as UTC."""
    area, _, city = name.rpartition("/")
    return f"{city.replace('_', ' ')} time" if area and area != "Etc" else city
