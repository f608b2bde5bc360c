"""Records that overlap in time: which are worth a comparison, and what their dates tell."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Protocol

COMPARED_PER_RECORD = 24  # of those that overlap, each is compared with so many that begin after it


class SpanEntry(Protocol):
    """What is compared of a visit or a meeting; ``span`` is None where its dates are not known."""

    pk: int
    span: tuple[date, date] | None

    def group_keys(self) -> Iterable[Hashable]:
        """Return the keys by which it is grouped with records that may be the same."""


def overlapping_pairs(entries: Iterable[SpanEntry]) -> Iterator[tuple[int, int]]:
    """Yield pairs of keys of records of one group whose dates overlap, or neither of which has dates."""
    groups = defaultdict(list)
    for entry in entries:
        for key in entry.group_keys():
            groups[key].append(entry)
    for group in groups.values():
        spans = sorted((entry.span[0], entry.pk, entry.span[1]) for entry in group if entry.span)
        for position, (_, pk, end) in enumerate(spans):
            for later_start, later_pk, _ in spans[position + 1 : position + 1 + COMPARED_PER_RECORD]:
                if later_start > end:
                    break
                yield min(pk, later_pk), max(pk, later_pk)
        undated = sorted(entry.pk for entry in group if not entry.span)
        for position, pk in enumerate(undated):
            for later_pk in undated[position + 1 : position + 1 + COMPARED_PER_RECORD]:
                yield pk, later_pk


def compare_dates(entry: SpanEntry, other: SpanEntry) -> tuple[int, str]:
    """Return what the dates of two records that overlap take off the score, and what they have in common."""
    if not (entry.span and other.span):
        return 10, "neither has a date"
    if entry.span == other.span:
        return 0, "the same dates"
    (start, end), (other_start, other_end) = entry.span, other.span
    # Whoever left and came back on the same day made two visits.
    is_return = max(start, other_start) == min(end, other_end) and start < end and other_start < other_end
    return 25 if is_return else 8, "the dates overlap"
