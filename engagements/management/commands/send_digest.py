"""Mail each user what is due, and what is new of what they watch."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from engagements.accounts import audit
from engagements.models import AuditEvent, Profile
from engagements.reports.digest import Digest


class Command(BaseCommand):
    help = (
        "Mail each active user who asked for it the outcomes that are overdue or soon due, and what is new "
        "of what they watch, as far as they may see it. Who has nothing due and nothing new gets no mail; "
        "nobody gets two on one day, or in one week where they chose that."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=7, help="how many days ahead (7)")
        parser.add_argument("--again", action="store_true", help="also to those who had it today")

    def handle(self, *args: Any, days: int, again: bool, **options: Any) -> None:
        if not settings.SITE_ADDRESS:
            raise CommandError(
                "Set SITE_ADDRESS, such as https://engagements.example.org: the mail has links."
            )
        if not 0 <= days <= 366:
            raise CommandError("--days is a number from 0 to 366.")
        sent, failed = 0, []
        for profile in Profile.objects.asking_for_mail().select_related("user", "organization"):
            if not (profile.mail_is_due(timezone.localdate()) or again):
                continue
            try:
                sent += self.send(profile, days, again)
            except (SMTPException, OSError) as error:
                failed.append(f"{profile.user}: {error}")
        self.stdout.write(f"Sent: {sent}.")
        if failed:
            raise CommandError("Could not be sent, and is tried again by the next run:\n" + "\n".join(failed))

    @staticmethod
    def send(profile: Profile, days: int, again: bool) -> bool:
        """Send a mail that lists anything, once a day; return whether it was sent."""
        digest = Digest(profile, days)
        if not digest.has_any:
            digest.report.cover()
            return False
        # Noted first: of two runs at once only one sends.
        sent_before = profile.digest_sent_on
        if not (profile.claim_digest(timezone.localdate()) or again):
            return False
        try:
            digest.message().send()
        except (SMTPException, OSError):
            Profile.objects.filter(pk=profile.pk).update(digest_sent_on=sent_before)
            raise
        digest.report.cover()
        audit.record(None, AuditEvent.EXPORT, f"digest by mail: {digest.subject}", profile.user)
        return True
