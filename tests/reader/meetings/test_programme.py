"""Programmes and diaries with times: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Visit of Ms. Jane Roe, Minister of Trade of Norway\nNairobi, 3 May 2021\n\n09h30  Arrival. Welcome by Mr. John Doe, Director of Protocol\n10h30  Enlarged talks\n12h00  Visit of the Tana port, guided by Ms. Ann Poe, Director General\n20h00  Dinner offered by Director Poe", {"home": "NO"}, ["other planned, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Mr. John Doe, Director of Protocol, KE", "site_visit planned, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ms. Ann Poe, Director General, [Tana port], KE", "reception planned, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ms. Ann Poe, Director General, [Tana port], KE"]),
    ],
)  # fmt: skip
def test_programmes_and_diaries(text, options, expected):
    assert meetings_in(text, **options) == expected
