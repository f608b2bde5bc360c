"""Where the pages of records are, and whether an address is one of ours."""

from functools import cache

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def address_of(name: str, key: object | None = None) -> str:
    """Return the address of the page ``name``, of the record with the id ``key`` where it is of one.

    As `reverse`, which is asked once for each name: a list names hundreds of records, and would
    spend nearly half of its time there.
    """
    before, after = parts_of(name, key is not None, get_script_prefix())
    return before if key is None else f"{before}{key}{after}"


@cache
def parts_of(name: str, with_key: bool, prefix: str) -> tuple[str, str]:
    """Return what stands before and after the id in an address under ``prefix``."""
    if not with_key:
        return reverse(f"engagements:{name}"), ""
    before, _, after = reverse(f"engagements:{name}", args=[0]).rpartition("0")
    return before, after


def own_address(request: HttpRequest, address: str) -> str:
    """Return an ``address`` that was sent along, if it is on the host of the request; else ""."""
    is_own = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_own else ""
