"""Records that overlap in time: which are worth a comparison, and what their dates tell."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Protocol, TypeAlias, TypeVar

from engagements.common.name_likeness import Likeness
from engagements.models import Meeting, Visit

from .pairs import CandidatePair

LIKELY_SAME_RECORD = 80  # the least score of two visits, or meetings, that are proposed as one
PAIR_BATCH_SIZE = 500
COMPARED_LETTERS = 1_000  # of each text
COMPARED_PER_RECORD = 24  # of those that overlap, each is compared with so many that begin after it


class SpanEntry(Protocol):
    """What is compared of a visit or a meeting; ``span`` is None where its dates are not known."""

    pk: int
    span: tuple[date, date] | None

    def group_keys(self) -> Iterable[Hashable]:
        """Return the keys by which it is grouped with records that may be the same."""


Texts: TypeAlias = tuple[str, str]  # of a record: its title, and a longer text
EntryT = TypeVar("EntryT", bound=SpanEntry)


def likely_pairs(
    model: type[Visit | Meeting],
    text_fields: tuple[str, str],
    entries: Mapping[int, EntryT],
    compare: Callable[[EntryT, EntryT, Texts, Texts], Likeness],
    pks: set[int] | None,
) -> Iterator[CandidatePair]:
    """Yield the pairs of ``entries`` (by key) that ``compare`` finds alike; with ``pks``, of these alone.

    Their texts, the ``text_fields`` of ``model``, are read a batch of pairs at a time.
    """
    remaining = iter(sorted(set(overlapping_pairs(entries.values()))))
    while batch := list(islice(remaining, PAIR_BATCH_SIZE)):
        batch = [pair for pair in batch if pks is None or pks & set(pair)]
        rows = model._default_manager.filter(pk__in=set(chain.from_iterable(batch))).order_by()
        texts = {
            pk: (title[:COMPARED_LETTERS], text[:COMPARED_LETTERS])
            for pk, title, text in rows.values_list("pk", *text_fields)
        }
        for first, second in batch:
            if first in texts and second in texts:
                score, reason = compare(entries[first], entries[second], texts[first], texts[second])
                if score >= LIKELY_SAME_RECORD:
                    yield CandidatePair(first, second, round(score), reason)


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
