"""Twelve invitations as Outlook, Google and Apple write them, made from their documentation."""

import datetime

import pytest

from engagements.models import Meeting

from .test_intake import send  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

WINDOWS_ZONE = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
APPLE_ZONE = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
DTSTART:20070311T020000
TZNAME:EDT
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
DTSTART:20071104T020000
TZNAME:EST
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""
OUTLOOK = "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nVERSION:2.0\nMETHOD:{method}\n"
EXCHANGE = "METHOD:{method}\nPRODID:Microsoft Exchange Server 2010\nVERSION:2.0\n"
GOOGLE = (
    "PRODID:-//Google Inc//Google Calendar 70.9054//EN\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:{method}\n"
)
APPLE = "CALSCALE:GREGORIAN\nVERSION:2.0\nMETHOD:{method}\nPRODID:-//Apple Inc.//macOS 14.4//EN\n"
OUTLOOK_PEOPLE = (
    'ORGANIZER;CN="Roe, Jane":mailto:jane@example.org\n'
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Doe, John":mailto:john@example.com\n'
    "ATTENDEE;CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT;RSVP=TRUE;CN=Room 5:mailto:room5@example.org\n"
)
GOOGLE_PEOPLE = (
    "ORGANIZER;CN=Jane Roe:mailto:jane@example.org\n"
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE\n"
    " ;CN=john@example.com;X-NUM-GUESTS=0:mailto:john@example.com\n"
)
APPLE_PEOPLE = (
    'ORGANIZER;CN="Jane Roe";EMAIL="jane@example.org":/aMTAwMDAwMDA/principal/\n'
    "ATTENDEE;CN=John Doe;CUTYPE=INDIVIDUAL;EMAIL=john@example.com:mailto:john@example.com\n"
)
REMINDER = "BEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nDESCRIPTION:Reminder\nEND:VALARM\n"


def calendar(head, zone, lines, method="REQUEST"):
    text = (
        f"BEGIN:VCALENDAR\n{head.format(method=method)}{zone}BEGIN:VEVENT\n{lines}END:VEVENT\nEND:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n").encode()


def outlook(uid, sequence, start, end, more="", method="REQUEST", head=OUTLOOK):
    zone = "TZID=W. Europe Standard Time"
    lines = (
        f"CLASS:PUBLIC\nDTSTAMP:20260501T080000Z\nDTSTART;{zone}:{start}\nDTEND;{zone}:{end}\nUID:{uid}\n"
        f"SEQUENCE:{sequence}\nSUMMARY;LANGUAGE=de-de:Gespräch über Häfen\nLOCATION:Saal 3\n{OUTLOOK_PEOPLE}"
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\nX-ALT-DESC;FMTTYPE=text/html:<html><body>x</body></html>\n"
    )
    return calendar(head, WINDOWS_ZONE, lines + more + REMINDER, method)


def google(uid, sequence, start, end, more="", method="REQUEST"):
    lines = (
        f"DTSTART:{start}\nDTEND:{end}\nDTSTAMP:20260501T080000Z\n{GOOGLE_PEOPLE}UID:{uid}@google.com\n"
        f"DESCRIPTION:Agenda\\n1. Ports\nLOCATION:Embassy\\, Room 2\nSEQUENCE:{sequence}\nSTATUS:CONFIRMED\n"
        "SUMMARY:Ports\nTRANSP:OPAQUE\nX-GOOGLE-CONFERENCE:https://meet.example.org/x\n"
    )
    return calendar(GOOGLE, "", lines + more, method)


def apple(uid, sequence, start, end, more="", method="REQUEST"):
    lines = (
        f"UID:{uid}\nDTSTAMP:20260501T080000Z\nCREATED:20260501T080000Z\n{start}\n{end}\nSEQUENCE:{sequence}\n"
        f"SUMMARY:Ports\nLOCATION:Pier 4\\nHarbour\n{APPLE_PEOPLE}"
    )
    return calendar(APPLE, APPLE_ZONE, lines + more, method)


NEW_YORK = "TZID=America/New_York"
HOURS = (f"DTSTART;{NEW_YORK}:20260601T090000", f"DTEND;{NEW_YORK}:20260601T100000")
O_UID = "040000008200E00074C5B7101A82E0080000000010"
NEW = "A planned meeting, as a draft"
BERLIN, AT_ONE, AT_THREE = "09:30–11:00 Berlin time", "13:00–14:00 UTC", "15:00–16:00 UTC"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4\n"
SINGLE = f"RECURRENCE-ID;{NEW_YORK}:20260601T090000\n"
DAYS = ("DTSTART;VALUE=DATE:20261031", "DTEND;VALUE=DATE:20261103")
# What it is -> the file, what became of it, and the times of the meeting then.
TWELVE = [
    ("Outlook", outlook(O_UID, 0, "20260601T093000", "20260601T110000"), NEW, BERLIN),
    ("Outlook moves it", outlook(O_UID, 1, "20260602T093000", "20260602T110000"), "Changed",
     BERLIN),
    ("Outlook cancels it", outlook(O_UID, 2, "20260602T093000", "20260602T110000", "", "CANCEL"), "Cancelled",
     BERLIN),
    ("Exchange", outlook("e1", 0, "20261026T093000", "20261026T100000", head=EXCHANGE), NEW,
     "09:30–10:00 Berlin time"),
    ("Google", google("g1", 0, "20260601T130000Z", "20260601T140000Z"), NEW, AT_ONE),
    ("Google moves it", google("g1", 1, "20260601T150000Z", "20260601T160000Z"), "Changed", AT_THREE),
    ("Google sends it again", google("g1", 1, "20260601T150000Z", "20260601T160000Z"),
     "Left as it is: it was taken in before", AT_THREE),
    ("Google, every week", google("g2", 0, "20260601T130000Z", "20260601T140000Z", WEEKLY),
     NEW, AT_ONE),
    ("Apple", apple("a1", 0, *HOURS), NEW, "09:00–10:00 New York time"),
    ("Apple, whole days", apple("a2", 0, *DAYS), NEW, ""),
    ("Apple, one date of several", apple("a1", 1, *HOURS, SINGLE), NEW,
     "09:00–10:00 New York time"),
    ("Apple, an answer", apple("a1", 0, *HOURS, method="REPLY"), "", ""),
]  # fmt: skip


def test_what_becomes_of_each(send):  # noqa: F811
    files = send(*((f"{name}.ics", content) for name, content, *_ in TWELVE))
    for (name, _, outcome, times), file in zip(TWELVE, files, strict=True):
        assert [receipt.outcome for receipt in file.receipts] == [outcome] * bool(outcome), name
        if outcome in (NEW, "Changed"):
            assert file.receipts[0].meeting.time_of_day == times, name
    assert files[-1].problems == ["It is an answer to an invitation, and no invitation."]
    first = files[0].receipts[0].meeting
    first.refresh_from_db()
    assert (first.title, first.venue, first.progress) == ("Gespräch über Häfen", "Saal 3", "cancelled")
    assert first.start_date == datetime.date(2026, 6, 2)
    assert [str(line) for line in first.participants.all()] == ["Roe, Jane", "Doe, John"]
    google_meeting = files[4].receipts[0].meeting
    assert (google_meeting.venue, google_meeting.summary) == ("Embassy, Room 2", "Agenda\n1. Ports")
    assert [str(line) for line in google_meeting.participants.all()] == ["Jane Roe", "john"]
    days = files[9].receipts[0].meeting
    assert (days.start_date, days.end_date) == (datetime.date(2026, 10, 31), datetime.date(2026, 11, 2))
    assert Meeting.objects.count() == 7
