"""Programmes and diaries with times: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Visit of Ms. Jane Roe, Minister of Trade of Norway\nNairobi, 3 May 2021\n\n09h30  Arrival. Welcome by Mr. John Doe, Director of Protocol\n10h30  Enlarged talks\n12h00  Visit of the Tana port, guided by Ms. Ann Poe, Director General\n20h00  Dinner offered by Director Poe", {"home": "NO"}, ["other planned, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Mr. John Doe, Director of Protocol, KE", "site_visit planned, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ms. Ann Poe, Director General, [Tana port], KE", "reception planned, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Ms. Ann Poe, Director General, [Tana port], KE"]),
        ("Agenda of the Governors\n3 May 2021\n\nDeputy Governor for Fish - Jane Roe\n\n09:00-10:00  Videoconference with Mr. John Doe, Director. Subject: fish\n11:00  CANCELLED - Meeting with the Ambassador of Kenya, Mr. Jim Loe\n\nDeputy Governor for Trade - Ann Poe\n10:00 Call with Dr. Moe", {"home": "NO"}, ["video planned, 2021-05-03 exact", "  delegation: Jane Roe, Deputy Governor for Fish, NO", "  counterpart: Mr. John Doe, Director", "  topic: fish", "bilateral cancelled, 2021-05-03 exact", "  delegation: Jane Roe, Deputy Governor for Fish, NO", "  counterpart: Mr. Jim Loe, Ambassador of Kenya, KE", "call planned, 2021-05-03 exact", "  delegation: Ann Poe, Deputy Governor for Trade", "  counterpart: Dr. Moe"]),
    ],
)  # fmt: skip
def test_programmes_and_diaries(text, options, expected):
    assert meetings_in(text, **options) == expected
