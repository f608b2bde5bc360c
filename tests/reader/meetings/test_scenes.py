"""When, where and how a meeting took place: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe paid a courtesy call on Kenyan President John Doe.", {"home": "NO"}, ["courtesy_call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met by video with Kenyan President John Doe.", {"home": "NO"}, ["video held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe spoke with Kenyan President John Doe.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe spoke by video with Kenyan President John Doe.", {"home": "NO"}, ["video held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe had a phone call with Kenyan President John Doe.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe had talks with Kenyan President John Doe by phone.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe had talks with Kenyan President John Doe on fish, meat, bread, milk, honey, wheat, rye and more, by phone.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: fish", "  topic: meat", "  topic: bread", "  topic: milk", "  topic: honey", "  topic: wheat", "  topic: rye and more", "  topic: by phone"]),
        ("Minister of Trade Jane Roe toured the port and met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe at a reception.", {"home": "NO"}, ["reception held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("At a reception, Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe at a summit.", {"home": "NO"}, ["multilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and the Kenyan Minister.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  counterpart: Minister, KE"]),
        ("Minister of Trade Jane Roe met with the Kenyan and the Ugandan Minister.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Minister, UG"]),
        ("Minister of Trade Jane Roe met with Dr. Moe and Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Dr. Moe", "  counterpart: Dr. Loe"]),
        ("Minister of Trade Jane Roe attended a meeting with representatives of civil society.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: representatives of civil society"]),
        ("Minister of Trade Jane Roe attended a conference with Kenyan President John Doe.", {"home": "NO"}, ["multilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("At a conference, Minister of Trade Jane Roe attended a meeting with representatives of civil society.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: representatives of civil society"]),
        ("At a conference, Minister of Trade Jane Roe had a meeting with representatives of civil society.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: representatives of civil society"]),
        ("At a conference, Minister of Trade Jane Roe attended a meeting with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_format(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe will meet with Kenyan President John Doe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe was to have met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe; the next meeting was cancelled.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("A meeting with Kenyan President John Doe by Minister of Trade Jane Roe was later postponed.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will meet with Kenyan President John Doe, but it was rescheduled.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will meet with Kenyan President John Doe, but it was called off.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will meet with Kenyan President John Doe, but it was planned.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The meeting of Minister of Trade Jane Roe with Kenyan President John Doe was put off.", {"home": "NO"}, ["bilateral postponed, no date", "  counterpart: John Doe, President"]),
        ("Postponed: Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe planned a meeting with Kenyan President John Doe, which has been rescheduled and planned.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe's meeting with Kenyan President John Doe did not go ahead.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe had been due to meet with Kenyan President John Doe.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe hopes to meet with Kenyan President John Doe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe's talks with Kenyan President John Doe, set for the spring, had to be put back.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("11:00 a.m. Minister of Trade Jane Roe meets with Kenyan President John Doe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # what is dated after the text is still to come
        ("Minister of Trade Jane Roe speaks to Kenyan President John Doe on 9 May 2021.", {"home": "NO", "dated": "2021-05-03"}, ["call planned, 2021-05-09 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_progress(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("On 3 May 2021 Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("On 3 May 2021 Minister of Trade Jane Roe met with Kenyan President John Doe, and met with Ugandan Foreign Minister Ann Poe on 4 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("On 3 May 2021 Minister of Trade Jane Roe met with Kenyan President John Doe, and met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe, and met with Ugandan Foreign Minister Ann Poe on 4 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe by 3 May 2021.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in 2021.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-01/2021-05-31 within", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("On 3 May 2021 in May 2021 Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("In May 2021, Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("On 3 May 2021, Minister of Trade Jane Roe of many parts met with Kenyan President John Doe on 4 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021. That afternoon she met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021. Later that day she met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. That evening she met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("That evening Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe on 3 to 5 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03/2021-05-05 within", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("3 May 2021\n\nMinister of Trade Jane Roe met with Kenyan President John Doe.\n\n4 May 2021\n\nMinister of Trade Jane Roe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe visited Ghana on 3 May 2021. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana from 3 to 5 May 2021. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, 2021-05-03/2021-05-05 within", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana in May 2021. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, 2021-05-01/2021-05-31 within", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_date(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Accra.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("In Accra Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe at Accra.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe near Accra.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Accra and in Oslo.", {"home": "NO"}, ["bilateral held, no date, Oslo NO", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Ghana.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe to discuss the port in Accra.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: port in Accra"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Accra to discuss the port.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: port"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Accra, and met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Today in Accra, Minister of Trade Jane Roe met with Kenyan President John Doe, and met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with the Mayor in Accra.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Mayor, GH"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Qaxbo.", {"home": "NO"}, ["bilateral held, no date, Qaxbo", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Qaxbo, Ghana.", {"home": "NO"}, ["bilateral held, no date, Qaxbo GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_place(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("The session was held in Accra. It was warm. It was late. Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The session was held in Accra. Minister of Trade Jane Roe met with Kenyan President John Doe in Oslo.", {"home": "NO"}, ["bilateral held, no date, Oslo NO", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The session was held in Accra. Minister of Trade Jane Roe met with Kenyan President John Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The session was held in Accra\n\nMinister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The session is in Accra. Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_a_gathering_told_of_before(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe was seen off at the airport by Kenyan President John Doe.", {"home": "NO"}, ["other held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe hosted a dinner in honour of Kenyan President John Doe.\n\nWelcoming President Doe, Minister Roe praised Kenya.", {"home": "NO"}, ["reception held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_formats_of_ceremonies(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited the port, where she was received by Kenyan President John Doe.", {"home": "NO"}, ["site_visit held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe's meeting with Kenyan President John Doe has been moved to May.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_sites_and_what_was_put_off(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe called on Kenyan President John Doe.", {"home": "NO"}, ["courtesy_call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will meet Kenyan President John Doe. Minister Roe will open a workshop together with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
    ],
)  # fmt: skip
def test_dates_in_brackets_and_what_was_cancelled(text, options, expected):
    assert meetings_in(text, **options) == expected
