"""The page that drafts from a readout: who may use it, what it takes, and what it refuses."""

# ruff: noqa: E501 (sentences are read more easily on one line)

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from engagements.models import Meeting, Visit
from tests.drafting.page import ADDRESS, TEXT, read_text
from tests.factories import AppointmentFactory, OfficialFactory
from tests.reader.pdfs import page_of, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings):
    settings.HOME_COUNTRY = "NO"


@pytest.fixture
def read(client, staff):
    """Return a function: a text in, the page of its draft out."""
    client.force_login(staff)
    return lambda text, **more: read_text(client, text, **more).accept_all()


# --- What comes of it elsewhere


def test_passages_are_shown_to_those_who_see_the_record(client, read, analyst):
    read(TEXT).make()
    visit, meeting = Visit.objects.get(), Meeting.objects.get()
    for address in (
        visit.get_absolute_url(),
        meeting.get_absolute_url(),
        f"/admin/engagements/meeting/{meeting.pk}/change/",
        f"/admin/engagements/visit/{visit.pk}/change/",
    ):
        assert "Where it was read" in client.get(address).text, address
    client.force_login(analyst)
    assert client.get(visit.get_absolute_url()).status_code == 404
    Visit.objects.update(publication="published")
    assert "3 to 5 May 2021" in client.get(visit.get_absolute_url()).text


def test_a_link_leads_to_it_for_those_who_enter(client, staff, analyst):
    for who, shown in ((staff, True), (analyst, False)):
        client.force_login(who)
        for address in ("/", "/visits/"):
            assert (f'href="{ADDRESS}"' in client.get(address).text) == shown
    client.force_login(staff)
    assert f'href="{ADDRESS}"' in client.get("/admin/engagements/visit/").text


# --- Readouts of every kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mix the flour with two eggs and a pinch of salt. Bake for 40 minutes until golden.", "Nothing in it reads"),
        ("Der Minister hat am Montag in Berlin mit seinem Amtskollegen über die Lage und den Handel gesprochen.", "does not look like English"),
        ("Министр иностранных дел встретился со своим коллегой в Москве.", "not written in Latin letters"),
        ("12345 67890", "no words"),
        ("", "Give one readout"),
        ("   \n ", "Give one readout"),
        ("Minister\0 Roe met Minister Doe.", "Null characters"),
    ],
)  # fmt: skip
def test_what_is_no_account_says_so(client, read, text, told):
    response = client.post(ADDRESS, {"text": text})
    assert response.status_code == 200
    assert told in response.text
    assert not response.context.get("draft")


def upload(content, name):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def docx(text):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        xml = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = f'<w:document xmlns:w="{xml}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return content.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(lambda: upload(TEXT, "a.txt"), id="text"),
        pytest.param(lambda: upload(f"<html><body><p>{TEXT}</p></body></html>", "a.html"), id="html"),
        pytest.param(lambda: upload(docx(TEXT), "a.docx"), id="docx"),
        pytest.param(lambda: upload(pdf(page_of(TEXT)), "a.pdf"), id="pdf"),
    ],
)
def test_files(read, file):
    page = read("", file=file())
    assert page.data["text"].strip() == TEXT
    assert page.data["source-title"] == "a"
    assert page.make()


def test_a_mail_is_dated_by_its_header_and_its_source_is_sender_and_subject(read):
    text = TEXT.replace("from 3 to 5 May 2021", "on Tuesday")
    mail = f"From: =?utf-8?b?Wm/DqQ==?= Roe <zoe@example.org>\nDate: Thu, 6 May 2021 23:30:00 -0400\nSubject: Readout\n\n{text}"
    page = read("", file=upload(mail, "a.eml"))
    assert page.data["text"] == text
    assert page.data["source-title"] == "Readout"
    assert page.data["source-publisher"] == "Zoé Roe"
    assert page.data["source-published_on"] == "2021-05-06"
    assert page.data[f"{page.row('visit')}-start_date"] == "2021-05-04"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (pdf(b""), "PDF without text"),
        (b"%PDF-1.7 ...", "damaged PDF"),
        (b"PK\x03\x04 ...", "damaged"),
        (bytes(range(256)) * 50, "not a text"),
    ],
)
def test_files_that_can_not_be_read(client, read, content, told):
    response = client.post(
        ADDRESS, {"text": "", "file": upload(content, "a.pdf"), "published_on": "2021-05-03"}
    )
    assert response.status_code == 200
    assert told in response.text
    assert 'value="2021-05-03"' in response.text


def test_text_and_a_file_are_one_too_many(client, read):
    response = client.post(ADDRESS, {"text": TEXT, "file": upload(TEXT, "a.txt")})
    assert "Give one readout" in response.text


def test_two_megabytes(client, read):
    page = read((TEXT + "\n\n") * 10_500)
    assert len(page.data["text"]) == 50_000
    assert "only the first 50,000 characters were read. So much is kept, too." in page.response.text
    assert page.make()
    response = client.post(ADDRESS, {"text": "Minister " * 500_000})
    assert "at most 4000000 characters" in response.text


# --- What no page of ours sends


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"visit-TOTAL_FORMS": "x", "visit-INITIAL_FORMS": "-1"},
        {"visit-TOTAL_FORMS": "9" * 30, "visit-INITIAL_FORMS": "0"},
        {
            "visit-TOTAL_FORMS": "1",
            "visit-INITIAL_FORMS": "1",
            "visit-0-accept": "on",
            "visit-0-passages": "1-x",
        },
        {"known-official-TOTAL_FORMS": "99999", "known-official-0-candidates": "9" * 60 + " x ² 1"},
    ],
)
def test_garbage_makes_nothing(client, staff, data):
    client.force_login(staff)
    response = client.post(ADDRESS, {"make": "1", **data})
    assert response.status_code == 200
    assert response.context["draft"].errors
    assert not Visit.objects.exists()


def test_the_number_of_queries_does_not_grow(client, read, django_assert_max_num_queries):
    AppointmentFactory.create_batch(3)
    read(TEXT)
    with django_assert_max_num_queries(40):
        few = read(TEXT)
    lines = "".join(
        f" On 4 May 2021 Minister Roe met with Minister of Health {name} Mensah of Ghana to discuss {name} farming."
        for name in ("Ama", "Kojo", "Esi", "Yaw", "Abena", "Kwame", "Akua", "Kwesi")
    )
    for name in ("Ama", "Kojo", "Esi", "Yaw"):
        AppointmentFactory(official=OfficialFactory(name=f"{name} Mensah"))
    with django_assert_max_num_queries(40):
        many = read(TEXT + lines)
    assert len(many.data) > 2 * len(few.data)
