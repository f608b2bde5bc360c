"""The pages of officials and organizations: few meetings, many, and more than can be looked at."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagements.reports import party_meetings
from tests.factories import MeetingFactory, OfficialFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

YEARS = range(2010, 2016)
SORTED, WALKED = {"READ_LINES_LIMIT": 3}, {"READ_LINES_LIMIT": 3, "SORTED_LINES_LIMIT": 0}
SORTED_IN_PART, WALKED_IN_PART = SORTED | {"RECENT_LIMIT": 3}, WALKED | {"RECENT_LIMIT": 3}
EACH = [{}, SORTED, WALKED, SORTED_IN_PART, WALKED_IN_PART]


@pytest.fixture
def read(client, analyst):
    """Return a function that gives the page of a delegate: six meetings with Ana, one as her counterpart."""
    delegate, ana = OfficialFactory(name="Troy"), OfficialFactory(name="Ana")
    for year in YEARS:
        day = date(year, 5, 6)
        meeting = MeetingFactory(title=f"In {year}", dates="exact", start_date=day, end_date=day)
        ParticipantFactory(meeting=meeting, official=delegate, side="delegation")
        ParticipantFactory(meeting=meeting, official=ana, side="counterpart")
    meeting = MeetingFactory(
        title="Long ago", dates="exact", start_date=date(1990, 1, 2), end_date=date(1990, 1, 2)
    )
    ParticipantFactory(meeting=meeting, official=ana, side="delegation")
    ParticipantFactory(meeting=meeting, official=delegate, side="counterpart")
    hidden = MeetingFactory(title="Hidden", publication="draft")
    ParticipantFactory(meeting=hidden, official=delegate, side="delegation")
    client.force_login(analyst)

    def get():
        with CaptureQueriesContext(connection) as queries:
            text = client.get(f"/officials/{delegate.pk}/").text
        get.queries = len(queries)
        return " ".join(text.split())

    return get


def met(text):
    """Return the numbers of meetings with each whom they met."""
    (table,) = re.findall("<h2>Whom they met</h2>.*?</table>", text)
    return [
        int(number)
        for number in re.findall(
            r">\s*(\d+) ?<(?:span|a href=[^>]*>all<span) class=\"hidden\"> meetings? with Ana", table
        )
    ]


def listed(text):
    return re.findall(r">(In \d+|Long ago)</a>", text)


@pytest.mark.parametrize("limits", EACH)
def test_latest_meetings_of_each_hand_are_listed_however_many_there_are(read, monkeypatch, limits):
    for name, limit in limits.items():
        monkeypatch.setattr(party_meetings, name, limit)
    text = read()
    assert listed(text) == [*(f"In {year}" for year in reversed(YEARS)), "Long ago"]
    assert "Hidden" not in text
    assert ">6 meetings</a>" in text
    assert ">1 meeting</a>" in text


@pytest.mark.parametrize("way", [1_000, 0])
def test_hidden_meetings_do_not_decide_how_much_is_known(read, monkeypatch, way):
    for name, limit in {
        "READ_LINES_LIMIT": 7,
        "SORTED_LINES_LIMIT": way,
        "RECENT_LIMIT": 3,
        "LISTED_MEETINGS": 2,
    }.items():
        monkeypatch.setattr(party_meetings, name, limit)
    assert ">6 meetings</a>" in read()
    monkeypatch.setattr(party_meetings, "READ_LINES_LIMIT", 6)
    assert "more than 2 meetings</a>" in read()


@pytest.mark.parametrize(
    ("limits", "expected", "said"),
    [
        ({}, [6, 1], None),
        (SORTED, [6, 1], None),
        (WALKED, [6, 1], None),
        (SORTED_IN_PART, [3], 3),
        (WALKED_IN_PART, [3], 3),
        ({"RECENT_LIMIT": 2}, [6, 1], None),
    ],
)
def test_who_was_met_is_counted_over_all_or_over_the_latest(read, monkeypatch, limits, expected, said):
    for name, limit in limits.items():
        monkeypatch.setattr(party_meetings, name, limit)
    text = read()
    assert met(text) == expected
    assert re.findall(r"Counted over the latest (\d+) meetings", text) == ([str(said)] * 1 if said else [])


@pytest.mark.parametrize(("limits", "most"), [({}, 16), (SORTED_IN_PART, 21), (WALKED_IN_PART, 21)])
def test_page_makes_few_queries(read, monkeypatch, limits, most):
    for name, limit in limits.items():
        monkeypatch.setattr(party_meetings, name, limit)
    read()
    read()
    assert read.queries <= most
