"""Pairs of records that look like one, and how they are stored."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from engagements.models import DuplicatePair

INSERT_BATCH_SIZE = 500


class CandidatePair(NamedTuple):
    """A pair of records, by their keys, of which ``first`` is the lower one."""

    first: int
    second: int
    score: int
    reason: str


def store_pairs(
    kind: str, pairs: Sequence[CandidatePair], found_at: datetime, pks: Collection[int] | None = None
) -> None:
    """Store ``pairs`` of ``kind``; what was decided on a pair stays.

    Open pairs that were found before ``found_at`` are deleted: of all records, or of those of ``pks``.
    """
    with transaction.atomic():
        for start in range(0, len(pairs), INSERT_BATCH_SIZE):
            DuplicatePair.objects.bulk_create(
                (
                    DuplicatePair(kind=kind, found_at=found_at, **pair._asdict())
                    for pair in pairs[start : start + INSERT_BATCH_SIZE]
                ),
                update_conflicts=True,
                unique_fields=["kind", "first", "second"],
                update_fields=["score", "reason", "found_at"],
            )
        stale = DuplicatePair.objects.filter(kind=kind, state=DuplicatePair.State.OPEN, found_at__lt=found_at)
        if pks is None:
            stale.delete()
        else:
            ordered = sorted(pks)
            for start in range(0, len(ordered), INSERT_BATCH_SIZE):
                stale.involving(kind, ordered[start : start + INSERT_BATCH_SIZE]).delete()
