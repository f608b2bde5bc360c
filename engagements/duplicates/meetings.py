"""Meetings that may be one, by dates, place and who took part on either side."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from engagements.common.name_likeness import UNLIKE, Likeness
from engagements.models import Meeting, Participant
from engagements.models.participants import DELEGATION_SIDE

from .overlaps import Texts, compare_dates, likely_pairs
from .pairs import CandidatePair

READ_CHUNK_SIZE = 5000


class MeetingParty(NamedTuple):
    """An official or an organization on one side of a meeting."""

    is_delegation: bool
    field: str
    pk: int


class MeetingEntry:
    """What is compared of a meeting."""

    __slots__ = ("dates", "parties", "pk", "place", "span", "start_time")

    def __init__(
        self,
        pk: int,
        start: date | None,
        end: date | None,
        dates: str,
        start_time: time | None,
        place: int | None,
    ) -> None:
        self.pk, self.dates, self.start_time, self.place = pk, dates, start_time, place
        self.span = (start, end) if start and end else None
        self.parties: tuple[MeetingParty, ...] = ()

    def group_keys(self) -> Iterable[Hashable]:
        """Return the keys by which it is grouped: who was met, as of one delegation many meet many."""
        return [party for party in set(self.parties) if not party.is_delegation]


def read_meetings(queryset: QuerySet[Meeting]) -> dict[int, MeetingEntry]:
    """Return the entry of each meeting of ``queryset`` by its key."""
    rows = queryset.order_by().values_list("pk", "start_date", "end_date", "dates", "start_time", "place")
    entries = {row[0]: MeetingEntry(*row) for row in rows.iterator(chunk_size=READ_CHUNK_SIZE)}
    parties: defaultdict[int, list[MeetingParty]] = defaultdict(list)
    lines = Participant.objects.filter(meeting__in=queryset.order_by().values("pk")).order_by()
    for meeting, side, official, organization in lines.values_list(
        "meeting", "side", "official", "organization"
    ).iterator(chunk_size=READ_CHUNK_SIZE):
        for field, pk in (("official", official), ("organization", organization)):
            if pk and meeting in entries:
                parties[meeting].append(MeetingParty(side in DELEGATION_SIDE, field, pk))
    for meeting, of_meeting in parties.items():
        entries[meeting].parties = tuple(of_meeting)
    return entries


def compare_meetings(entry: MeetingEntry, other: MeetingEntry, texts: Texts, other_texts: Texts) -> Likeness:
    """Return the `Likeness` of two meetings that overlap; the texts are a title and a summary each."""
    settings = ((entry.place, other.place), (entry.start_time, other.start_time))
    if any(value and other_value and value != other_value for value, other_value in settings):
        return UNLIKE
    parties, other_parties = set(entry.parties), set(other.parties)
    common = parties & other_parties
    # Whoever meets ten people on one day takes part in ten meetings: both sides must agree.
    if {party.is_delegation for party in common} != {True, False}:
        return UNLIKE
    for kind in {party[:2] for party in parties} & {party[:2] for party in other_parties}:
        if not any(party[:2] == kind for party in common):
            return UNLIKE  # both name officials of one side, or its organizations, and none in common
    penalty, reason = compare_dates(entry, other)
    score: float = 100 - penalty - 20 * (1 - len(common) / len(parties | other_parties))
    reasons = [reason]
    if entry.place and entry.place == other.place:
        reasons.append("the same place")
    else:
        score -= 3
    reasons.append("the same parties" if parties == other_parties else "parties in common on both sides")
    if entry.dates != other.dates:
        score -= 2
    pairs = [pair for pair in zip(texts, other_texts, strict=True) if all(pair)]
    ratio = sum(fuzz.ratio(*pair) for pair in pairs) / len(pairs) if pairs else 50
    score -= (100 - ratio) * 0.1
    return Likeness(score, ", ".join(reasons))


def meeting_pairs(entries: dict[int, MeetingEntry], pks: set[int] | None) -> Iterator[CandidatePair]:
    """Return the pairs of ``entries`` that look like one; with ``pks``, of these meetings alone."""
    return likely_pairs(Meeting, ("title", "summary"), entries, compare_meetings, pks)


def meetings_near(pks: set[int]) -> QuerySet[Meeting]:
    """Return the meetings of ``pks``, and those that may overlap with one of them."""
    condition = Q(pk__in=pks)
    for pk, start, end in Meeting.objects.filter(pk__in=pks).values_list("pk", "start_date", "end_date"):
        dates = Q(start_date__lte=end, end_date__gte=start) if start else Q(start_date__isnull=True)
        lines = Participant.objects.filter(meeting=pk).exclude(side__in=DELEGATION_SIDE)
        same = Participant.objects.filter(
            Q(official__in=lines.exclude(official=None).values("official"))
            | Q(organization__in=lines.exclude(organization=None).values("organization"))
        )
        condition |= dates & Q(pk__in=same.values("meeting"))
    return Meeting.objects.filter(condition)
