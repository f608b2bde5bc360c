"""The search for duplicates: of all records of a kind, or of some that changed."""

from django.utils import timezone

from engagements.common.name_likeness import NameKind
from engagements.models import Meeting, Visit
from engagements.models.duplicate_pairs import MERGEABLE_MODELS, MergeableKind

from . import directory, meetings, sources, visits
from .evidence import weigh_pairs
from .pairs import CandidatePair, store_pairs

# Of more changed records, a search through all records is faster.
NARROW_SEARCH_LIMIT = 20

# MergeableKind -> how its entries are read, and how their names are compared.
COMPARED_BY_NAME = {
    MergeableKind.OFFICIAL: (directory.read_names, NameKind.PERSON),
    MergeableKind.ORGANIZATION: (directory.read_organizations, NameKind.ORGANIZATION),
    MergeableKind.PLACE: (directory.read_places, NameKind.PLACE),
    MergeableKind.TOPIC: (directory.read_names, NameKind.PLACE),
}


def find_pairs(kind: MergeableKind, pks: set[int] | None = None) -> list[CandidatePair]:
    """Return the pairs of ``kind`` that look like one; with ``pks``, those of these records alone."""
    few = pks if pks is not None and len(pks) <= NARROW_SEARCH_LIMIT else None
    if kind == MergeableKind.VISIT:
        visits_to_compare = Visit.objects.all() if few is None else visits.visits_near(few)
        return list(visits.visit_pairs(visits.read_visits(visits_to_compare), pks))
    if kind == MergeableKind.MEETING:
        meetings_to_compare = Meeting.objects.all() if few is None else meetings.meetings_near(few)
        return list(meetings.meeting_pairs(meetings.read_meetings(meetings_to_compare), pks))
    if kind == MergeableKind.SOURCE:
        return list(sources.source_pairs(pks))
    read, name_kind = COMPARED_BY_NAME[kind]
    model = MERGEABLE_MODELS[kind]
    entries = list(read(model.objects.all()))
    if few is not None:
        entries = directory.entries_near(entries, few)
    pairs = directory.without_other_marks(model, directory.name_pairs(entries, name_kind, pks))
    return list(weigh_pairs(pairs) if kind == MergeableKind.OFFICIAL else pairs)


def refresh_pairs(kind: MergeableKind, pks: set[int] | None = None) -> int:
    """Find the pairs of ``kind`` again and store them; return how many there are.

    What was decided on a pair stays. Pairs that are still open and not found again are
    deleted: of all records, or of those of ``pks``.
    """
    started = timezone.now()
    pairs = sorted(find_pairs(kind, pks))
    store_pairs(kind, pairs, started, pks)
    return len(pairs)
