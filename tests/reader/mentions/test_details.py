"""What stands right after a person or an office: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import mentions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Wang Haoran (王浩然) met", ["Minister Wang Haoran (王浩然) = person; name: Wang Haoran; native_name: 王浩然; title: Minister; head: minister"]),
        ("Minister Wang Haoran (Wang) met", ["Minister Wang Haoran = person; name: Wang Haoran; title: Minister; head: minister"]),
        ("Minister Wang Haoran (王 Wang) met", ["Minister Wang Haoran = person; name: Wang Haoran; title: Minister; head: minister", "王 Wang = person; name: 王 Wang; is_tentative"]),
        ("Minister Wang Haoran (5) met", ["Minister Wang Haoran = person; name: Wang Haoran; title: Minister; head: minister"]),
        ("Minister Wang Haoran (王浩然 met", ["Minister Wang Haoran = person; name: Wang Haoran; title: Minister; head: minister"]),
        ("Minister Wang Haoran (王浩然)'s visit", ["Minister Wang Haoran (王浩然) = person; name: Wang Haoran; native_name: 王浩然; title: Minister; head: minister"]),
        ("Minister Roe (Ệ)", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Minister Wang (王 王 王 王 王 王 王) met", ["Minister Wang (王 王 王 王 王 王 王) = person; name: Wang; native_name: 王 王 王 王 王 王 王; title: Minister; head: minister"]),
        ("Minister Wang (王 王 王 王 王 王 王 王) met", ["Minister Wang = person; name: Wang; title: Minister; head: minister", "王 王 王 王 王 王 王 王 = person; name: 王 王 王 王 王 王 王 王; is_tentative"]),
        ("the Minister (王)", ["the Minister = office; title: Minister; is_definite; head: minister"]),
        ("Dr. Olena Roe (Олена) met", ["Dr. Olena Roe (Олена) = person; name: Olena Roe; honorific: Dr.; native_name: Олена"]),
    ],
)  # fmt: skip
def test_a_name_in_another_script(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acting Minister Jane Roe", ["Acting Minister Jane Roe = person; name: Jane Roe; title: Minister; acting; head: minister"]),
        ("acting Minister Jane Roe", ["acting Minister Jane Roe = person; name: Jane Roe; title: Minister; acting; head: minister"]),
        ("Interim President Jane Roe", ["Interim President Jane Roe = person; name: Jane Roe; title: President; acting; head: president"]),
        ("interim director Jane Roe", ["interim director Jane Roe = person; name: Jane Roe; title: director; acting; head: director"]),
        ("Chargé d'Affaires ad interim Jane Roe", ["Chargé d'Affaires ad interim Jane Roe = person; name: Jane Roe; title: Chargé d'Affaires ad; acting; head: chargé"]),
        ("Minister Jane Roe", ["Minister Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
    ],
)  # fmt: skip
def test_for_the_time_being(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Roe and staff", ["Minister Roe and staff = person; name: Roe; title: Minister; note: and staff; head: minister"]),
        ("Minister Roe and his staff met", ["Minister Roe and his staff = person; name: Roe; title: Minister; note: and his staff; head: minister"]),
        ("Minister Roe, and her senior staff", ["Minister Roe, and her senior staff = person; name: Roe; title: Minister; note: and her senior staff; head: minister"]),
        ("Minister Roe along with the delegation", ["Minister Roe along with the delegation = person; name: Roe; title: Minister; note: along with the delegation; head: minister"]),
        ("Minister Roe with other advisers", ["Minister Roe with other advisers = person; name: Roe; title: Minister; note: with other advisers; head: minister"]),
        ("Minister Roe together with their team", ["Minister Roe together with their team = person; name: Roe; title: Minister; note: together with their team; head: minister"]),
        ("Minister Roe and staffing", ["Minister Roe = person; name: Roe; title: Minister; head: minister"]),
        ("Minister Roe and colleagues of Ghana", ["Minister Roe and colleagues = person; name: Roe; title: Minister; note: and colleagues; head: minister"]),
        ("Dr. Roe and aides", ["Dr. Roe and aides = person; name: Roe; honorific: Dr.; note: and aides"]),
        ("the Minister and his delegation", ["the Minister and his delegation = office; title: Minister; note: and his delegation; is_definite; head: minister"]),
        ("CBP and staff", ["CBP and staff = group; description: CBP and staff"]),
        ("officials and staff", ["officials = group; description: officials", "staff = group; description: staff"]),
        ("Minister Roe met staff", ["Minister Roe = person; name: Roe; title: Minister; head: minister", "staff = group; description: staff"]),
        ("Minister Roe and accompanying delegations", ["Minister Roe and accompanying delegations = person; name: Roe; title: Minister; note: and accompanying delegations; head: minister"]),
    ],
)  # fmt: skip
def test_staff(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Jane Mensah of Ghana", ["President Jane Mensah of Ghana = person; name: Jane Mensah; title: President; country: GH; head: president"]),
        ("President Mensah of the Ghana", ["President Mensah of the Ghana = person; name: Mensah; title: President; country: GH; head: president"]),
        ("President Mensah from Ghana", ["President Mensah from Ghana = person; name: Mensah; title: President; country: GH; head: president"]),
        ("President Mensah (World Bank) met", ["President Mensah (World Bank) = person; name: Mensah; title: President; organization: World Bank; head: president"]),
        ("President Mensah (World Bank", ["President Mensah = person; name: Mensah; title: President; head: president", "World Bank = organization; name: World Bank; organization: World Bank"]),
        ("President Mensah (Ghana) met", ["President Mensah = person; name: Mensah; title: President; head: president"]),
        ("CBP President Mensah (World Bank) met", ["CBP President Mensah = person; name: Mensah; title: President; organization: CBP; head: president", "World Bank = organization; name: World Bank; organization: World Bank"]),
        ("Director Jane Roe of Accra", ["Director Jane Roe of Accra = person; name: Jane Roe; title: Director; organization: Accra; country: GH; head: director"]),
        ("Dr. Roe of Accra", ["Dr. Roe of Accra = person; name: Roe; honorific: Dr.; country: GH"]),
        ("Director Roe of Ghanaian", ["Director Roe = person; name: Roe; title: Director; head: director"]),
        ("Director Jane Roe of the Ministry of Trade", ["Director Jane Roe of the Ministry of Trade = person; name: Jane Roe; title: Director; organization: Ministry of Trade; head: director"]),
        ("Director Roe of the Ghana Police", ["Director Roe of the Ghana Police = person; name: Roe; title: Director; organization: Ghana Police; country: GH; head: director"]),
        ("Kenyan Director Jane Roe of Ghana", ["Kenyan Director Jane Roe of Ghana = person; name: Jane Roe; title: Director; country: KE; head: director"]),
        ("CBP Director Jane Roe of the World Bank", ["CBP Director Jane Roe of the World Bank = person; name: Jane Roe; title: Director; organization: CBP; head: director"]),
        ("Director Jane Roe of Ghana's visit", ["Director Jane Roe of Ghana = person; name: Jane Roe; title: Director; country: GH; is_possessive; head: director"]),
        ("Director Jane Roe of trade", ["Director Jane Roe = person; name: Jane Roe; title: Director; head: director"]),
        ("Director Roe and staff of Ghana", ["Director Roe and staff = person; name: Roe; title: Director; note: and staff; head: director"]),
        ("Director Roe in Ghana", ["Director Roe = person; name: Roe; title: Director; head: director"]),
    ],
)  # fmt: skip
def test_where_the_holder_is_from(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Minister's visit", ["the Minister = office; title: Minister; is_definite; is_possessive; head: minister"]),
        ("Minister Jane Roe's visit", ["Minister Jane Roe = person; name: Jane Roe; title: Minister; is_possessive; head: minister"]),
        ("officials' visit", ["officials = group; description: officials"]),
        ("Kenyan officials's visit", ["Kenyan officials = group; country: KE; description: Kenyan officials; is_possessive"]),
    ],
)  # fmt: skip
def test_what_belongs_to_somebody(text, expected):
    assert mentions_in(text) == expected
