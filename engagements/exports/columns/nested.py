"""Objects in the column "data": what the other columns can't carry without loss."""

from operator import attrgetter


def nested(name, *fields):
    """Return a function: the record that ``name`` leads to from a row, as an object; None for none."""
    paths = [f"{name}__{one}" for one in fields]
    get = attrgetter(*paths)

    def read(row):
        values = get(row)
        return None if values[0] is None else dict(zip(fields, values, strict=True))

    read.paths = paths
    return read


def own(*fields):
    """Return a function: the values of ``fields`` of a row, as an object."""
    get = attrgetter(*fields)
    return lambda row: dict(zip(fields, get(row), strict=True))


OFFICIAL = ("uid", "name", "honorific", "sort_name", "native_name")
ORGANIZATION = ("uid", "name", "acronym", "native_name", "kind", "country")
SOURCE = ("title", "publisher", "url", "published_on", "retrieved_on", "text")
official = nested("official", *OFFICIAL)
organization = nested("organization", *ORGANIZATION)
source = nested("source", *SOURCE)


def capacity(line):
    return {"official": official(line), "organization": organization(line)}


def about(one):
    """Return what visits and meetings both have."""
    return {
        "topics": [line.topic__name for line in one.lines["topics"]],
        "sources": [source(line) for line in one.lines["sources"]],
    }
