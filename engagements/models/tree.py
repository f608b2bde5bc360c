"""Models whose records may have a parent, and the triggers that keep a chain of parents free of loops.

A loop spans several rows, so no check constraint can see it. The triggers are made
after every ``migrate``, not by one migration: on SQLite a later change of the table
rebuilds it and would drop them silently.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connections, models


class Tree(models.Model):
    """A model whose records may have a parent; a chain of parents has no loop.

    ``parent`` is held by a trigger in the database (see `create_triggers`), since a
    loop can't be seen from one row.
    """

    parent: "models.ForeignKey[Any, Any]"
    parent_id: int | None

    class Meta:
        abstract = True

    @classmethod
    def descendant_ids(cls, *roots: int) -> set[int]:
        """Return the ids of ``roots`` and of all that descends from them, as a set."""
        children: dict[int, list[int]] = {}
        rows: models.QuerySet[Any] = cls._default_manager.all()
        for pk, parent in rows.filter(parent__isnull=False).values_list("pk", "parent"):
            children.setdefault(parent, []).append(pk)
        ids: set[int] = set()
        waiting = list(roots)
        while waiting:
            pk = waiting.pop()
            if pk not in ids:
                ids.add(pk)
                waiting.extend(children.get(pk, ()))
        return ids

    def clean(self) -> None:
        super().clean()
        if self.pk and self.parent_id in self.descendant_ids(self.pk):
            raise ValidationError({"parent": f"{self.parent} is, or lies under, {self} itself."})


SQLITE_TRIGGER = """
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
POSTGRESQL_TRIGGER = """
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


def create_triggers(using: str, **kwargs: Any) -> None:
    """Create the triggers in the database ``using``; safe to call again. For ``post_migrate``.

    Only updates need watching: a row that is new is nobody's parent yet, except in its own
    row, which a check constraint forbids.
    """
    connection = connections[using]
    quote = connection.ops.quote_name
    existing = set(connection.introspection.table_names())
    for options in (model._meta for model in apps.get_models() if issubclass(model, Tree)):
        if options.db_table not in existing:  # while migrating backwards
            continue
        names = {
            "name": quote(f"{options.model_name}_parents_have_no_loop"),
            "table": quote(options.db_table),
            "pk": quote(str(options.pk.column)),
            "parent": quote(options.get_field("parent").column),
        }
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {names['name']}")
                cursor.execute(SQLITE_TRIGGER.format(**names))
            else:
                cursor.execute(POSTGRESQL_TRIGGER.format(**names))
