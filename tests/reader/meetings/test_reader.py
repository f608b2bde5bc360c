"""Who is named on which side of a verb: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # who is of those named before
        ("Deputy Marshal Ann Roe of Poland visited Kenya with Senators Kim Poe and Jan Coe. Later the Senators met with Mayor Jane Loe.", {"home": "KE"}, ["bilateral held, no date", "  delegation: Ann Roe, Deputy Marshal, PL", "  delegation: Kim Poe, Senator, PL", "  delegation: Jan Coe, Senator, PL", "  counterpart: Jane Loe, Mayor, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # passive
        ("Minister of Trade Jane Roe was received by Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe spoke. She was received by Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. Minister Roe was received by Kenyan President John Doe in Accra.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. In Accra was received by Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # between
        ("A meeting between Minister of Trade Jane Roe and Kenyan President John Doe took place.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Talks between Kenyan President John Doe went well.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: John Doe, President, KE"]),
        # chaired
        ("The session was chaired by Minister of Trade Jane Roe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: Jane Roe, Minister of Trade, [Ministry of Trade]"]),
        # both
        ("Minister of Trade Jane Roe and Kenyan President John Doe discussed trade.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  topic: trade"]),
        ("Minister of Trade Jane Roe discussed trade.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe and Jane Loe discussed trade.", {"home": "NO"}, []),
        # together
        ("Minister of Trade Jane Roe and Kenyan President John Doe held talks.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe and Kenyan President John Doe met in Oslo.", {"home": "NO"}, ["bilateral held, no date, Oslo NO", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe held talks.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe met in Oslo.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe attended a summit.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe and Kenyan President John Doe attended a summit.", {"home": "NO"}, ["multilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe attended a summit, joined by Kenyan President John Doe.", {"home": "NO"}, ["multilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe attended a summit with Kenyan President John Doe.", {"home": "NO"}, ["multilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        # nobody who holds an office
        ("Dr. Loe met with John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Dr. Loe, NO", "  counterpart: John Doe"]),
        ("Jane Loe of the World Bank met with Dr. Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Loe, [World Bank]", "  counterpart: Dr. Doe"]),
        ("Jane Loe met with officials.", {"home": "NO"}, []),
    ],
)  # fmt: skip
def test_who_met_whom(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # after it
        ("Minister of Trade Jane Roe met with Kenyan President John Doe to meet Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe of the World Bank.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, [World Bank], KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe at the World Bank.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe about the Foreign Minister.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe in Hale Birk.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with the request of the Ministers.", {"home": "NO"}, []),
        # before it
        ("On behalf of Ugandan Foreign Minister Ann Poe, Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("At the World Bank Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [World Bank]", "  counterpart: John Doe, President, KE"]),
        ("At the World Bank, Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [World Bank]", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe's first meeting with Kenyan President John Doe went well.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Ugandan Foreign Minister Ann Poe said: Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Ugandan Foreign Minister Ann Poe, he met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe and Ugandan Foreign Minister Ann Poe, she met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("A CBP delegation met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: John Doe, President, KE"]),
        ("An UNHCR delegation met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: John Doe, President, KE"]),
        ("Officials met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Officials", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with numerous officials.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe met with officials of the port.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: officials of the port"]),
        ("Minister of Trade Jane Roe met with the two ministers.", {"home": "NO"}, []),
    ],
)  # fmt: skip
def test_whom_the_verb_does_not_mean(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe, and met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe, who met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe, and Kenyan President John Doe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and Minister of Trade Jane Roe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
    ],
)  # fmt: skip
def test_several_verbs_in_one_sentence(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe toured the port of Oslo with Mayor John Doe.", {"home": "NO"}, ["site_visit held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, Mayor"]),
        ("Minister of Trade Jane Roe visited Ghana. On Tuesday she visited the vineyards, together with the Kenyan Mayor, Mr. John Doe.", {"home": "NO"}, ["site_visit held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Mr. John Doe, Mayor, KE"]),
        ("Minister of Trade Jane Roe toured the port and met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The talks of Norwegian Foreign Minister Jane Roe with Kenyan President John Doe went well.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Foreign Minister, [Ministry of Foreign Affairs], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe held separate meetings, on the sidelines of a conference, with Kenyan President John Doe; H.E. Ugandan Foreign Minister Ann Poe; and Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Dr. Moe"]),
        ("Minister of Trade Jane Roe received a short briefing from Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will open a workshop together with Kenyan President John Doe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_what_was_seen_and_with_whom(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe and Ugandan Foreign Minister Ann Poe toured the port of Tema.", {"home": "NO"}, ["site_visit held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe thanked Dr. Moe, although a storm forced the cancellation of a tour and of a meeting with Kenyan President John Doe.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_who_else_is_meant(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Glad to host today the Kenyan Minister, Mr. John Doe. Good talks. — Minister of Trade Jane Roe of Norway", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Mr. John Doe, Minister, KE"]),
    ],
)  # fmt: skip
def test_who_writes_is_who_signs(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. It was warm, including Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. In the presence of President Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("She was joined by Dr. Moe. Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Also at the table: Norwegian Director Ann Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_those_who_joined(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Dr. Moe attended a summit with Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "multilateral held, no date", "  delegation: Dr. Moe", "  counterpart: Dr. Loe"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe participated.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nNorwegian Ambassador Ann Moe attended the meeting.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Ambassador, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Norwegian Director Ann Moe was also there.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nNorwegian Director Ann Moe was present.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Norwegian Director Ann Moe has taken part in the meeting.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_those_who_attended(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe and staff met with Kenyan President John Doe and his staff.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE, and his staff"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and his staff. She met with President Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE, and his staff"]),
    ],
)  # fmt: skip
def test_notes(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nThey discussed fish.\n\nPresent was the Director of Fisheries, Ms. Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ms. Ann Poe, Director of Fisheries, NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe; Economic Officer Ann Poe joined them.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Poe, Economic Officer", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Director Ann Poe also attended the meeting.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Poe, Director, NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_those_told_of_later(text, options, expected):
    assert meetings_in(text, **options) == expected


MET_DOE = ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Minister of Trade Jane Roe met with Kenyan President John Doe; Ambassador Ann Poe did not attend.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. Ambassador Ann Poe was on leave.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. Ambassador Ann Poe and Dr. Kim Moe were ill.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. Ambassador Ann Poe sent her regrets.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. Apologies were received from Ambassador Ann Poe.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe and said Norway could not meet the deadline.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe, who apologised for the delay.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. She did not meet Foreign Minister Ann Poe.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. She has never met Foreign Minister Ann Poe.",
        "Minister of Trade Jane Roe met with Kenyan President John Doe. She refused to meet Foreign Minister Ann Poe.",
    ],
)  # fmt: skip
def test_who_is_said_to_be_absent_is_left_out_and_nobody_else(text):
    assert meetings_in(text, home="NO") == MET_DOE


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("Minister of Trade Jane Roe was due to meet Kenyan President John Doe, but he fell ill and the meeting was postponed.", "postponed"),
        ("Minister of Trade Jane Roe had planned to meet Kenyan President John Doe. The meeting was cancelled.", "cancelled"),
        ("Minister of Trade Jane Roe will meet Kenyan President John Doe. The meeting has been postponed.", "postponed"),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The meeting was held in Oslo.", "held"),
    ],
)  # fmt: skip
def test_what_became_of_a_meeting_is_read_where_it_is_said(text, progress):
    assert meetings_in(text, home="NO")[0].startswith(f"bilateral {progress}")


def test_who_came_to_a_meeting_and_is_met_at_another_place_was_at_two():
    text = "Minister of Trade Jane Roe met with Kenyan President John Doe in Oslo. Prime Minister Ann Poe received Minister Roe in Bergen."
    assert [line for line in meetings_in(text, home="NO") if line.startswith("bilateral")] == [
        "bilateral held, no date, Oslo NO",
        "bilateral held, no date, Bergen NO",
    ]


def test_a_date_long_before_the_text_is_no_day_of_a_meeting():
    text = "Oslo, 5 June 2024\n\nMinister of Trade Jane Roe met with Kenyan President John Doe to mark the treaty of 4 April 1949."
    assert "1949" not in "".join(meetings_in(text, home="NO"))
