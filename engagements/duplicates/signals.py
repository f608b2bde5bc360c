"""Duplicates of what was saved are looked for once it is committed."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save

from engagements.models import DelegationMember, Participant, Stop
from engagements.models.duplicate_pairs import MERGEABLE_MODELS, MergeableKind

from .finding import COMPARED_BY_NAME, refresh_pairs

# Model -> the kind of record that is compared, and the field that has its key.
WATCHED_MODELS: dict[type[models.Model], tuple[MergeableKind, str]] = {
    **{MERGEABLE_MODELS[kind]: (kind, "pk") for kind in MergeableKind},
    Stop: (MergeableKind.VISIT, "visit_id"),
    DelegationMember: (MergeableKind.VISIT, "visit_id"),
    Participant: (MergeableKind.MEETING, "meeting_id"),
}


def refresh_on_commit(kind: MergeableKind, pks: Iterable[int]) -> None:
    """Once what is being written is committed, find the duplicates of these records again.

    Forms need not call it, as every ``save()`` does; who writes in bulk does.
    """
    connection = transaction.get_connection()
    pks_by_kind = connection.__dict__.setdefault("waiting_for_duplicates", defaultdict(set))
    pks_by_kind[kind].update(pks)
    # Robust: the record is saved, whatever happens here.
    transaction.on_commit(partial(refresh_waiting, pks_by_kind, kind), robust=True)


def refresh_waiting(pks_by_kind: dict[MergeableKind, set[int]], kind: MergeableKind) -> None:
    # The first call of a transaction looks for the duplicates of all that it changed.
    if pks := pks_by_kind.pop(kind, None):
        refresh_pairs(kind, pks)


def refresh_after_save(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    kind, key = WATCHED_MODELS[sender]
    if not (raw or (kind in COMPARED_BY_NAME and names_are_unchanged(instance))):
        refresh_on_commit(kind, [getattr(instance, key)])


def names_are_unchanged(instance: Any) -> bool:
    """Whether the last two rows of the history of ``instance`` agree on its names and country."""
    fields = {field.name for field in instance._meta.fields}
    compared = {*instance.folded_from, "aliases", "country"} & fields
    rows = list(instance.history.order_by("-history_id").values_list(*compared)[:2])
    return len(rows) == 2 and rows[0] == rows[1]


def connect() -> None:
    """Look for the duplicates of each record that is saved from now on."""
    for model in WATCHED_MODELS:
        post_save.connect(refresh_after_save, sender=model, dispatch_uid=f"duplicates_of_{model.__name__}")
