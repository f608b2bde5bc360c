"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from engagements.columns.meetings import MeetingSet
from engagements.columns.segments import EITHER_SIDE
from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Participant, Side
from engagements.models.participants import PARTY_FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from engagements.models import Visit

LEADING_SIDES = (Side.DELEGATION, Side.COUNTERPART)  # listed before those who accompany them
COUNT_LIMIT = 10_000  # of more, it is said that they are more


def set_last_met(kind: str, records: Sequence[Any], user: User) -> None:
    """Set on officials or organizations (``kind``) ``meetings_held``, a number, and ``last_met``.

    That is the line of the last meeting held, or None. It has ``met_by``: who sat on the other side.
    """
    pks = [record.pk for record in records]
    held = MeetingSet.visible_to(user).held().with_party(kind, pks).tallies(kind, EITHER_SIDE)
    tallies = {tally.key: tally for tally in held.of(pks)}
    last_ids = {tally.last for tally in tallies.values() if tally.last}
    participants = Participant.objects.visible_to(user).filter(meeting__in=last_ids).order_by("pk")
    lines: defaultdict[int | None, list[Any]] = defaultdict(list)
    for participant in participants.select_related("official", "organization", "meeting"):
        lines[participant.meeting_id].append(participant)
    for record in records:
        tally = tallies[record.pk]
        own = [line for line in lines[tally.last] if getattr(line, f"{PARTY_FIELDS[kind]}_id") == record.pk]
        record.meetings_held, record.last_met = tally.times, own[0] if own else None
        if own:
            own_side = DELEGATION_SIDE if own[0].side in DELEGATION_SIDE else COUNTERPART_SIDE
            facing = [line for line in lines[tally.last] if line.side not in own_side]
            own[0].met_by = sorted(facing, key=lambda line: line.side not in LEADING_SIDES)


def meeting_counts(visits: Iterable[Visit], user: User) -> dict[int, int]:
    """Return the number of meetings by visit; one query."""
    meetings = Meeting.objects.visible_to(user).filter(visit__in=[visit.pk for visit in visits])
    return dict(meetings.order_by().values_list("visit").annotate(Count("pk")))


def capped_count(rows: QuerySet[Any]) -> int | str:
    """Return how many ``rows`` there are; more than `COUNT_LIMIT` in words."""
    number = rows.order_by()[: COUNT_LIMIT + 1].count()
    return number if number <= COUNT_LIMIT else f"more than {COUNT_LIMIT}"
