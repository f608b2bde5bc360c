from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class EngagementsConfig(AppConfig):
    name = "engagements"
    verbose_name = "Engagements"

    def ready(self) -> None:
        from .accounts import audit, feeds, sessions  # noqa: F401 - all listen to signals
        from .duplicates import signals as duplicate_signals
        from .intake import file_texts
        from .models import audit as audit_log
        from .models import change_triggers, tree
        from .search import index
        from .services import corrections, related_visits

        pre_migrate.connect(index.drop_before_migrate, sender=self, dispatch_uid="documents")
        post_migrate.connect(tree.create_triggers, sender=self, dispatch_uid="parents_have_no_loop")
        post_migrate.connect(index.install_indexes, sender=self, dispatch_uid="documents")
        post_migrate.connect(audit_log.create_triggers, sender=self, dispatch_uid="audit_is_only_added_to")
        pre_migrate.connect(change_triggers.drop_before_migrate, sender=self, dispatch_uid="logged_changes")
        post_migrate.connect(change_triggers.create_triggers, sender=self, dispatch_uid="logged_changes")
        duplicate_signals.connect()
        file_texts.connect()
        related_visits.connect()
        corrections.connect()
