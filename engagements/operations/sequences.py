"""The highest id that each table ever gave out.

A record that was deleted has its history under its id; a new one must not get that.
"""

from django.db import connection
from django.db.models import AutoField, Model

from .archive import archived_models


def numbered_models() -> list[type[Model]]:
    return [model for model in archived_models() if isinstance(model._meta.pk, AutoField)]


def last_ids() -> dict[str, int]:
    """Return the highest id that each table ever gave out, by table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            sequences = dict(cursor.fetchall())
            return {
                model._meta.db_table: sequences.get(model._meta.db_table, 0) for model in numbered_models()
            }
        ids = {}
        for model in numbered_models():
            cursor.execute(
                "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0)",
                [f'"{model._meta.db_table}"', model._meta.pk.column],
            )
            (ids[model._meta.db_table],) = cursor.fetchone()
        return ids


def set_last_ids(ids: dict[str, int]) -> None:
    """Let each table go on after its id in ``ids``."""
    with connection.cursor() as cursor:
        for model in numbered_models():
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, ids[table]])
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), greatest(%s, 1), %s > 0)",
                    [f'"{table}"', model._meta.pk.column, ids[table], ids[table]],
                )
