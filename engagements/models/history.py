"""Every change is kept: what it was before, who made it, when, and through which channel.

django-simple-history writes a row for each state of each record and line. What one
person did in one go (a form with its lines, an import, a merge) is one change set: its
rows carry the same ``act``, and as their ``door`` the channel of the change.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models
from django.dispatch import receiver
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record


class ChangeChannel(models.TextChoices):
    FORM = "form", "entry form"
    IMPORT = "import", "import"
    MERGE = "merge", "merge"
    RESTORE = "restore", "bringing back"
    COMMAND = "command", "command"
    READING = "reading", "draft from a readout"
    BULK = "bulk", "bulk change"


class ChangeSet(NamedTuple):
    uid: uuid.UUID
    channel: str
    user: User | None


_change_set: ContextVar[ChangeSet | None] = ContextVar("change set", default=None)


@contextmanager
def change_set(channel: str, user: User | None = None) -> Iterator[ChangeSet]:
    """All that is changed inside is one `ChangeSet`, made by ``user`` through ``channel``; yields it."""
    changes = ChangeSet(uuid.uuid4(), channel, user)
    token = _change_set.set(changes)
    try:
        yield changes
    finally:
        _change_set.reset(token)


def current_change_set() -> ChangeSet:
    """Return the `ChangeSet` under way: one set by ``change_set()``, else one for each request."""
    if current := _change_set.get():
        return current
    request = getattr(HistoricalRecords.context, "request", None)
    if request is None:
        return ChangeSet(uuid.uuid4(), ChangeChannel.COMMAND, None)
    if not hasattr(request, "change_set"):
        user = request.user if request.user.is_authenticated else None
        request.change_set = ChangeSet(uuid.uuid4(), ChangeChannel.FORM, user)
    changes: ChangeSet = request.change_set
    return changes


class ChangeTrace(models.Model):
    """What a row of history has beyond the state of its record."""

    act = models.UUIDField(db_index=True)
    door = models.CharField(max_length=7, choices=ChangeChannel)

    class Meta:
        abstract = True


@receiver(pre_create_historical_record)
def mark(sender: object, history_instance: Any, **kwargs: Any) -> None:
    changes = current_change_set()
    history_instance.act, history_instance.door = changes.uid, changes.channel
    history_instance.history_user = changes.user


class History(HistoricalRecords):
    """The history of a model; who writes in bulk uses simple_history.utils with `bulk_history_options()`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(bases=[ChangeTrace], **kwargs)


def bulk_history_options() -> dict[str, Any]:
    """Return the arguments that simple_history's bulk utilities need to mark rows as `mark` does."""
    changes = current_change_set()
    return {
        "default_user": changes.user,
        "custom_historical_attrs": {"act": changes.uid, "door": changes.channel},
    }
