"""Empty the database, as Django's own command does."""

from typing import Any

from django.core.management.commands import flush

from engagements.models.audit import deletion_allowed


class Command(flush.Command):
    """Deletes the audit log too, which the triggers of its table would refuse."""

    def handle(self, **options: Any) -> None:
        with deletion_allowed(options["database"]):
            super().handle(**options)
