"""Officials, organizations and places that may be one, by their names."""

import heapq
from collections import defaultdict
from itertools import islice, product

from rapidfuzz import fuzz, process

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, UNLIKE, Found, Likeness, compare, keys, words_of_name
from engagements.models import Appointment

# Names so different that `compare` need not look at them.
FAR_OFF = 55
NEAREST = 200
# Records that share a key are compared with one another as long as they are few, else with their
# neighbours in the alphabet: the number of comparisons grows with that of records, not its square.
FEW = 24
BEST = 10  # pairs kept for one record
BATCH = 500


def similar(queryset, *names, limit=5):
    """Return the records of ``queryset`` (Folded) that may be meant by ``names``, best first.

    Every name, acronym and alias of a record is compared. One query for the names of
    all records, and one for those returned.
    """
    known = [(pk, name) for pk, folded in names_of(queryset) for name in folded.split(" | ")]
    scores = {}
    for wanted in filter(None, map(fold, names)):
        for number in near(wanted, [name for _, name in known]):
            pk, name = known[number]
            scores[pk] = max(scores.get(pk, 0), compare(wanted, name).score)
    best = sorted((pk for pk in scores if scores[pk] >= LIKELY), key=scores.get, reverse=True)[:limit]
    found = queryset.in_bulk(best)
    return [found[pk] for pk in best]


def names_of(queryset):
    return queryset.order_by().values_list("pk", "folded")


def near(name, names):
    """Return the positions in ``names`` of those that may be like ``name``, the nearest first."""
    found = process.extract(name, names, scorer=fuzz.token_ratio, score_cutoff=FAR_OFF, limit=NEAREST)
    return [number for _, _, number in found]


class Entry:
    """What is compared of a record that has names."""

    __slots__ = ("acronym", "country", "names", "pk")

    def __init__(self, pk, names, country="", acronym=None):
        self.pk, self.names, self.country, self.acronym = pk, names, country, acronym

    @property
    def short(self):
        """The acronym, or the name where that is a single word; "" for persons and places."""
        if self.acronym is None:
            return ""
        return self.acronym or (self.names[0] if " " not in self.names[0] else "")

    @property
    def initials(self):
        """What the acronym would be; "" for persons, places and names of less than three words."""
        words = words_of_name(self.names[0])
        return "".join(word[0] for word in words) if self.acronym is not None and len(words) > 2 else ""

    def filed_under(self):
        found = set().union(*map(keys, self.names))
        return found | {f"@{letters}" for letters in (self.short, self.initials) if letters}

    @property
    def alphabetical(self):
        return " ".join(sorted(words_of_name(self.names[0])))


def officials(queryset):
    for pk, folded in names_of(queryset).iterator(chunk_size=5000):
        if folded:
            yield Entry(pk, folded.split(" | "))


def organizations(queryset):
    rows = queryset.order_by().values_list("pk", "folded", "acronym", "country")
    for pk, folded, acronym, country in rows.iterator(chunk_size=5000):
        if folded:
            yield Entry(pk, folded.split(" | "), country, fold(acronym))


def places(queryset):
    rows = queryset.order_by().exclude(name="").values_list("pk", "name", "aliases", "country")
    for pk, name, aliases, country in rows.iterator(chunk_size=5000):
        names = list(filter(None, map(fold, [name, *aliases.splitlines()])))
        if names:
            yield Entry(pk, names, country)


def compare_entries(one, other, extra):
    """Return the `Likeness` of two entries: that of their two names which are most alike."""
    if one.country and other.country and one.country != other.country:
        return UNLIKE
    best = compare(one.names[0], other.names[0], extra)
    if best.score < 100 and len(one.names) + len(other.names) > 2:
        best = max(
            best, *(by_other_names(one, other, *names, extra) for names in product(one.names, other.names))
        )
    abbreviated = (one.short and one.short == other.initials) or (other.short and other.short == one.initials)
    if abbreviated and best.score < LIKELY:
        best = Likeness(LIKELY, "one is made of the initials of the other")
    return best


def by_other_names(one, other, name, other_name, extra):
    """Return the `Likeness` of one pair of names, of which one at least is not the first of its entry."""
    score, reason = compare(name, other_name, extra)
    if score and name == one.acronym and other_name == other.acronym:
        return Likeness(90, "the same acronym") if name == other_name else UNLIKE
    return Likeness(score - 1, f"{reason}, under another name") if score else UNLIKE


def groups(entries):
    """Return for each of ``entries`` the groups, as lists of positions, that share a key with it."""
    by_key = defaultdict(list)
    for number, entry in enumerate(entries):
        for key in entry.filed_under():
            by_key[key].append(number)
    shared = [[] for _ in entries]
    while by_key:
        _, members = by_key.popitem()  # what is done with needs no memory
        if len(members) == 1:
            continue
        if len(members) > FEW:
            members.sort(key=lambda number: entries[number].alphabetical)
        for start in range(0, max(1, len(members) - FEW // 2), FEW // 2):
            group = members[start : start + FEW]
            for number in group:
                shared[number].append(group)
    return shared


def pairs(entries, extra, wanted):
    """Yield the `Found` pairs of ``entries``, the best of each; with ``wanted``, of these keys."""
    for number, shared in enumerate(groups(entries)):
        entry, found = entries[number], []
        for other_number in {other for group in shared for other in group if other > number}:
            other = entries[other_number]
            if wanted is None or entry.pk in wanted or other.pk in wanted:
                score, reason = compare_entries(entry, other, extra)
                if score >= LIKELY:
                    first, second = sorted((entry.pk, other.pk))
                    found.append(Found(first, second, round(score), reason))
        yield from heapq.nlargest(BEST, found, key=lambda pair: pair.score)


def narrowed(entries, wanted):
    """Return those of ``entries`` that may be like one of the keys ``wanted``, and these themselves."""
    known = [(entry, name) for entry in entries for name in entry.names]
    names = [name for _, name in known]
    found = {entry.pk: entry for entry in entries if entry.pk in wanted}
    letters = set()
    for entry in list(found.values()):
        letters |= {entry.short, entry.initials} - {""}
        for name in entry.names:
            found |= {known[number][0].pk: known[number][0] for number in near(name, names)}
    if letters:
        found |= {one.pk: one for one in entries if letters & {one.short, one.initials}}
    return list(found.values())


def by_posts(pairs):
    """Yield ``pairs`` of officials, moved up or down by where the two held posts."""
    pairs = iter(pairs)
    while batch := list(islice(pairs, BATCH)):
        posts = defaultdict(set)
        pks = {pk for pair in batch for pk in pair[:2]}
        rows = Appointment.objects.filter(official__in=pks).order_by()
        for pk, organization, country in rows.values_list(
            "official", "organization", "organization__country"
        ):
            posts[pk] |= {("organization", organization), ("country", country)}
        for pair in batch:
            one, other = posts[pair.first], posts[pair.second]
            common = {kind for kind, key in one & other if key}
            score, reason = pair.score - 2, pair.reason
            if "organization" in common:
                score, reason = pair.score, f"{reason}; posts at one organization"
            elif one and other and "country" not in common:
                score, reason = pair.score - 8, f"{reason}; posts in different countries"
            if score >= LIKELY:
                yield pair._replace(score=score, reason=reason)
