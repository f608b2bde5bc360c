"""The pages of lists that are too long to be counted, and of those that are not."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagements.common import pagination
from tests.factories import (
    MeetingFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client, analyst, monkeypatch):
    """Return a function: page in, titles out, of 23 visits, two on a page; two are counted."""
    monkeypatch.setattr(pagination, "PAGE_SIZE", 2)
    monkeypatch.setattr(pagination, "COUNTABLE_ROWS", 5)
    for number in range(23):
        VisitFactory(title=f"{number:02}")
    client.force_login(analyst)

    def get(page, sort="title"):
        response = client.get("/visits/", {"page": page, "sort": sort})
        rows = response.context["page"]
        get.text = " ".join(response.text.split())
        get.rows = rows
        return [visit.title for visit in rows.object_list] if rows else None

    return get


def links(text):
    nav = re.search('<nav class="pagination".*?</nav>', text)[0]
    return re.findall(r"page=([\w-]+)", nav), re.search("<span>(.*?)</span>", nav)[1]


def test_what_is_not_counted_is_said_to_be_more(listed):
    assert listed("1") == ["00", "01"]
    assert "More than 2 visits" in listed.text
    assert links(listed.text) == (["2", "last"], "Page 1")
    assert listed("5") == ["08", "09"]
    assert "More than 2 visits" in listed.text


def test_last_pages_are_counted_from_the_end(listed):
    assert listed("last") == ["21", "22"]
    assert links(listed.text) == (["last-1"], "Last page")
    assert listed("last-1") == ["19", "20"]
    assert links(listed.text) == (["last-2", "last", "last"], "Page 2 from the end")
    assert listed("last", sort="-title") == ["01", "00"]
    assert listed("last-11") == ["00"]
    assert "page=last-12" not in listed.text
    assert listed("last-12") is None


def test_every_row_is_on_one_page_from_either_end(listed):
    forwards = [title for page in range(1, 13) for title in listed(str(page))]
    assert forwards == [f"{number:02}" for number in range(23)]
    assert listed("13") is None
    assert "Pages are numbered" in listed.text
    backwards = [listed(pagination.name_from_end(steps)) for steps in range(12)]
    assert [title for page in reversed(backwards) for title in page] == forwards


def test_pages_have_numbers_up_to_a_limit(listed, monkeypatch):
    monkeypatch.setattr(pagination, "MAX_NUMBERED_PAGES", 6)
    assert listed("6") == ["10", "11"]
    assert listed("7") is None
    assert "Pages are numbered up to 6. Filter the list, or sort it the other way." in listed.text


def test_last_page_of_what_is_counted_has_its_number(listed, monkeypatch):
    monkeypatch.setattr(pagination, "COUNTABLE_ROWS", 50)
    assert listed("last") == ["22"]
    assert "23 visits" in listed.text
    assert links(listed.text)[1] == "Page 12 of 12"
    assert listed("last-1") == ["20", "21"]


def test_number_of_queries_is_the_same_for_any_page(listed):
    listed("1")  # what the process keeps is kept now
    counts = []
    for page in ("1", "5", "last", "last-3"):
        with CaptureQueriesContext(connection) as queries:
            listed(page)
        counts.append(len(queries))
    assert counts == [10, 10, 10, 10]


def test_meetings_of_an_organization_are_counted_once(client, analyst):
    organization = OrganizationFactory()
    for fields in ({}, {}, {"publication": "draft"}, {"progress": "planned"}):
        line = ParticipantFactory(meeting=MeetingFactory(**fields), organization=organization)
        ParticipantFactory(meeting=line.meeting, organization=organization, side="delegation")
    client.force_login(analyst)

    def number():
        row = re.search(f"{organization.name}.*?</tr>", client.get("/organizations/").text, re.DOTALL)[0]
        return " ".join(re.search('class="number">(.*?)</td>', row)[1].split())

    assert number() == "2"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/visits/", '1<span class="hidden"> meeting of Trip<'),
        ("/map/", '1<span class="hidden"> meeting, Mexico<'),
        ("/who-met-whom/", '1<span class="hidden"> meeting</span>'),
        ("/meetings/facets/", "In the one meeting of this list."),
    ],
)
def test_one_is_said_of_one(client, analyst, path, words):
    place = PlaceFactory(country="MX")
    meeting = MeetingFactory(visit=VisitFactory(title="Trip"), progress="held", place=place)
    for side in ("delegation", "counterpart"):
        ParticipantFactory(meeting=meeting, side=side, organization=OrganizationFactory())
    client.force_login(analyst)
    assert words in client.get(path).text
