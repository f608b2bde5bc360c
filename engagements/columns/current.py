"""The state that this process has, brought up to date whenever it is looked at."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence

from django.db import connections, router

from engagements.models import Visit
from engagements.models.stamps import read_stamps
from engagements.models.visibility import Viewer, visibility_key

from .segments import Mask, RecordModel, RecordSegment, fetch_ids
from .snapshot import read_snapshot
from .state import ColumnsState, read_state

# Of a segment of so many records it is asked by their ids, of a larger one for all that there are.
ASKED_BY_IDS = 50_000

states: dict[tuple[str, RecordModel], ColumnsState] = {}  # by database
locks: defaultdict[tuple[str, RecordModel], threading.Lock] = defaultdict(threading.Lock)


def current_state(using: str, model: RecordModel) -> ColumnsState:
    """Return the state of what is committed by now; one query where nothing is new."""
    of_visits = model is Visit
    with locks[using, model]:
        state = states.get((using, model))
        stamps = read_stamps(using, state.stamps.horizon if state else None, of_visits)
        if state is None or stamps.identity != state.stamps.identity:
            state = read_snapshot(stamps.identity, model) or read_state(using, model)
            stamps = read_stamps(using, state.stamps.horizon, of_visits)
        states[using, model] = state = state.updated(using, stamps)
        return state


def visible_state(model: RecordModel, user: Viewer) -> tuple[ColumnsState, list[Mask]]:
    """Return the current state, and of each segment which records ``user`` may see.

    The database is asked once for each segment and each kind of visibility. What changed before the
    answer is read before it is used: nobody sees a record as it was while it was hidden.
    """
    using, key = router.db_for_read(model), visibility_key(user)
    if connections[using].in_atomic_block:  # what is not committed is for nobody else
        state = read_state(using, model)
        ask_visible(state, state.segments, using, user, key)
        return state, masks_of(state, key)
    while True:
        state = current_state(using, model)
        unknown = [segment for segment in state.segments if key not in segment.visible]
        if not unknown:
            return state, masks_of(state, key)
        ask_visible(state, unknown, using, user, key)


def ask_visible(
    state: ColumnsState, segments: Sequence[RecordSegment], using: str, user: Viewer, key: str
) -> None:
    visible = state.model.objects.using(using).visible_to(user)
    for segment in segments:
        ids = None if len(segment) > ASKED_BY_IDS else segment.ordered_pks
        segment.visible[key] = segment.mask_of(fetch_ids(visible, ids=ids))


def masks_of(state: ColumnsState, key: str) -> list[Mask]:
    return [segment.visible[key] & mask for segment, mask in zip(state.segments, state.current, strict=True)]
