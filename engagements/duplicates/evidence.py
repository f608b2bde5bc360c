"""What tells for or against two officials being one: where and when they held posts, travelled and met."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q

from engagements.common.name_likeness import LIKELY
from engagements.models import Appointment, DelegationMember, Participant
from engagements.models.visibility import meeting_open_to_all, record_open_to_all

from .pairs import CandidatePair

PAIR_BATCH_SIZE = 500
NO_EVIDENCE = 2  # what the score loses where nothing but the names tells
CONTRADICTION = 8
LIFETIME = 40  # years between the last that is known of one and the first of the other
# By model: the country of the organization, and the dates of the line or of its record.
LINES: dict[Any, tuple[str, str, str]] = {
    Appointment: ("organization__country", "start_date", "end_date"),
    DelegationMember: ("organization__country", "visit__start_date", "visit__end_date"),
    Participant: ("organization__country", "meeting__start_date", "meeting__end_date"),
}
# Of hidden records nothing counts: the pairs and their reasons are the same for all who see the list.
OPEN_TO_ALL = {
    DelegationMember: record_open_to_all("visit__"),
    Participant: meeting_open_to_all("meeting__"),
}
SENDERS = {DelegationMember: ("visit__organization", "visit__organization__country")}


class Evidence:
    """Of one official: organizations, their countries, and the years between which something is known."""

    def __init__(self) -> None:
        self.organizations: set[int] = set()
        self.countries: set[str] = set()
        self.years: list[int] = []

    def add(self, organization: int | None, country: str | None, dates: Iterable[date | None]) -> None:
        if organization:
            self.organizations.add(organization)
        if country:
            self.countries.add(country)
        self.years += [day.year for day in dates if day]

    def years_to(self, other: "Evidence") -> int:
        """Return how many years lie between the two; 0 where they overlap, or of one no year is known."""
        if not (self.years and other.years):
            return 0
        return max(0, min(other.years) - max(self.years), min(self.years) - max(other.years))


def fetch_evidence(officials: set[int]) -> dict[int, Evidence]:
    """Return what is known of ``officials``, by their ids; a query for each kind of line."""
    evidence: defaultdict[int, Evidence] = defaultdict(Evidence)
    for model, fields in LINES.items():
        rows = model.objects.filter(OPEN_TO_ALL.get(model, Q()), official__in=officials).order_by()
        sender = SENDERS.get(model, ())
        for pk, organization, country, start, end, *of_sender in rows.values_list(
            "official", "organization", *fields, *sender
        ):
            evidence[pk].add(organization, country, (start, end))
            if of_sender and not organization:
                sending, sending_country = of_sender
                evidence[pk].add(sending, sending_country, ())
    return evidence


def weigh(pair: CandidatePair, first: Evidence, second: Evidence) -> CandidatePair:
    """Return ``pair`` of officials, scored by what is known of the two."""
    score, reasons = pair.score, [pair.reason]
    is_near = first.years_to(second) <= LIFETIME
    common_country = first.countries & second.countries
    if first.organizations & second.organizations:
        reasons.append("posts at one organization")
    elif common_country and is_near:
        reasons.append("of one country at the same time")
    elif first.countries and second.countries and not common_country:
        score -= CONTRADICTION
        reasons.append("of different countries")
    else:
        score -= NO_EVIDENCE
    if not is_near:
        score -= CONTRADICTION
        reasons.append(f"more than {LIFETIME} years apart")
    return pair._replace(score=score, reason="; ".join(reasons))


def weigh_pairs(pairs: Iterable[CandidatePair]) -> Iterator[CandidatePair]:
    """Yield those of ``pairs`` of officials that are likely still, by all that is known of the two."""
    remaining = iter(pairs)
    while batch := list(islice(remaining, PAIR_BATCH_SIZE)):
        evidence = fetch_evidence({pk for pair in batch for pk in (pair.first, pair.second)})
        for pair in batch:
            weighed = weigh(pair, evidence[pair.first], evidence[pair.second])
            if weighed.score >= LIKELY:
                yield weighed
