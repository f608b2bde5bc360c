"""Who reads a calendar feed, which goes past the login and the second factor; and what ends feeds."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Model
from django.db.models.signals import pre_save
from django.dispatch import receiver

from engagements.models import SavedView

from .audit import is_login
from .two_factor import TwoFactorBackend, grants


class FeedReader:
    """The owner of a feed as its reader, who has shown neither password nor second factor.

    So without what is restricted, unless the owner was granted it in feeds: by name, as superusers
    have every other permission.
    """

    RESTRICTED_PERMISSION = "feed_restricted_records"

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.may_see_restricted = grants(self.RESTRICTED_PERMISSION, owner.pk).exists()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.owner, name)

    def has_perm(self, permission: str, record: Model | None = None) -> bool:
        if permission == "engagements.view_restricted_records" and not self.may_see_restricted:
            return False
        return bool(self.owner.has_perm(permission, record))


def feed_reader(view: SavedView) -> User | None:
    """Return who reads the feed of ``view``; None where its owner could open no page either."""
    owner: Any = TwoFactorBackend().get_user(view.owner_id)
    if owner is None or (owner.needs_second_factor and not owner.has_second_factor):
        return None
    return cast(User, FeedReader(owner))


@receiver(pre_save, sender=User)
def end_feeds_with_password(
    sender: type[User], instance: User, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Who changes a password ends what somebody else may have come to know."""
    is_changed = User._default_manager.filter(pk=instance.pk).exclude(password=instance.password)
    if not is_login(update_fields) and is_changed.exists():
        SavedView.objects.filter(owner=instance).end_feeds()
