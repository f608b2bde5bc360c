"""Invitations and cards that mean ill cost no more than their size, and make no more than so many drafts."""

import time

import pytest

from engagements.intake import vcards
from engagements.intake.calendars import events
from engagements.intake.files import FileReceipt, in_time
from engagements.models import ContactDetail, Meeting

from .test_intake import ics, send  # noqa: F401 - a fixture

TIMES = 8


def event(lines):
    return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20211206T100000Z\r\n" + (
        f"{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


# What it is -> a function of a number that makes a file as long as that is large.
FILES = {
    "events": lambda number: "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n" * number,
    "calendars": lambda number: event("SUMMARY:x") * number,
    "components in each other": lambda number: "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * number,
    "attendees": lambda number: event("ATTENDEE;CN=Jane Roe:mailto:jane@example.org\r\n" * number),
    "parameters": lambda number: event("SUMMARY" + ";A=b" * number + ":x"),
    "folded lines": lambda number: event("SUMMARY:x" + "\r\n x" * number),
    "one long line": lambda number: event("DESCRIPTION:" + "x" * number),
    "escapes": lambda number: event("DESCRIPTION:" + "\\n\\," * number),
    "quotes": lambda number: event('ORGANIZER;CN="' + '"' * number + ":mailto:x"),
    "colons": lambda number: event("X" + ":" * number),
    "dates left out": lambda number: event("EXDATE:" + "20211206T100000Z," * number),
    "days of a rule": lambda number: event("RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["31"] * number)),
}

CARD = "BEGIN:VCARD\nFN:Jane Roe\n{}\nEND:VCARD\n"
CARDS = {
    "cards": lambda number: CARD.format("TEL:5") * number,
    "details": lambda number: CARD.format("\n".join(f"TEL:{n}" for n in range(number))),
    "cards left open": lambda number: "BEGIN:VCARD\nFN:x\n" * number,
    "parameters": lambda number: CARD.format("TEL" + ";TYPE=work" * number + ":5"),
    "values of a parameter": lambda number: CARD.format("TEL;TYPE=" + "work," * number + ":5"),
    "folded lines": lambda number: CARD.format("NOTE:x" + "\n x" * number),
    "quoted lines": lambda number: CARD.format("TITLE;QUOTED-PRINTABLE:x" + "=\nx" * number),
    "quotes left open": lambda number: CARD.format('TEL;TYPE="' + '";' * number),
    "escapes": lambda number: CARD.format("ADR:" + "\\;\\n;" * number),
    "groups": lambda number: CARD.format("a." * number + "TEL:5"),
    "one long line": lambda number: CARD.format("TEL:" + "x" * number),
}


def seconds_of(main, content):
    taken = []
    for _ in range(2):
        started = time.process_time()
        main(content)
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize(
    ("main", "make"),
    [(events.main, make) for make in FILES.values()] + [(vcards.main, make) for make in CARDS.values()],
    ids=[*FILES, *CARDS],
)
def test_doubling_a_file_three_times_does_not_double_its_time_six_times(main, make):
    small, large = (make(number).encode() for number in (500, 500 * TIMES))
    seconds_of(main, small)  # loads what it needs
    assert seconds_of(main, large) <= TIMES * 3 * max(seconds_of(main, small), 0.004)


@pytest.mark.django_db
def test_a_file_of_many_calendars_makes_no_more_meetings_than_one(send, monkeypatch):  # noqa: F811
    for name in ("SECONDS_IN_REQUEST", "SECONDS_FOR_ALL"):
        monkeypatch.setattr(f"engagements.views.intake.{name}", 60)
    (receipt,) = send(b"".join(ics(UID=f"{number}@example.org") for number in range(events.MAX_EVENTS + 5)))
    assert Meeting.objects.count() == events.MAX_EVENTS
    assert "more than 50 meetings" in " ".join(receipt.problems)


@pytest.mark.django_db
def test_a_card_of_very_many_details_is_taken_with_some(send):  # noqa: F811
    (receipt,) = send(("a.vcf", CARDS["details"](20_000).encode()))
    assert ContactDetail.objects.count() == vcards.MAX_DETAILS
    assert receipt.cards[0].official


def test_what_takes_too_long_is_left_and_told():
    receipt = FileReceipt("a.vcf")
    assert list(in_time([1, 2, 3], 60, receipt)) == [1, 2, 3]
    assert not receipt.problems
    assert list(in_time([1, 2, 3], -1, receipt)) == []
    assert receipt.problems == ["3 of 3 in it were not taken: it took too long. Send it again."]
