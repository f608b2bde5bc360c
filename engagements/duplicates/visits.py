"""Visits that may be one, by dates, places and delegation."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from engagements.common.name_likeness import UNLIKE, Likeness
from engagements.models import DelegationMember, Stop, Visit

from .overlaps import Texts, compare_dates, likely_pairs
from .pairs import CandidatePair

READ_CHUNK_SIZE = 5000


class VisitEntry:
    """What is compared of a visit."""

    __slots__ = ("dates", "officials", "organization", "pk", "places", "span")

    def __init__(
        self, pk: int, start: date | None, end: date | None, dates: str, organization: int | None
    ) -> None:
        self.pk, self.dates, self.organization = pk, dates, organization
        self.span = (start, end) if start and end else None
        self.officials: set[int] = set()
        self.places: set[int] = set()

    def group_keys(self) -> list[object]:
        """Return the keys by which it is grouped with visits that may be the same."""
        # A sender has many visits at a time: without an official in common, the place must be one.
        places = product([self.organization], self.places or [None]) if self.organization else []
        return [*self.officials, *places]


def read_visits(queryset: QuerySet[Visit]) -> dict[int, VisitEntry]:
    """Return the entry of each visit of ``queryset`` by its key."""
    rows = queryset.order_by().values_list("pk", "start_date", "end_date", "dates", "organization")
    entries = {row[0]: VisitEntry(*row) for row in rows.iterator(chunk_size=READ_CHUNK_SIZE)}
    for model, field, attribute in (
        (DelegationMember, "official", "officials"),
        (Stop, "place", "places"),
    ):
        lines = model.objects.filter(visit__in=queryset.order_by().values("pk")).order_by()
        for visit, pk in lines.values_list("visit", field).iterator(chunk_size=READ_CHUNK_SIZE):
            if visit in entries:
                getattr(entries[visit], attribute).add(pk)
    return entries


def compare_visits(entry: VisitEntry, other: VisitEntry, texts: Texts, other_texts: Texts) -> Likeness:
    """Return the `Likeness` of two visits that overlap; the texts are a title and a purpose each."""
    common_places, common_officials = entry.places & other.places, entry.officials & other.officials
    if entry.places and other.places and not common_places:
        return UNLIKE
    if entry.officials and other.officials and not common_officials:
        return UNLIKE
    penalty, reason = compare_dates(entry, other)
    score: float = 100 - penalty
    reasons = [reason]
    if not common_places:
        score -= 5
    elif entry.places == other.places:
        reasons.append("the same place" + "s" * (len(entry.places) > 1))
    else:
        score -= 3
        reasons.append("a place in common")
    if common_officials:
        reasons.append(f"{len(common_officials)} in both delegations")
    else:
        score -= 5
        reasons.append("the same sender")
    if entry.dates != other.dates:
        score -= 2
    pairs = [
        (text, other_text) for text, other_text in zip(texts, other_texts, strict=True) if text and other_text
    ]
    ratio = sum(fuzz.ratio(*pair) for pair in pairs) / len(pairs) if pairs else 0
    score -= (100 - ratio) * (0.15 if entry.span else 0.3)
    if ratio == 100:
        reasons.append("the same text")
    return Likeness(score, ", ".join(reasons))


def visit_pairs(entries: dict[int, VisitEntry], pks: set[int] | None) -> Iterator[CandidatePair]:
    """Return the pairs of ``entries`` that look like one; with ``pks``, of these visits alone."""
    return likely_pairs(Visit, ("title", "purpose"), entries, compare_visits, pks)


def visits_near(pks: set[int]) -> QuerySet[Visit]:
    """Return the visits of ``pks``, and those that may overlap with one of them."""
    condition = Q(pk__in=pks)
    for pk, start, end, sender in Visit.objects.filter(pk__in=pks).values_list(
        "pk", "start_date", "end_date", "organization"
    ):
        dates = Q(start_date__lte=end, end_date__gte=start) if start else Q(start_date__isnull=True)
        officials = DelegationMember.objects.filter(visit=pk).values("official")
        same_people = Q(pk__in=DelegationMember.objects.filter(official__in=officials).values("visit"))
        condition |= dates & (same_people | Q(organization=sender) if sender else same_people)
    return Visit.objects.filter(condition)
