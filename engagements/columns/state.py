"""What was read of all meetings, or visits, at some time, and how it is brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engagements.models import Visit
from engagements.models.stamps import Stamps, read_stamps

from .parties import LISTED_KINDS, PartyIndex
from .segments import Mask, RecordModel, RecordSegment, read_segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
# A segment is read again together with what changed where it has at most so many times as many meetings:
# so segments are few, and the large ones are seldom read.
MERGE_FACTOR = 2


@dataclass(frozen=True)
class ColumnsState:
    """All records as of ``stamps``; each is in one of ``segments`` where its mask of ``current`` says so."""

    model: RecordModel
    stamps: Stamps
    segments: Sequence[RecordSegment]
    current: Sequence[Mask]
    parties: Mapping[str, PartyIndex]

    def updated(self, using: str, stamps: Stamps) -> ColumnsState:
        """Return the state as of ``stamps``, with what changed since read anew."""
        stamps = stamps._replace(identity=self.stamps.identity)  # of what the segments were read from
        before = self.stamps.by_pk
        changed = {pk for pk, stamp in stamps.by_pk.items() if before.get(pk) != stamp}
        if not changed:
            return replace(self, stamps=stamps)
        pks = np.array(sorted(changed), dtype=np.int64)
        segments, current = list(self.segments), []
        for segment, mask in zip(self.segments, self.current, strict=True):
            current.append(mask.copy())
            current[-1][segment.positions(pks)] = False
        while segments and np.count_nonzero(current[-1]) <= MERGE_FACTOR * len(pks):
            pks = np.union1d(pks, segments.pop().pks[current.pop()])
        segment, parties = read_segment(using, self.model, self.parties, pks if segments else None)
        current.append(np.ones(len(segment), dtype=bool))
        return ColumnsState(self.model, stamps, [*segments, segment], current, parties)


def read_state(using: str, model: RecordModel) -> ColumnsState:
    """Return all of the database, read anew."""
    # First: what changes from now on is read again, but not what is stamped from the horizon on by now.
    of_visits = model is Visit
    stamps = read_stamps(using, read_stamps(using, None).horizon, of_visits)
    parties = {kind: PartyIndex(np.empty(0, int)) for kind in LISTED_KINDS}
    segment, parties = read_segment(using, model, parties)
    return ColumnsState(model, stamps, [segment], [np.ones(len(segment), dtype=bool)], parties)
