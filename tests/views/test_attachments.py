"""Files of visits and meetings: what is taken in, who gets them, and how."""

import io
import re
import struct
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from engagements.common.file_contents import main
from engagements.common.file_types import ARCHIVE_MEMBERS
from engagements.models import Attachment, AuditEntry, AuditEvent
from tests.admin.page import change_page
from tests.factories import MeetingFactory, VisitFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PROGRAM = b"MZ\x90\x00" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return stream.getvalue()


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WORD, SHEET = saved(docx.Document()), saved(openpyxl.Workbook())
MACROS = archive("word/document.xml", "word/vbaProject.bin")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def meeting(db):
    return MeetingFactory(publication="draft")


@pytest.fixture
def upload(client, editor, meeting):
    """Return a function: file name and content in, the meeting's form after sending it out."""
    client.force_login(editor)

    def send(name, content, title="Readout"):
        page = change_page(client, meeting).add("attachments", title=title)
        page.data["attachments-0-file"] = SimpleUploadedFile(name, content)
        page.press()
        return page

    return send


GOOD = {
    "readout.pdf": PDF,
    "READOUT.PDF": PDF,
    "photo.png": PNG,
    "photo.jpeg": b"\xff\xd8\xff\xe1\x00\x10Exif\0" + bytes(60),
    "scan.tif": b"MM\0*" + bytes(40),
    "note.docx": WORD,
    "table.xlsx": SHEET,
    "note.odt": archive("mimetype", "content.xml"),
    "old.doc": OLE,
    "mail.msg": OLE,
    "mail.eml": b"From: a@example.org\r\nSubject: visit\r\n\r\nText\r\n",
    "note.txt": "Встреча в Мехико".encode(),
    "old.txt": "Präsident López".encode("cp1252"),
    "windows.txt": "Präsident".encode("utf-16"),
    "list.csv": b"name;title\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_office_files_pictures_texts_and_mails_are_taken(upload, meeting, name):
    upload(name, GOOD[name])
    assert meeting.attachments.get().file.read() == GOOD[name]


BAD = {
    "a program": ("setup.exe", PROGRAM, "not taken"),
    "a program called PDF": ("readout.pdf", PROGRAM, "no proper PDF"),
    "a program called text": ("readout.txt", PROGRAM, "no proper TXT"),
    "a page": ("page.html", b"<script>alert(1)</script>", "not taken"),
    "a page called picture": ("page.png", b"<script>alert(1)</script>", "no proper PNG"),
    "a drawing that may hold scripts": (
        "drawing.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "not taken",
    ),
    "an archive": ("all.zip", archive("a.txt"), "not taken"),
    "an archive called document": ("all.docx", archive("a.txt"), "no proper DOCX"),
    "a sheet called document": ("note.docx", SHEET, "no proper DOCX"),
    "a document with macros": (
        "note.docx",
        archive("word/document.xml", "word/vbaProject.bin"),
        "no proper DOCX",
    ),
    "half an archive": ("note.docx", WORD[: len(WORD) // 2], "no proper DOCX"),
    "a name without a suffix": ("readout", PDF, "not taken"),
    "binary text": ("note.txt", b"\xff\xfe\x00\xd8A\0", "no proper TXT"),
    "nothing": ("readout.pdf", b"", "empty"),
}


@pytest.mark.parametrize(("name", "content", "told"), BAD.values(), ids=BAD)
def test_anything_else_is_refused_in_words_beside_the_field(upload, media, name, content, told):
    (error,) = upload(name, content).errors
    assert told in error
    assert not Attachment.objects.exists()
    assert not list(media.rglob("*.*"))


def test_a_file_over_the_limit_is_refused_and_the_limit_is_told_before(upload, meeting, settings):
    settings.ATTACHMENT_LIMIT = 2 * 2**20
    page = upload("readout.pdf", PDF + bytes(2 * 2**20))
    (error,) = page.errors
    assert "at most 2.0" in error
    assert "At most 2.0" in page.response.content.decode()
    upload("readout.pdf", PDF + bytes(2**20))
    assert meeting.attachments.exists()


def archive_of_many(number):
    """Return a document whose archive lists its one member so many times."""
    content = archive("word/document.xml")
    size, start = struct.unpack("<II", content[-10:-2])
    entry = content[start : start + size]
    return content[:start] + entry * number + content[-22:-10] + struct.pack("<IIH", size * number, start, 0)


# What it is -> the suffix, and a function of a number that makes a file as long as that is large.
HOSTILE = {
    "members": (".docx", archive_of_many),
    "ends of a file": (".pdf", lambda number: b"%PDF-1.7\n" + b"%%EOF\n" * number),
    "zeros": (".png", lambda number: PNG + bytes(number)),
    "sectors": (".msg", lambda number: OLE + b"\xff" * number),
    "groups in each other": (".rtf", lambda number: rb"{\rtf1" + b"{" * number),
    "pictures": (".gif", lambda number: b"GIF89a" + b"\x2c" * number),
    "directories": (".tif", lambda number: b"MM\0*" + b"\0\0\0\x08" * number),
    "comments left open": (".doc", lambda number: b"<?xml " + b"<!--" * number),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_doubling_a_file_three_times_does_not_double_its_check_six_times(kind):
    suffix, make = HOSTILE[kind]

    def seconds_of(content):
        taken = []
        for _ in range(3):
            started = time.process_time()
            main(content, suffix, ARCHIVE_MEMBERS.get(suffix, ""))
            taken.append(time.process_time() - started)
        return min(taken)

    seconds_of(make(10))  # loads what it needs
    assert seconds_of(make(40_000)) <= 8 * 3 * max(seconds_of(make(5_000)), 0.004)


def test_a_file_that_takes_too_long_to_look_at_is_refused(upload, media):
    (error,) = upload("note.docx", archive_of_many(200_000)).errors
    assert "no proper DOCX" in error
    assert not Attachment.objects.exists()
    assert not list(media.rglob("*.*"))


NAMES = {
    "parts of a path": "../../etc/cron.d/readout.pdf",
    "parts of another path": "..\\..\\readout.pdf",
    "NUL": "read\0out.pdf",
    "right to left": "tuo\N{RIGHT-TO-LEFT OVERRIDE}exe.pdf",
    "300 characters": "x" * 296 + ".pdf",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nothing_of_the_name_is_kept_but_its_kind(upload, meeting, media, name):
    upload(name, PDF)
    attachment = meeting.attachments.get()
    assert re.fullmatch(r"attachments/[0-9a-f-]{36}\.pdf", attachment.file.name)
    stored = Path(attachment.file.path)
    assert stored.parent == media / "attachments"
    assert stored.stat().st_mode & 0o077 == 0


TITLES = {
    "Readout": "Readout.pdf",
    "Readout.pdf": "Readout.pdf",
    "../../Readout": "-..-Readout.pdf",
    "fdp\N{RIGHT-TO-LEFT OVERRIDE}exe": "fdpexe.pdf",
    "C:\\x": "C:-x.pdf",
}


@pytest.mark.parametrize(("title", "expected"), TITLES.items())
def test_a_download_is_never_shown_by_the_browser(client, upload, meeting, title, expected):
    upload("readout.pdf", PDF, title=title)
    response = client.get(meeting.attachments.get().get_absolute_url())
    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'attachment; filename="{expected}"'


def test_the_form_links_to_the_download_and_not_to_the_place_of_the_file(client, upload, meeting):
    upload("readout.pdf", PDF)
    attachment = meeting.attachments.get()
    page = client.get(reverse("admin:engagements_meeting_change", args=[meeting.pk])).content.decode()
    assert f'href="{attachment.get_absolute_url()}"' in page
    assert attachment.file.name not in page


@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}])
@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
def test_only_who_sees_the_record_gets_its_files(client, make_user, analyst, factory, hidden):
    record = factory(**hidden)
    attachment = Attachment.objects.create(
        **{record._meta.model_name: record}, title="Readout", file=SimpleUploadedFile("a.pdf", PDF)
    )
    client.force_login(analyst)
    assert client.get(attachment.get_absolute_url()).status_code == 404
    everything = make_user("everything", "Analysts", "view_draft_records", "view_restricted_records")
    client.force_login(everything)
    assert client.get(attachment.get_absolute_url()).status_code == 200
    client.logout()
    assert client.get(attachment.get_absolute_url()).status_code == 302


def test_a_download_is_in_the_audit_log(client, upload, meeting, editor):
    upload("readout.pdf", PDF)
    address = meeting.attachments.get().get_absolute_url()
    client.get(address)
    entry = AuditEntry.objects.get(event=AuditEvent.DOWNLOAD)
    assert entry.who == editor.username
    assert address in entry.detail


def test_the_file_outlives_the_attachment_for_whoever_brings_it_back(client, upload, meeting):
    upload("readout.pdf", PDF)
    attachment = meeting.attachments.get()
    address, name = attachment.get_absolute_url(), attachment.file.name
    attachment.delete()
    assert client.get(address).status_code == 404
    assert default_storage.exists(name)
    before = Attachment.history.filter(history_type="+").get().instance
    before.save()
    assert b"".join(client.get(address)) == PDF


def test_a_file_that_is_gone_is_a_page_that_is_not_there(client, upload, meeting):
    upload("readout.pdf", PDF)
    attachment = meeting.attachments.get()
    Path(attachment.file.path).unlink()
    assert client.get(attachment.get_absolute_url()).status_code == 404
