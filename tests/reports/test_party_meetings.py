"""The pages of officials and organizations: their meetings, and whom they met in them."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagements.models import Official
from tests.factories import MeetingFactory, OfficialFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

YEARS = range(2010, 2016)


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
    return [int(number) for number in re.findall(r">(\d+)<span class=\"hidden\"> meetings? with Ana", table)]


def listed(text):
    return re.findall(r">(In \d+|Long ago)</a>", text)


def test_latest_meetings_of_each_side_are_listed_and_all_are_counted(read):
    text = read()
    assert listed(text) == [*(f"In {year}" for year in reversed(YEARS)), "Long ago"]
    assert "Hidden" not in text
    assert ">6 meetings</a>" in text
    assert ">1 meeting</a>" in text
    assert met(text) == [6, 1]


def test_page_makes_a_fixed_number_of_queries(read):
    read()
    before = read.queries
    meeting = MeetingFactory(title="Another")
    for official, side in zip(Official.objects.order_by("pk"), ("delegation", "counterpart"), strict=True):
        ParticipantFactory(meeting=meeting, official=official, side=side)
    assert met(read()) == [7, 1]
    assert read.queries == before
