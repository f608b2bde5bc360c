"""The search for duplicates: of all records of a kind, or of some that changed."""

from django.utils import timezone

from engagements.models import Visit
from engagements.models.duplicate_pairs import MERGEABLE_MODELS, MergeableKind

from . import directory, visits
from .pairs import CandidatePair, store_pairs

# Of more changed records, a search through all records is faster.
NARROW_SEARCH_LIMIT = 20

# MergeableKind -> how its entries are read, and what the score loses for a further word in one of two names.
COMPARED_BY_NAME = {
    MergeableKind.OFFICIAL: (directory.read_officials, 4),
    MergeableKind.ORGANIZATION: (directory.read_organizations, 6),
    MergeableKind.PLACE: (directory.read_places, 8),
}


def find_pairs(kind: MergeableKind, pks: set[int] | None = None) -> list[CandidatePair]:
    """Return the pairs of ``kind`` that look like one; with ``pks``, those of these records alone."""
    few = pks if pks is not None and len(pks) <= NARROW_SEARCH_LIMIT else None
    if kind == MergeableKind.VISIT:
        queryset = Visit.objects.all() if few is None else visits.visits_near(few)
        return list(visits.visit_pairs(visits.read_visits(queryset), pks))
    read, word_penalty = COMPARED_BY_NAME[kind]
    entries = list(read(MERGEABLE_MODELS[kind].objects.all()))
    if few is not None:
        entries = directory.entries_near(entries, few)
    pairs = directory.name_pairs(entries, word_penalty, pks)
    return list(directory.adjust_by_posts(pairs) if kind == MergeableKind.OFFICIAL else pairs)


def refresh_pairs(kind: MergeableKind, pks: set[int] | None = None) -> int:
    """Find the pairs of ``kind`` again and store them; return how many there are.

    What was decided on a pair stays. Pairs that are still open and not found again are
    deleted: of all records, or of those of ``pks``.
    """
    started = timezone.now()
    pairs = sorted(find_pairs(kind, pks))
    store_pairs(kind, pairs, started, pks)
    return len(pairs)
