"""Snapshots: files from which a worker starts, and what is said where they are old, damaged or of others."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from engagements.columns import current, snapshot
from engagements.columns.meetings import MeetingSet
from engagements.models import Meeting, MeetingStamp
from engagements.models.stamps import IDENTITY_ROW, new_identity, read_stamps, set_identity
from tests.factories import meeting_between

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(administrator, monkeypatch):
    """Return a function: the number of meetings held, as a worker says that has just started."""

    def count(from_files=True):
        monkeypatch.setattr(current, "states", {})
        if from_files:
            monkeypatch.setattr(
                current, "read_state", lambda using, model: pytest.fail("read from the database")
            )
        number = MeetingSet.visible_to(administrator).held().count()
        monkeypatch.undo()
        return number

    return count


def write():
    call_command("write_snapshot", verbosity=0)


def test_a_worker_starts_from_the_snapshot_and_reads_what_changed_since(held, settings):
    meetings = [meeting_between() for _ in range(10)]
    write()
    files = [path.name for path in (Path(settings.VAR_DIR) / "columns").iterdir() if path.is_dir()]
    assert files == [read_stamps("default", None).identity]
    assert held() == 10
    Meeting.objects.filter(pk=meetings[0].pk).update(progress="planned")
    Meeting.objects.filter(pk=meetings[1].pk).delete()
    meeting_between()
    assert held() == 9


def test_a_running_worker_goes_over_to_a_new_snapshot(administrator):
    meeting_between()
    MeetingSet.visible_to(administrator)
    write()
    assert MeetingSet.visible_to(administrator).count() == 1
    assert isinstance(current.states["default", Meeting].segments[0].sort_keys, np.memmap)


def test_the_snapshot_of_another_database_is_not_read(held):
    meeting_between()
    write()
    set_identity("default", new_identity())  # as of one that was restored into an empty database
    MeetingStamp.objects.exclude(meeting=IDENTITY_ROW).delete()
    Meeting.objects.update(progress="planned")
    assert held(from_files=False) == 0


def test_a_snapshot_that_is_newer_than_a_database_brought_back_is_not_read(held):
    """The file of a database is put back as it was: nothing in it says what was done since."""
    meeting_between()
    write()
    identity = read_stamps("default", None).identity
    stamps = list(MeetingStamp.objects.all())
    meeting_between()
    write()
    Meeting.objects.latest("pk").delete()
    MeetingStamp.objects.all().delete()
    MeetingStamp.objects.bulk_create(stamps)
    assert read_stamps("default", None).identity == identity
    assert held(from_files=False) == 1


def test_a_writer_that_is_killed_leaves_nothing_that_is_read(held, settings, monkeypatch):
    meeting_between()
    write()
    meeting_between()
    state = snapshot.read_state("default", Meeting)
    child = os.fork()
    if not child:
        monkeypatch.setattr(snapshot, "read_state", lambda using, model: state)
        saved, save = [], np.save

        def save_some(*args, **kwargs):
            saved.append(save(*args, **kwargs))
            if len(saved) == 3:
                os.kill(os.getpid(), signal.SIGKILL)

        monkeypatch.setattr(np, "save", save_some)
        snapshot.write_snapshot("default")
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    folders = [path for path in (Path(settings.VAR_DIR) / "columns").iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert held() == 2
    write()  # the lock went with the process
    folders = [path for path in (Path(settings.VAR_DIR) / "columns").iterdir() if path.is_dir()]
    assert len(folders) == 1
    assert held() == 2


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY\x01\x00v\x00{'descr'"])
def test_a_damaged_file_is_not_read(held, settings, content):
    meeting_between()
    write()
    for path in (Path(settings.VAR_DIR) / "columns").glob("*/Meeting/lines-3-meetings.npy"):
        path.write_bytes(content)
    assert held(from_files=False) == 1


def test_without_a_place_to_write_to_pages_say_the_same(held, settings, tmp_path):
    meeting_between()
    settings.VAR_DIR = tmp_path / "missing"
    with pytest.raises(CommandError, match="could not be written"):
        write()
    assert held(from_files=False) == 1
