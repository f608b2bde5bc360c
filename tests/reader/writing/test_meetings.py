"""Meetings as they are proposed: which there are, their dates, reasons."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from tests.reader.probes import meetings_in, read_text


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Minister of Trade Jane Roe visited Ghana. Kenyan President John Doe met with Minister Roe.", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: John Doe, President, KE"]),
        ("The session was chaired by Minister Jane Roe.", {"home": "NO"}, ["bilateral held, no date", "  counterpart: Jane Roe, Minister"]),
        ("Participants: Minister of Trade Jane Roe\nDate: 3 May 2021", {"home": "NO"}, []),
        ("Participants: World Bank\nDate: 3 May 2021", {"home": "NO"}, []),
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


def test_participants_stand_by_their_side():
    meeting = only_meeting(f"{MET}. She was joined by Norwegian Ambassador Ann Moe.")
    assert [one.side for one in meeting.participants] == [
        "delegation",
        "accompanying",
        "counterpart",
    ]


PEOPLE = [
    (f"{MET}.", "John Doe", "certain", "the account names name and office"),
    (f"{MET}.", "Jane Roe", "likely",
     "the account names name and office; the country is taken to be the home country, as the account does not say"),
    ("Norwegian Minister Jane Roe met with Dr. Moe.", "Moe", "likely", "the account gives the name and no office"),
    ("Norwegian Minister Jane Roe met with Hale Moe.", "Hale Moe", "open", "its capitals alone make it a name"),
    ("Minister Jane Roe met with the Kenyan President.", "", "certain", "the account gives the office and no name"),
    (f"{MET} and representatives of civil society.", "", "certain", "the account gives no name"),
    (f"{MET}. She was joined by Dr. Moe.", "Moe", "open",
     "the account gives the name and no office, and not of which side"),
    (f"{MET}. She was joined by Ambassador Moe.", "Moe", "certain", "the account names name and office"),
]  # fmt: skip


def test_passages():
    text = f"{MET}. Doe spoke. She was joined by Dr. Moe."
    (doe,) = [one for one in only_meeting(text).participants if one.name == "John Doe"]
    assert [text[passage.start : passage.end] for passage in doe.passages] == [
        "Kenyan President John Doe",
        "Doe",
    ]


@pytest.mark.parametrize(
    ("words", "dated", "progress", "notes"),
    [
        ("met", "2024-05-10", "held", ["It says that a meeting was held on 3 June 2024, after its own date of 10 May 2024: it was taken as held."]),
        ("will meet", "2024-05-10", "planned", []),
        ("will meet", "2024-06-10", "planned", ["It says that a meeting is to be held on 3 June 2024, before its own date of 10 June 2024: it was taken as planned."]),
        ("met", "2024-06-10", "held", []),
    ],
)  # fmt: skip
def test_words_go_before_the_date(words, dated, progress, notes):
    text = f"Norwegian Minister Jane Roe {words} US Secretary of State John Doe in Oslo on 3 June 2024."
    result = read_text(text, dated=dated)
    assert [meeting.progress for meeting in result.meetings] == [progress]
    assert result.notes == notes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Norway\nJohn Smith, Director, Port Office\nAnn Moe, Adviser, Port Office", "2 people"),
        ("- John Smith, Director, Port Office", "1 person"),
    ],
)
def test_lists_of_which_no_meeting_is_made(text, count):
    assert (
        f"Its lists name {count}, but no meeting was made of them: enter it by hand." in read_text(text).notes
    )


def test_no_list_and_no_meeting():
    assert read_text("Nothing happened.").notes == [
        "Nothing in it reads like an account of a visit or a meeting."
    ]
