"""The directory that the reader is given: what goes by a name, and what may be meant."""

import pytest

from engagements.reader.directory import Directory, DirectoryEntry, HeldPost


def entry(id, *names, **fields):
    return DirectoryEntry.from_names(id, *names, **fields)


def ids(candidates):
    return [candidate.id for candidate in candidates]


ORGANIZATIONS = Directory(
    organizations=[
        entry(1, "Bank of Ghana", "BoG", country="GH"),
        entry(2, "Ministry of Trade", country="GH"),
        entry(3, "Ministry of Trade", country="KE"),
        entry(4, "World Bank", "IBRD"),
        entry(5, "Ministry of Fisheries", country="GH"),
        entry(6, "Ministry of Fishery", country="GH"),
    ]
)


@pytest.mark.parametrize(
    ("names", "country", "known", "candidates"),
    [
        (["Bank of Ghana"], "", 1, []),
        (["bank  of GHANA"], "GH", 1, []),
        (["BoG"], "", 1, []),
        (["Bank of Ghana"], "KE", None, []),
        (["World Bank"], "KE", 4, []),
        (["Ministry of Trade"], "", None, [2, 3]),
        (["Ministry of Trade"], "KE", 3, []),
        (["Ministry of Trade"], "NO", None, []),
        (["", "BoG"], "", 1, []),
        (["World Bank", "BoG"], "", None, [4, 1]),
        (["Ministry of Fisheriess"], "", None, [5]),
        (["Ministry of Fisheryy"], "", None, [6]),
        (["Ministry of Fisheriess"], "KE", None, []),
        (["Minestry of Trade"], "KE", None, [3]),
        (["of"], "", None, []),
        (["Blue Sky"], "", None, []),
        ([], "", None, []),
    ],
)
def test_looking_up(names, country, known, candidates):
    found, offered = ORGANIZATIONS.look_up("organization", *names, country=country)
    assert (found and found.id, ids(offered)) == (known, candidates)


def test_at_most_five_are_offered():
    same = Directory(officials=[entry(number, "Jane Roe") for number in range(9)])
    assert ids(same.look_up("official", "Jane Roe")[1]) == [0, 1, 2, 3, 4]
    alike = Directory(officials=[entry(number, f"Jane Roee{number}") for number in range(9)])
    assert len(alike.look_up("official", "Jane Roeee")[1]) <= 5
    assert ids(same.with_surname("Roe")) == [0, 1, 2, 3, 4]


def test_the_rarest_words_tell_most():
    directory = Directory(
        organizations=[
            *(entry(number, f"National Office {number}") for number in range(2_100)),
            entry("x", "National Office Fisheries"),
        ]
    )
    assert ids(directory.look_up("organization", "National Office Fisheriess")[1]) == []
    assert ids(directory.look_up("organization", "National Fisheries Office Unit")[1]) == ["x"]


OFFICIALS = Directory(
    officials=[
        entry(1, "Ann Poe", posts=(HeldPost("Mayor", "City of Bergen", "NO"),)),
        entry(2, "Jane Roe", posts=(HeldPost("mayor", "Oslo", "NO"), HeldPost("Mayor", "Accra", "GH"))),
        entry(3, "John Doe", posts=(HeldPost("Director", "World Bank", ""),)),
        *(
            entry(number, f"Ida {number}", posts=(HeldPost("Clerk", "Oslo", "NO"),))
            for number in range(10, 17)
        ),
    ]
)


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        (("Mayor", "Bergen", ""), [1]),
        (("Mayor", "the City of Bergen", ""), [1]),
        (("MAYOR", "Oslo", "NO"), [2]),
        (("Mayor", "Oslo", "GH"), []),
        (("Mayor", "", "NO"), [1, 2]),
        (("Mayor", "", "KE"), []),
        (("Mayor", "", ""), []),
        (("Director", "", "KE"), [3]),
        (("Minister", "", "NO"), []),
        (("Clerk", "Oslo", ""), [10, 11, 12, 13, 14]),
    ],
)
def test_who_holds_an_office(office, expected):
    assert ids(OFFICIALS.holders(*office)) == expected


def test_by_a_surname():
    directory = Directory(
        officials=[
            entry(1, "Maria Roe Santos", "Roe"),
            entry(2, "Ann Roe"),
            entry(3, "Roe Lee"),
            entry(4, "X Roe Y"),
        ]
    )
    assert ids(directory.with_surname("ROE")) == [1, 2, 3]
    assert ids(directory.with_surname("Moe")) == []


def test_towns_are_known_by_names_that_are_one_town_s():
    directory = Directory(
        places=[entry(1, "Hale", "Old Hale"), entry(2, "Birk", country="NO"), entry(3, "Birk", country="GH")]
    )
    assert {name: town.id for name, town in directory.towns.items()} == {"hale": 1, "old hale": 1}
    assert directory.first_words_of_towns == {"hale", "old"}


def test_entries():
    official = entry(1, "José Núñez", "Núñez", "", "josé núñez", country="MX")
    assert (official.names, official.name, official.country) == (("jose nunez", "nunez"), "José Núñez", "MX")
    assert (official.candidate.id, official.candidate.name) == (1, "José Núñez")
    directory = Directory(officials=[official])
    assert directory.officials_named("nunez") == [official]
    assert directory.officials_named("roe") == ()
    assert ORGANIZATIONS.has_organization("bog")
    assert not ORGANIZATIONS.has_organization("blue sky")
