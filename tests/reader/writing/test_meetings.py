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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{MET}.", (None, "unknown", "certain", "the account gives no date")),
        (f"{MET} on 3 May 2021.", ("2021-05-03", "exact", "certain", "the account gives the date")),
        (f"{MET} from 3 to 5 May 2021.", ("2021-05-03", "within", "certain", "the account gives the date")),
        (f"{MET} on 3 May.", (None, "unknown", "certain", "the account gives no date")),
        (
            f"3 May 2021\n\n{MET}.\n\n4 May 2021\n\nIt was warm.",
            ("2021-05-03", "exact", "likely", "it stands under the heading of that day"),
        ),
        (
            f"{VISITED} on 3 May 2021. She met with Kenyan President John Doe.",
            (
                "2021-05-03",
                "exact",
                "likely",
                "the account gives no date of its own; it was within the visit",
            ),
        ),
        (
            f"{VISITED} from 3 to 5 May 2021. She met with Kenyan President John Doe.",
            (
                "2021-05-03",
                "within",
                "likely",
                "the account gives no date of its own; it was within the visit",
            ),
        ),
        (
            f"{VISITED} in May 2021. She met with Kenyan President John Doe.",
            (
                "2021-05-01",
                "within",
                "likely",
                "the account gives no date of its own; it was within the visit",
            ),
        ),
        (
            f"{VISITED}. She met with Kenyan President John Doe.",
            (None, "unknown", "certain", "the account gives no date"),
        ),
    ],
)
def test_when_it_was_and_why(text, expected):
    dates = only_meeting(text).dates
    start = str(dates.start) if dates.start else None
    assert (start, dates.dates, dates.confidence, dates.reason) == expected


def test_the_dates_of_the_visit_keep_their_words():
    text = f"{VISITED} from 3 to 5 May 2021. She met with Kenyan President John Doe."
    dates = only_meeting(text).dates
    assert dates.words == "3 to 5 May 2021"
    assert [text[passage.start : passage.end] for passage in dates.passages] == ["3 to 5 May 2021"]


def test_what_it_belongs_to():
    meeting = only_meeting(f"{VISITED}. She met with Kenyan President John Doe in Accra.")
    assert (meeting.id, meeting.visit, meeting.reason) == ("m1", "v1", "the account says that they met")
    assert (meeting.place.name, meeting.place.confidence) == ("Accra", "certain")
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


@pytest.mark.parametrize(("text", "name", "confidence", "reason"), PEOPLE)
def test_how_sure_it_is_who_took_part(text, name, confidence, reason):
    participants = [(one.name, one.confidence, one.reason) for one in only_meeting(text).participants]
    assert (name, confidence, reason) in participants


def test_an_organization_as_participant_has_no_description():
    meeting = only_meeting("Minister Jane Roe met with the World Bank.")
    (bank,) = [one for one in meeting.participants if one.side == "counterpart"]
    assert (bank.name, bank.description, bank.organization.name) == ("", "", "World Bank")
    assert (bank.organization.kind, bank.organization.country) == ("international", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Kenyan Minister of Trade John Doe",
            ("Ministry of Trade", "", "KE", "ministry", "open", "only the office implies it"),
        ),
        ("Mayor of Oslo John Doe", ("Oslo", "", "NO", "subnational", "certain", "the account names it")),
        ("Kenyan CBP Director John Doe", ("CBP", "CBP", "KE", "", "certain", "the account names it")),
        (
            "World Bank Director John Doe",
            ("World Bank", "", "", "international", "certain", "the account names it"),
        ),
        ("UN Director John Doe", ("UN", "UN", "", "international", "certain", "the account names it")),
        ("Kenyan President John Doe", None),
    ],
)
def test_organizations(words, expected):
    meeting = only_meeting(f"Minister Jane Roe met with {words}.")
    (doe,) = [one for one in meeting.participants if one.name == "John Doe"]
    found = doe.organization
    assert expected == (
        found and (found.name, found.acronym, found.country, found.kind, found.confidence, found.reason)
    )


def test_passages():
    text = f"{MET}. Doe spoke. She was joined by Dr. Moe."
    (doe,) = [one for one in only_meeting(text).participants if one.name == "John Doe"]
    assert [text[passage.start : passage.end] for passage in doe.passages] == [
        "Kenyan President John Doe",
        "Doe",
    ]
