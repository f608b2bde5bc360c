"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from ..models import Hand, Meeting, Participant
from ..models.meetings import ParticipantQuerySet
from .parties import Party, meetings_at, parties, party_of, tally

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


@dataclass
class Met:
    """How often ``home`` met ``away``; ``party`` is the one of them whose page this is not for."""

    party: Party
    home: Party
    away: Party
    times: int
    last: Meeting


def whom_they_met(kind, record, user, by):
    """Return the parties (of the kind ``by``) that one met, the most often met first, and if there are more.

    ``record`` is that one, of the kind ``kind``. Only what was held counts, and only the opposite
    hand; a party that was met on either hand is there twice. Three queries.
    """
    seen, keys = Meeting.objects.visible_to(user).held(), [record.pk]
    facing_us = Q(side__in=Hand.AWAY, meeting__in=seen.where_party(Hand.HOME, kind, keys))
    facing_them = Q(side__in=Hand.HOME, meeting__in=seen.where_party(Hand.AWAY, kind, keys))
    # The first condition says nothing new: by it a database finds the few lines to look at.
    theirs = Participant.objects.of(kind, keys).values("meeting")
    others = Participant.objects.filter(facing_us | facing_them, meeting__in=theirs)
    others = others.annotate(party=ParticipantQuerySet.party(by), is_home=IS_HOME).filter(party__isnull=False)
    found = list(
        tally(others, "party", "is_home").order_by("-times", "-last", "party", "is_home")[: MOST_MET + 1]
    )
    met, moments = parties(by, [one["party"] for one in found]), meetings_at([one["last"] for one in found])
    this, lines = party_of(kind, record), []
    for one in found[:MOST_MET]:
        party = met[one["party"]]
        home, away = (party, this) if one["is_home"] else (this, party)
        lines.append(Met(party, home, away, one["times"], moments[one["last"]]))
    return lines, len(found) > MOST_MET


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
