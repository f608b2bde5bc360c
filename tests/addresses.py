"""Every address that the resolver knows, so that a test over all pages can't miss a new one."""

from typing import NamedTuple

from django.urls import URLResolver, get_resolver, reverse

from engagements.views.base import RecordDetailView, RecordListView


class Address(NamedTuple):
    route: str
    view: object  # its class, where it has one

    def is_a(self, page):
        return isinstance(self.view, type) and issubclass(self.view, page)


def known(resolver=None, namespace="", prefix=""):
    """Return all addresses by name; a name is as for ``reverse()``, or the route where there is none."""
    found = {}
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            found |= known(one, f"{namespace}{one.namespace}:" if one.namespace else namespace, route)
        else:
            name = f"{namespace}{one.name}" if one.name else route
            view = getattr(one.callback, "view_class", None) or getattr(one.callback, "cls", one.callback)
            found[name] = Address(route, view)
    return found


ADDRESSES = known()
LISTS = [name for name, address in ADDRESSES.items() if address.is_a(RecordListView)]
DETAILS = [name for name, address in ADDRESSES.items() if address.is_a(RecordDetailView)]


def admin_pages(ending):
    """Return the names of the admin's pages of one kind (changelist, add, …), one a model."""
    return [name for name in ADDRESSES if name.startswith("admin:") and name.endswith(f"_{ending}")]


def detail_of(record):
    return reverse(f"engagements:{record._meta.model_name}_detail", args=[record.pk])
