"""Names that are written much like what was typed: offered where nothing better is found, never taken."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz

NEAR_SCORE = 75  # of 100, for each word that was typed
SHORTEST_WORD = 4  # of fewer letters, one that is wrong makes another word
COMPARED_LIMIT = 4_000  # names that are compared, of those that share the beginning or end of a word


def near_records(queryset: Any, words: Sequence[str], limit: int) -> list[Any]:
    """Return records of ``queryset`` in a name of which each of the folded ``words`` is nearly found."""
    long_words = [word for word in words if len(word) >= SHORTEST_WORD]
    parts = {part for word in long_words for part in (word[:3], word[-3:])}
    if not parts:
        return []
    shares_part = reduce(or_, (Q(folded__contains=part) for part in sorted(parts)))
    rows = queryset.order_by().filter(shares_part).values_list("pk", "folded")[:COMPARED_LIMIT]
    scores = {pk: likeness(words, folded.split()) for pk, folded in rows}
    nearest = sorted(
        (pk for pk, score in scores.items() if score >= NEAR_SCORE), key=lambda pk: (-scores[pk], pk)
    )
    records = queryset.in_bulk(nearest[:limit])
    return [records[pk] for pk in nearest[:limit]]


def likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """Return how well the worst of ``words`` is found among ``others``, of 100."""
    return min(max((fuzz.ratio(word, other) for other in others), default=0.0) for word in words)
