"""People named before their office, or without one: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.directory import Directory, DirectoryEntry
from tests.reader.probes import mentions_in

KNOWN = Directory(
    officials=[
        DirectoryEntry.from_names(1, "Blue Roe"),
        DirectoryEntry.from_names(2, "Accra"),
        DirectoryEntry.from_names(3, "Trade Sky"),
        DirectoryEntry.from_names(4, "Oslo"),
    ]
)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Jane Roe met", {}, ["Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Dr. Roe met", {}, ["Dr. Roe = person; name: Roe; honorific: Dr."]),
        ("Roe met", {}, []),
        ("the Dr. Roe met", {}, ["the Dr. Roe = person; name: Roe; honorific: Dr."]),
        ("the Roe met", {}, []),
        ("Roe met", {"surnames": ["roe"]}, ["Roe = person; name: Roe"]),
        ("Núñez met", {"surnames": ["nunez"]}, ["Núñez = person; name: Núñez"]),
        ("Jane Roe met", {"surnames": ["roe"]}, ["Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Accra Roe met", {}, ["Accra Roe = person; name: Accra Roe; is_tentative"]),
        ("Accra Roe", {}, ["Accra Roe = person; name: Accra Roe; is_tentative"]),
        ("in Accra", {}, []),
        ("Norwegian Roe", {}, []),
        ("Norway Roe", {}, ["Norway Roe = person; name: Norway Roe; is_tentative"]),
        ("Accra", {}, []),
        ("Dr. Accra met", {}, ["Dr. Accra = person; name: Accra; honorific: Dr."]),
        ("Blue Police Roe", {}, ["Blue Police Roe = organization; name: Blue Police Roe; organization: Blue Police Roe"]),
        ("Trade Roe met", {}, []),
        ("Trade Roe met", {"surnames": ["roe"]}, ["Trade Roe = person; name: Trade Roe; is_tentative"]),
        ("CBP met", {}, ["CBP = organization; name: CBP; organization: CBP; is_tentative"]),
        ("CBP met", {"surnames": ["cbp"]}, ["CBP = organization; name: CBP; organization: CBP; is_tentative"]),
        ("Jane CBP met", {}, ["Jane CBP = person; name: Jane CBP; is_tentative"]),
        ("Mexico City Roe met", {}, []),
        ("Mexico City met them", {}, []),
        ("Trade met", {"surnames": ["trade"]}, ["Trade = person; name: Trade"]),
        ("Police met", {"surnames": ["police"]}, ["Police = organization; name: Police; organization: Police"]),
        ("Blue Roe met", {"directory": KNOWN}, ["Blue Roe = person; name: Blue Roe"]),
        ("Accra met", {"directory": KNOWN}, []),
        ("Trade Sky met", {"directory": KNOWN}, ["Trade Sky = person; name: Trade Sky"]),
        ("Oslo", {"directory": KNOWN}, []),
    ],
)  # fmt: skip
def test_names_without_an_office(text, options, expected):
    assert mentions_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Jane Roe, Minister of Health of Norway, met", {}, ["Jane Roe, Minister of Health of Norway = person; name: Jane Roe; title: Minister of Health; country: NO; head: minister"]),
        ("Jane Roe, Minister, met", {}, ["Jane Roe, Minister = person; name: Jane Roe; title: Minister; head: minister"]),
        ("Jane Roe (Minister of Health)", {}, ["Jane Roe (Minister of Health) = person; name: Jane Roe; title: Minister of Health; head: minister"]),
        ("Jane Roe (Minister of Health) met", {}, ["Jane Roe (Minister of Health) = person; name: Jane Roe; title: Minister of Health; head: minister"]),
        ("Jane Roe - Minister of Health", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "Minister of Health = office; title: Minister of Health; head: minister"]),
        ("Jane Roe - Minister of Health", {"is_bullet": True}, ["Jane Roe - Minister of Health = person; name: Jane Roe; title: Minister of Health; head: minister"]),
        ("Jane Roe: Minister of Health", {"is_bullet": True}, ["Jane Roe: Minister of Health = person; name: Jane Roe; title: Minister of Health; head: minister"]),
        ("Jane Roe; Minister of Health", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "Minister of Health = office; title: Minister of Health; head: minister"]),
        ("Jane Roe Minister", {}, ["Jane Roe Minister = office; title: Jane Roe Minister; head: minister"]),
        ("Jane Roe, Acting Minister", {}, ["Jane Roe, Acting Minister = person; name: Jane Roe; title: Minister; acting; head: minister"]),
        ("Jane Roe, Minister John Doe", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "Minister John Doe = person; name: John Doe; title: Minister; head: minister"]),
        ("Jane Roe, Ministers of Ghana and Kenya", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "Ministers of Ghana = office; title: Minister; country: GH; head: minister", "Kenya = office; title: Minister; country: KE; head: minister"]),
        ("Jane Roe, Minister of Trade and Minister of Health, met", {}, ["Jane Roe, Minister of Trade and Minister of Health = person; name: Jane Roe; title: Minister of Trade and Minister of Health; head: minister"]),
        ("Jane Roe, Minister of Ghana and Norwegian Ambassador at CBP, met", {}, ["Jane Roe, Minister of Ghana and Norwegian Ambassador at CBP = person; name: Jane Roe; title: Minister and Ambassador; organization: CBP; country: GH; head: minister"]),
        ("Jane Roe, Minister of Trade and Minister John Doe", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "Minister of Trade and Minister John Doe = person; name: John Doe; title: Minister of Trade and Minister; head: minister"]),
        ("Jane Roe, Minister of Trade and Ministers Doe and Poe", {}, ["Jane Roe, Minister of Trade = person; name: Jane Roe; title: Minister of Trade; head: minister", "Ministers Doe = person; name: Doe; title: Minister; head: minister", "Poe = person; name: Poe; title: Minister; head: minister"]),
        ("Jane Roe, Minister and Doe", {}, ["Jane Roe, Minister = person; name: Jane Roe; title: Minister; head: minister"]),
        ("Acting Director Jane Roe, Minister", {}, ["Acting Director Jane Roe = person; name: Jane Roe; title: Director; acting; head: director", "Minister = office; title: Minister; head: minister"]),
        ("Jane Roe, CBP Commissioner, met", {}, ["Jane Roe, CBP Commissioner = person; name: Jane Roe; title: Commissioner; organization: CBP; head: commissioner"]),
        ("Jane Roe (our Director, Hale Customs Service)", {}, ["Jane Roe (our Director, Hale Customs Service) = person; name: Jane Roe; title: Director; organization: Hale Customs Service; head: director"]),
        ("General Jane Roe, HI(M), Chairman", {}, ["General Jane Roe, HI(M), Chairman = person; name: Jane Roe; honorific: General; title: Chairman; head: chairman"]),
        ("Jane Roe, CSc., Rector", {}, ["Jane Roe, CSc., Rector = person; name: Jane Roe; title: Rector; head: rector"]),
    ],
)  # fmt: skip
def test_an_office_after_the_name(text, options, expected):
    assert mentions_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Jane Roe, Minister of Health, World Bank, met", {}, ["Jane Roe, Minister of Health, World Bank = person; name: Jane Roe; title: Minister of Health; organization: World Bank; head: minister"]),
        ("Jane Roe, Minister, Ministry of Trade of Ghana", {}, ["Jane Roe, Minister, Ministry of Trade of Ghana = person; name: Jane Roe; title: Minister; organization: Ministry of Trade of Ghana; country: GH; head: minister"]),
        ("Jane Roe, Minister, CBP Commissioner", {}, ["Jane Roe, Minister = person; name: Jane Roe; title: Minister; head: minister", "CBP Commissioner = office; title: Commissioner; organization: CBP; head: commissioner"]),
        ("Jane Roe (World Bank)", {}, ["Jane Roe (World Bank) = person; name: Jane Roe; organization: World Bank"]),
        ("Jane Roe (the World Bank)", {}, ["Jane Roe (the World Bank) = person; name: Jane Roe; organization: World Bank"]),
        ("Jane Roe (World Bank visited)", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "World Bank = organization; name: World Bank; organization: World Bank"]),
        ("Jane Roe, World Bank, met", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "World Bank = organization; name: World Bank; organization: World Bank"]),
        ("Dr. Jane Roe, World Bank, met", {}, ["Dr. Jane Roe, World Bank = person; name: Jane Roe; honorific: Dr.; organization: World Bank"]),
        ("Dr. Jane Roe, World Bank met", {}, ["Dr. Jane Roe = person; name: Jane Roe; honorific: Dr.", "World Bank = organization; name: World Bank; organization: World Bank"]),
        ("Dr. Jane Roe, World Bank and Doe", {}, ["Dr. Jane Roe, World Bank = person; name: Jane Roe; honorific: Dr.; organization: World Bank"]),
        ("Dr. Jane Roe, the World Bank.", {}, ["Dr. Jane Roe, the World Bank = person; name: Jane Roe; honorific: Dr.; organization: World Bank"]),
        ("Dr. Jane Roe, World Bank Director", {}, ["Dr. Jane Roe, World Bank Director = person; name: Jane Roe; honorific: Dr.; title: Director; organization: World Bank; head: director"]),
        ("Jane Roe, World Bank", {"is_bullet": True}, ["Jane Roe, World Bank = person; name: Jane Roe; organization: World Bank"]),
        ("Jane Roe - World Bank", {"is_bullet": True}, ["Jane Roe - World Bank = person; name: Jane Roe; organization: World Bank"]),
        ("Jane Roe, World Bank met", {"is_bullet": True}, ["Jane Roe = person; name: Jane Roe; is_tentative", "World Bank = organization; name: World Bank; organization: World Bank"]),
        ("Jane Roe, the Ministers of Ghana and Kenya", {}, ["Jane Roe = person; name: Jane Roe; is_tentative", "the Ministers of Ghana = office; title: Minister; country: GH; is_definite; head: minister", "Kenya = office; title: Minister; country: KE; is_definite; head: minister"]),
        ("Jane Roe (CBP), Minister", {}, ["Jane Roe (CBP) = person; name: Jane Roe; organization: CBP", "Minister = office; title: Minister; head: minister"]),
    ],
)  # fmt: skip
def test_an_organization_after_the_name(text, options, expected):
    assert mentions_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, Minister, Ghana", ["Jane Roe, Minister, Ghana = person; name: Jane Roe; title: Minister; country: GH; head: minister"]),
        ("Jane Roe, Minister, Ghana met", ["Jane Roe, Minister = person; name: Jane Roe; title: Minister; head: minister"]),
        ("Jane Roe, Minister, Ghanaian", ["Jane Roe, Minister = person; name: Jane Roe; title: Minister; head: minister"]),
        ("Jane Roe, Minister of Kenya, Ghana", ["Jane Roe, Minister of Kenya = person; name: Jane Roe; title: Minister; country: KE; head: minister"]),
        ("Jane Roe, Minister, the Ghana;", ["Jane Roe, Minister, the Ghana = person; name: Jane Roe; title: Minister; country: GH; head: minister"]),
        ("Jane Roe, Ghana", ["Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Jane Roe (Minister, Ghana)", ["Jane Roe (Minister, Ghana) = person; name: Jane Roe; title: Minister; country: GH; head: minister"]),
        ("Jane Roe, Minister, Accra, met", ["Jane Roe, Minister, Accra = person; name: Jane Roe; title: Minister; country: GH; head: minister"]),
        ("Minister Jane Roe, Ghana", ["Minister Jane Roe = person; name: Jane Roe; title: Minister; head: minister"]),
    ],
)  # fmt: skip
def test_a_country_after_the_office(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe (chair)", ["Jane Roe (chair) = person; name: Jane Roe; title: chair; head: chair"]),
        ("Jane Roe (Chair) met", ["Jane Roe (Chair) = person; name: Jane Roe; title: Chair; head: chair"]),
        ("Jane Roe (chairs)", ["Jane Roe = person; name: Jane Roe; is_tentative"]),
        ("Jane Roe (chair", ["Jane Roe (chair = person; name: Jane Roe; title: chair; head: chair"]),
        ("Jane Roe, Minister (co-chair)", ["Jane Roe, Minister (co-chair) = person; name: Jane Roe; title: Minister; role: co-chair; head: minister"]),
        ("Jane Roe (Minister) (interpreter)", ["Jane Roe (Minister) (interpreter) = person; name: Jane Roe; title: Minister; role: interpreter; head: minister"]),
        ("Dr. Roe (observer)", ["Dr. Roe (observer) = person; name: Roe; honorific: Dr.; role: observer"]),
    ],
)  # fmt: skip
def test_a_role_in_the_meeting(text, expected):
    assert mentions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Jane Roe of Ghana", ["Dr. Jane Roe of Ghana = person; name: Jane Roe; honorific: Dr.; country: GH"]),
        ("Dr. Jane Roe of the World Bank", ["Dr. Jane Roe of the World Bank = person; name: Jane Roe; honorific: Dr.; organization: World Bank"]),
        ("Dr. Jane Roe from Ghana", ["Dr. Jane Roe from Ghana = person; name: Jane Roe; honorific: Dr.; country: GH"]),
        ("Dr. Jane Roe of Ghanaian", ["Dr. Jane Roe = person; name: Jane Roe; honorific: Dr."]),
        ("Dr. Jane Roe of Trade", ["Dr. Jane Roe = person; name: Jane Roe; honorific: Dr."]),
        ("Jane Roe, Minister, of Ghana", ["Jane Roe, Minister = person; name: Jane Roe; title: Minister; head: minister"]),
    ],
)  # fmt: skip
def test_where_the_person_is_from(text, expected):
    assert mentions_in(text) == expected
