"""The account that every design decision is held against."""

import datetime
from pathlib import Path

import pytest

from engagements.drafting.directory import directory_for
from engagements.reader import read

ACCOUNT = Path(__file__).resolve().parents[3] / "shared" / "accounts" / "cbp-mexico-2021.txt"
SPAN = (datetime.date(2021, 12, 6), datetime.date(2021, 12, 8))


@pytest.fixture(scope="module")
def text():
    if not ACCOUNT.exists():
        pytest.skip("the account is not beside this checkout")
    return ACCOUNT.read_text(encoding="utf-8")


@pytest.fixture
def reading(text):
    return read(text, home_country="US")


def meeting_with(reading, name):
    (meeting,) = [one for one in reading.meetings if any(name in party.who for party in one.participants)]
    return meeting


def test_the_visit(reading):
    (visit,) = [one for one in reading.visits if one.relation == "main"]
    assert [(one.role, one.name, one.acting) for one in visit.members] == [("head", "Troy Miller", True)]
    assert visit.organization.name == "CBP"
    assert (visit.dates.start, visit.dates.end, visit.dates.dates) == (*SPAN, "exact")
    assert [(stop.name, stop.country) for stop in visit.stops] == [("Mexico City", "MX"), ("Monterrey", "MX")]
    assert visit.direction == "outbound"


def test_earlier_visits_have_no_dates(reading):
    earlier = [one for one in reading.visits if one.relation == "earlier"]
    assert [stop.country for one in earlier for stop in one.stops] == ["CO", "PA"]
    assert {one.dates.dates for one in earlier} == {"unknown"}


def test_the_date_of_the_page_is_that_of_the_source_alone(reading):
    assert reading.source.published_on == datetime.date(2022, 10, 3)
    days = {one.dates.start for one in (*reading.visits, *reading.meetings)}
    assert datetime.date(2022, 10, 3) not in days


def test_no_meeting_is_dated_more_exactly_than_said(reading):
    assert len(reading.meetings) == 4
    for meeting in reading.meetings:
        assert (meeting.dates.start, meeting.dates.end, meeting.dates.dates) == (*SPAN, "within")


def test_who_took_part_on_which_side(reading):
    sides = {
        (party.side, party.name or party.description or f"{party.title}, {party.organization.name}")
        for meeting in reading.meetings
        for party in meeting.participants
    }
    assert sides == {
        ("delegation", "Troy Miller"),
        ("counterpart", "Francisco Garduño Yáñez"),
        ("counterpart", "Horacio Duarte Olivares"),
        ("counterpart", "Roberto Velasco"),
        ("accompanying", "Stephanie Syptak-Ramnath"),
        ("accompanying", "Ken Salazar"),
        ("accompanying", "Thea Lee"),
        ("counterpart", "Governor, Coahuila"),
        ("counterpart", "Governor, Tamaulipas"),
        ("counterpart", "Governor, San Luis Potosi"),
        ("counterpart", "Governor, Nuevo Leon"),
        ("third_party", "international organizations"),
        ("third_party", "private industry"),
    }


def test_titles_and_organizations(reading):
    (garduno,) = [one for one in meeting_with(reading, "Garduño").participants if one.side == "counterpart"]
    assert (garduno.honorific, garduno.title, garduno.organization.name, garduno.note) == (
        "Dr.",
        "Commissioner",
        "INM",
        "and staff",
    )
    (velasco,) = [one for one in meeting_with(reading, "Velasco").participants if one.side == "counterpart"]
    assert velasco.title == "Director General for North America"
    assert velasco.organization.name == "Mexican Ministry of Foreign Affairs"


def test_topics_and_outcomes(reading):
    topics = {topic.name for meeting in reading.meetings for topic in meeting.topics}
    assert {"air environment", "legitimate trade and travel", "visa requirements"} <= topics
    assert "commerce" not in topics  # an aim of the engagement: nobody is said to have discussed it
    outcomes = [(one.kind, one.text) for meeting in reading.meetings for one in meeting.outcomes]
    assert [kind for kind, _ in outcomes] == ["request", "commitment"]
    assert outcomes[1][1] == "continued collaboration"


def test_every_passage_is_in_the_text_and_says_it(reading, text):
    for meeting in reading.meetings:
        for party in meeting.participants:
            assert party.passages
            if party.name:
                said = [text[one.start : one.end] for one in party.passages]
                assert any(party.name.split()[-1] in words for words in said)
        for topic in meeting.topics:
            assert any(topic.name.lower() in text[one.start : one.end].lower() for one in topic.passages)


@pytest.mark.django_db
def test_those_who_are_known_are_linked(example, text):
    reading = read(text, directory=directory_for(None, text), home_country="US")
    named = [party for meeting in reading.meetings for party in meeting.participants if party.name]
    assert {party.known and party.known.name for party in named} == {
        "Troy Miller",
        "Dr. Francisco Garduño Yáñez",
        "Horacio Duarte Olivares",
        "Roberto Velasco",
        "Stephanie Syptak-Ramnath",
        "Ken Salazar",
        "Thea Lee",
    }
    organizations = {
        party.organization.known.name for party in named if party.organization and party.organization.known
    }
    assert "U.S. Customs and Border Protection" in organizations
    assert "National Migration Institute" in organizations


@pytest.mark.django_db
def test_a_stranger_knows_nobody(example, text, stranger):
    reading = read(text, directory=directory_for(stranger, text), home_country="US")
    assert not any(party.known for meeting in reading.meetings for party in meeting.participants)
