"""Visits that may be one, by dates, places and delegation."""

from collections import defaultdict
from itertools import chain, islice, product

from django.db.models import Q
from rapidfuzz import fuzz

from engagements.common.name_likeness import UNLIKE, Found, Likeness
from engagements.models import DelegationMember, Stop, Visit

LIKELY = 80
FEW = 24  # of visits that overlap, each is compared with so many that begin after it
BATCH = 500


class Entry:
    __slots__ = ("dates", "end", "officials", "organization", "pk", "places", "start")

    def __init__(self, pk, start, end, dates, organization):
        self.pk, self.start, self.end, self.dates, self.organization = pk, start, end, dates, organization
        self.officials, self.places = set(), set()

    def filed_under(self):
        # A sender has many visits at a time: without an official in common, the place must be one.
        places = product([self.organization], self.places or [None]) if self.organization else []
        return [*self.officials, *places]


def read(queryset):
    rows = queryset.order_by().values_list("pk", "start_date", "end_date", "dates", "organization")
    entries = {row[0]: Entry(*row) for row in rows.iterator(chunk_size=5000)}
    for lines, field, target in ((DelegationMember, "official", "officials"), (Stop, "place", "places")):
        rows = lines.objects.filter(visit__in=queryset.order_by().values("pk")).order_by()
        for visit, pk in rows.values_list("visit", field).iterator(chunk_size=5000):
            if visit in entries:
                getattr(entries[visit], target).add(pk)
    return entries


def at_once(entries):
    """Yield pairs of keys of visits whose dates overlap, of the same people, or one sender to one place."""
    by_key = defaultdict(list)
    for entry in entries.values():
        for key in entry.filed_under():
            by_key[key].append(entry)
    for members in by_key.values():
        dated = sorted((one for one in members if one.start), key=lambda one: (one.start, one.pk))
        for number, one in enumerate(dated):
            for other in dated[number + 1 : number + 1 + FEW]:
                if other.start > one.end:
                    break
                yield tuple(sorted((one.pk, other.pk)))
        undated = sorted(one.pk for one in members if not one.start)
        for number, pk in enumerate(undated):
            for other in undated[number + 1 : number + 1 + FEW]:
                yield pk, other


def compare(one, other, text, other_text):
    """Return the `Likeness` of two visits that are at once; the texts are a title and a purpose each."""
    if one.places and other.places and not one.places & other.places:
        return UNLIKE
    common = one.officials & other.officials
    if one.officials and other.officials and not common:
        return UNLIKE
    score, reasons = 100, []
    if (one.start, one.end) != (other.start, other.end):
        # Whoever left and came back on the same day made two visits.
        one_after_the_other = max(one.start, other.start) == min(one.end, other.end)
        score -= 25 if one_after_the_other and one.start < one.end and other.start < other.end else 8
        reasons.append("the dates overlap")
    elif one.start:
        reasons.append("the same dates")
    else:
        score -= 10
        reasons.append("neither has a date")
    if not one.places & other.places:
        score -= 5
    elif one.places == other.places:
        reasons.append("the same place" + "s" * (len(one.places) > 1))
    else:
        score -= 3
        reasons.append("a place in common")
    if common:
        reasons.append(f"{len(common)} in both delegations")
    else:
        score -= 5
        reasons.append("the same sender")
    if one.dates != other.dates:
        score -= 2
    both = [(a, b) for a, b in zip(text, other_text, strict=True) if a and b]
    alike = sum(fuzz.ratio(a, b) for a, b in both) / len(both) if both else 0
    score -= (100 - alike) * (0.15 if one.start else 0.3)
    if alike == 100:
        reasons.append("the same text")
    return Likeness(score, ", ".join(reasons))


def pairs(entries, wanted):
    pairs = iter(sorted(set(at_once(entries))))
    while batch := list(islice(pairs, BATCH)):
        batch = [pair for pair in batch if wanted is None or wanted & set(pair)]
        texts = Visit.objects.filter(pk__in=set(chain.from_iterable(batch))).order_by()
        texts = {
            pk: (title[:1000], purpose[:1000])
            for pk, title, purpose in texts.values_list("pk", "title", "purpose")
        }
        for first, second in batch:
            if first in texts and second in texts:
                score, reason = compare(entries[first], entries[second], texts[first], texts[second])
                if score >= LIKELY:
                    yield Found(first, second, round(score), reason)


def near(wanted):
    """Visits that may be at once with one of the keys ``wanted``, and these themselves."""
    condition = Q(pk__in=wanted)
    for pk, start, end, sender in Visit.objects.filter(pk__in=wanted).values_list(
        "pk", "start_date", "end_date", "organization"
    ):
        dates = Q(start_date__lte=end, end_date__gte=start) if start else Q(start_date__isnull=True)
        officials = DelegationMember.objects.filter(visit=pk).values("official")
        company = Q(pk__in=DelegationMember.objects.filter(official__in=officials).values("visit"))
        condition |= dates & (company | Q(organization=sender) if sender else company)
    return Visit.objects.filter(condition)
