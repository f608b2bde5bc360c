"""Importing by the page: upload, look, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from engagements.imports import uploads
from engagements.models import ImportUpload, Official, Visit
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db

MAPPING = b"""
[sheet]
date_formats = ["%Y-%m-%d"]

[visit]
key = "trips:{id}"
title = "Trip to {country}"
start_date = "{day}"
country = "{country}"

[[visit.delegation]]
official = "{who}"
"""
SHEET = "id,who,day,country\n1,Ann Able,2021-03-01,Mexico\n2,Bob Bell,2021-04-01,Panama\n"
ADD = reverse("admin:engagements_importupload_add")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "imports"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Work in this process: the database of a test is its own."""
    monkeypatch.setattr(uploads, "start_work", lambda upload: call_command("work_on_upload", str(upload.pk)))


@pytest.fixture
def entry(client, staff):
    client.force_login(staff)
    return client


def upload(client, sheet=SHEET, mapping=MAPPING, name="trips.csv", **fields):
    data = {"sheets": SimpleUploadedFile(name, sheet.encode() if isinstance(sheet, str) else sheet), **fields}
    if mapping:
        data["mapping"] = SimpleUploadedFile("trips.toml", mapping)
    return client.post(ADD, data, follow=True)


def here():
    return reverse("admin:engagements_importupload_change", args=[ImportUpload.objects.latest("pk").pk])


def test_what_would_be_done_is_shown_and_nothing_is_written(entry):
    OfficialFactory(name="Bob Bel")
    shown = upload(entry)
    assert "What would be done" in shown.text
    assert "Trip to Mexico" in shown.text
    assert "Bob Bel" in shown.text
    assert not Visit.objects.exists()
    assert Official.objects.count() == 1


def test_import_is_carried_out_when_it_is_confirmed(entry, staff):
    upload(entry)
    shown = entry.post(here(), {"import": "1"}, follow=True)
    assert "Imported." in shown.text
    assert set(Visit.objects.values_list("title", "publication", "created_by")) == {
        ("Trip to Mexico", "draft", staff.pk),
        ("Trip to Panama", "draft", staff.pk),
    }
    assert "trips.csv" in entry.get(reverse("admin:engagements_importrun_changelist")).text
    again = upload(entry)
    assert "there is nothing to import" in again.text
    assert 'name="import"' not in again.text


def test_wrong_rows_are_named_and_left_out_only_when_that_is_said(entry):
    sheet = SHEET.replace("2021-04-01", "31/02/2021")
    shown = upload(entry, sheet)
    assert "31/02/2021" in shown.text
    assert "it fits no date format of the mapping (%Y-%m-%d): add one to date_formats." in shown.text
    entry.post(here(), {"import": "1"})
    assert not Visit.objects.exists()
    entry.post(here(), {"import": "1", "skip": "1"})
    assert Visit.objects.get().title == "Trip to Mexico"
    left_out = entry.get(f"{here().removesuffix('change/')}left-out.csv")
    assert b"Bob Bell" in b"".join(left_out.streaming_content)


def test_report_has_all_of_it(entry):
    upload(entry)
    report = b"".join(entry.get(f"{here().removesuffix('change/')}report.csv").streaming_content).decode()
    assert report.count("Trip to") == 2


def test_database_that_changed_meanwhile_is_looked_at_again(entry):
    upload(entry)
    first = here()
    upload(entry)
    entry.post(here(), {"import": "1"})
    shown = entry.post(first, {"import": "1"}, follow=True)
    assert "The database has changed since you looked at this." in shown.text
    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("sheet", "mapping", "fields", "told"),
    [
        (SHEET, MAPPING, {"shipped": "hsg-travels.toml"}, "Choose one mapping"),
        (SHEET, MAPPING + b"[visit", {}, "is no TOML"),
        (SHEET, MAPPING + b'surprise = "x"\n', {}, "surprise"),
        (SHEET, b"\xff\xfe", {}, "no text in UTF-8"),
        ("", MAPPING, {}, "The submitted file is empty."),
        (SHEET, None, {"shipped": "../settings.py"}, "Select a valid choice"),
    ],
)
def test_bad_upload_is_refused_beside_the_field(entry, sheet, mapping, fields, told):
    assert told in upload(entry, sheet, mapping, **fields).text
    assert not ImportUpload.objects.exists()


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("id,who\n1,Ann\n", "country"),
        ("id,who,day,country\n", "no row of data"),
        (b"PK\x03\x04 no workbook", "trips.csv"),
        (b"\0" * 100, "trips.csv"),
    ],
)
def test_sheet_that_can_not_be_read_is_told(entry, sheet, told):
    shown = upload(entry, sheet)
    assert told in shown.text
    assert "Nothing was written." in shown.text
    assert ImportUpload.objects.get().state == "failed"


def test_too_large_an_upload_is_refused(entry, settings):
    settings.IMPORT_LIMIT = 10
    assert "At most 10" in upload(entry).text


def test_file_name_leads_nowhere(entry, folder):
    upload(entry, name="../../../evil.csv")
    assert {path.name for path in folder.parent.rglob("*.sheet")} == {"0.sheet"}
    assert ImportUpload.objects.get().files == ["evil.csv"]


def test_an_upload_is_for_who_made_it(client, entry, editor, analyst):
    upload(entry)
    address = here()
    for user, status in ((editor, 404), (analyst, 302)):
        client.force_login(user)
        assert client.get(address).status_code == status
        assert client.post(address, {"import": "1"}).status_code == status
    assert not Visit.objects.exists()


def test_work_under_way_shows_how_far_it_is(entry, monkeypatch):
    monkeypatch.setattr(uploads, "start_work", lambda one: None)
    upload(entry)
    one = ImportUpload.objects.get()
    progress = f"{here().removesuffix('change/')}progress/"
    assert entry.get(progress).json()["working"]
    with uploads.locked(one) as note:
        note("compare", 50, 50)
        assert entry.get(progress).json() == {
            "working": True,
            "text": "Comparing with what is there: 50 of 50",
            "done": 50,
            "total": 50,
        }
        assert "progress" in entry.get(here()).text
    assert entry.get(progress).json()["text"] == "The work broke off."
    assert 'name="again"' in entry.get(here()).text
    monkeypatch.setattr(uploads, "start_work", lambda one: call_command("work_on_upload", str(one.pk)))
    assert "What would be done" in entry.post(here(), {"again": "1"}, follow=True).text


def test_upload_is_discarded_with_its_files(entry, folder):
    upload(entry)
    address = here().replace("change/", "delete/")
    assert entry.get(address).status_code == 200
    entry.post(address, {"post": "yes"})
    assert not ImportUpload.objects.exists()
    assert list(folder.iterdir()) == []


def test_a_sheet_that_takes_too_much_memory_is_told(entry, monkeypatch):
    def fail(*args, **options):
        raise MemoryError

    monkeypatch.setattr(uploads, "make_plan", fail)
    assert "It takes too much memory to read" in upload(entry).text
    assert not Visit.objects.exists()


def test_a_mapping_with_an_endless_key_is_refused_before_it_is_parsed(entry):
    response = upload(entry, mapping=b"a" + b".a" * 80_000 + b"=1")
    assert "it is nested too deep" in response.text
    assert "too large for a mapping" in upload(entry, mapping=b"#" * 300_000).text
