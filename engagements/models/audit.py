"""Who came in, was refused, took something out, or changed an account: a log that is only ever added to.

Triggers refuse to change or delete what is written, in both databases, so that neither a form nor
a mistake in code can. They are created after every ``migrate``, as those in tree.py are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, models, transaction
from django.utils import timezone


class AuditEvent(models.TextChoices):
    LOGIN = "login", "signed in"
    FAILED_LOGIN = "failed", "wrong password"
    LOCKOUT = "lockout", "locked out"
    LOGOUT = "logout", "signed out"
    SECOND_FACTOR = "second", "second factor"
    ACCOUNT = "account", "account changed"
    REFUSED = "refused", "refused"
    EXPORT = "export", "export"
    DOWNLOAD = "download", "download"
    TOKEN = "token", "token"
    PRUNED = "pruned", "log pruned"


class AuditEntry(models.Model):
    """One event. Names are kept as text: an account may be renamed or deleted, the log stays."""

    at = models.DateTimeField("when", default=timezone.now, db_index=True)
    event = models.CharField(max_length=8, choices=AuditEvent)
    who = models.CharField(max_length=150, blank=True, help_text="Empty where it is not known.")
    user_number = models.PositiveBigIntegerField(null=True, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    detail = models.CharField("what", max_length=1000, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "audit log"
        default_permissions = ()  # superusers read it, and nobody writes it by hand
        permissions = [("needs_second_factor", "Has to sign in with a second factor")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_event_display()} {self.who}"


REFUSAL = "the audit log is only added to"

TRIGGER_SQL = {
    "sqlite": {
        "create": [
            "CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, '{message}'); END",
            # INSERT OR REPLACE deletes without asking the trigger above.
            "CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
            "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            "BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ],
        "drop": ["DROP TRIGGER IF EXISTS {table}_no_{verb}", "DROP TRIGGER IF EXISTS {table}_no_replace"],
        "verbs": ["update", "delete"],
    },
    "postgresql": {
        "create": [
            "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END "
            "$$ LANGUAGE plpgsql",
            "DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}",
            "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        ],
        "drop": ["DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}"],
        "verbs": ["update", "delete", "truncate"],
    },
}


def run_trigger_sql(using: str, action: str) -> None:
    """Create or drop the triggers, as ``action`` says."""
    connection = connections[using]
    table = AuditEntry._meta.db_table
    sql = TRIGGER_SQL[connection.vendor]
    with connection.cursor() as cursor:
        for verb in sql["verbs"]:
            for statement in sql[action]:
                cursor.execute(statement.format(table=table, verb=verb, message=REFUSAL))


def create_triggers(using: str, **kwargs: Any) -> None:
    """Create the triggers; safe to call again. For ``post_migrate``."""
    if AuditEntry._meta.db_table in connections[using].introspection.table_names():
        run_trigger_sql(using, "create")


@contextmanager
def deletion_allowed(using: str = "default") -> Iterator[None]:
    """What is done inside may delete from the log; nobody else can meanwhile.

    For `prune_audit` and `flush` alone. The triggers are dropped in this transaction and in no other:
    in both databases, others wait for the table or still see the triggers.
    """
    with transaction.atomic(using):
        run_trigger_sql(using, "drop")
        yield
        run_trigger_sql(using, "create")
