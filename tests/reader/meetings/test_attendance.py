"""Who was at a meeting too: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe, accompanied by Dr. Moe, met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe, accompanied by Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  counterpart: Dr. Moe, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe, together with Dr. Moe and the World Bank.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  counterpart: Dr. Moe, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Also attending were Dr. Moe and Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She was joined by Dr. Moe and his staff.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe, and his staff", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. It was attended by officials of the port, numerous officials and Hale.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  third_party: officials of the port"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The participants included Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The meeting included Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Topics included Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. It was warm, including Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The delegations which were large and, as was said, many, including Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Joined by Dr. Moe, met Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: Dr. Loe"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She was joined by Dr. Moe; Dr. Loe; and Dr. Noe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  accompanying: Dr. Loe", "  accompanying: Dr. Noe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She was joined by Dr. Moe's staff and Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Loe", "  counterpart: John Doe, President, KE", "  third_party: staff"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. In the presence of President Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nShe was joined by Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nMany were glad of it, joined by Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("She was joined by Dr. Moe. Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Flanked by Dr. Moe, Minister of Trade Jane Roe spoke.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Kenyan President John Doe, along with Dr. Moe, spoke.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  counterpart: Dr. Moe, KE"]),
        ("Kenyan President John Doe met with Minister of Trade Jane Roe, accompanied by Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Present during the talks were Dr. Moe and Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  accompanying: Dr. Loe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The meeting was attended also by Dr. Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Also at the table: Norwegian Director Ann Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nIt was long.\n\nMinister Roe was accompanied by Norwegian Director Ann Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_those_who_joined(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Dr. Moe also attended.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Dr. Moe and the World Bank were present.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Dr. Moe attended a summit with Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "multilateral held, no date", "  delegation: Dr. Moe", "  counterpart: Dr. Loe"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Dr. Moe was attended by Dr. Loe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Loe", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Dr. Moe's staff and numerous officials attended.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  third_party: staff"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. The two ministers and officials of the port attended.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  third_party: officials of the port"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Roe participated.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nDr. Moe sat in.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nIt was warm.\n\nNorwegian Ambassador Ann Moe attended the meeting.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Ambassador, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Norwegian Director Ann Moe was also there.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Also at the table for the Norwegian side was Director Ann Moe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  delegation: Ann Moe, Director, NO", "  counterpart: John Doe, President, KE"]),
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
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She was joined by Dr. Moe and his team.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe, and his team", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and his staff. She met with President Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE, and his staff"]),
    ],
)  # fmt: skip
def test_notes(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.\n\nThey discussed fish.\n\nPresent was the Director of Fisheries, Ms. Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ms. Ann Poe, Director of Fisheries, NO", "  counterpart: John Doe, President, KE", "  topic: fish"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Also participated, as observer, the Director of Fisheries, Ms. Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE", "  third_party: Ms. Ann Poe, Director of Fisheries, NO"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe; Economic Officer Ann Poe joined them.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Poe, Economic Officer", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Director Ann Poe also attended the meeting.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Ann Poe, Director, NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_those_told_of_later(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. She met with Ugandan Foreign Minister Ann Poe. Dr. Moe took part in both discussions.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Dr. Moe", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. On Tuesday she met Ugandan Foreign Minister Ann Poe. Norwegian Ambassador Bo Fry attended all the meetings.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Bo Fry, Ambassador, NO", "  counterpart: John Doe, President, KE", "bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  accompanying: Bo Fry, Ambassador, NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
    ],
)  # fmt: skip
def test_those_at_both_meetings(text, options, expected):
    assert meetings_in(text, **options) == expected
