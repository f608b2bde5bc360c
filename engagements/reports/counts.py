"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber

from engagements.models import Meeting, Participant

KEPT = 5 * 60  # seconds for which last contacts, and months of very many meetings, are kept
COUNTED = 10_000  # of more, it is said that they are more
LINES = 200  # of an organization, from which its meetings are counted in a list


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
    lines = Participant.objects.visible_to(user).held()
    lines = lines.filter(official__in=[official.pk for official in officials])
    return {line.official_id: line for line in counted(lines, F("official"))}


def meetings_of_visits(visits, user):
    """Return the number of meetings by visit; one query."""
    meetings = Meeting.objects.visible_to(user).filter(visit__in=[visit.pk for visit in visits])
    return dict(meetings.order_by().values_list("visit").annotate(Count("pk")))


class MeetingsAmong(Subquery):
    """The number of different meetings among lines, which may be cut."""

    template = "(SELECT count(DISTINCT meeting_id) FROM (%(subquery)s) AS lines)"
    output_field = IntegerField()


def with_meetings(organizations, user):
    """Give ``organizations`` (a queryset) ``meeting_count``, on whichever side, and ``more_meetings``.

    Of one with more than `LINES` lines, so many are looked at: there may be more meetings then.
    """
    lines = Participant.objects.visible_to(user).filter(organization=OuterRef("pk")).order_by()
    return organizations.annotate(
        meeting_count=MeetingsAmong(lines.values("meeting_id")[:LINES]),
        more_meetings=Exists(lines[LINES:]),
    )


def capped_count(rows):
    """Return how many ``rows`` there are; more than `COUNTED` in words."""
    number = rows.order_by()[: COUNTED + 1].count()
    return number if number <= COUNTED else f"more than {COUNTED}"
