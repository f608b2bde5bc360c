"""Importing by the page without a mapping: what is asked, and what comes of the answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from engagements.models import ImportUpload, Meeting, Official, Participant
from tests.imports.shapes import SHAPES

from .test_uploads import MAPPING, at_once, entry, folder, here, upload  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def send(client, shape, **fields):
    data = {"sheets": SimpleUploadedFile(shape.name, shape.content), **fields}
    return client.post(reverse("admin:engagements_importupload_add"), data, follow=True)


@pytest.mark.parametrize("name", SHAPES)
def test_meanings_of_the_columns_are_proposed_and_the_sheet_comes_in(entry, name):  # noqa: F811
    shape = SHAPES[name]
    shown = send(entry, shape)
    assert "What the columns mean" in shown.text
    read = entry.post(here(), {"read": "1"}, follow=True)
    assert "What would be done" in read.text
    upload = ImportUpload.objects.get()
    assert (upload.preview["error_count"], upload.preview["errors"]) == (0, [])
    assert {kind: count["made"] for kind, count in upload.preview["counts"].items()} == shape.counts
    imported = entry.post(here(), {"import": "1"}, follow=True)
    assert "Imported." in imported.text


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape.line])
def test_the_first_rows_are_shown_as_they_would_come_in(entry, name):  # noqa: F811
    shown = send(entry, SHAPES[name])
    lines = [
        value for record in ImportUpload.objects.get().preview["records"] for _, value in record["fields"]
    ]
    assert any(SHAPES[name].line.startswith(line) or line.startswith(SHAPES[name].line) for line in lines), (
        lines
    )
    assert "The first ten rows, as they would come in" in shown.text


def test_another_meaning_is_chosen(entry):  # noqa: F811
    send(entry, SHAPES["parliament"])
    columns = ["Title", "Date", "Place", "Member's name", "Capacity", "Meeting with"]
    chosen = {f"meaning-{columns.index('Capacity')}": "", f"separator-{columns.index('Meeting with')}": ""}
    entry.post(here(), {"look": "1", **chosen})
    entry.post(here(), {"read": "1"})
    entry.post(here(), {"import": "1"})
    counterparts = Participant.objects.filter(side="counterpart").values_list("organization__name", flat=True)
    assert set(counterparts) == {"Sample Union | Forest Trust", "Data Works", "Sea Fund | Sample Union"}
    assert not Participant.objects.exclude(title="").exists()


def test_what_is_wrong_in_the_first_rows_is_told_with_its_reason(entry):  # noqa: F811
    days = ["03.02.2026", "04.02.2026", "05.02.2026", "12.–14.02.2026"]
    sheet = "Date,Minister,Met\n" + "".join(f"{day},Ann Able,Ben Baker {day}\n" for day in days)
    address = reverse("admin:engagements_importupload_add")
    shown = entry.post(address, {"sheets": SimpleUploadedFile("m.csv", sheet.encode())}, follow=True)
    assert "it fits no date format of the mapping (%d.%m.%Y): add one to date_formats." in shown.text


def test_another_kind_of_row_has_other_meanings(entry):  # noqa: F811
    send(entry, SHAPES["visits"])
    shown = entry.post(here(), {"look": "1", "row_kind": "meeting"}, follow=True)
    assert "Counterpart: organization" in shown.text
    assert ImportUpload.objects.get().proposal["row_kind"] == "meeting"


def test_columns_can_be_changed_after_all_rows_were_read(entry):  # noqa: F811
    send(entry, SHAPES["parliament"])
    entry.post(here(), {"read": "1", "formats-1": "%Q"})
    assert ImportUpload.objects.get().state == "failed"
    shown = entry.post(here(), {"columns": "1"}, follow=True)
    assert "What the columns mean" in shown.text
    read = entry.post(here(), {"read": "1", "formats-1": "%d-%m-%Y"}, follow=True)
    assert "What would be done" in read.text


def test_nothing_is_read_until_an_encoding_is_chosen(entry):  # noqa: F811
    sheet = "Name\nJosé Peña\n".encode("cp1252")
    shown = upload(entry, sheet, b'[official]\nname = "{Name}"\n')
    assert "Which words are right?" in shown.text
    assert "Peña" in shown.text
    entry.post(here(), {"import": "1"})
    entry.post(here(), {"encoding": "utf-7"})
    assert ImportUpload.objects.get().state == "asking"
    entry.post(here(), {"encoding": "cp1252"})
    entry.post(here(), {"import": "1"})
    assert Official.objects.get().name == "José Peña"


def test_an_encoding_is_asked_before_the_meanings(entry):  # noqa: F811
    sheet = "Official;Notes\nJosé Peña;x\nAnn Able;y\n".encode("cp1252")
    shown = upload(entry, sheet, b"")
    assert "Which words are right?" in shown.text
    shown = entry.post(here(), {"encoding": "cp1252"}, follow=True)
    assert "What the columns mean" in shown.text
    assert "José Peña" in shown.text


def test_placeholders_are_left_blank_when_that_is_decided(entry):  # noqa: F811
    sheet = (
        "id,who,day,country\n1,N/A,2021-03-01,Mexico\n2,Bob Bell,2021-04-01,Panama\n3,N/A,2021-03-01,Peru\n"
    )
    shown = upload(entry, sheet)
    assert "Names that say that there is nobody" in shown.text
    assert 'value="blanks=N/A"' in shown.text
    shown = entry.post(here(), {"decide": "blanks=N/A"}, follow=True)
    assert "Cells that say that they are blank" in shown.text
    entry.post(here(), {"import": "1"})
    assert Official.objects.get().name == "Bob Bell"


def test_names_taken_for_one_another_are_kept_apart_when_that_is_decided(entry):  # noqa: F811
    sheet = "id,who,day,country\n1,José Ruiz,2021-03-01,Mexico\n2,Jose Ruiz,2021-04-01,Panama\n"
    shown = upload(entry, sheet)
    assert "“Jose Ruiz” was taken for “José Ruiz”" in shown.text
    entry.post(here(), {"decide": "apart=Jose Ruiz"})
    entry.post(here(), {"import": "1"})
    assert set(Official.objects.values_list("name", "aliases")) == {("José Ruiz", ""), ("Jose Ruiz", "")}
    assert "there is nothing to import" not in upload(entry, sheet).text


def test_one_name_of_two_countries_is_two_people_when_that_is_decided(entry):  # noqa: F811
    mapping = b"""
[meeting]
key = "m:{id}"
title = "{id}"
[[meeting.participants]]
side = "counterpart"
official = "{who}"
country = "{from}"
"""
    sheet = "id,who,from\n1,President Park,South Korea\n2,President Park,Ghana\n"
    shown = upload(entry, sheet, mapping)
    assert "President Park: of Ghana, South Korea" in shown.text
    entry.post(here(), {"decide": "apart_by_country=President Park"})
    entry.post(here(), {"import": "1"})
    assert Official.objects.count() == 2
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("choice", ["sheet=x", "apart=", "encoding=utf-8", "blanks"])
def test_decisions_that_are_none_change_nothing(entry, choice):  # noqa: F811
    upload(entry, mapping=MAPPING)
    entry.post(here(), {"decide": choice})
    assert ImportUpload.objects.get().decided == {}
