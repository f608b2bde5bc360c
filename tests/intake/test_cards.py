"""Cards, as programs write them: officials with post, organization and contact details."""

import pytest
from django.contrib.auth.models import Permission

from engagements.intake.vcards import UnreadableCards, read_cards
from engagements.models import Official, Organization
from tests.factories import AppointmentFactory, ContactDetailFactory, OfficialFactory, OrganizationFactory

from .test_intake import send  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

OUTLOOK = (  # 2.1
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jürgen;;Dr.\r\n"
    "FN;CHARSET=Windows-1252:Dr. Jürgen Müller\r\nORG:Ministry of Trade;Asia\r\n"
    "TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:Head of =\r\nUnit f=C3=BCr Handel\r\n"
    "TEL;WORK;VOICE:+49 (30) 123\r\nTEL;CELL;VOICE:+49 171 5\r\nTEL;WORK;FAX:+49 30 9\r\n"
    "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Street 1=0D=0AHouse B;Berlin;;10115;Germany\r\n"
    "EMAIL;PREF;INTERNET:jm@example.org\r\nPHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQ\r\n\r\nEND:VCARD\r\n"
).encode("cp1252")
GOOGLE = (  # 3.0
    b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann Able\nN:Able;Ann;;;\nEMAIL;TYPE=INTERNET;TYPE=WORK:ann@example.org\n"
    b"item1.TEL:+1 202 5\nitem1.X-ABLabel:Desk\nORG:Department of State\nTITLE:Desk Officer\\, Andes\n"
    b"URL:https://example.org/a\\,b\nEND:VCARD\n"
)
APPLE = (  # 4.0, folded
    "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:李 克强\nN:李;克强;;;\nORG:国务\n 院\n"
    'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+86-10-5\nEMAIL:not an address\nEND:VCARD\n'
).encode()


def card(content):
    (read,) = read_cards(content)
    return read


def test_outlook():
    read = card(OUTLOOK)
    assert (read.honorific, read.name, read.sort_name) == ("Dr.", "Jürgen Müller", "Müller, Jürgen")
    assert (read.organization, read.title) == ("Ministry of Trade", "Head of Unit für Handel, Asia")
    assert read.details == [
        ("phone", "+49 (30) 123", "work"),
        ("mobile", "+49 171 5", ""),
        ("other", "+49 30 9", "work, fax"),
        ("address", "Street 1 House B, Berlin, 10115, Germany", "work"),
        ("email", "jm@example.org", ""),
    ]


def test_google_and_apple():
    read = card(GOOGLE)
    assert (read.name, read.title) == ("Ann Able", "Desk Officer, Andes")
    assert read.details == [
        ("email", "ann@example.org", "work"),
        ("phone", "+1 202 5", ""),
        ("website", "https://example.org/a,b", ""),
    ]
    read = card(APPLE)
    assert (read.name, read.organization) == ("李 克强", "国务院")
    assert read.details == [("phone", "+86-10-5", "home"), ("other", "not an address", "")]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("BEGIN:VCARD\nFN:José\nEND:VCARD".encode("latin-1"), "José"),
        ("BEGIN:VCARD\nFN:José\nEND:VCARD".encode("utf-16"), "José"),
        ("\ufeffBEGIN:VCARD\r\nFN:José\r\nEND:VCARD".encode(), "José"),
        (b"BEGIN:VCARD\rN:Roe;Jane\rEND:VCARD", "Jane Roe"),
        (b"BEGIN:VCARD\nFN;CHARSET=x-none:Jane\nEND:VCARD", "Jane"),
        (
            b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=latin-1:Jos=E9 =\n Roe\nEND:VCARD",
            "José Roe",
        ),
        (b"BEGIN:VCARD\n:\n;;;\nFN\nFN:Jane\nTEL;;=;:5\nEND:VCARD", "Jane"),
    ],
)
def test_charsets_and_damage(content, name):
    assert card(content).name == name


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCARD\nFN:x", bytes(range(256)), b"x" * 3_000_000])
def test_what_is_no_card_is_refused(content):
    with pytest.raises(UnreadableCards):
        read_cards(content)


def test_a_card_becomes_an_official(send):  # noqa: F811
    trade = OrganizationFactory(name="Ministry of Trade", country="DE")
    ((taken,),) = [file.cards for file in send(("a.vcf", OUTLOOK))]
    official = Official.objects.get()
    assert taken.official == official
    assert str(official) == "Dr. Jürgen Müller"
    (post,) = official.appointments.all()
    assert (post.title, post.organization) == ("Head of Unit für Handel, Asia", trade)
    assert official.contact_details.count() == 5
    ((again,),) = [file.cards for file in send(("a.vcf", OUTLOOK))]
    assert again.official == official
    assert not again.notes
    assert Official.objects.count() == Organization.objects.count() == 1


def test_near_ones_are_asked_about(send, client):  # noqa: F811
    known = OfficialFactory(name="Ann Abel")
    ((asked,),) = [file.cards for file in send(("a.vcf", GOOGLE))]
    assert asked.official is None
    assert Official.objects.count() == 1
    data = {"card": asked.form.initial["card"]}
    assert "This field is required." in client.post("/intake/", data).text
    page = client.post("/intake/", {**data, "official": known.pk})
    assert page.context["file_receipts"][0].cards[0].official == known
    assert known.contact_details.filter(value="ann@example.org").exists()
    client.post("/intake/", {**data, "official": "new"})
    client.post("/intake/", {**data, "official": "new"})
    assert sorted(Official.objects.values_list("name", flat=True)) == ["Ann Abel", "Ann Able"]


def test_a_namesake_is_asked_about_unless_more_is_known(send):  # noqa: F811
    official = OfficialFactory(name="Ann Able")
    assert send(("a.vcf", GOOGLE))[0].cards[0].form
    AppointmentFactory(official=official, organization=OrganizationFactory(name="Department of State"))
    assert send(("a.vcf", GOOGLE))[0].cards[0].official == official
    official.appointments.all().delete()
    ContactDetailFactory(official=OfficialFactory(name="Li"), value="ann@example.org")
    assert Official.objects.count() == 2


def test_without_the_permission_no_contact_details_are_entered(send, staff):  # noqa: F811
    staff.groups.get().permissions.remove(*Permission.objects.filter(content_type__model="contactdetail"))
    ((taken,),) = [file.cards for file in send(("a.vcf", GOOGLE))]
    assert not taken.official.contact_details.exists()
    assert "you may not enter any" in " ".join(taken.notes)


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"details": [1]}', '{"name": "x", "details": 5}'])
def test_a_damaged_answer_is_told(client, staff, text):
    client.force_login(staff)
    assert "damaged" in client.post("/intake/", {"card": text}).text


def test_several_cards_and_one_without_a_name(send):  # noqa: F811
    content = GOOGLE + b"BEGIN:VCARD\nORG:Navy\nEND:VCARD\n" + APPLE
    (receipt,) = send(("a.vcf", content))
    assert [bool(taken.official) for taken in receipt.cards] == [True, True]
    assert receipt.problems == ["A card of “Navy” names nobody."]
