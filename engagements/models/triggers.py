"""Triggers that are written the same for both databases: OLD and NEW are the row before and after."""

from collections.abc import Sequence

from .stamps import NEXT_STAMP

# What statements name in braces, by database.
EXPRESSIONS = {
    "sqlite": {
        "transaction": "0",
        "now": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        "stamp": f"({NEXT_STAMP})",
    },
    "postgresql": {
        "transaction": "pg_current_xact_id()::text::bigint",
        "now": "now()",
        "stamp": "pg_current_xact_id()::text::bigint",
    },
}


def table(name: str) -> str:
    return f"engagements_{name}"


class Trigger:
    """One trigger: what writes into ``target``, on which table, at what event, under which condition."""

    def __init__(
        self,
        target: str,
        on: str,
        event: str,
        statements: Sequence[str],
        columns: Sequence[str] = (),
        suffix: str = "",
    ) -> None:
        """``columns``: an update counts only where one of them changes."""
        self.name = f"{target}_{on}_{event.lower()}{suffix}"
        self.on, self.event, self.statements, self.columns = table(on), event, statements, columns

    def sql(self, vendor: str) -> list[str]:
        # Before a deletion, the rows that it leads to are still there.
        when = "BEFORE" if self.event == "DELETE" else "AFTER"
        changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in self.columns)
        if vendor == "sqlite":
            changed = changed.replace("IS DISTINCT FROM", "IS NOT")
        condition = f"WHEN ({changed})" if changed else ""
        body = "; ".join(self.statements).format(**EXPRESSIONS[vendor])
        head = f"CREATE TRIGGER {self.name} {when} {self.event} ON {self.on} FOR EACH ROW {condition}"
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}", f"{head} BEGIN {body}; END"]
        returned = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $$"
            f" BEGIN {body}; RETURN {returned}; END $$ LANGUAGE plpgsql",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.on}",
            f"{head} EXECUTE FUNCTION {self.name}()",
        ]
