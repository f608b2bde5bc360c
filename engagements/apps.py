from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EngagementsConfig(AppConfig):
    name = "engagements"
    verbose_name = "Engagements"

    def ready(self):
        from . import duplicates
        from .models import audit, triggers

        post_migrate.connect(triggers.install, sender=self, dispatch_uid="parents_have_no_loop")
        post_migrate.connect(audit.install, sender=self, dispatch_uid="audit_is_only_added_to")
        duplicates.watch()
