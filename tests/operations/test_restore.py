"""A backup restored is what was there, row for row; one that is not whole is refused."""

import json
import random
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from engagements.models import Attachment, AuditEntry, Official, Source, Visit
from engagements.operations.archive import BackupError
from engagements.operations.backup import add_member
from engagements.operations.restore import Backup
from tests.factories import OfficialFactory

from .backups import ROOT, backup, empty, files, restore, rows


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
    members = Backup(whole).manifest
    found = 0
    for _ in range(100):
        broken = bytearray(content)
        broken[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        whole.write_bytes(broken)
        try:
            # A time stamp that nobody reads may be another.
            assert Backup(whole).manifest == members
        except BackupError:
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
            about = add_member(archive, name, [content])
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
