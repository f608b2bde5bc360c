"""Meetings as they are proposed: which there are, their dates, reasons."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in, read_text


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana. Kenyan President John Doe met with Ugandan Foreign Minister Ann Poe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: John Doe, President, KE", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG"]),
        ("Minister of Trade Jane Roe visited Ghana. Kenyan President John Doe met with Minister Roe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe visited Ghana. A meeting of Kenyan President John Doe took place.", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe and Norwegian Minister Ann Moe held talks.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Ann Moe, Minister, NO", "  counterpart: Jane Roe, Minister of Trade, [Ministry of Trade]"]),
        ("Minister of Trade Jane Roe attended a summit, joined by Norwegian Minister Ann Moe.", {"home": "NO"}, ["multilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade]", "  accompanying: Ann Moe, Minister, NO"]),
        ("The session was chaired by Minister Jane Roe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: Jane Roe, Minister"]),
        ("Participants: Minister of Trade Jane Roe\nDate: 3 May 2021", {"home": "NO"}, []),
        ("Participants: World Bank\nDate: 3 May 2021", {"home": "NO"}, []),
        ("Minister of Trade Jane Roe visited Ghana. Ugandan Foreign Minister Ann Poe held talks with Kenyan President John Doe. The delegation included Dr. Moe. Dr. Moe met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Dr. Moe, NO", "  counterpart: Ann Poe, Foreign Minister, [Ministry of Foreign Affairs], UG", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_which_there_are(text, options, expected):
    assert meetings_in(text, **options) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe cancelled her visit to Ghana. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral cancelled, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe postponed her visit to Ghana. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral postponed, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will visit Ghana. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will visit Ghana. She met with Kenyan President John Doe on 3 May 2021.", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe will visit Ghana. She spoke with Kenyan President John Doe.", {"home": "NO"}, ["call held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe cancelled her visit to Ghana. She will meet with Kenyan President John Doe.", {"home": "NO"}, ["bilateral planned, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("Minister of Trade Jane Roe is visiting Ghana. She met with Kenyan President John Doe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
    ],
)  # fmt: skip
def test_of_a_visit_that_did_not_take_place(text, options, expected):
    assert meetings_in(text, **options) == expected


def only_meeting(text, **options):
    (meeting,) = read_text(text, **{"home": "NO"} | options).meetings
    return meeting


MET = "Minister Jane Roe met with Kenyan President John Doe"
VISITED = "Minister Jane Roe visited Ghana"


def test_the_dates_of_the_visit_keep_their_words():
    text = f"{VISITED} from 3 to 5 May 2021. She met with Kenyan President John Doe."
    dates = only_meeting(text).dates
    assert dates.words == "3 to 5 May 2021"
    assert [text[passage.start : passage.end] for passage in dates.passages] == ["3 to 5 May 2021"]


def test_what_it_belongs_to():
    meeting = only_meeting(f"{VISITED}. She met with Kenyan President John Doe in Accra.")
    assert (meeting.id, meeting.visit, meeting.reason) == ("m1", "v1", "the account says that they met")
    assert (meeting.place.name, meeting.place.reason) == ("Accra", "the account names it")
    assert only_meeting(f"{MET}.").visit == ""


def test_meetings_that_are_not_proposed_keep_their_number():
    result = read_text(
        f"{VISITED}. Representatives of civil society met with Ugandan Minister Ann Poe. She met with President Doe.",
        home="NO",
    )
    assert [meeting.id for meeting in result.meetings] == ["m2"]


def test_participants_stand_by_their_side():
    meeting = only_meeting(
        f"{MET} and representatives of civil society. She was joined by Norwegian Ambassador Ann Moe."
    )
    assert [one.side for one in meeting.participants] == [
        "delegation",
        "accompanying",
        "counterpart",
        "third_party",
    ]


PEOPLE = [
    (f"{MET}.", "John Doe", "certain", "the account names name and office"),
    (f"{MET}.", "Jane Roe", "likely",
     "the account names name and office; the country is taken to be the home country: the account names no other"),
    ("Norwegian Minister Jane Roe met with Dr. Moe.", "Moe", "likely", "the account gives the name and no office"),
    ("Norwegian Minister Jane Roe met with Hale Moe.", "Hale Moe", "open", "its capitals alone make it a name"),
    ("Minister Jane Roe met with the Kenyan President.", "", "certain", "the account gives the office and no name"),
    (f"{MET} and representatives of civil society.", "", "certain", "the account gives no name"),
    (f"{MET}. She was joined by Dr. Moe.", "Moe", "open",
     "the account gives the name and no office, and not of which side"),
    (f"{MET}. She was joined by Ambassador Moe.", "Moe", "certain", "the account names name and office"),
]  # fmt: skip


def test_an_organization_as_participant_has_no_description():
    meeting = only_meeting("Minister Jane Roe met with the World Bank.")
    (bank,) = [one for one in meeting.participants if one.side == "counterpart"]
    assert (bank.name, bank.description, bank.organization.name) == ("", "", "World Bank")
    assert (bank.organization.kind, bank.organization.country) == ("international", "")


def test_passages():
    text = f"{MET}. Doe spoke. She was joined by Dr. Moe."
    (doe,) = [one for one in only_meeting(text).participants if one.name == "John Doe"]
    assert [text[passage.start : passage.end] for passage in doe.passages] == [
        "Kenyan President John Doe",
        "Doe",
    ]
