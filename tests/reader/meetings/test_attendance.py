"""Who was at a meeting too: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


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
