"""The query strings that stand in addresses of filtered pages."""


def address(data, **changes):
    """Return the query string of ``data`` with other values (lists) for some names; None drops one.

    What is empty is left out, and so is the page, as another question begins at page 1, and
    the format of an export.
    """
    query = data.copy()
    for name in ("page", "rows", "columns", "export"):
        query.pop(name, None)
    for name, values in changes.items():
        query.setlist(name, values or [])
    for name, values in query.lists():
        query.setlist(name, [value for value in values if value])
    return f"?{query.urlencode()}"
