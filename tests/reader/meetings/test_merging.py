"""Which sentences tell of one meeting: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe met with President Doe in Accra.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe met with President Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021. Minister Roe met with President Doe on 4 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe from 3 to 5 May 2021. Minister Roe met with President Doe on 4 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03/2021-05-05 within", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 4 May 2021. Minister Roe met with President Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on Tuesday. Minister Roe met with President Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # another progress, another format
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe was to have met with President Doe.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe spoke with President Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe spoke with Kenyan President John Doe. Minister Roe had a phone call with President Doe.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # a heading
        ("Minister Roe meets with President Doe\n\nMinister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister Roe to meet with President Doe\n\nMinister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister Roe will meet with President Doe\n\nMinister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe meets Kenyan President John Doe\n\nMinister of Trade Jane Roe spoke with Kenyan President John Doe and Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        # groups
        ("Minister of Trade Jane Roe met with representatives of civil society. She met with representatives of civil society.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: representatives of civil society"]),
        # names of those named by their offices alone
        ("Minister of Trade Jane Roe met with the Kenyan President. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with the Kenyan and the Ugandan Minister. She met with Kenyan Minister John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Minister, UG", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, Minister, KE"]),
        ("Minister of Trade Jane Roe met with the Kenyan Minister. She met with Ugandan Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Minister, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Minister, UG"]),
        ("Minister of Trade Jane Roe met with the Minister. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # of a delegation
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Dr. Moe. Minister Roe met with Kenyan President John Doe. Dr. Moe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  delegation: Dr. Moe, NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_one_meeting_or_two(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. During the meeting, they discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nDuring the meeting, they discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nDuring the meeting, they discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nThe Ministry discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nThe Ministry discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nThe two discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nShe discussed coffee.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nThis meeting was about coffee exports and also regarding fish.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nOthers said that this second meeting focused on fish.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
    ],
)  # fmt: skip
def test_sentences_that_go_on(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and on 4 May 2021 President Doe.", {"home": "NO"}, ["bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_each_on_its_day(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met separately with Kenyan President John Doe and Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Separately, in the afternoon of that very long day, Minister of Trade Jane Roe spoke with Kenyan President John Doe and Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and, in a separate conversation, with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe as well as with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and with Uganda's Ports Authority chief executive Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, chief executive, [Uganda's Ports Authority], UG"]),
    ],
)  # fmt: skip
def test_separate_meetings(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021. The two held talks on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: 3 May 2021"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021. The two held talks in May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021. The two held talks.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),

        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The two discussed fish.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The two will meet again.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  next_step: meet again"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The two will hold talks.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  next_step: hold talks"]),
        ("The two will hold talks.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The two will meet in Oslo.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  next_step: meet in Oslo"]),
        ("The two held talks.", {"home": "NO"}, []),
        ("Both met in Oslo.", {"home": "NO"}, []),
    ],
)  # fmt: skip
def test_the_two_of_them(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe will meet with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nMinister Roe will meet with President Doe", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_what_is_still_to_come(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe spoke in Oslo. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. In Accra met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with officials. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe spoke. Met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe spoke. Met with Minister Roe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: Jane Roe, Minister of Trade, [Ministry of Trade]"]),
        ("Minister of Trade Jane Roe held talks. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_who_met_where_it_is_not_said(text, options, expected):
    assert meetings_in(text, **options) == expected
