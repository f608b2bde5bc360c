"""Who issues a text, whose people it names, and organizations that are named short."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader import read

BODY = "On 3 May 2024 {who} met with Kenyan Minister of Trade Jane Poe in Oslo."


def organizations_in(text, home="NO"):
    """Return name and organization of all who took part, parted by a slash."""
    meetings = read(text, home_country=home).meetings
    return [
        f"{participant.name} / {participant.organization.name if participant.organization else ''}"
        for meeting in meetings
        for participant in meeting.participants
    ]


@pytest.mark.parametrize(
    ("head", "who", "expected"),
    [
        # a letterhead, alone or before a mark
        ("Fjord Border Commerce Authority\n\n", "Executive Director Ann Roe", "Fjord Border Commerce Authority"),
        ("Fjord Border Commerce Authority - Weekly News\n\n", "Executive Director Ann Roe", "Fjord Border Commerce Authority"),
        ("Universidad Austral | News\n\n", "the Rector of our university, Ann Roe,", "Universidad Austral"),
        ("Fjord Town Bureau: ", "Executive Director Ann Roe", "Fjord Town Bureau"),
        # what it announces
        ("The Fjord Border Authority announced a visit.\n\n", "Executive Director Ann Roe", "Fjord Border Authority"),
        # a headline is none, nor is what is met
        ("Fjord Border Authority Opens Doors to Kenya\n\n", "Executive Director Ann Roe", ""),
        # who is of something else
        ("Fjord Border Authority\n\n", "Mayor Ann Roe", ""),
        ("Ministry of Trade\n\n", "Vice Minister Ann Roe", "Ministry of Trade"),
        # who is likely of what the text names beside, and where two are as likely
        ("Fjord Coastal University is old.\n\n", "Vice Rector Ann Roe", "Fjord Coastal University"),
        ("Coastal University and Fjord University are old.\n\n", "Rector Ann Roe", ""),
        # a short name for one that is named in full
        ("Oslo Development Loan Fund\n\n", "the Fund's Director, Ann Roe,", "Oslo Development Loan Fund"),
        ("The Oslo Bureau of Safety is old.\n\n", "Bureau Director Ann Roe", "Oslo Bureau of Safety"),
        ("", "Company president Ann Roe", ""),
    ],
)  # fmt: skip
def test_whose_people_they_are(head, who, expected):
    assert f"Ann Roe / {expected}" in organizations_in(head + BODY.format(who=who))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A delegation from Coastal University, Ghana, headed by Vice-Chancellor Ann Roe, visited Norway. In Oslo Ann Roe met with Minister of Trade Jane Poe.", "Coastal University"),
        ("A mission of the Asian Roads Fund led by Director Ann Roe visited Norway. In Oslo Ann Roe met with Minister of Trade Jane Poe.", "Asian Roads Fund"),
        # all who came are of it, but for who is of another
        ("A delegation from Coastal University, Ghana, visited Norway. It included Registrar Ann Roe. In Oslo Ann Roe met with Minister of Trade Jane Poe.", "Coastal University"),
    ],
)  # fmt: skip
def test_whose_delegation_it_is(text, expected):
    assert f"Ann Roe / {expected}" in organizations_in(text, home="NO")
