"""The query strings that stand in addresses of filtered pages."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict


def query_string(query: QueryDict, **changes: Sequence[str] | None) -> str:
    """Return ``query`` as it stands in an address, with other values for some names; None drops one.

    What is empty is left out, and so is the page, as another question begins at page 1, and
    the format of an export.
    """
    changed = query.copy()
    for name in ("page", "rows", "columns", "export"):
        changed.pop(name, None)
    for name, values in changes.items():
        changed.setlist(name, list(values or ()))
    for name, values in changed.lists():
        changed.setlist(name, [value for value in values if value])
    return f"?{changed.urlencode()}"


def renamed(query: QueryDict, names: Mapping[str, str]) -> QueryDict:
    """Return ``query`` with other names for some parameters (old name -> new name)."""
    result = QueryDict(mutable=True)
    for name, values in query.lists():
        result.setlistdefault(names.get(name, name)).extend(values)
    return result
