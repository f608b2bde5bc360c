"""The highest id that each table ever gave out.

A record that was deleted has its history under its id; a new one must not get that.
"""

from django.db import connection, models

from .archive import kept_models


def last_ids():
    """Return the highest id that each table ever gave out.

    A record that was deleted has its history under its id; a new one must not get that.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            known = dict(cursor.fetchall())
            return {model._meta.db_table: known.get(model._meta.db_table, 0) for model in numbered_models()}
        found = {}
        for model in numbered_models():
            cursor.execute(
                "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0)",
                [f'"{model._meta.db_table}"', model._meta.pk.column],
            )
            (found[model._meta.db_table],) = cursor.fetchone()
        return found


def numbered_models():
    return [model for model in kept_models() if isinstance(model._meta.pk, models.AutoField)]


def set_last_ids(last):
    with connection.cursor() as cursor:
        for model in numbered_models():
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last[table]]
                )
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), greatest(%s, 1), %s > 0)",
                    [f'"{table}"', model._meta.pk.column, last[table], last[table]],
                )
