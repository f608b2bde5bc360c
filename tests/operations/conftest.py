from contextlib import nullcontext
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_otp.plugins.otp_totp.models import TOTPDevice

from engagements.models import (
    Attachment,
    AuditEntry,
    AuditEvent,
    ImportedRecord,
    ImportRun,
    ImportUpload,
    Meeting,
    Merge,
    SavedView,
    Visit,
    Watch,
)
from engagements.operations import backup as backups
from tests.admin.page import change_page
from tests.factories import CorrectionFactory, MeetingFactory, OfficialFactory, RemarkFactory

from .backups import backup

MOMENT = datetime(2021, 12, 6, 23, 59, 59, 123456, tzinfo=UTC)
ODD = "a\tb\r\nc \u2028 \u202e “ü” Встреча \U0001f91d \\N \\u0041 \x7f"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "of-today.backup"


@pytest.fixture
def filled(example, client, administrator, analyst, media):
    """The example, edited by hand, and of all the rest something."""
    client.force_login(administrator)
    visit = Visit.objects.first()
    page = change_page(client, visit).add("attachments", title="Readout")
    page.data["attachments-0-file"] = SimpleUploadedFile("note.txt", b"what was said")
    page.type(purpose=ODD).press()
    # Deleted, and kept by their history alone.
    gone = Attachment.objects.create(visit=visit, title="Old", file=SimpleUploadedFile("a.txt", b"gone"))
    gone.delete()
    OfficialFactory().delete()
    meeting = MeetingFactory(start_time=time(9, 30, 0, 1), timezone="America/Mexico_City")
    Meeting.objects.filter(pk=meeting.pk).update(created_at=MOMENT)
    TOTPDevice.objects.create(user=analyst, name="phone", key="00" * 20)
    SavedView.objects.create(owner=administrator, name="All", list="meeting").start_feed(MOMENT.date())
    Watch.objects.create(user=administrator, country="MX", unseen_for=6)
    AuditEntry.objects.create(event=AuditEvent.LOGIN, who="anna", address="2001:db8::7", at=MOMENT)
    run = ImportRun.objects.create(started_at=MOMENT, mapping_text=ODD, files=[{"name": ODD, "rows": 2**53}])
    ImportedRecord.objects.create(kind="visit", key="a:1", object_id=1, run=run, values={"z": None, "a": 1.5})
    Merge.objects.create(
        kind="official",
        kept=1,
        other=2,
        act=visit.uid,
        snapshot={},
        before=[],
        moved=[],
        dropped=[],
        filled=[],
    )
    CorrectionFactory(visit=visit, changes={"fields": {"title": ODD}}, note=ODD)
    RemarkFactory(visit=visit, text=ODD).waits_for.add(analyst)
    upload = ImportUpload.objects.create(user=administrator, files=["list.csv"], run=run)
    upload.folder.mkdir(parents=True)
    for name in ("0.sheet", "report.csv", "lock", "progress.new"):
        (upload.folder / name).write_text(name)
    (media / "attachments" / "of-nobody.txt").write_text("no row names it")


@pytest.fixture
def whole(filled, path, monkeypatch):
    """A backup, made inside the transaction of the test."""
    monkeypatch.setattr(backups, "snapshot", nullcontext)
    backup(path)
    return path
