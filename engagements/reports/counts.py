"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Participant, Side
from engagements.models.participants import PARTY_FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from engagements.models import Official, Organization, Visit
    from engagements.models.participants import ParticipantQuerySet

LEADING_SIDES = (Side.DELEGATION, Side.COUNTERPART)  # listed before those who accompany them
SEARCHED_FIRST = 1_000  # meetings, the latest, in which parties are looked for first
CACHE_SECONDS = 5 * 60  # for last contacts, and months of very many meetings
COUNT_LIMIT = 10_000  # of more, it is said that they are more
COUNTED_LINES_LIMIT = 200  # of an organization, from which its meetings are counted in a list


def latest_lines(lines: ParticipantQuerySet, *by: F) -> ParticipantQuerySet:
    """Return of ``lines`` the one of the latest meeting per ``by``, with ``times`` in all.

    An official takes part in a meeting once, so that lines are meetings.
    """
    latest_first = [F("meeting__start_date").desc(nulls_last=True), F("meeting").desc()]
    ranked = lines.annotate(
        times=Window(Count("pk"), partition_by=by),
        rank=Window(RowNumber(), partition_by=by, order_by=latest_first),
    )
    return ranked.filter(rank=1).select_related("meeting")


def latest_held_ids(user: User, number: int) -> list[int]:
    """Return the ids of the latest ``number`` of the meetings held whose date is known; one query."""
    held = Meeting.objects.visible_to(user).for_ordered_scan().held().filter(start_date__isnull=False)
    return list(held.latest_first().values_list("pk", flat=True)[:number])


def last_lines(kind: str, keys: Collection[int], user: User) -> dict[int, Any]:
    """Return the line of the last meeting held, by official or organization; three queries at most.

    Of an official it has the number of meetings as ``times``. Organizations may have very many lines: they
    are looked for in the latest meetings first; most of the others were met seldom.
    """
    field = PARTY_FIELDS[kind]
    lines = Participant.objects.visible_to(user).held()
    last: dict[int, Any] = {}
    if kind == "organizations":
        recent = lines.filter(meeting__in=latest_held_ids(user, SEARCHED_FIRST), organization__in=keys)
        last = {line.organization_id: line for line in latest_lines(recent, F(field)) if line.organization_id}
    others = lines.filter(**{f"{field}__in": set(keys) - last.keys()})
    return last | {getattr(line, f"{field}_id"): line for line in latest_lines(others, F(field))}


def set_last_met(kind: str, records: Sequence[Official | Organization], user: User) -> None:
    """Set on officials or organizations (``kind``) ``last_met``: the line of the last meeting held, or None.

    It has ``met_by``: who sat on the other side. Four queries at most.
    """
    last = last_lines(kind, [record.pk for record in records], user)
    others: defaultdict[int, list[Participant]] = defaultdict(list)
    meetings = {line.meeting_id for line in last.values()}
    participants = Participant.objects.filter(meeting__in=meetings)
    for participant in participants.select_related("official", "organization"):
        others[participant.meeting_id].append(participant)
    for line in last.values():
        own_side = DELEGATION_SIDE if line.side in DELEGATION_SIDE else COUNTERPART_SIDE
        facing = [participant for participant in others[line.meeting_id] if participant.side not in own_side]
        line.met_by = sorted(facing, key=lambda participant: participant.side not in LEADING_SIDES)
    for record in records:
        record.last_met = last.get(record.pk)  # type: ignore[union-attr] # for the template


def meeting_counts(visits: Iterable[Visit], user: User) -> dict[int, int]:
    """Return the number of meetings by visit; one query."""
    meetings = Meeting.objects.visible_to(user).filter(visit__in=[visit.pk for visit in visits])
    return dict(meetings.order_by().values_list("visit").annotate(Count("pk")))


class DistinctMeetingCount(Subquery):
    """The number of different meetings among lines, which may be cut."""

    template = "(SELECT count(DISTINCT meeting_id) FROM (%(subquery)s) AS lines)"
    output_field = IntegerField()


def with_meeting_counts(organizations: QuerySet[Organization], user: User) -> QuerySet[Organization]:
    """Give ``organizations`` ``meeting_count``, on whichever side, and ``more_meetings``.

    Of one with more than `COUNTED_LINES_LIMIT` lines, so many are looked at: there may be more meetings then.
    """
    lines = Participant.objects.visible_to(user).filter(organization=OuterRef("pk")).order_by()
    return organizations.annotate(
        meeting_count=DistinctMeetingCount(lines.values("meeting_id")[:COUNTED_LINES_LIMIT]),
        more_meetings=Exists(lines[COUNTED_LINES_LIMIT:]),
    )


def capped_count(rows: QuerySet[Any]) -> int | str:
    """Return how many ``rows`` there are; more than `COUNT_LIMIT` in words."""
    number = rows.order_by()[: COUNT_LIMIT + 1].count()
    return number if number <= COUNT_LIMIT else f"more than {COUNT_LIMIT}"
