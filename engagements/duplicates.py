"""Likeness of names: whether two entries may be one."""

from rapidfuzz import fuzz

from .models.folding import fold

# Below this, names that merely share a pattern ("Government of …") come up.
LIKELY = 88


def likeness(one, other):
    """Return 0 to 100 for two folded names; the order of words does not count.

    A name that holds all words of the other ("Francisco Garduño" of "Francisco Garduño
    Yáñez") is as like as can be, if those are two words at least.
    """
    score = fuzz.token_sort_ratio(one, other)
    if score < LIKELY and min(one.count(" "), other.count(" ")):
        score = fuzz.token_set_ratio(one, other)
    return score


def similar(queryset, *names, limit=5):
    """Return the records of ``queryset`` (Folded) that may be meant by ``names``, best first.

    Every name, acronym and alias of a record is compared. One query for the names of
    all records, and one for those returned.
    """
    wanted = [folded for folded in map(fold, names) if folded]
    scores = {}
    for pk, folded in queryset.order_by().values_list("pk", "folded"):
        score = max(likeness(one, other) for one in wanted for other in folded.split(" | ")) if wanted else 0
        if score >= LIKELY:
            scores[pk] = score
    best = sorted(scores, key=scores.get, reverse=True)[:limit]
    found = queryset.in_bulk(best)
    return [found[pk] for pk in best]
