"""With whom an official travels, and with whom they sit on the same side of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, DelegationMember, Visit

from .parties import Party, parties_by_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .party_meetings import PartyMeetings

LISTED_COMPANIONS = 20


@dataclass
class CompanionCount:
    """Another official, the number of visits or meetings, and the query of the list of these."""

    party: Party
    times: int
    query: str
    side: str = ""  # in words, of meetings


def listed_first(rows: list[tuple[int, int, str, str]]) -> tuple[list[CompanionCount], bool]:
    """Return of ``rows`` (key, times, query, side) the most frequent, and if there are more."""
    rows.sort(key=lambda row: (-row[1], row[0]))
    parties = parties_by_key("officials", {key for key, *_ in rows[:LISTED_COMPANIONS]})
    companions = [
        CompanionCount(parties[row[0]], *row[1:]) for row in rows[:LISTED_COMPANIONS] if row[0] in parties
    ]
    return companions, len(rows) > LISTED_COMPANIONS


def travels_with(pk: int, user: User) -> tuple[list[CompanionCount], bool]:
    """Return who else was of the delegations of the official ``pk``, in visits that took place."""
    own = DelegationMember.objects.filter(official=pk).values("visit")
    visits = Visit.objects.visible_to(user).started().filter(pk__in=own)
    others: Any = DelegationMember.objects.filter(visit__in=visits.values("pk")).exclude(official=pk)
    counted = others.order_by().values_list("official").annotate(times=Count("visit", distinct=True))
    query = f"delegate={pk}&travelled_with={{}}&{urlencode({'progress': Visit.STARTED}, doseq=True)}"
    most = counted.order_by("-times", "official")[: LISTED_COMPANIONS + 1]
    return listed_first([(key, times, query.format(key), "") for key, times in most])


def met_together_with(meetings: PartyMeetings, pk: int) -> tuple[list[CompanionCount], bool]:
    """Return who sat on the side of the official ``pk`` in ``meetings`` of theirs that were held."""
    rows = []
    for sides, own, other, label in (
        (DELEGATION_SIDE, "delegate", "by_official", "delegation side"),
        (COUNTERPART_SIDE, "counterpart", "with_official", "counterpart side"),
    ):
        tallies = meetings.on(sides).held().tallies("officials", sides)
        for key, times, _ in tallies.most_frequent(0, LISTED_COMPANIONS + 2):
            if key != pk:
                rows.append((key, times, f"{own}={pk}&{other}={key}&progress=held", label))
    return listed_first(rows)
