"""Invitations that mean ill cost no more than their size."""

import time

import pytest

from engagements.intake.calendars.events import main

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


def seconds_of(content):
    taken = []
    for _ in range(2):
        started = time.process_time()
        main(content)
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize("kind", FILES)
def test_doubling_a_file_three_times_does_not_double_its_time_six_times(kind):
    small, large = (FILES[kind](number).encode() for number in (500, 500 * TIMES))
    seconds_of(small)  # loads what it needs
    assert seconds_of(large) <= TIMES * 3 * max(seconds_of(small), 0.004)
