"""Counts and "last met": each from the meetings that a user may see, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from ..models import Hand, Meeting, Participant
from ..models.long import FEW, RECENT
from ..models.meetings import ParticipantQuerySet
from .parties import Party, meetings_at, parties, party_of, tally

LATEST = 20
LINES = 200  # of an organization, from which its meetings are counted in a list
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
    lines = Participant.objects.visible_to(user).held()
    lines = lines.filter(official__in=[official.pk for official in officials])
    return {line.official_id: line for line in counted(lines, F("official"))}


@dataclass
class Met:
    """How often ``home`` met ``away``; ``party`` is the one of them whose page this is not for."""

    party: Party
    home: Party
    away: Party
    times: int
    last: Meeting


class Encounters:
    """Whom ``record``, of the kind ``kind``, met in what was held; `cut` says if only in the latest of it.

    Only the opposite hand counts; a party that was met on either hand is there twice.
    """

    def __init__(self, kind, record, user):
        self.this = party_of(kind, record)
        theirs = Participant.objects.of(kind, [record.pk])
        meetings = Meeting.objects.visible_to(user).held().in_order().named_by("meeting", theirs).recent()
        self.cut = RECENT if meetings.is_cut else 0
        lines = set(theirs.filter(meeting__in=meetings).values_list("meeting", "side"))
        self.at_home, self.away = (
            {meeting for meeting, side in lines if side in hand} for hand in (Hand.HOME, Hand.AWAY)
        )
        facing_us = Q(side__in=Hand.AWAY, meeting__in=self.at_home)
        facing_them = Q(side__in=Hand.HOME, meeting__in=self.away)
        self.others = Participant.objects.filter(facing_us | facing_them)

    def by_hand(self):
        """Return the meetings in which it was at home, and those in which it was away."""
        found = [Meeting.objects.filter(pk__in=pks) for pks in (self.at_home, self.away)]
        for meetings in found:
            meetings.is_cut = bool(self.cut)
        return found

    def parties(self, by):
        """Return those met (of the kind ``by``), the most often met first, and if there are more."""
        others = self.others.annotate(party=ParticipantQuerySet.party(by), is_home=IS_HOME)
        others = others.filter(party__isnull=False)
        found = list(
            tally(others, "party", "is_home").order_by("-times", "-last", "party", "is_home")[: MOST_MET + 1]
        )
        met = parties(by, [one["party"] for one in found])
        moments, lines = meetings_at([one["last"] for one in found]), []
        for one in found[:MOST_MET]:
            party = met[one["party"]]
            home, away = (party, self.this) if one["is_home"] else (self.this, party)
            lines.append(Met(party, home, away, one["times"], moments[one["last"]]))
        return lines, len(found) > MOST_MET


def latest(*querysets):
    """Return for each queryset of meetings its latest ones, how many there are, and if there are yet more.

    One query for each, and those of one list for all of them together.
    """
    limits = [FEW if queryset.is_few else LATEST for queryset in querysets]
    found = [
        list(queryset.latest_first().values_list("pk", flat=True)[: limit + 1])
        for queryset, limit in zip(querysets, limits, strict=True)
    ]
    rows = Meeting.objects.for_list().in_bulk({pk for pks in found for pk in pks[:LATEST]})
    return [
        ([rows[pk] for pk in pks[:LATEST]], min(len(pks), limit), queryset.is_cut or len(pks) > limit)
        for queryset, pks, limit in zip(querysets, found, limits, strict=True)
    ]


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
