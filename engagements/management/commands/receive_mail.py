"""Takes a mail from standard input, as a mail server delivers it; see docs/intake.md."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from engagements.intake.mailbox import RefusedMail, UnknownSender, receive_mail
from engagements.reader.files import LARGEST_FILE


class Command(BaseCommand):
    help = (
        "Take in a mail from standard input, for the user who sent it. The exit status is one of sysexits.h: "
        "77 for a sender who is not allowed, 65 for a mail that can't be read, 75 to have it delivered again."
    )
    requires_system_checks = ()  # it runs for each mail

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_AUTHSERV_ID:
            raise CommandError("MAIL_AUTHSERV_ID is not set, so no mail is taken.", returncode=os.EX_TEMPFAIL)
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        try:
            receipt = receive_mail(content)
        except UnknownSender as error:
            raise CommandError(str(error), returncode=os.EX_NOPERM) from None
        except RefusedMail as error:
            raise CommandError(str(error), returncode=os.EX_DATAERR) from None
        except (DatabaseError, OSError, MemoryError) as error:
            raise CommandError(f"Try again: {error}", returncode=os.EX_TEMPFAIL) from error
        for part in receipt.receipts:
            self.stdout.write(f"{part.outcome}: {part.meeting}")
        for problem in receipt.problems:
            self.stdout.write(f"Not taken: {problem}")
