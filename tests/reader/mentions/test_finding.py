"""All who are mentioned in a sentence."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import mentions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Jane Roe met with Kenyan President John Doe and representatives of civil society in Accra.", ["Minister Jane Roe = person; name: Jane Roe; title: Minister; head: minister", "Kenyan President John Doe = person; name: John Doe; title: President; country: KE; head: president", "representatives of civil society = group; description: representatives of civil society"]),
        ("Dr. Roe, Dr. Doe and the World Bank", ["Dr. Roe = person; name: Roe; honorific: Dr.", "Dr. Doe = person; name: Doe; honorific: Dr.", "the World Bank = organization; name: World Bank; organization: World Bank"]),
        ("met in Accra", []),
        ("( Minister Roe )", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("", []),
    ],
)  # fmt: skip
def test_several_in_a_row(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mexican Ministry of Foreign Affairs, Director General Jane Roe", ["Mexican Ministry of Foreign Affairs, Director General Jane Roe = person; name: Jane Roe; title: Director General; organization: Mexican Ministry of Foreign Affairs; country: MX; head: director"]),
        ("Ministry of Trade, Jane Roe", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Ministry of Trade, the Director Jane Roe", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "the Director Jane Roe = person; name: Jane Roe; title: Director; is_definite; head: director"]),
        ("Ministry of Trade; Director Jane Roe", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "Director Jane Roe = person; name: Jane Roe; title: Director; head: director"]),
        ("Ministry of Trade, CBP Director Jane Roe", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "CBP Director Jane Roe = person; name: Jane Roe; title: Director; organization: CBP; head: director"]),
        ("Ministry of Trade, and Director Jane Roe", ["Ministry of Trade = organization; name: Ministry of Trade; organization: Ministry of Trade", "Director Jane Roe = person; name: Jane Roe; title: Director; head: director"]),
        ("Dr. Roe, Director Jane Poe", ["Dr. Roe = person; name: Roe; honorific: Dr.", "Director Jane Poe = person; name: Jane Poe; title: Director; head: director"]),
        ("Ministry of Trade, Kenyan Director Jane Roe", ["Ministry of Trade, Kenyan Director Jane Roe = person; name: Jane Roe; title: Director; organization: Ministry of Trade; country: KE; head: director"]),
        ("his Minister, Dr. Jane Roe", ["his Minister, Dr. Jane Roe = person; name: Jane Roe; honorific: Dr.; title: Minister; is_definite; head: minister"]),
        ("the Chair of the parliamentary Committee on Foreign Policy and European Integration, Ann Poe", ["the Chair of the parliamentary Committee on Foreign Policy and European Integration, Ann Poe = person; name: Ann Poe; title: Chair; organization: parliamentary Committee on Foreign Policy and European Integration; head: chair"]),
        ("Permanent Secretary in the Ministry of Health, Mrs. Ann Poe", ["Permanent Secretary in the Ministry of Health, Mrs. Ann Poe = person; name: Ann Poe; honorific: Mrs.; title: Permanent Secretary; organization: Ministry of Health; head: secretary"]),
        ("the Chief of the Port and Marine Police, Mr Bo Fry", ["the Chief of the Port and Marine Police, Mr Bo Fry = person; name: Bo Fry; honorific: Mr; title: Chief of the Port and Marine Police; head: chief"]),
        ("Senior Adviser, Ann Poe", ["Senior Adviser, Ann Poe = person; name: Ann Poe; title: Senior Adviser; head: adviser"]),
        ("Undersecretary for Trade Policy at the Ministry of Defence Ann Poe", ["Undersecretary for Trade Policy at the Ministry of Defence Ann Poe = person; name: Ann Poe; title: Undersecretary for Trade Policy; organization: Ministry of Defence; head: undersecretary"]),
        ("the Consul General of Kenya in Oslo Mrs Ann Poe", ["the Consul General of Kenya in Oslo Mrs Ann Poe = person; name: Ann Poe; honorific: Mrs; title: Consul General of Kenya in Oslo; country: KE; head: consul"]),
        ("the Governor and Ann Poe", ["the Governor = office; title: Governor; is_definite; head: governor", "Ann Poe = person; name: Ann Poe; is_tentative"]),
        ("the Minister met Ann Poe", ["the Minister = office; title: Minister; is_definite; head: minister", "Ann Poe = person; name: Ann Poe; is_tentative"]),
        ("Ambassador of Kenya to Norway (resident in London) H.E. Ann Poe", ["Ambassador of Kenya to Norway (resident in London) H.E. Ann Poe = person; name: Ann Poe; honorific: H.E.; title: Ambassador of Kenya to Norway (resident in London); country: KE; head: ambassador"]),
    ],
)  # fmt: skip
def test_two_that_are_one(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a town that leads a sentence, or a clause, is no part of an office
        ("In Oslo Ambassador Jane Roe met", ["Ambassador Jane Roe = person; name: Jane Roe; title: Ambassador; head: ambassador"]),
        ("Yesterday in Oslo Ambassador Jane Roe met", ["Ambassador Jane Roe = person; name: Jane Roe; title: Ambassador; head: ambassador"]),
        ("On 3 June, at Oslo Deputy Secretary Jane Roe met", ["Deputy Secretary Jane Roe = person; name: Jane Roe; title: Deputy Secretary; head: secretary"]),
        ("In Rockhampton Ambassador Jane Roe met", ["Ambassador Jane Roe = person; name: Jane Roe; title: Ambassador; head: ambassador"]),
        ("In Oslo Jane Roe met", ["Jane Roe = person; name: Jane Roe; is_tentative"]),
        # but of an institution, or without "in", or within a clause, it is
        ("In Oslo City Hall Mayor Jane Roe met", ["Oslo City Hall Mayor Jane Roe = person; name: Jane Roe; title: Mayor; organization: Oslo City Hall; country: NO; head: mayor"]),
        ("Oslo Mayor Jane Roe met", ["Oslo Mayor Jane Roe = person; name: Jane Roe; title: Mayor; organization: Oslo; country: NO; head: mayor"]),
        ("confidence in Oslo Mayor Jane Roe", ["Oslo Mayor Jane Roe = person; name: Jane Roe; title: Mayor; organization: Oslo; country: NO; head: mayor"]),
    ],
)  # fmt: skip
def test_a_town_before_an_office(text, expected):
    assert mentions_in(text) == expected
