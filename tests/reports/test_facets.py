"""The most frequent values within a list of meetings."""

import datetime
import re
from html import unescape

import pytest

from engagements.models import querysets
from engagements.reports import facets
from tests.factories import (
    MeetingFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def facets_of(client, analyst):
    """Return a function: query in, {label of a facet: {value: (number, address)}} out."""
    client.force_login(analyst)

    def get(query=""):
        response = client.get(f"/meetings/facets/?{query}")
        get.text = response.text
        found = {}
        for label, rows in re.findall(r"<h3>(.*?)</h3>(.*?)</section>", response.text, re.S):
            links = re.findall(r'<a href="(.*?)">(.*?)</a>\s*<span class="detail">([\d,]+)</span>', rows)
            found[label] = {unescape(text): (int(times), unescape(link)) for link, text, times in links}
        return found

    return get


@pytest.fixture
def world():
    trade = TopicFactory(name="trade")
    grain = TopicFactory(name="grain", parent=trade)
    mexican, french = OrganizationFactory(country="MX"), OrganizationFactory(country="FR")
    ours = OrganizationFactory(country="US")
    for number in range(5):
        meeting = MeetingFactory(
            title=f"Meeting {number}",
            format="call" if number else "reception",
            place=PlaceFactory(name=f"Town {number}", country="FR" if number > 2 else "MX"),
        )
        meeting.topics.set([grain, trade] if number % 2 else [grain])
        ParticipantFactory(meeting=meeting, side="delegation", organization=ours)
        ParticipantFactory(meeting=meeting, side="counterpart", organization=mexican)
        ParticipantFactory(meeting=meeting, side="counterpart", organization=mexican)
        if number == 4:
            ParticipantFactory(meeting=meeting, side="third_party", organization=french)


def test_each_number_is_that_of_the_list_it_leads_to(client, facets_of, world):
    for query in ("", "format=call", "country=FR", "topic=grain", "q=meeting&sort=title"):
        found = facets_of(query)
        assert found
        for values in found.values():
            for text, (times, address) in values.items():
                assert client.get(address).context["paginator"].count == times, (query, text)
    assert facets_of()["Topic"]["trade"][0] == 5
    assert facets_of()["Country"]["Mexico"][0] == 5
    assert facets_of()["Country"]["France"][0] == 2


def test_years_are_those_that_a_meeting_shares_a_day_with(client, facets_of):
    day = datetime.date
    MeetingFactory(start_date=day(2019, 5, 1))
    MeetingFactory(start_date=day(2021, 12, 30), end_date=day(2022, 1, 2))
    MeetingFactory(start_date=day(2022, 1, 1), end_date=day(2022, 12, 31), dates="within")
    MeetingFactory(start_date=None, dates="unknown")
    years = facets_of()["Year"]
    assert [(year, times) for year, (times, _) in years.items()] == [("2022", 2), ("2021", 1), ("2019", 1)]
    for times, address in years.values():
        assert client.get(address).context["paginator"].count == times
    assert "Year" not in facets_of("date_after=2019-01-01")
    assert "Year" not in facets_of("date_before=2023-01-01")


def test_a_filter_in_use_has_no_facet(facets_of, world):
    assert set(facets_of()) == {
        "Year",
        "Country",
        "Delegation of",
        "Counterpart organization",
        "Topic",
        "Format",
    }
    assert "Format" not in facets_of("format=call")
    assert set(facets_of("topic=grain&sub=1")) == {"Year", "Country", "Format"}


def test_what_may_not_be_seen_counts_for_nothing(facets_of, world):
    before = facets_of()
    secret = MeetingFactory(handling="restricted", format="video", place=PlaceFactory(country="JP"))
    secret.topics.add(TopicFactory(name="secret"))
    ParticipantFactory(meeting=secret, organization=OrganizationFactory(name="Secret service"))
    assert facets_of() == before
    assert "ecret" not in facets_of.text


def test_of_many_only_the_latest_are_looked_at(facets_of, world, monkeypatch):
    monkeypatch.setattr(facets, "COUNTED_MEETINGS", 3)
    monkeypatch.setattr(querysets, "FEW_ROWS", 3)
    found = facets_of()
    assert "Among the latest 3 meetings of this list." in facets_of.text
    assert sum(times for times, _ in found["Format"].values()) == 3


def test_bad_filters_and_empty_lists_are_told(facets_of, world):
    assert facets_of("format=nope") == {}
    assert "There is no format “nope”." in facets_of.text
    facets_of("q=xylophone")
    assert "No meeting fits" in facets_of.text


def test_the_list_loads_only_the_part(client, analyst, world):
    client.force_login(analyst)
    response = client.get("/meetings/facets/", headers={"HX-Request": "true"})
    assert "<h3>Topic</h3>" in response.text
    assert "<html" not in response.text
    assert "HX-Request" in response.headers["Vary"]
    assert 'href="/meetings/facets/?format=call"' in client.get("/meetings/?format=call&page=1").text
