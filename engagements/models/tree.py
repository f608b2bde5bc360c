"""Triggers that keep every chain of parents free of loops, in both databases.

A loop spans several rows, so no check constraint can see it. The triggers are put up
after every ``migrate``, not by one migration: on SQLite a later change of the table
rebuilds it and would drop them silently.
"""

from .organizations import Organization
from .topics import Topic

SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE OF {parent} ON {table}
WHEN NEW.{parent} IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'CHECK constraint failed: {name}')
    WHERE NEW.{pk} IN (
        WITH RECURSIVE chain(id) AS (
            SELECT NEW.{parent}
            UNION
            SELECT above.{parent} FROM {table} AS above JOIN chain ON above.{pk} = chain.id
        )
        SELECT id FROM chain
    );
END
"""

# The lock makes two transactions that would each build half of a loop wait for each other.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('{name}'));
    IF NEW.{pk} IN (
        WITH RECURSIVE chain(id) AS (
            SELECT NEW.{parent}
            UNION
            SELECT above.{parent} FROM {table} AS above JOIN chain ON above.{pk} = chain.id
        )
        SELECT id FROM chain
    ) THEN
        RAISE EXCEPTION 'violates check constraint {name}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} BEFORE UPDATE OF {parent} ON {table}
FOR EACH ROW WHEN (NEW.{parent} IS NOT NULL) EXECUTE FUNCTION {name}();
"""


def install(using, **kwargs):
    """Put up the triggers in the database ``using``; safe to call again. For ``post_migrate``.

    Only updates need watching: a row that is new is nobody's parent yet, except in its own
    row, which a check constraint forbids.
    """
    from django.db import connections

    connection = connections[using]
    quote = connection.ops.quote_name
    existing = set(connection.introspection.table_names())
    for model in (Organization, Topic):
        options = model._meta
        if options.db_table not in existing:  # while migrating backwards
            continue
        names = {
            "name": quote(f"{options.model_name}_parents_have_no_loop"),
            "table": quote(options.db_table),
            "pk": quote(options.pk.column),
            "parent": quote(options.get_field("parent").column),
        }
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {names['name']}")
                cursor.execute(SQLITE.format(**names))
            else:
                cursor.execute(POSTGRESQL.format(**names))
