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


MESSAGE = "the audit log is only added to"

GUARD = {
    "sqlite": {
        "up": [
            "CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ],
        "down": ["DROP TRIGGER IF EXISTS {table}_no_{verb}"],
        "verbs": ["update", "delete"],
    },
    "postgresql": {
        "up": [
            "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END "
            "$$ LANGUAGE plpgsql",
            "DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}",
            "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        ],
        "down": ["DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}"],
        "verbs": ["update", "delete", "truncate"],
    },
}


def guard(using: str, direction: str) -> None:
    connection = connections[using]
    table = AuditEntry._meta.db_table
    sql = GUARD[connection.vendor]
    with connection.cursor() as cursor:
        for verb in sql["verbs"]:
            for statement in sql[direction]:
                cursor.execute(statement.format(table=table, verb=verb, message=MESSAGE))


def install(using: str, **kwargs: Any) -> None:
    """Put up the triggers; safe to call again. For ``post_migrate``."""
    if AuditEntry._meta.db_table in connections[using].introspection.table_names():
        guard(using, "up")


@contextmanager
def deletion_allowed(using: str = "default") -> Iterator[None]:
    """What is done inside may delete from the log; nobody else can meanwhile.

    For `prune_audit` and `flush` alone. The triggers are down in this transaction and in no other:
    in both databases, others wait for the table or still see the triggers.
    """
    with transaction.atomic(using):
        guard(using, "down")
        yield
        guard(using, "up")
