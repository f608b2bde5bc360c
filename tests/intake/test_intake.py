"""The intake: what becomes of invitations, mails and readouts, through the page."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from zeal import zeal_ignore

from engagements.models import Invitation, Meeting, Visit
from tests.admin.page import change_page
from tests.factories import AppointmentFactory, OfficialFactory, OrganizationFactory, VisitFactory

pytestmark = pytest.mark.django_db

OSLO = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
DAY = {"DTSTART;TZID=Europe/Oslo": "20260601T093000", "DTEND;TZID=Europe/Oslo": "20260601T110000"}
PEOPLE = (
    'ORGANIZER;CN="Jane Roe":mailto:jane@example.org\n'
    "ATTENDEE;CN=John Doe;PARTSTAT=NEEDS-ACTION:mailto:john@example.com\n"
    "ATTENDEE;CN=Ann Moe:mailto:ann@example.com\n"
    "ATTENDEE:mailto:tom.toe@example.com\n"
)


def ics(*, method="REQUEST", zone=OSLO, people=PEOPLE, event="", **values):
    """Return an invitation; a value that is None leaves its line out, and "_" stands for "-"."""
    values = {"UID": "1@example.org", "SUMMARY": "Talks on cocoa", "LOCATION": "Room 5", **values}
    if not any(name.startswith("DTSTART") for name in values):
        values |= DAY
    lines = "".join(
        f"{name.replace('_', '-')}:{value}\n" for name, value in values.items() if value is not None
    )
    head = f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n{zone}"
    text = f"{head}BEGIN:VEVENT\n{lines}{people}{event}END:VEVENT\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def send(client, staff):
    """Return a function: contents in (or pairs of name and content), the receipts of the page out."""
    client.force_login(staff)

    def post(*files):
        pairs = [file if isinstance(file, tuple) else ("a.ics", file) for file in files]
        with zeal_ignore():  # each file for itself
            response = client.post("/intake/", {"uploads": [SimpleUploadedFile(*pair) for pair in pairs]})
        assert response.status_code == 200
        return response.context["file_receipts"]

    return post


def problem(receipts):
    (receipt,) = receipts
    assert not receipt.receipts
    return " ".join(receipt.problems)


def test_an_invitation_becomes_a_draft_of_a_planned_meeting(send, settings):
    settings.HOME_COUNTRY = "NO"
    ours = OrganizationFactory(name="Ministry of Trade", country="NO")
    AppointmentFactory(official=OfficialFactory(name="Jane Roe"), organization=ours, title="Director")
    OfficialFactory(name="John Doe")
    for _ in range(2):
        OfficialFactory(name="Ann Moe")
    visit = VisitFactory(
        start_date=datetime.date(2026, 5, 31), end_date=datetime.date(2026, 6, 2), title="Spring"
    )
    ((receipt,),) = [file.receipts for file in send(ics(DESCRIPTION="First line\\nsecond"))]
    meeting = Meeting.objects.get()
    assert (meeting.publication, meeting.progress, meeting.dates) == ("draft", "planned", "exact")
    assert meeting.start_date == meeting.end_date == datetime.date(2026, 6, 1)
    assert meeting.time_of_day == "09:30–11:00 Oslo time"
    assert (meeting.title, meeting.venue, meeting.summary) == (
        "Talks on cocoa",
        "Room 5",
        "First line\nsecond",
    )
    assert [(line.side, str(line)) for line in meeting.participants.all()] == [
        ("delegation", "Jane Roe, Director, Ministry of Trade"),
        ("counterpart", "John Doe"),
        ("counterpart", "Ann Moe"),
        ("counterpart", "tom.toe"),
    ]
    assert meeting.sources.get().title == "Invitation: Talks on cocoa"
    assert meeting.sources.get().publisher == "Jane Roe"
    notes = " ".join(receipt.notes)
    assert "goes by the name of: Ann Moe, tom.toe" in notes
    assert f"may belong to the visit “{visit}”" in notes
    assert "@" not in str(
        [list(model.objects.values()) for model in (Meeting, type(meeting.participants.first()))]
    )


def test_updates_change_the_draft_and_keep_what_was_edited(send, client):
    send(ics())
    later = {"DTSTART;TZID=Europe/Oslo": "20260601T100000", "DTEND;TZID=Europe/Oslo": "20260601T120000"}
    people = PEOPLE.replace("Ann Moe", "Ida Noe")
    (first,) = send(ics(SEQUENCE=1, **later, people=people))[0].receipts
    meeting = Meeting.objects.get()
    assert meeting.time_of_day == "10:00–12:00 Oslo time"
    assert "“Ida Noe” was added." in first.notes
    assert "“Ann Moe” is invited no more, and was left." in first.notes
    change_page(client, meeting).type(title="Cocoa, and roads", venue="Room 7").press()
    (second,) = send(ics(SEQUENCE=2, SUMMARY="Talks on cocoa and roads", LOCATION="Room 6", **DAY))[
        0
    ].receipts
    meeting.refresh_from_db()
    assert (meeting.title, meeting.venue) == ("Cocoa, and roads", "Room 7")
    assert meeting.time_of_day == "09:30–11:00 Oslo time"
    assert "The venue was edited by hand and stays “Room 7”; the invitation says “Room 6”." in second.notes
    assert send(ics(SEQUENCE=2))[0].receipts[0].outcome.startswith("Left as it is")
    assert send(ics(SEQUENCE=1))[0].receipts[0].outcome.startswith("Left as it is")
    assert send(ics(SEQUENCE=3, method="CANCEL"))[0].receipts[0].outcome == "Cancelled"
    meeting.refresh_from_db()
    assert meeting.progress == "cancelled"
    assert send(ics(SEQUENCE=4))[0].receipts[0].outcome.startswith("Left as it is")
    assert Meeting.objects.count() == Invitation.objects.count() == 1
    assert meeting.history.count() == 6


def test_an_update_by_another_organizer_or_of_what_may_not_be_changed_is_refused(send):
    send(ics())
    assert "another organizer" in problem(send(ics(SEQUENCE=1, people=PEOPLE.replace("jane@", "eve@"))))
    Meeting.objects.update(handling="restricted")
    assert "can't change what became of it" in problem(send(ics(SEQUENCE=1)))
    Meeting.objects.update(handling="open", publication="published")
    assert "can't change what became of it" in problem(send(ics(SEQUENCE=1, SUMMARY="Other")))
    assert Meeting.objects.get().title == "Talks on cocoa"


CUSTOM = (
    OSLO.replace("Europe/Oslo", "Customized Time Zone").replace("+0200", "-0500").replace("+0100", "-0500")
)
TIMES = {
    "UTC": ({"DTSTART": "20260601T073000Z", "DTEND": "20260601T090000Z"}, "07:30–09:00 UTC"),
    "floating": ({"DTSTART": "20260601T073000"}, "07:30 local time"),
    "a zone of Windows": ({"DTSTART;TZID=W. Europe Standard Time": "20260601T093000"}, "09:30 Berlin time"),
    "a zone of its own": ({"DTSTART;TZID=Customized Time Zone": "20260601T093000"}, "14:30 UTC"),
    "a duration": ({"DTSTART": "20260601T073000Z", "DURATION": "PT45M"}, "07:30–08:15 UTC"),
    "an end before the start": ({"DTSTART": "20260601T073000Z", "DTEND": "20260601T063000Z"}, "07:30 UTC"),
    "a whole day": ({"DTSTART;VALUE=DATE": "20260601", "DTEND;VALUE=DATE": "20260602"}, ""),
    "another zone at the end": (
        {"DTSTART": "20260601T073000Z", "DTEND;TZID=Europe/Oslo": "20260601T103000"},
        "07:30–08:30 UTC",
    ),
}


@pytest.mark.parametrize(("values", "expected"), TIMES.values(), ids=TIMES)
def test_times(send, values, expected):
    send(ics(zone=OSLO + CUSTOM, **values))
    meeting = Meeting.objects.get()
    assert meeting.time_of_day == expected
    assert meeting.start_date == meeting.end_date == datetime.date(2026, 6, 1)


def test_whole_days_over_a_change_of_clocks(send):
    send(ics(**{"DTSTART;VALUE=DATE": "20261024", "DTEND;VALUE=DATE": "20261027"}))
    meeting = Meeting.objects.get()
    assert (meeting.start_date, meeting.end_date) == (
        datetime.date(2026, 10, 24),
        datetime.date(2026, 10, 26),
    )


def test_one_that_recurs_says_its_dates(send):
    (receipt,) = send(ics(RRULE="FREQ=WEEKLY;COUNT=3"))[0].receipts
    assert "The dates: 2026-06-01, 2026-06-08, 2026-06-15." in " ".join(receipt.notes)
    assert Meeting.objects.count() == 1


REFUSED = {
    "without a date": (ics(**{"DTSTART": None}), "It has no date."),
    "a date that is none": (ics(**{"DTSTART": "soon"}), "It has no date."),
    "without an identity": (ics(UID=None), "It has no identity"),
    "a cancellation of nothing": (ics(method="CANCEL"), "cancels a meeting that is not here"),
    "an answer": (ics(method="REPLY"), "an answer to an invitation"),
    "no calendar": (b"BEGIN:VCALENDAR\nx", "damaged calendar file"),
    "nothing in it": (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "There is no meeting in it."),
    "bytes": (bytes(range(256)), "damaged calendar file"),
    "a far year": (ics(**{"DTSTART": "90260601T073000Z"}), "It can't be"),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_invitation_is_refused_with_a_reason(send, content, told):
    assert told in problem(send(content))
    assert not Meeting.objects.exists()


def test_one_bad_file_loses_no_other_and_a_mail_leads_to_the_reader(send, client):
    mail = (
        b"From: Ann Poe <ann@example.org>\nDate: Thu, 6 May 2021 23:30:00 -0400\nSubject: Readout\n"
        b"MIME-Version: 1.0\n\nMinister Jane Roe of Norway visited Ghana on Tuesday.\n"
    )
    invitation = (
        b"From: Jane Roe <jane@example.org>\nSubject: Talks\nMIME-Version: 1.0\n"
        b"Content-Type: text/calendar; method=REQUEST\n\n" + ics(UID="2@example.org", SUMMARY="By mail")
    )
    files = send(
        ("a.zip", b"PK\x03\x04 broken"), ("a.ics", ics(people="")), ("a.eml", mail), ("b.eml", invitation),
        ("a.vcf", b"BEGIN:VCARD\nEND:VCARD"), ("empty.txt", b" "),
    )  # fmt: skip
    assert [bool(file.problems) for file in files] == [True, False, False, False, True, False]
    assert set(Meeting.objects.values_list("title", flat=True)) == {"Talks on cocoa", "By mail"}
    contents = files[2].contents
    values = {
        "title": contents.title,
        "publisher": contents.sender,
        "published_on": contents.date.isoformat(),
    }
    page = client.post("/read/", {"text": contents.text, **values})
    source = page.context["draft"].source
    assert (source["title"].value(), source["publisher"].value()) == ("Readout", "Ann Poe")
    assert str(source["published_on"].value()) == "2021-05-06"
    assert not Visit.objects.exists()


def test_four_hundred_attendees(send, django_assert_max_num_queries):
    people = "".join(f"ATTENDEE;CN=Person {number}:mailto:p{number}@example.org\n" for number in range(400))
    send(ics(people=people))
    assert Meeting.objects.get().participants.count() == 400


def test_who_may_not_enter_is_refused(client, analyst):
    client.force_login(analyst)
    assert client.get("/intake/").status_code == 403
