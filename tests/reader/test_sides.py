"""Of which country each is, and on which side of a meeting: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import read_text


def sides_in(text, home="NO"):
    """Return the side of each who took part, of which country they are, and what tells it."""
    lines = []
    for meeting in read_text(text, home=home).meetings:
        for party in meeting.participants:
            _, _, reason = party.reason.partition("; the country is ")
            side = "OPEN" if "not of which side" in party.reason else ""
            lines.append(" | ".join(filter(None, (party.side, party.who, party.country, reason, side))))
    return lines


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("Kenyan President John Doe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["delegation | John Doe | KE", "counterpart | Ann Poe | UG"]),
        ("Minister of Trade Jane Roe and Ambassador Ann Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "accompanying | Ann Moe", "counterpart | John Doe | KE"]),
        ("Ambassador Ann Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Ann Moe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe and Dr. Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "delegation | Moe", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe met with representatives of civil society.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | representatives of civil society"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and World Bank President Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE", "third_party | Ann Moe"]),
        ("Minister of Trade Jane Roe met with World Bank President Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Moe"]),
        ("World Bank President Ann Moe met with Minister of Trade Jane Roe.", {"home": "NO"}, ["delegation | Ann Moe", "counterpart | Jane Roe"]),
        ("Minister of Trade Jane Roe met with representatives of civil society and World Bank President Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Moe", "third_party | representatives of civil society"]),
        # two who met each other
        ("Minister of Trade Jane Roe and Kenyan President John Doe held talks.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("A meeting between Kenyan President John Doe and Minister of Trade Jane Roe took place.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("A meeting between Kenyan President John Doe and Ugandan Foreign Minister Ann Poe took place.", {"home": "NO"}, ["delegation | John Doe | KE", "counterpart | Ann Poe | UG"]),
        ("A meeting between Minister Ann Moe and Minister Jane Roe took place.", {"home": "NO"}, ["delegation | Ann Moe | NO | taken to be the home country, as the account does not say", "counterpart | Jane Roe"]),
        ("Minister of Trade Jane Roe visited Ghana. A meeting between Kenyan President John Doe and Minister Roe took place.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe visited Ghana. Kenyan President John Doe and Minister Roe held talks.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        # of a delegation
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Dr. Moe. Dr. Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Moe | NO | that of the delegation", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Ugandan Director Ann Moe. Director Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Ann Moe | UG", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe visited Ghana. Minister Roe and Norwegian Minister Ann Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "delegation | Ann Moe | NO", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe visited Ghana. Minister Roe and Norwegian Ambassador Ann Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "accompanying | Ann Moe | NO", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Kenyan President John Doe. She was joined by Kenyan Minister Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE", "counterpart | Ann Moe | KE"]),
        ("Minister Roe and Director Ann Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Roe | NO | taken to be the home country, as the account does not say", "delegation | Ann Moe", "counterpart | John Doe | KE"]),
        # who was met is no one of those who came, whatever is told of them later
        ("Deputy Secretary Ann Moe met with Foreign Minister Jane Roe in Oslo on 3 June 2024. Foreign Minister Jane Roe thanked her.", {"home": "US"}, ["delegation | Ann Moe | US | taken to be the home country, as the account does not say", "counterpart | Jane Roe | NO | that of the place where they met"]),
        # an attaché beside the delegation is its own
        ("Minister of Trade Jane Roe visited Ghana. Minister Roe and Accra Attaché Ann Moe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "accompanying | Ann Moe | GH", "counterpart | John Doe | KE"]),
        # who travelled is named as guests
        ("Minister of Trade Jane Roe visited Ghana. Foreign Minister Ann Poe of Ghana received the Norwegian guests.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Poe | GH"]),
        # of two lists, the one delegation that is led came; the other's country is host
        ("Place: Oslo\nPresent\n\nFor Norway:\nJane Roe, Director of Customs\nFor Kenya:\nJohn Doe, Director of Ports (head of delegation)\nAnn Moe, High Commissioner", {"home": "NO"}, ["delegation | John Doe | KE", "accompanying | Ann Moe | KE", "counterpart | Jane Roe | NO"]),
    ],
)  # fmt: skip
def test_sides(text, options, expected):
    assert sides_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # of who travels, the hosts are of the country visited
        ("Minister of Trade Jane Roe visited Ghana. She met with Minister Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Moe | GH | that of the country visited"]),
        ("Minister of Trade Jane Roe visited Ghana and Kenya. She met with Minister Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Moe"]),
        ("Minister of Trade Jane Roe visited Ghana and Kenya. In Accra, she met with Minister Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Moe | GH | that of the country visited"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with representatives of civil society, Dr. Moe and World Bank President Ann Loe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe | GH | that of the country visited", "third_party | representatives of civil society", "third_party | Ann Loe"]),
        ("Minister of Trade Jane Roe visited Ghana. The delegation included Dr. Moe. Dr. Moe met with Minister Loe.", {"home": "NO"}, ["delegation | Moe | NO | that of the delegation", "counterpart | Loe | GH | that of the country visited"]),
        # of two of the same office, that of the first
        ("Minister of Trade Jane Roe met with Kenyan Senator Moe and Director Loe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe | KE", "counterpart | Loe"]),
        ("Minister of Trade Jane Roe met with Senator Moe and Kenyan Senator Loe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe", "counterpart | Loe | KE"]),
        # of who met somewhere, that of the place
        ("Minister of Trade Jane Roe met with Minister Moe in Accra.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe | GH | that of the place where they met"]),
        ("Minister of Trade Jane Roe met with Minister Moe in Geneva.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe"]),
        ("Minister of Trade Jane Roe met with Minister Moe in Oslo.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe"]),
        ("Minister of Trade Jane Roe met with Minister Moe in Qaxbo.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe"]),
        ("A meeting in Accra with Minister Moe took place.", {"home": "NO"}, ["counterpart | Moe"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe and Minister Moe in Accra.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE", "counterpart | Moe | GH | that of the place where they met"]),
        ("Norwegian Minister Jane Roe met with Minister Moe in Accra.", {"home": "NO"}, ["delegation | Jane Roe | NO", "counterpart | Moe | GH | that of the place where they met"]),
        # but no ambassador, nobody beside a conference, and no second minister for the same
        ("Minister of Trade Jane Roe met with Ambassador Ann Poe in Accra.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Poe"]),
        ("Minister of Trade Jane Roe visited Ghana. She met with Minister Moe and Ambassador Ann Poe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe | GH | that of the country visited", "counterpart | Ann Poe"]),
        ("Minister of Trade Jane Roe met with Minister Moe on the margins of the summit in Accra.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Moe"]),
        ("Minister of Trade Jane Roe met with Ghanaian Foreign Minister John Doe and Foreign Minister Ann Moe in Accra.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | GH", "counterpart | Ann Moe"]),
        # no American is called so
        ("Energy Minister Kari Hansen met with Ambassador Jane Roe in Oslo on 3 June 2024.", {"home": "US"}, ["delegation | Kari Hansen", "counterpart | Jane Roe"]),
        # the home country, where the text names that of the others alone
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("Minister Jane Roe met with Minister Ann Moe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Moe"]),
        ("Kenyan President John Doe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["delegation | John Doe | KE", "counterpart | Ann Poe | UG"]),
        ("Minister Jane Roe and Kenyan President John Doe co-chaired a meeting.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe. Minister Moe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["delegation | Jane Roe | NO | taken to be the home country, as the account does not say", "counterpart | John Doe | KE", "delegation | Moe | NO | taken to be the home country, as the account does not say", "counterpart | Ann Poe | UG"]),
        ("Officials of the port met with Kenyan President John Doe.", {"home": "NO"}, ["delegation | Officials of the port", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": ""}, ["delegation | Jane Roe", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe met with Minister Ann Moe.", {"home": ""}, ["delegation | Jane Roe", "counterpart | Ann Moe"]),
        ("Secretary of State Jane Roe met with Minister Ann Moe.", {"home": "US"}, ["delegation | Jane Roe | US | that of the office", "counterpart | Ann Moe"]),
        ("Prime Minister Jane Roe met with Kenyan President John Doe.", {"home": "US"}, ["delegation | Jane Roe", "counterpart | John Doe | KE"]),
        ("Minister of Trade Jane Roe met with Kenyan President John Doe.", {"home": "US"}, ["delegation | Jane Roe", "counterpart | John Doe | KE"]),
        ("Secretary of Health Jane Roe met with Kenyan President John Doe.", {"home": "US"}, ["delegation | Jane Roe | US | taken to be the home country, as the account does not say", "counterpart | John Doe | KE"]),
        ("Minister Ann Moe visited the United States. She met with Secretary of Energy Jane Roe.", {"home": "US"}, ["delegation | Ann Moe", "counterpart | Jane Roe | US | that of the office"]),
        ("Minister Ann Moe visited Ghana. She met with Kenyan Minister Jane Roe.", {"home": "US"}, ["delegation | Ann Moe", "counterpart | Jane Roe | KE"]),
        ("Minister Ann Moe visited Ghana. She met with Minister of the United States Jane Roe.", {"home": "US"}, ["delegation | Ann Moe", "counterpart | Jane Roe | US"]),
        ("World Bank President Ann Moe visited Ghana. She met with Minister Jane Roe.", {"home": "US"}, ["delegation | Ann Moe", "counterpart | Jane Roe | GH | that of the country visited"]),
        ("Prime Minister Ann Moe visited Ghana. The delegation included Dr. Roe.", {"home": "US"}, []),
    ],
)  # fmt: skip
def test_countries(text, options, expected):
    assert sides_in(text, **options) == expected


@pytest.mark.parametrize(
    "seat",
    [
        "New York",
        "New York City",
        "Geneva",
        "Vienna",
        "Brussels",
        "The Hague",
        "Davos",
        "Munich",
        "Nairobi",
        "Washington",
    ],
)
def test_where_all_the_world_meets_nobody_needs_to_be_of_the_country(seat):
    lines = sides_in(f"Minister Jane Roe met with Director Ann Moe in {seat}.")
    assert lines[1] == "counterpart | Ann Moe"


@pytest.mark.parametrize(
    "title",
    ["State", "Defense", "Homeland Security", "the Treasury", "Commerce", "Energy", "Labor", "Agriculture"],
)
def test_titles_of_the_united_states(title):
    (line, _) = sides_in(f"Secretary of {title} Jane Roe met with Director Ann Moe.", home="US")
    assert line.endswith(" | US | that of the office")


@pytest.mark.parametrize(
    "title",
    [
        "Prime Minister",
        "Foreign Minister",
        "Foreign Secretary",
        "Chancellor",
        "King",
        "Queen",
        "Emir",
        "Minister of Health",
    ],
)
def test_titles_of_others(title):
    (line, _) = sides_in(f"{title} Jane Roe met with Director Ann Moe.", home="US")
    assert " | US" not in line


def test_who_is_met_at_home_is_no_member_of_the_delegation():
    assert sides_in("Minister of Trade Jane Roe of Norway met with Norwegian Mayor John Doe.") == [
        "delegation | Jane Roe | NO",
        "counterpart | John Doe | NO",
    ]
