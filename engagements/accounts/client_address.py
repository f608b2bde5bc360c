"""The network address that a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """Return the address that asks, or None: of X-Forwarded-For, only what our own proxies wrote.

    Each of them adds at the end from whom it had the request, so that the client is the entry that
    the outermost of them wrote. Where there are fewer entries, the request bypassed a proxy.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if count := settings.TRUSTED_PROXIES:
        entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = entries[-count] if len(entries) >= count else address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None
