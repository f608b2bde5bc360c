"""What this process has read of all meetings, brought up to date whenever it is looked at."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import connections, router

from engagements.models import Meeting
from engagements.models.stamps import Stamps, read_stamps
from engagements.models.visibility import visibility_key

from .parties import PARTY_KINDS, PartyIndex
from .segments import ASKED_IDS, Mask, Segment, fetch_ids, read_segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engagements.models.visibility import Viewer

# A segment is read again together with what changed where it has at most so many times as many meetings:
# so segments are few, and the large ones are seldom read.
MERGE_FACTOR = 2


@dataclass(frozen=True)
class ColumnsState:
    """All meetings as of ``stamps``; each is in one of ``segments`` where its mask of ``current`` says so."""

    stamps: Stamps
    segments: Sequence[Segment]
    current: Sequence[Mask]
    parties: Mapping[str, PartyIndex]

    def updated(self, using: str, stamps: Stamps) -> ColumnsState:
        """Return the state as of ``stamps``, with what changed since read anew."""
        before = self.stamps.by_meeting
        changed = {pk for pk, stamp in stamps.by_meeting.items() if before.get(pk) != stamp}
        if not changed:
            return ColumnsState(stamps, self.segments, self.current, self.parties)
        pks = np.array(sorted(changed), dtype=np.int64)
        segments, current = list(self.segments), []
        for segment, mask in zip(self.segments, self.current, strict=True):
            current.append(mask.copy())
            current[-1][segment.positions(pks)] = False
        while segments and np.count_nonzero(current[-1]) <= MERGE_FACTOR * len(pks):
            pks = np.union1d(pks, segments.pop().pks[current.pop()])
        segment, parties = read_segment(using, self.parties, pks if segments else None)
        return ColumnsState(
            stamps, [*segments, segment], [*current, np.ones(len(segment), dtype=bool)], parties
        )


def read_state(using: str) -> ColumnsState:
    """Return all of the database, read anew."""
    stamps = read_stamps(using, None)  # first: what changes from now on is read again
    segment, parties = read_segment(using, {kind: PartyIndex(np.empty(0, int)) for kind in PARTY_KINDS})
    return ColumnsState(stamps, [segment], [np.ones(len(segment), dtype=bool)], parties)


states: dict[str, ColumnsState] = {}  # by database
locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def current_state(using: str) -> ColumnsState:
    """Return the state of what is committed by now; one query where nothing is new."""
    with locks[using]:
        state = states.get(using)
        if state:
            stamps = read_stamps(using, state.stamps.horizon)
            of_this_database = stamps.identity == state.stamps.identity
            state = state.updated(using, stamps) if of_this_database else None
        states[using] = state = state or read_state(using)
        return state


def visible_state(user: Viewer) -> tuple[ColumnsState, list[Mask]]:
    """Return the current state, and of each segment which meetings ``user`` may see.

    The database is asked once for each segment and each kind of visibility. What changed before the
    answer is read before it is used: nobody sees a meeting as it was while it was hidden.
    """
    using, key = router.db_for_read(Meeting), visibility_key(user)
    if connections[using].in_atomic_block:  # what is not committed is for nobody else
        state = read_state(using)
        ask_visible(state.segments, using, user, key)
        return state, masks_of(state, key)
    while True:
        state = current_state(using)
        unknown = [segment for segment in state.segments if key not in segment.visible]
        if not unknown:
            return state, masks_of(state, key)
        ask_visible(unknown, using, user, key)


def ask_visible(segments: Sequence[Segment], using: str, user: Viewer, key: str) -> None:
    visible = Meeting.objects.using(using).visible_to(user)
    for segment in segments:
        ids = None if len(segment) > ASKED_IDS else segment.ordered_pks
        segment.visible[key] = segment.mask_of(fetch_ids(visible, ids=ids))


def masks_of(state: ColumnsState, key: str) -> list[Mask]:
    return [segment.visible[key] & mask for segment, mask in zip(state.segments, state.current, strict=True)]
