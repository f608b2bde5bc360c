"""Bars over time: a meeting in each period that it shares a day with, and every number that of its list."""

import datetime
import re
from html import unescape

import pytest

from engagements.reports.charts import over_time
from tests.factories import (
    MeetingFactory,
    OrganizationFactory,
    TopicFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, analyst):
    """Return a function: query in, {name of a row: {period: number}} out; each number that of its list."""
    client.force_login(analyst)

    def get(query=""):
        response = client.get(f"/over-time/?{query}")
        get.text = response.text
        rows = response.context["series"]
        for row in rows:
            for number, address in (
                (row.total, row.address),
                *((bar.number, bar.address) for bar in row.bars),
            ):
                assert client.get(address).context["paginator"].count == number, address
        return {row.name: {bar.period.name: bar.number for bar in row.bars if bar.number} for row in rows}

    return get


def day(year, month=1, day=1):
    return datetime.date(year, month, day)


def test_what_lies_over_several_periods_is_counted_in_each(read):
    MeetingFactory(start_date=day(2020, 3, 31))
    MeetingFactory(start_date=day(2020, 3, 30), end_date=day(2020, 4, 2))
    MeetingFactory(start_date=day(2020, 12, 1), end_date=day(2021, 1, 31), dates="within")
    MeetingFactory(start_date=None, dates="unknown")
    MeetingFactory(start_date=day(2021), progress="planned")
    MeetingFactory(start_date=day(2021), publication="draft")
    assert read() == {"All": {"2020": 3, "2021": 1}}
    assert ">1 without a date</a>" in read.text
    quarters = {"2020, quarter 1": 2, "2020, quarter 2": 1, "2020, quarter 4": 1, "2021, quarter 1": 1}
    assert read("every=quarter") == {"All": quarters}
    months = {"March 2020": 2, "April 2020": 1, "December 2020": 1, "January 2021": 1}
    assert read("every=month") == {"All": months}


def test_bounds_of_the_dates_bound_the_first_and_the_last_bar(read):
    for date in (day(2020, 1, 5), day(2020, 1, 25), day(2020, 3, 5), day(2020, 3, 25)):
        MeetingFactory(start_date=date)
    numbers = read("every=month&date_after=2020-01-20&date_before=2020-03-10")
    assert numbers == {"All": {"January 2020": 1, "March 2020": 1}}
    assert read("date_after=2020-02-01&date_before=2020-02-20") == {"All": {}}


def test_topics_have_those_below_them(read):
    parent = TopicFactory(name="Trade")
    below, other = TopicFactory(name="Customs", parent=parent), TopicFactory(name="Health")
    for topics in ([parent, below], [below], [other, below], []):
        MeetingFactory(start_date=day(2020)).topics.add(*topics)
    numbers = {"Customs": {"2020": 3}, "Trade": {"2020": 3}, "Health": {"2020": 1}}
    assert read("by=topic") == {"All": {"2020": 4}, **numbers}
    assert read(f"by=topic&topic={other.pk}") == {"All": {"2020": 1}, "Health": {"2020": 1}}


def test_parties_and_formats(read, settings):
    settings.HOME_COUNTRY = "US"
    ours, theirs = (
        OrganizationFactory(name="Ours", country="US"),
        OrganizationFactory(name="Theirs", country="MX"),
    )
    meeting_between(delegation=ours, counterpart_organization=theirs, start_date=day(2020), format="call")
    meeting_between(delegation=theirs, counterpart_organization=ours, start_date=day(2021), format="video")
    both = {"2020": 1, "2021": 1}
    assert read("by=party_country") == {"All": both, "Mexico": both}
    assert read("by=by_organization") == {"All": both, "Ours": {"2020": 1}, "Theirs": {"2021": 1}}
    assert read(f"by=with_organization&with_organization={ours.pk}") == {
        "All": {"2021": 1},
        "Ours": {"2021": 1},
    }
    assert read("by=format&format=call") == {"All": {"2020": 1}, "call": {"2020": 1}}


def test_more_than_can_be_shown_is_said(read, monkeypatch):
    monkeypatch.setattr(over_time, "MAX_PERIODS", 3)
    monkeypatch.setattr(over_time, "MAX_SERIES", 2)
    for year in (2010, 2019, 2020, 2021):
        meeting_between(counterpart_organization=OrganizationFactory(), start_date=day(year))
    numbers = read("by=with_organization")
    assert numbers["All"] == {"2019": 1, "2020": 1, "2021": 1}
    assert len(numbers) == 3
    assert "Only the latest 3 are shown" in read.text
    assert "Only the 2 most frequent are shown" in read.text


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("every=week", "There is no period “week”"),
        ("by=official", "There is no choice “official”"),
        ("by=topic&by=format", "Give at most 1 value"),
        ("date_after=2020-02-01&date_before=2020-01-01", "The end is before the start"),
        ("date_after=1900-01-01&date_before=2100-12-31", ""),
        ("topic=999999&by=topic", "There is no such topic"),
    ],
)
def test_bad_input_is_told(client, analyst, query, error):
    client.force_login(analyst)
    MeetingFactory(start_date=day(2020))
    response = client.get(f"/over-time/?{query}")
    assert response.status_code == 200
    assert error in unescape(response.text)
    assert ("series" in response.context) == (not error)


def test_the_list_leads_to_it_with_its_filters(client, analyst):
    client.force_login(analyst)
    (address,) = re.findall(r'href="(/over-time/[^"]*)"', client.get("/meetings/?format=call").text)
    assert address == "/over-time/?format=call"


def test_the_number_of_queries_is_fixed(client, analyst, django_assert_max_num_queries):
    client.force_login(analyst)
    with django_assert_max_num_queries(100) as once:
        MeetingFactory(start_date=day(2020)).topics.add(TopicFactory())
        queries = len(once)
        client.get("/over-time/?by=topic")
    first = len(once) - queries
    for year in (2019, 2021, 2022):
        MeetingFactory(start_date=day(year)).topics.add(TopicFactory())
    with django_assert_max_num_queries(first):
        client.get("/over-time/?by=topic")
