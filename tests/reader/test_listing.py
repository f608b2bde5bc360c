"""Lists of who took part: a case for each shape."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Name | Position | Organization |\n|---|---|---|\n| **Norway** | | |\n| RADM Jane Roe | Commander | Coast Guard |\n| **Kenya** | | |\n| Mr. John Doe | Director, Ports | Ministry of Trade |", ["bilateral held, no date", "  delegation: RADM Jane Roe, Commander, [Coast Guard], NO", "  counterpart: Mr. John Doe, Director, Ports, [Ministry of Trade], KE"]),
        ("Name\tTitle\tSide\nJane Roe\tDirector\tNorway\nJohn Doe\tMayor\tKenya", ["bilateral held, no date", "  delegation: Jane Roe, Director, NO", "  counterpart: John Doe, Mayor, KE"]),
        ("Present for Norway: Jane Roe (Director, Port Office, Coast Guard); Ann Moe\nPresent for Kenya: John Doe\nObserver: Tom Poe, Bridge Association", ["bilateral held, no date", "  delegation: Jane Roe, Director, Port Office, [Coast Guard], NO", "  delegation: Ann Moe, NO", "  counterpart: John Doe, KE", "  third_party: Tom Poe, [Bridge Association]"]),
        ("Norwegian Minister Jane Roe met Kenyan Minister John Doe in Oslo.\n\nAttending on the Kenyan side were:\n- Mr. Tom Poe, Director\n- Ms. Sue Coe, Adviser\n\nOn the Norwegian side:\n- Dr. Ann Moe, Director", ["bilateral held, no date, Oslo NO", "  delegation: Jane Roe, Minister, NO", "  accompanying: Dr. Ann Moe, Director, NO", "  counterpart: John Doe, Minister, KE", "  counterpart: Mr. Tom Poe, Director, KE", "  counterpart: Ms. Sue Coe, Adviser, KE"]),
        ("FM: AMEMBASSY NAIROBI\nTO: OSLO\nDATE: May 9, 2021\nSUBJECT: PORTS\n\n1. Norwegian Minister Jane Roe met Kenyan Minister John Doe on May 3, 2021.\n\n2. Participants, May 3:\n\nNorway\nJane Roe, Minister\nAnn Moe, Director\n\nKenya\nJohn Doe, Minister\n\n3. Minister Roe has cleared it.", ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister, NO", "  accompanying: Ann Moe, Director, NO", "  counterpart: John Doe, Minister, KE"]),
        ("Participants:\nMr. John Doe, Director, head of delegation\nMs. Jane Roe, Chair and leader of the delegation\nNorway\nMr. Ole Moe, Director", ["bilateral held, no date", "  delegation: Mr. Ole Moe, Director, NO", "  counterpart: Mr. John Doe, Director, head of delegation", "  counterpart: Ms. Jane Roe, Chair, head of delegation"]),
        ("Participants:\nNorway: Jane Roe, Director\nKenya: John Doe, Permanent Secretary, Ministry of Police, Security and Prisons", ["bilateral held, no date", "  delegation: Jane Roe, Director, NO", "  counterpart: John Doe, Permanent Secretary, [Ministry of Police, Security and Prisons], KE"]),
        ("Participants\n\n| Name | Title | Organization |\n|---|---|---|\n| Jane Roe | Director | Port Office |\n| Ann Moe | Engineer | Port Office |\n| John Doe | Chair | Sea Board |", ["bilateral held, no date", "  delegation: Jane Roe, Director, [Port Office], NO", "  delegation: Ann Moe, Engineer, [Port Office]", "  counterpart: John Doe, Chair, [Sea Board]"]),
        ("Minister Ann Moe of Norway visited Kenya on 3 May 2021.\n\nShe was joined by:\n\n- Jane Roe, Director, Port Office\n- Ole Lie, Engineer\n\nOn 3 May 2021 she met Kenyan Minister John Doe.", ["bilateral held, 2021-05-03 exact", "  delegation: Ann Moe, Minister, NO", "  counterpart: John Doe, Minister, KE"]),
        ("Present\nNPA: Ms. Jane Roe, Port Manager; Mr. Ole Moe, Director\nHarbour Board: Ann Poe (CEO), John Doe (Director)", ["bilateral held, no date", "  delegation: Ms. Jane Roe, Port Manager, [NPA], NO", "  delegation: Mr. Ole Moe, Director, [NPA]", "  counterpart: Ann Poe, CEO, [Harbour Board]", "  counterpart: John Doe, Director, [Harbour Board]"]),
    ],
)  # fmt: skip
def test_lists(text, expected):
    assert meetings_in(text, home="NO") == expected
