"""Make a fresh checkout ready to be looked at; `make run` calls this at every start."""

import os
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.crypto import get_random_string

from engagements.models import Meeting, Official, Organization, Visit

ADMINISTRATOR = "admin"
# Without characters that people confuse when they copy them.
LEGIBLE_CHARACTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Command(BaseCommand):
    help = (
        "Migrate, load the example into an empty database, and make a first administrator where there "
        "is no user. What is there already is left as it is."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if not any(model.objects.exists() for model in (Visit, Meeting, Official, Organization)):
            call_command("load_example", verbosity=verbosity, stdout=self.stdout)
        note = self.make_administrator()
        if "PORT" in os.environ:
            self.stdout.write(f"\nOpen http://127.0.0.1:{os.environ['PORT']}/ and sign in.")
        if note:
            self.stdout.write(note)
        self.stdout.flush()

    @transaction.atomic
    def make_administrator(self) -> str:
        """Make the first user if there is none; return how to sign in, "" if there is one."""
        User = get_user_model()
        if User.objects.exists():
            return ""
        chosen_password = os.environ.get("ADMIN_PASSWORD")
        password = chosen_password or get_random_string(14, LEGIBLE_CHARACTERS)
        User.objects.create_superuser(ADMINISTRATOR, password=password)
        if chosen_password:
            return f"User name: {ADMINISTRATOR}   Password: the one in ADMIN_PASSWORD"
        return f"User name: {ADMINISTRATOR}   Password: {password}   (it is not shown again)"
