"""Duplicates of what was saved are looked for once it is committed."""

from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models.signals import post_save

from engagements.models import DelegationMember, Stop
from engagements.models.duplicate_pairs import MERGEABLE, Kind

from .finding import NAMED, refresh


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
