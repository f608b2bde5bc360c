"""Groups without names: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import mentions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("representatives", ["representatives = group; description: representatives"]),
        ("the representatives", ["the representatives = group; description: representatives"]),
        ("some officials", ["some officials = group; description: officials"]),
        ("other officials", ["other officials = group; description: officials"]),
        ("senior Kenyan officials", ["senior Kenyan officials = group; country: KE; description: senior Kenyan officials"]),
        ("Kenyan officials", ["Kenyan officials = group; country: KE; description: Kenyan officials"]),
        ("many officials", ["many officials = group; description: many officials"]),
        ("the many officials", ["the many officials = group; description: many officials"]),
        ("all officials", ["officials = group; description: officials"]),
        ("private industry", ["private industry = group; description: private industry"]),
        ("civil society leaders", ["civil society leaders = group; description: civil society leaders"]),
        ("business leaders and executives", ["business leaders = group; description: business leaders", "executives = group; description: executives"]),
        ("business and community leaders", ["business and community leaders = group; description: business and community leaders"]),
        ("trade and industry experts", ["trade and industry experts = group; description: trade and industry experts"]),
        ("small-business executives", ["small-business executives = group; description: small-business executives"]),
        ("small - business executives", ["small - business executives = group; description: small - business executives"]),
        ("mining executives", ["mining executives = group; description: mining executives"]),
        ("experienced officials", ["officials = group; description: officials"]),
        ("family officials", ["family officials = group; description: family officials"]),
        ("united officials", ["united officials = group; description: united officials"]),
        ("friendly officials", ["officials = group; description: officials"]),
        ("red officials", ["red officials = group; description: red officials"]),
        ("of officials", ["officials = group; description: officials"]),
        ("officials's officials", ["officials = group; description: officials; is_possessive", "officials = group; description: officials"]),
        ("minister officials", ["minister = office; title: minister; head: minister", "officials = group; description: officials"]),
        ("minister leaders", ["minister = office; title: minister; head: minister", "leaders = group; description: leaders"]),
        ("the Ministers leaders", ["the Ministers leaders = group; description: Ministers leaders"]),
        ("very big old new red sea officials", ["big old new red sea officials = group; description: big old new red sea officials"]),
        ("very big old new red sea blue officials", ["old new red sea blue officials = group; description: old new red sea blue officials"]),
        ("a, officials", ["officials = group; description: officials"]),
        ("and officials", ["officials = group; description: officials"]),
        ("5 officials", ["5 officials = group; description: 5 officials"]),
        ("Roe officials", ["Roe officials = group; description: Roe officials"]),
        ("executives from Ghana", ["executives from Ghana = group; country: GH; description: executives from Ghana"]),
        ("- officials", ["officials = group; description: officials"]),
        ("big and red officials", ["red officials = group; description: red officials"]),
        ("some", []),
        ("private-sector representatives", ["private-sector representatives = group; description: private-sector representatives"]),
        ("Mexico City officials", ["Mexico City officials = group; country: MX; description: Mexico City officials"]),
        ("chief executives", ["chief = office; title: chief; head: chief", "executives = group; description: executives"]),
        ("his officials", ["officials = group; description: officials"]),
    ],
)  # fmt: skip
def test_what_stands_before(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("representatives of private industry", ["representatives of private industry = group; description: representatives of private industry"]),
        ("representatives of the private industry and companies", ["representatives of the private industry and companies = group; description: representatives of the private industry and companies"]),
        ("representatives of companies and the Ministry", ["representatives of companies and the Ministry = group; description: representatives of companies and the Ministry"]),
        ("representatives of companies, the media and the Ministry", ["representatives of companies, the media and the Ministry = group; description: representatives of companies, the media and the Ministry"]),
        ("representatives of companies and Roe", ["representatives of companies = group; description: representatives of companies"]),
        ("representatives of companies and Minister Roe", ["representatives of companies = group; description: representatives of companies", "Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("representatives of companies, Roe", ["representatives of companies = group; description: representatives of companies"]),
        ("representatives of companies & Roe", ["representatives of companies & Roe = group; description: representatives of companies & Roe"]),
        ("members of the Kenyan diaspora", ["members of the Kenyan diaspora = group; country: KE; description: members of the Kenyan diaspora"]),
        ("members of the diaspora in Ghana", ["members of the diaspora = group; description: members of the diaspora"]),
        ("students from the University of Oslo", ["students from the University of Oslo = group; country: NO; description: students from the University of Oslo"]),
        ("experts from Norway and Ghana", ["experts from Norway = group; country: NO; description: experts from Norway"]),
        ("experts from Norway & Ghana", ["experts from Norway & Ghana = group; country: NO; description: experts from Norway & Ghana"]),
        ("experts from Norway and met", ["experts from Norway = group; country: NO; description: experts from Norway"]),
        ("members of the Minister's staff", ["members of the Minister's staff = group; description: members of the Minister's staff"]),
        ("members of", ["members of = group; description: members of"]),
        ("members of; the", ["members of = group; description: members of"]),
        ("officials of a Ministry also met", ["officials of a Ministry = group; description: officials of a Ministry"]),
        ("officials of a b c d e f g h i j k l m", ["officials of a b c d e f g h i = group; description: officials of a b c d e f g h i"]),
        ("officials of small-scale mines", ["officials of small-scale mines = group; description: officials of small-scale mines"]),
        ("officials in Ghana", ["officials = group; description: officials"]),
        ("officials from Ghana", ["officials from Ghana = group; country: GH; description: officials from Ghana"]),
        ("officials of Ghana's police", ["officials of Ghana's police = group; country: GH; description: officials of Ghana's police"]),
        ("Kenyan officials of Ghana", ["Kenyan officials of Ghana = group; country: KE; description: Kenyan officials of Ghana"]),
        ("executives of mining companies - others", ["executives of mining companies - others = group; description: executives of mining companies - others"]),
    ],
)  # fmt: skip
def test_what_they_are_of(text, expected):
    assert mentions_in(text) == expected
