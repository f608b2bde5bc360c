"""Minutes with labelled lines: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.meetings.minutes import label_of
from tests.reader.probes import meetings_in, visits_in


def all_in(text, **options):
    return visits_in(text, **options) + meetings_in(text, **options)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # a label needs people and another
        ("Participants: Minister Jane Roe, President John Doe of Kenya\nAgenda: coffee", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  topic: coffee"]),
        ("Attendees - Minister Jane Roe, President John Doe of Kenya\nSubject - coffee", {"home": "NO"}, []),
        # when and where
        ("When: 3 May 2021 and 4 May 2021\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, 2021-05-03/2021-05-04 within", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Date: soon\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Date: soon\nPresent: Minister Jane Roe; Kenyan President John Doe\nDate: 4 May 2021", {"home": "NO"}, ["bilateral held, 2021-05-04 exact", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("When: 3 May 2021\nWhere: Accra\nPresent: Minister Jane Roe; Kenyan President John Doe\nWhere: Oslo", {"home": "NO"}, ["bilateral held, 2021-05-03 exact, Oslo NO", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Venue: Hotel Hale\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Venue: Norwegian Hotel\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Location: Ghana\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, no date,  GH", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Location: Accra, Ghana\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Where: in Accra\nPresent: Minister Jane Roe; Kenyan President John Doe", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        # who
        ("Place: Accra\nParticipants: Kenyan President John Doe, Minister Jane Roe of Norway", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        ("Place: Accra\nParticipants: Kenyan President John Doe, Ugandan Minister Ann Poe, Kenyan Minister Ann Moe", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: John Doe, President, KE", "  delegation: Ann Moe, Minister, KE", "  counterpart: Ann Poe, Minister, UG"]),
        ("Place: Accra\nParticipants: World Bank", {"home": "NO"}, []),
        # two organizations
        ("Attendees\n\n| Name | Title | Organization |\n|---|---|---|\n| Ms. Ann Roe | Director | Fish Board |\n| Mr. Jon Doe | Adviser | Fish Board |\n| Ms. Kim Loe | Chair | Grain Agency |\n", {"home": "NO"}, ["bilateral held, no date", "  delegation: Ms. Ann Roe, Director, [Fish Board], NO", "  delegation: Mr. Jon Doe, Adviser, [Fish Board]", "  counterpart: Ms. Kim Loe, Chair, [Grain Agency]"]),
        ("Place: Accra\nParticipants: Minister Jane Roe, World Bank, Kenyan President John Doe, Minister Roe", {"home": "NO"}, ["bilateral held, no date, Accra GH", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, [World Bank], KE"]),
        # about what
        ("Present: Minister Jane Roe; Kenyan President John Doe\nTopics: agreed to build a port", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: build a port"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nTopics discussed: they discussed coffee and fish", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  topic: coffee and fish"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nAgenda: Coffee exports", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  topic: coffee exports"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nAgenda: WTO rules", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  topic: WTO rules"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nAgenda:\n- Fish\n- the coffee\n- it\n- ab", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  topic: fish", "  topic: coffee"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nAgenda: x", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE"]),
        # what came of it
        ("Present: Minister Jane Roe; Kenyan President John Doe\nNext steps:\n- Acme to send the list by June\n- a visit by the end of 2021\n- x\n- acme to send it", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  next_step: send the list by June [Acme] <by June>", "  next_step: a visit by the end of 2021 <by the end of 2021>", "  next_step: acme to send it"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nDecisions: a port\nRequests: help\nCommitments: money\nActions: pledged help", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: a port", "  request: help", "  commitment: money", "  commitment: help"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nOutcomes: a port\na quay, then\nGoing on", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: a port a quay, then", "  agreement: Going on"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nRequests: help\nmore help", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  request: help more help"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nOutcomes: a port\nIt is a sentence.\nmore", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: a port"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nOutcomes: a port\n\nlong long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long line", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: a port", "  agreement: long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long line"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nOutcomes: a port\n\nlong long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long line", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: a port"]),
        ("Present: Minister Jane Roe; Kenyan President John Doe\nOutcomes: a port\n\n- long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long line", {"home": "NO"}, ["bilateral held, no date", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  agreement: a port", "  agreement: long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long line"]),
    ],
)  # fmt: skip
def test_lines(text, options, expected):
    assert all_in(text, **options) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Date: 3 May", ("date", 6)),
        ("DATE : 3 May", ("date", 7)),
        ("Date and time: 3 May", ("date", 15)),
        ("Date - 3 May", ("date", 7)),
        ("Dated 3 May", ("", 0)),
        ("The date: 3 May", ("", 0)),
        ("Place:", ("place", 6)),
        ("List of participants:", ("people", 21)),
        ("Participants", ("people", 12)),
        ("In attendance:", ("people", 14)),
        ("Topics discussed: coffee", ("topics", 18)),
        ("Next steps:", ("next", 11)),
        ("Follow-up actions:", ("next", 18)),
        ("Key outcomes:", ("outcomes", 13)),
        ("Agreed points: a port", ("outcomes", 15)),
        ("Asks: help", ("requests", 6)),
        ("Pledges: money", ("commitments", 9)),
        ("Participants took their seats", ("", 0)),
    ],
)
def test_labels(line, expected):
    assert label_of(line) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Date: 3 May 2021\n\nAttendees (Fish Board): Ms. Jane Roe, Director (chair); Dr. Moe\nAttendees (Kenya): Mr. John Doe, Minister of Fish\nObserver: Ms. Ann Poe, World Bank\n\n1. Lake boundary. Both sides agreed to mark it.\n2. Fish Board to provide two boats by May.\n3. Next meeting: Nairobi, May 2022", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Ms. Jane Roe, Director, [Fish Board], NO, chair", "  delegation: Dr. Moe, [Fish Board]", "  counterpart: Mr. John Doe, Minister of Fish, [Ministry of Fish], KE", "  third_party: Ms. Ann Poe, [World Bank]", "  topic: lake boundary", "  agreement: mark it", "  commitment: provide two boats by May <by May>", "  next_step: Nairobi, May 2022"]),
        ("Round Table\n\nCountry / body | Name | Function\nNorway (Chair) | Ms. Jane Roe | Minister of Trade\nKenya | Mr. John Doe | Director, Fish Division, Ministry of Trade\nUganda | Ms. Ann Poe | Minister of Trade (by videolink)\nAfDB | represented", {"home": "NO"}, ["multilateral held, no date", "  delegation: Ms. Jane Roe, Minister of Trade, [Ministry of Trade], NO", "  counterpart: Mr. John Doe, Director, Fish Division, [Ministry of Trade], KE", "  counterpart: Ms. Ann Poe, Minister of Trade, [Ministry of Trade], UG", "  third_party: [AfDB]"]),
        ("Date: 3 May 2021\nPresent: Minister Jane Roe; Kenyan President John Doe\nNext steps:\n- Kenya to provide a list", {"home": "NO"}, ["bilateral held, 2021-05-03 exact", "  delegation: Jane Roe, Minister, NO", "  counterpart: John Doe, President, KE", "  next_step: provide a list [Kenya]"]),
    ],
)  # fmt: skip
def test_sides_in_brackets_points_and_tables(text, options, expected):
    assert meetings_in(text, **options) == expected
