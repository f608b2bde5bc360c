from django.core.management.commands import flush

from engagements.models.audit import deletion_allowed


class Command(flush.Command):
    """As Django's; the audit log goes with all the rest, which its triggers would refuse."""

    def handle(self, **options):
        with deletion_allowed(options["database"]):
            super().handle(**options)
