"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from engagements.models import Meeting, Participant

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from engagements.models import Official, Organization, Visit
    from engagements.models.participants import ParticipantQuerySet

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


def last_met_lines(officials: Iterable[Official], user: User) -> dict[int, Participant]:
    """Return, by official, the line of the last meeting held, with ``times``; one query."""
    lines = Participant.objects.visible_to(user).held()
    lines = lines.filter(official__in=[official.pk for official in officials])
    return {line.official_id: line for line in latest_lines(lines, F("official")) if line.official_id}


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
