"""A mail that is pasted: what it only answers is not read."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader import read

WRITTEN = (
    "Minister Jane Roe met Minister John Doe in Oslo on 3 June 2024. They discussed trade and fisheries, "
    "and agreed to meet again in the autumn."
)
QUOTED = "Minister Ann Poe met Minister Carl Foe in Bonn on 2 May 2024."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WRITTEN}\n\nOn 2 June 2024 Ola Berg wrote:\n> {QUOTED}\n", ["Jane Roe", "John Doe"]),
        (f"{WRITTEN}\n\nOn 2 June 2024 Ola Berg\n<ola@example.org> wrote:\n> {QUOTED}", ["Jane Roe", "John Doe"]),
        (f"> {QUOTED}\n\n{WRITTEN}", ["Jane Roe", "John Doe"]),
        (f"{WRITTEN}\n\n-----Original Message-----\nFrom: Ola Berg\n\n{QUOTED}", ["Jane Roe", "John Doe"]),
        # where nothing else was written, it is what the mail is about
        (f"On 2 June 2024 Ola Berg wrote:\n> {QUOTED}", ["Ann Poe", "Carl Foe"]),
        (f"FYI\n\n-----Original Message-----\nFrom: Ola Berg\n\n{QUOTED}", ["Ann Poe", "Carl Foe"]),
    ],
)  # fmt: skip
def test_quotations(text, expected):
    (meeting,) = read(text).meetings
    assert [participant.name for participant in meeting.participants] == expected
    assert "wrote" not in read(text).source.title
