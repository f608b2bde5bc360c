"""Which records may be one, found without comparing each with all, and remembered."""

from django.db import transaction
from django.utils import timezone

from engagements.models import DuplicatePair, Visit
from engagements.models.duplicate_pairs import MERGEABLE, Kind

from . import directory, visits

# From how many changed records on it pays to go through all of them.
MANY = 20
BATCH = 500


# Kind: how its entries are read, and what a further word in a name counts.
NAMED = {
    Kind.OFFICIAL: (directory.officials, 4),
    Kind.ORGANIZATION: (directory.organizations, 6),
    Kind.PLACE: (directory.places, 8),
}


def find(kind, wanted=None):
    """Return the `Found` pairs of ``kind``; with ``wanted`` (a set of keys), those of these records alone."""
    few = wanted is not None and len(wanted) <= MANY
    if kind == Kind.VISIT:
        among = visits.near(wanted) if few else Visit.objects.all()
        return list(visits.pairs(visits.read(among), wanted))
    read, extra = NAMED[kind]
    entries = list(read(MERGEABLE[kind].objects.all()))
    found = directory.pairs(directory.narrowed(entries, wanted) if few else entries, extra, wanted)
    return list(directory.by_posts(found) if kind == Kind.OFFICIAL else found)


def refresh(kind, wanted=None):
    """Find the pairs of ``kind`` anew and remember them; return how many there are.

    What was decided on a pair stays. Pairs that are still open and not found again are
    forgotten: of all records, or of those ``wanted``.
    """
    started = timezone.now()
    found = sorted(find(kind, wanted))
    with transaction.atomic():
        for start in range(0, len(found), BATCH):
            DuplicatePair.objects.bulk_create(
                (
                    DuplicatePair(kind=kind, found_at=started, **pair._asdict())
                    for pair in found[start : start + BATCH]
                ),
                update_conflicts=True,
                unique_fields=["kind", "first", "second"],
                update_fields=["score", "reason", "found_at"],
            )
        stale = DuplicatePair.objects.filter(kind=kind, state=DuplicatePair.State.OPEN, found_at__lt=started)
        if wanted is None:
            stale.delete()
        else:
            pks = sorted(wanted)
            for start in range(0, len(pks), BATCH):
                stale.of(kind, pks[start : start + BATCH]).delete()
    return len(found)
