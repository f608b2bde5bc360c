"""Free text: all words of a visit or meeting in one indexed document, which the database keeps true.

A document holds what is folded of the record itself, of its lines and of all that they
name. Triggers keep it, whoever writes: forms, bulk imports, merges, renames. Each database
has its own: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from .base_index import SearchIndex
from .contents import DOCUMENT_CONTENTS
from .postgresql_index import PostgreSQLSearchIndex
from .sqlite_index import SQLiteSearchIndex


def search_indexes(using: str) -> list[SearchIndex]:
    connection = connections[using]
    index = SQLiteSearchIndex if connection.vendor == "sqlite" else PostgreSQLSearchIndex
    return [index(connection, contents) for contents in DOCUMENT_CONTENTS]


@contextmanager
def suspended_index(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Do without documents for a while; then write all anew. In one transaction of the caller's.

    For filling a whole database: that is many times faster than keeping each document
    true at every line. Others wait until the transaction is over.
    """
    indexes = search_indexes(using)
    for index in indexes:
        index.remove()
    yield
    connections[using].check_constraints()
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL, told of no officials, reads them all for each record
    for index in indexes:
        index.install()


def drop_before_migrate(using: str, plan: Sequence[Any], **kwargs: Any) -> None:
    """Take the documents down before migrations; for ``pre_migrate``. `install` makes them again.

    On SQLite a change of a table removes and rebuilds it, and it refuses to rename the new one
    while triggers of other tables read from it.
    """
    if plan and connections[using].vendor == "sqlite":
        for index in search_indexes(using):
            index.remove()


def install_indexes(using: str, **kwargs: Any) -> None:
    """Make the documents and the triggers that keep them; safe to call again. For ``post_migrate``.

    After every migration: on SQLite a change of a table rebuilds it, and drops its triggers.
    """
    for index in search_indexes(using):
        index.install()
