"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from ..models import Hand, Meeting, Participant

LATEST = 20
MOST_MET = 50

IS_HOME = Case(When(side__in=Hand.HOME, then=Value(True)), default=Value(False))


def counted(participants, *by):
    """Return of ``participants`` the one of the latest meeting per ``by``, with ``times`` in all.

    An official takes part in a meeting once, so that lines are meetings.
    """
    return (
        participants.annotate(
            times=Window(Count("pk"), partition_by=by),
            rank=Window(
                RowNumber(),
                partition_by=by,
                order_by=[F("meeting__start_date").desc(nulls_last=True), F("meeting").desc()],
            ),
        )
        .filter(rank=1)
        .select_related("meeting")
    )


def met(officials, user):
    """Return, by official, the line of the last meeting held, with ``times``; one query."""
    lines = Participant.objects.filter(
        official__in=[official.pk for official in officials],
        meeting__in=Meeting.objects.visible_to(user).held(),
    )
    return {line.official_id: line for line in counted(lines, F("official"))}


def whom_they_met(official, user):
    """Return a line for each official met, the most often met first, and whether there are more.

    Only what was held counts, and only the opposite hand. A line has the other ``official``,
    ``times``, the last ``meeting``, and who of the two was ``delegate`` and ``counterpart``.
    """
    seen = Meeting.objects.visible_to(user).held()
    facing_us = Q(side__in=Hand.AWAY, meeting__in=seen.where_participant(Hand.HOME, official=official))
    facing_them = Q(side__in=Hand.HOME, meeting__in=seen.where_participant(Hand.AWAY, official=official))
    others = Participant.objects.filter(facing_us | facing_them, official__isnull=False)
    lines = counted(others.annotate(is_home=IS_HOME), F("official"), F("is_home"))
    found = list(
        lines.select_related("meeting", "official").order_by(
            "-times", F("meeting__start_date").desc(nulls_last=True), "official__sort_name", "pk"
        )[: MOST_MET + 1]
    )
    for line in found:
        pair = (line.official_id, official.pk) if line.is_home else (official.pk, line.official_id)
        line.delegate, line.counterpart = pair
    return found[:MOST_MET], len(found) > MOST_MET


def latest(*querysets):
    """Return for each queryset of meetings its latest ones and their number in all.

    One query for each, and those of one list for all of them together.
    """
    found = [
        list(queryset.latest_first().annotate(total=Window(Count("*"))).values_list("pk", "total")[:LATEST])
        for queryset in querysets
    ]
    rows = Meeting.objects.for_list().in_bulk({pk for pairs in found for pk, _ in pairs})
    return [([rows[pk] for pk, _ in pairs], pairs[0][1] if pairs else 0) for pairs in found]


def meetings_of_visits(visits, user):
    """Return the number of meetings by visit; one query."""
    meetings = Meeting.objects.visible_to(user).filter(visit__in=[visit.pk for visit in visits])
    return dict(meetings.order_by().values_list("visit").annotate(Count("pk")))


def meetings_of_organizations(organizations, user):
    """Return the number of meetings by organization, on whichever side; one query."""
    lines = Participant.objects.filter(
        organization__in=[organization.pk for organization in organizations],
        meeting__in=Meeting.objects.visible_to(user),
    )
    return dict(lines.order_by().values_list("organization").annotate(Count("meeting", distinct=True)))
