"""Delete old entries of the audit log."""

from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from engagements.accounts import audit
from engagements.models import AuditEntry, AuditEvent
from engagements.models.audit import deletion_allowed


class Command(BaseCommand):
    help = "Delete the entries of the audit log from before a day. That it was done stays in the log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--before", required=True, metavar="YYYY-MM-DD", help="the first day that is kept"
        )

    def handle(self, *args: Any, before: str, **options: Any) -> None:
        try:
            day = parse_date(before)
        except ValueError:
            day = None
        if day is None:
            raise CommandError(f"“{before}” is no day; write it as 2026-01-31.")
        if day > timezone.localdate():
            raise CommandError("That day is yet to come.")
        with deletion_allowed():
            start = timezone.make_aware(datetime.combine(day, time.min))
            count, _ = AuditEntry.objects.filter(at__lt=start).delete()
            audit.record(None, AuditEvent.PRUNED, f"{count} entries from before {day}")
        self.stdout.write(f"Deleted {count} entries from before {day}.")
