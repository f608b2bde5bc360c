import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from engagements.imports import uploads
from engagements.models import Attachment, ImportUpload
from tests.factories import VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media" / "attachments").mkdir(parents=True)
    return tmp_path / "media"


def age(path, days):
    moment = time.time() - days * 24 * 3600
    os.utime(path, (moment, moment))


def attach():
    return Attachment.objects.create(
        visit=VisitFactory(), title="Readout", file=SimpleUploadedFile("a.txt", b"a")
    )


def make_upload(user, days):
    upload = ImportUpload.objects.create(user=user, files=["list.csv"], state=ImportUpload.State.DONE)
    ImportUpload.objects.filter(pk=upload.pk).update(uploaded_at=timezone.now() - timedelta(days=days))
    upload.folder.mkdir(parents=True)
    for name in ("0.sheet", "lock", "progress.json"):
        (upload.folder / name).write_text("{}")
        age(upload.folder / name, days)
    return upload


def sweep(*arguments):
    call_command("sweep_files", *arguments, verbosity=0)


@pytest.fixture
def files(media, staff):
    """What is kept, and what goes: by name."""
    named, deleted = attach(), attach()
    deleted.delete()
    kept = [Path(named.file.path), Path(deleted.file.path), media / "attachments" / "young.txt"]
    gone = [media / "attachments" / "old.txt"]
    for path in (kept[2], *gone):
        path.write_text("no row names it")
    for path in (*kept[:2], *gone):
        age(path, 31)
    age(kept[2], 29)
    young, old = make_upload(staff, 29), make_upload(staff, 31)
    of_nobody = make_upload(staff, 31)
    of_nobody.delete()
    kept += young.folder.iterdir()
    gone += [*old.folder.iterdir(), *of_nobody.folder.iterdir()]
    return kept, gone


def test_what_no_row_and_no_history_names_goes_once_it_is_old(files):
    kept, gone = files
    sweep("--delete")
    assert all(path.exists() for path in kept)
    assert not any(path.exists() for path in gone)
    assert ImportUpload.objects.count() == 1


def test_it_only_lists_unless_told_to_delete(files, capsys):
    kept, gone = files
    call_command("sweep_files")
    assert all(path.exists() for path in (*kept, *gone))
    assert str(gone[0]) in capsys.readouterr().out


@pytest.mark.parametrize("days", ["0", "-1", "99999999999"])
def test_what_may_be_under_way_is_never_swept(files, days):
    kept, gone = files
    with pytest.raises(CommandError, match="between 1 and"):
        sweep("--delete", "--days", days)
    assert all(path.exists() for path in (*kept, *gone))


def test_an_upload_that_is_worked_on_stays(staff):
    upload = make_upload(staff, 31)
    with uploads.locked(upload):
        sweep("--delete")
    assert upload.folder.joinpath("0.sheet").exists()
    sweep("--delete")
    assert not upload.folder.exists()
