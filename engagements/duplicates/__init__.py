"""Likely duplicates: which records may be one, found without comparing each with all, and remembered."""

from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone

from engagements.models import DelegationMember, DuplicatePair, Stop, Visit
from engagements.models.duplicate_pairs import MERGEABLE, Kind

from . import directory, visits
from .directory import similar
from .likeness import LIKELY, compare

__all__ = ["LIKELY", "compare", "find", "likeness", "look_again", "refresh", "similar", "watch"]

# From how many changed records on it pays to go through all of them.
MANY = 20
BATCH = 500


def likeness(one, other):
    """Return 0 to 100 for two folded names; the order of words does not count."""
    return compare(one, other).score


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


def look_again(kind, pks):
    """Once what is being written is committed, find the duplicates of these records anew.

    Forms need not call it, as every ``save()`` does; who writes in bulk does.
    """
    connection = transaction.get_connection()
    waiting = connection.__dict__.setdefault("waiting_for_duplicates", defaultdict(set))
    waiting[kind].update(pks)
    # Robust: the record is saved, whatever happens here.
    transaction.on_commit(partial(refresh_waiting, waiting, kind), robust=True)


def refresh_waiting(waiting, kind):
    # All that one transaction changed is looked at once, by the first to come here.
    if wanted := waiting.pop(kind, None):
        refresh(kind, wanted)


def look_again_after_save(sender, instance, raw=False, **kwargs):
    kind, key = WATCHED[sender]
    if not (raw or (kind in NAMED and names_stayed(instance))):
        look_again(kind, [getattr(instance, key)])


def names_stayed(instance):
    """Whether the last two rows of the history of ``instance`` say the same of its names and country."""
    compared = {*instance.folded_from, "aliases", "country"} & {one.name for one in instance._meta.fields}
    rows = list(instance.history.order_by("-history_id").values_list(*compared)[:2])
    return len(rows) == 2 and rows[0] == rows[1]


WATCHED = {
    **{model: (Kind(kind), "pk") for kind, model in MERGEABLE.items()},
    Stop: (Kind.VISIT, "visit_id"),
    DelegationMember: (Kind.VISIT, "visit_id"),
}


def watch():
    """Look for the duplicates of each record that is saved from now on."""
    for model in WATCHED:
        post_save.connect(look_again_after_save, sender=model, dispatch_uid=f"duplicates_of_{model.__name__}")
