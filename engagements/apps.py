from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class EngagementsConfig(AppConfig):
    name = "engagements"
    verbose_name = "Engagements"

    def ready(self):
        from . import audit, duplicates  # noqa: F401 - the receivers of audit listen from now on
        from .models import documents, triggers
        from .models.audit import install

        pre_migrate.connect(documents.make_way, sender=self, dispatch_uid="documents")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="parents_have_no_loop")
        post_migrate.connect(documents.install, sender=self, dispatch_uid="documents")
        post_migrate.connect(install, sender=self, dispatch_uid="audit_is_only_added_to")
        duplicates.watch()
