"""Of what format a meeting was, and whether it took place."""

import pytest

from engagements.reader.meetings.kinds import format_of, progress_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a courtesy call by phone", "courtesy_call"),
        ("a video call", "video"),
        ("spoke by video", "video"),
        ("a virtual meeting", "video"),
        ("online", "video"),
        ("spoke by phone", "call"),
        ("a call with Doe", "call"),
        ("spoke with Doe", "call"),
        ("a summit", "multilateral"),
        ("a summit meeting", "bilateral"),
        ("a conference", "multilateral"),
        ("a press conference", "bilateral"),
        ("a roundtable", "multilateral"),
        ("the Quad", "multilateral"),
        ("toured the port", "site_visit"),
        ("an inspected plant", "site_visit"),
        ("a reception", "reception"),
        ("a gala", "reception"),
        ("met", "bilateral"),
    ],
)  # fmt: skip
def test_format(text, expected):
    assert format_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met", "held"),
        ("was to have met", "cancelled"),
        ("cancelled", "cancelled"),
        ("canceled", "cancelled"),
        ("did not take place", "cancelled"),
        ("postponed", "postponed"),
        ("put off", "postponed"),
        ("rescheduled", "postponed"),
        ("will meet", "planned"),
        ("is expected to meet", "planned"),
        ("is going to meet", "planned"),
        ("upcoming", "planned"),
        ("planned", "planned"),
        ("planned and cancelled", "cancelled"),
        ("postponed and planned", "postponed"),
    ],
)  # fmt: skip
def test_progress(text, expected):
    assert progress_of(text) == expected
