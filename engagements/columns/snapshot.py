"""The states of meetings and visits as files in ``var/columns``, which all workers map and share.

A snapshot goes by the identity of the database, and a new one gives it a new identity: so one of
another database is never read, nor one that is newer than what was brought back from a backup.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from django.conf import settings

from engagements.models.stamps import Stamps, new_identity, set_identity

from .parties import LISTED_KINDS, PartyIndex
from .segments import CHOICES, COLUMNS, LINE_KINDS, Lines, RecordModel, RecordSegment
from .state import ColumnsState, read_state

FOLDER = "columns"
ABOUT_NAME = "about.json"
# Changes with what the files hold: other ones are not read.
FORMAT = [2, CHOICES, *([[kind, list(sides)] for kind, sides in kinds] for kinds in LINE_KINDS.values())]


def folder() -> Path:
    return Path(settings.VAR_DIR) / FOLDER


@contextmanager
def only_writer() -> Iterator[None]:
    folder().mkdir(exist_ok=True)
    with (folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # ends with the process, however that ends
        yield


def arrays_of(state: ColumnsState) -> dict[str, Any]:
    """Return what a snapshot holds, by the name of its file."""
    (segment,) = state.segments
    arrays = {"sort_keys": segment.sort_keys, "start": segment.start, "end": segment.end}
    arrays |= {f"column-{name}": array for name, array in segment.columns.items()}
    arrays |= {f"parties-{kind}": index.keys for kind, index in state.parties.items()}
    for number, line_kind in enumerate(LINE_KINDS[state.model]):
        lines = segment.lines[line_kind]
        arrays |= {f"lines-{number}-meetings": lines.meetings, f"lines-{number}-parties": lines.parties}
    return arrays


def write_snapshot(using: str) -> int:
    """Write all of the database as it is now, in place of other snapshots; return how many meetings.

    Who else writes one waits. Raises OSError where ``var/`` can't be written.
    """
    with only_writer():
        states = [read_state(using, model) for model in COLUMNS]
        identity = new_identity(states[0].stamps.identity)
        path = Path(mkdtemp(dir=folder()))
        for state in states:
            write_state(path / state.model.__name__, state)
        # First the files, then the name for them: at no time does a name lead to half of them.
        path.rename(folder() / identity)
        set_identity(using, identity)
        for other in folder().iterdir():  # those of before, and what was left by who did not end
            if other.is_dir() and other.name != identity:
                shutil.rmtree(other, ignore_errors=True)
        return len(states[0].segments[0])


def write_state(path: Path, state: ColumnsState) -> None:
    path.mkdir()
    for name, array in arrays_of(state).items():
        with (path / f"{name}.npy").open("wb") as file:
            np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
    stamps = list(state.stamps.by_pk.items())
    about = {"format": FORMAT, "horizon": state.stamps.horizon, "stamps": stamps}
    (path / ABOUT_NAME).write_text(json.dumps(about))


def read_snapshot(identity: str, model: RecordModel) -> ColumnsState | None:
    """Return the state in the snapshot of the database of ``identity``, None where none can be read."""
    path = folder() / identity / model.__name__

    def array(name: str) -> Any:
        return np.load(path / f"{name}.npy", mmap_mode="r")

    try:
        about = json.loads((path / ABOUT_NAME).read_text())
        if about["format"] != json.loads(json.dumps(FORMAT)):
            return None
        lines = {
            line_kind: Lines(array(f"lines-{number}-meetings"), array(f"lines-{number}-parties"))
            for number, line_kind in enumerate(LINE_KINDS[model])
        }
        columns = {name: array(f"column-{name}") for name in COLUMNS[model]}
        segment = RecordSegment(array("sort_keys"), array("start"), array("end"), columns, lines)
        parties = {kind: PartyIndex(array(f"parties-{kind}")) for kind in LISTED_KINDS}
    except (OSError, EOFError, ValueError, KeyError):
        return None
    stamps = Stamps(identity, about["horizon"], dict(about["stamps"]))
    return ColumnsState(model, stamps, [segment], [np.ones(len(segment), dtype=bool)], parties)
