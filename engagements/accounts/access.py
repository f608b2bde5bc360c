"""What gives a user access: sessions, and what their groups may."""

import datetime
from typing import NamedTuple

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from engagements.common.tokens import hash_token


class OpenSession(NamedTuple):
    """Somebody's session: ``mark`` names it on pages, which must not hold its key."""

    mark: str
    began: datetime.datetime
    seen: datetime.datetime
    address: str
    browser: str
    is_current: bool


def open_sessions(user: User, current_key: str | None) -> list[OpenSession]:
    """Return the sessions in which ``user`` is signed in, the latest first; one query."""
    sessions = []
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        data = session.get_decoded()
        if data.get(SESSION_KEY) != str(user.pk):
            continue
        if not constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
            continue  # ended by a new password
        began, seen = (
            datetime.datetime.fromtimestamp(data.get(name, 0), tz=datetime.UTC) for name in ("began", "seen")
        )
        sessions.append(
            OpenSession(
                hash_token(session.session_key),
                began,
                seen,
                data.get("address") or "",
                data.get("browser", ""),
                session.session_key == current_key,
            )
        )
    return sorted(sessions, key=lambda session: session.seen, reverse=True)


def end_session(user: User, mark: str) -> bool:
    """End the session of ``user`` that goes by ``mark``; return whether there was one."""
    if all(session.mark != mark for session in open_sessions(user, None)):
        return False
    keys = Session.objects.values_list("session_key", flat=True)
    ended, _ = Session.objects.filter(pk__in=[key for key in keys if hash_token(key) == mark]).delete()
    return ended > 0


def group_permissions(user: User) -> list[tuple[str, list[str]]]:
    """Return the name of each group of ``user``, and what it may, in words; two queries."""
    return [
        (group.name, [permission.name for permission in group.permissions.all()])
        for group in user.groups.order_by("name").prefetch_related("permissions")
    ]


def own_permissions(user: User) -> list[str]:
    """Return in words what ``user`` may beside the groups."""
    return list(Permission.objects.filter(user=user).values_list("name", flat=True))
