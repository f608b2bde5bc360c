"""Of whom it is certain that they met: the sentence is plain, and so are the sides."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import read_text

ROE, DOE = "Norwegian Minister of Trade Jane Roe", "Kenyan President John Doe"


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        (f"{ROE} met with {DOE}.", ["Jane Roe", "John Doe"]),
        (f"Minister of Trade Jane Roe met with {DOE}.", ["Jane Roe", "John Doe"]),
        (f"{ROE} spoke by phone with {DOE}.", ["Jane Roe", "John Doe"]),
        (f"{ROE} was received by {DOE}.", ["Jane Roe", "John Doe"]),
        (f"{ROE} met today, 4 May 2024, with the President of Kenya, John Doe, in Geneva.", ["Jane Roe", "John Doe"]),
        # who travelled may be named by the family name alone
        (f"{ROE} visited Kenya. Roe met with {DOE}.", ["John Doe"]),
        (f"{ROE} visited Kenya. Minister Roe met with Prime Minister John Doe on Monday.", ["Jane Roe", "John Doe"]),
        # a title of one word is none that a post has
        (f"{ROE} met with Kenyan Minister John Doe.", ["Jane Roe"]),
        # others may be of either side
        (f"{ROE} and Director Ann Moe met with {DOE}.", []),
        (f"{ROE} met with {DOE} and Ugandan Foreign Minister Ann Poe.", []),
        (f"{ROE} met with {DOE}, joined by Director Ann Moe.", []),
        # more than one meeting, or perhaps none
        (f"{ROE} met with {DOE} and called on Speaker Ann Poe.", []),
        (f"{ROE} may meet {DOE}.", []),
        (f"“{ROE} met with {DOE},” he said.", []),
        # an envoy may be posted by either
        (f"{ROE} met with Kenyan Ambassador John Doe.", ["Jane Roe"]),
        (f"{ROE} visited Kenya. Minister Roe met with Director of Ports John Doe.", ["Jane Roe"]),
        # who was received may have come on a visit, or not
        (f"{ROE} met with {DOE}, and his delegation.", []),
        # a visit of which the reader knows no more
        (f"{ROE} met with {DOE}. The guest left the next day.", []),
        # neither is of the home country
        (f"Ugandan Foreign Minister Ann Poe met with {DOE}.", []),
    ],
)  # fmt: skip
def test_who_plainly_met(text, certain):
    participants = [who for meeting in read_text(text, home="NO").meetings for who in meeting.participants]
    assert [who.name for who in participants if who.rule.startswith("plainly met")] == certain
