"""What was changed since somebody asked last, and what is gone: two readings of `LoggedChange`.

A position is where in the order of changes somebody has come to. It is that of a change which concerns
them, so that it tells nothing of what they may not see; and it holds what they may see, as the change
of that is in no log.
"""

import datetime
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework.exceptions import APIException

from engagements.models import LoggedChange, Merge
from engagements.models.logged_changes import LoggedChangeQuerySet, levels_visible_to

from .queries import bad_query

START = "0"  # before any change


class PositionIsGoneError(APIException):
    """Says that all has to be read anew."""

    status_code = 410
    default_detail = (
        "Changes since then can’t be told: they are too old, what you may see has changed, or the database "
        "was restored. Read the lists from their start again; what is not in them is gone."
    )
    default_code = "position_is_gone"


class Changes(NamedTuple):
    """Some changes in their order; ``position`` is behind them, ``more`` is whether there are others."""

    uids: dict[str, list[UUID]]
    position: str
    more: bool


def position_of(change: LoggedChange | None, user: User) -> str:
    if change is None:
        return f"{levels_visible_to(user)}-{START}"
    return f"{levels_visible_to(user)}-{change.transaction}-{change.pk}-{change.uid.hex[:8]}"


def latest_position(kinds: Collection[str], user: User) -> str:
    """Return the position behind all that is there now; to be asked for before that is read."""
    return position_of(LoggedChange.objects.settled().last_concerning(user, kinds), user)


def changes_after(name: str, position: str, kinds: Collection[str], size: int, user: User) -> Changes:
    """Return up to ``size`` changes after ``position``, the value of the parameter ``name``.

    A position may also be a date or a time. Raises a bad query for anything else, and
    `PositionIsGoneError` for one that this database does not know any more, or where changes after it
    may have been pruned.
    """
    changes = LoggedChange.objects.settled().concerning(user, kinds)
    read = list(after(changes, name, position, user)[: size + 1])
    pruned_until = LoggedChange.objects.pruned_until()  # now, so that pruning meanwhile is noticed
    if pruned_until:
        first = (read[0].at if read else None) if is_position(position) else time_of(name, position)
        if first and first < pruned_until:
            raise PositionIsGoneError
    uids: dict[str, list[UUID]] = {}
    for change in read[:size]:
        uids.setdefault(change.kind, []).append(change.uid)
    if read:
        position = position_of(read[:size][-1], user)
    elif not is_position(position):
        position = position_of(changes.last(), user)
    return Changes(uids, position, len(read) > size)


def is_position(text: str) -> bool:
    parts = text.split("-")
    numbers = parts[:3]
    return (
        len(text) < 60
        and all(part.isascii() and part.isdigit() for part in numbers)
        and (len(parts) == 4 or (len(parts) == 2 and parts[1] == START))
        and int(numbers[0]) < 2**16
    )


def after(changes: LoggedChangeQuerySet, name: str, position: str, user: User) -> LoggedChangeQuerySet:
    if not is_position(position):
        return changes.filter(at__gte=time_of(name, position))
    levels, *parts = position.split("-")
    if int(levels) != levels_visible_to(user):
        raise PositionIsGoneError
    if parts == [START]:
        return changes
    transaction, pk, uid = int(parts[0]), int(parts[1]), parts[2]
    if max(transaction, pk) >= 2**63:
        raise PositionIsGoneError
    change = LoggedChange.objects.filter(pk=pk, transaction=transaction).first()
    if change is None or change.uid.hex[:8] != uid:
        raise PositionIsGoneError
    return changes.after(change)


def time_of(name: str, text: str) -> datetime.datetime:
    """Return the time that ``text`` says: of a date its start, here where no zone is said."""
    try:
        moment = parse_datetime(text)
        if moment is None and (day := parse_date(text)):
            moment = datetime.datetime.combine(day, datetime.time())
        if moment:
            moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
            return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        pass
    raise bad_query(name, "Give a position as an answer gave it, or a time such as 2026-11-29T08:00:00Z.")


def successors(kind: str, uids: Sequence[UUID], visible: Any) -> dict[UUID, UUID]:
    """Return the record that each of ``uids`` was merged into, as far as it is among ``visible``."""
    merges = Merge.objects.filter(kind=kind, undone_at=None).order_by("pk")
    kept = {merge.other_uid: merge.kept for merge in merges.filter(other_uid__in=uids)}
    following = {merge.other: merge.kept for merge in merges.only("other", "kept")} if kept else {}
    for uid, first in kept.items():
        pk = first
        while pk in following:
            pk = following[pk]
        kept[uid] = pk
    by_pk = {record.pk: record.uid for record in visible.filter(pk__in=kept.values())}
    return {uid: by_pk[pk] for uid, pk in kept.items() if uid and pk in by_pk}
