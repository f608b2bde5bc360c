"""A backup restored is what was there, row for row; one that is not whole is refused."""

import json
import os
import random
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
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
    Official,
    SavedView,
    Source,
    Visit,
)
from engagements.models.saved_views import new_token
from engagements.operations import archive as archives
from engagements.operations import backup as backups
from engagements.operations import restore as restores
from engagements.operations.sequences import last_ids
from engagements.search.contents import DOCUMENT_CONTENTS
from tests.admin.page import change_page
from tests.factories import MeetingFactory, OfficialFactory, VisitFactory

ROOT = Path(__file__).resolve().parent.parent.parent
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
    SavedView.objects.create(owner=administrator, name="All", list="meeting", token=new_token())
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
    upload = ImportUpload.objects.create(user=administrator, files=["list.csv"], run=run)
    upload.folder.mkdir(parents=True)
    for name in ("0.sheet", "report.csv", "lock", "progress.new"):
        (upload.folder / name).write_text(name)
    (media / "attachments" / "of-nobody.txt").write_text("no row names it")


def rows():
    """Return all rows of all tables, as the database itself has them, and the ids that would come next."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {table}")
            # By all that a row has: the first column of a history is the same in many.
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found | {"next": last_ids()}


def tables():
    """Return the tables of which a backup has the rows."""
    left_out = {Session._meta.db_table, "django_migrations"}
    names = set(connection.introspection.table_names()) - left_out
    made = tuple(contents.document._meta.db_table for contents in DOCUMENT_CONTENTS)
    return {name for name in names if not name.startswith(made)}


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def empty():
    """Bring the database to where it is after the first `migrate`."""
    call_command("flush", interactive=False, verbosity=0)
    Group.objects.bulk_create([Group(name="Analysts")])  # as a migration does, which leaves no trace


def backup(path, **options):
    call_command("backup", str(path), verbosity=0, **options)


def restore(path, **options):
    call_command("restore", str(path), verbosity=0, **options)


# --- There and back


def test_every_table_is_in_it(db):
    assert {model._meta.db_table for model in archives.kept_models()} == tables()


@pytest.mark.django_db(transaction=True)
def test_restored_into_an_empty_database_it_is_equal_row_for_row(client, filled, media, path, tmp_path):
    before, kept = rows(), files(media)
    assert all(before[f"engagements_{one}"] for one in ("historicalvisit", "historicalmeeting_topics"))
    backup(path)
    empty()
    assert rows() != before
    media.rename(tmp_path / "before")
    restore(path)
    assert rows() == before
    assert set(kept) - set(files(media)) == {
        "attachments/of-nobody.txt",
        *(name for name in kept if name.endswith(("/lock", "/progress.new"))),
    }
    assert files(media).items() <= kept.items()
    assert all(one.stat().st_mode & 0o077 == 0 for one in media.rglob("*") if one.is_file())
    # And it can be worked with: searched, signed in to, added to; the log is guarded.
    assert client.login(username="administrator", password="correct horse")
    assert client.get("/meetings/", {"q": "Garduño"}).context["paginator"].count
    assert Source.objects.create(title="New").pk > before["next"]["engagements_source"]
    with pytest.raises(DatabaseError, match="only added to"):
        AuditEntry.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_both_databases_write_the_same_text(filled, path):
    visit = Visit.objects.get(purpose__contains="Встреча")
    backup(path)
    with zipfile.ZipFile(path) as archive:
        (imported,) = archive.read("tables/engagements_importedrecord.jsonl").splitlines()
        visits = archive.read("tables/engagements_visit.jsonl")
        columns = json.loads(archive.read("manifest.json"))["tables"]["engagements_visit"]["columns"]
    assert json.loads(imported)[1:5] == ["visit", "a:1", 1, {"z": None, "a": 1.5}]
    row = next(row for row in map(json.loads, visits.splitlines()) if row[0] == visit.pk)
    kept = dict(zip(columns, row, strict=True))
    assert kept["purpose"] == visit.purpose
    assert kept["uid"] == str(visit.uid)
    assert kept["start_date"] == "2021-12-06"
    assert kept["created_at"] == visit.created_at.astimezone(UTC).isoformat()


@pytest.mark.django_db(transaction=True)
def test_the_id_of_a_deleted_record_is_not_given_to_another(path):
    OfficialFactory()
    gone = OfficialFactory()
    number = gone.pk
    gone.delete()
    backup(path)
    empty()
    restore(path)
    assert OfficialFactory().pk > number
    assert Official.history.filter(id=number).count() == 2


@pytest.mark.django_db(transaction=True)
def test_any_text_that_the_database_can_hold_stays_what_it_is(path):
    odd = "a\0b" if connection.vendor == "sqlite" else "a\x01b"  # PostgreSQL holds no NUL
    Source.objects.bulk_create([Source(title=odd, text="\ud7ff\x1a")])
    before = rows()
    backup(path)
    empty()
    restore(path)
    assert rows() == before


@pytest.mark.django_db(transaction=True)
def test_it_is_of_one_moment_and_nobody_waits_for_it(tmp_path):
    """Another connection adds a source before each table is read; none of those is in the backup."""
    database = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    if connection.vendor == "sqlite":
        import sqlite3

        address = f"sqlite:///{tmp_path}/db.sqlite3"
        with sqlite3.connect(tmp_path / "db.sqlite3") as copy:
            connection.connection.backup(copy)
    script = Path(__file__).with_name("write_during_backup.py")
    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "a.backup")],
        env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    written, kept = map(int, result.stdout.split())
    assert written > 10
    assert kept == 1  # the one from before


# --- The file


@pytest.fixture
def whole(filled, path, monkeypatch):
    """A backup, made inside the transaction of the test."""
    monkeypatch.setattr(backups, "snapshot", nullcontext)
    backup(path)
    return path


def test_only_its_owner_reads_it_and_nothing_else_is_left_beside_it(whole):
    assert whole.stat().st_mode & 0o777 == 0o600
    assert {one.name for one in whole.parent.iterdir()} == {whole.name, "media"}


def test_it_does_not_write_over_a_file_unless_told_to(whole):
    before = whole.read_bytes()
    with pytest.raises(CommandError, match="--force"):
        backup(whole)
    assert whole.read_bytes() == before
    VisitFactory()
    backup(whole, force=True)
    assert whole.read_bytes() != before


def test_one_that_breaks_off_leaves_the_old_one(whole, monkeypatch):
    before = whole.read_bytes()

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left"):
        backup(whole, force=True)
    assert whole.read_bytes() == before
    assert {one.name for one in whole.parent.iterdir()} == {whole.name, "media"}


def test_a_folder_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        backup(tmp_path / "nowhere" / "a.backup")


def test_an_attached_file_that_is_gone_is_told_and_stops_nothing(whole, media, capsys):
    attachment = Attachment.objects.get()
    Path(attachment.file.path).unlink()
    backup(whole, force=True)
    assert f"{attachment.file.name} is not there" in capsys.readouterr().err
    restore(whole, check=True)
    assert f"{attachment.file.name} was not there" in capsys.readouterr().err


def test_a_check_tells_that_it_is_whole(whole, capsys):
    call_command("restore", str(whole), check=True)
    assert capsys.readouterr().out.startswith("Whole: ")


# --- What is refused


def refused(path, reason="damaged"):
    """Try to restore ``path``; nothing may have changed by it."""
    before, kept = rows(), files(Path(Attachment.file.field.storage.location))
    with pytest.raises(CommandError, match=reason):
        restore(path)
    assert rows() == before
    assert files(Path(Attachment.file.field.storage.location)) == kept


def test_a_database_that_holds_records_is_left_alone(whole):
    refused(whole, "is not empty")


def test_damage_of_any_member_is_found(whole):
    content = whole.read_bytes()
    with zipfile.ZipFile(whole) as archive:
        members = [one for one in archive.infolist() if one.file_size]
    assert {"manifest.json", "tables/engagements_visit.jsonl"} <= {one.filename for one in members}
    assert [one for one in members if one.filename.startswith("files/attachments/")]
    for member in members:
        broken = bytearray(content)
        broken[member.header_offset + 30 + len(member.filename) + 20 + member.compress_size // 2] ^= 1
        whole.write_bytes(broken)
        with pytest.raises(CommandError, match="damaged"):
            restore(whole)


def test_a_backup_cut_off_anywhere_is_found(whole):
    content = whole.read_bytes()
    chance = random.Random(1)
    for length in [0, 1, 22, len(content) - 1, *(chance.randrange(len(content)) for _ in range(20))]:
        whole.write_bytes(content[:length])
        with pytest.raises(CommandError, match="damaged"):
            restore(whole)


def test_any_byte_that_is_another_is_found_or_changes_nothing(whole):
    content = whole.read_bytes()
    chance = random.Random(1)
    members = restores.Backup(whole).manifest
    found = 0
    for _ in range(100):
        broken = bytearray(content)
        broken[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        whole.write_bytes(broken)
        try:
            # A time stamp that nobody reads may be another.
            assert restores.Backup(whole).manifest == members
        except archives.BackupError:
            found += 1
    assert found > 50


def test_a_file_of_something_else_is_no_backup(db, tmp_path):
    refused(ROOT / "README.md")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("manifest.json", "[]")
    refused(tmp_path / "a.zip")
    refused(tmp_path / "nowhere", "No such file")
    refused(tmp_path, "Is a directory")


def rewrite(path, change, *, true=True):
    """Write the backup anew after ``change(manifest, members)``; with digests that are ``true`` again."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(manifest, members)
    with path.open("wb") as file, zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            about = backups.add(archive, name, [content])
            folder, _, rest = name.partition("/")
            if true:
                manifest[folder].setdefault(rest.removesuffix(".jsonl"), {}).update(about)
        archive.writestr("manifest.json", json.dumps(manifest))


def another_row(manifest, members):
    name = "tables/engagements_visit.jsonl"
    members[name] = members[name].replace(b"completed", b"cancelled")


def one_row_less(manifest, members):
    name = "tables/engagements_participant.jsonl"
    members[name] = members[name].partition(b"\n")[2]


def a_member_more(manifest, members):
    members["files/attachments/x.txt"] = b"x"


def a_member_less(manifest, members):
    del members["tables/engagements_outcome.jsonl"]


@pytest.mark.parametrize("change", [another_row, one_row_less, a_member_more, a_member_less])
def test_what_the_manifest_does_not_say_is_refused(whole, change):
    rewrite(whole, change, true=False)
    refused(whole)


@pytest.mark.parametrize("name", ["../evil.txt", "attachments/../../evil.txt", "/tmp/evil.txt", "a\0b"])
def test_a_file_outside_of_the_folder_of_files_is_refused(whole, name):
    rewrite(whole, lambda manifest, members: members.update({f"files/{name}": b"evil"}))
    refused(whole, "no name of an attached file|damaged")


def of_tomorrow(manifest, members):
    manifest["migrations"].append(["engagements", "9999_of_tomorrow"])


def of_yesterday(manifest, members):
    manifest["migrations"].pop()


def of_another_table(manifest, members):
    manifest["tables"]["engagements_visit"]["columns"][0] = "number"


def in_another_form(manifest, members):
    manifest["version"] = 2


def of_another_program(manifest, members):
    manifest["format"] = "something"


VERSIONS = {
    of_tomorrow: "later version",
    of_yesterday: "earlier version",
    of_another_table: "earlier version",
    in_another_form: "does not read",
    of_another_program: "no backup",
}


@pytest.mark.parametrize(("change", "reason"), VERSIONS.items())
def test_another_version_is_refused(whole, change, reason):
    rewrite(whole, change)
    refused(whole, reason)


def test_a_database_that_is_not_migrated_is_told(whole):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'engagements' AND name LIKE '0001%'")
    refused(whole, "manage.py migrate")


# --- All or nothing, where the backup is whole and yet can't be restored


def row_of_nothing(manifest, members):
    """A participant of a meeting that is not there: found when all rows are in."""
    name = "tables/engagements_stop.jsonl"
    first, newline, rest = members[name].partition(b"\n")
    row = json.loads(first)
    row[manifest["tables"]["engagements_stop"]["columns"].index("visit_id")] = 999_999
    members[name] = json.dumps(row).encode() + newline + rest


def no_date(manifest, members):
    name = "tables/engagements_visit.jsonl"
    members[name] = members[name].replace(b"2021-12-06", b"2021-13-06")


def too_few_values(manifest, members):
    members["tables/engagements_topic.jsonl"] = b"[1]\n"
    manifest["tables"]["engagements_topic"]["rows"] = 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [row_of_nothing, no_date, too_few_values])
def test_rows_that_the_database_refuses_change_nothing(filled, path, media, tmp_path, change):
    backup(path)
    rewrite(path, change)
    empty()
    media.rename(tmp_path / "before")
    refused(path, "nothing was changed")
    assert not files(media)


@pytest.mark.django_db(transaction=True)
def test_files_that_are_there_are_kept_if_they_are_the_same_and_refused_if_not(filled, path, media):
    backup(path)
    attachment = Path(Attachment.objects.get().file.path)
    empty()
    attachment.write_bytes(b"another one")
    refused(path, "is another file")
    attachment.write_bytes(b"what was said")
    restore(path)
    assert Attachment.objects.get().file.read() == b"what was said"


@pytest.mark.django_db(transaction=True)
def test_kinds_of_records_keep_their_numbers(filled, path):
    """Content types of the new database may have others; what names them must not be led astray."""
    backup(path)
    before = dict(ContentType.objects.values_list("model", "pk"))
    empty()
    ContentType.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert dict(ContentType.objects.values_list("model", "pk")) != before
    restore(path)
    assert {one.model: one.pk for one in ContentType.objects.all()} == before
    assert ContentType.objects.get_for_model(Visit).pk == before["visit"]
    assert User.objects.get(username="administrator").has_perm("engagements.view_visit")
