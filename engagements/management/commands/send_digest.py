from smtplib import SMTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from engagements.accounts import audit
from engagements.models import AuditEvent, Profile
from engagements.reports.digest import Digest


class Command(BaseCommand):
    help = (
        "Mail the outcomes that are overdue or soon due to each active user who asked for it, as far as "
        "they may see them. Who has nothing due gets no mail; nobody gets two on one day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=7, help="how many days ahead (7)")
        parser.add_argument("--again", action="store_true", help="also to those who had it today")

    def handle(self, *args, days, again, **options):
        if not settings.SITE_ADDRESS:
            raise CommandError(
                "Set SITE_ADDRESS, such as https://engagements.example.org: the mail has links."
            )
        if not 0 <= days <= 366:
            raise CommandError("--days is a number from 0 to 366.")
        today, sent, failed = timezone.localdate(), 0, []
        for profile in Profile.objects.asking_for_digest().select_related("user", "organization"):
            digest = Digest(profile, days)
            if not digest.count:
                continue
            # Noted first: of two runs at once only one sends.
            before, claimed = profile.digest_sent_on, profile.claim_digest(today)
            if not (claimed or again):
                continue
            try:
                digest.message().send()
            except (SMTPException, OSError) as error:
                Profile.objects.filter(pk=profile.pk).update(digest_sent_on=before)
                failed.append(f"{profile.user}: {error}")
                continue
            audit.record(None, AuditEvent.EXPORT, f"digest by mail: {digest.subject}", profile.user)
            sent += 1
        self.stdout.write(f"Sent: {sent}.")
        if failed:
            raise CommandError("Could not be sent, and is tried again by the next run:\n" + "\n".join(failed))
