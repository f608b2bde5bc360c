"""A country was met when anybody of it took part, on either side; and which way a visit went."""

import re

import pytest

from engagements.common import pagination
from engagements.models import querysets
from tests.factories import (
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    OutcomeFactory,
    PlaceFactory,
    StopFactory,
    VisitFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=[querysets.FEW_ROWS, 0])
def few(request, monkeypatch):
    """Few rows are found by their ids, many in the order of the list: the same ones."""
    if request.param < querysets.FEW_ROWS:
        monkeypatch.setattr(querysets, "FEW_ROWS", request.param)
        monkeypatch.setattr(pagination, "COUNTABLE_ROWS", 0)


@pytest.fixture
def listed(client, analyst):
    """Return a function: address of a list in, the titles of its rows out."""
    client.force_login(analyst)

    def get(address):
        response = client.get(address)
        assert not response.context["form"].errors
        return {str(row) for row in response.context["page"].object_list}

    return get


@pytest.fixture
def inbound():
    """A ministry of Chile visits Washington, and meets a department there."""
    ministry = OrganizationFactory(country="CL")
    visit = VisitFactory(title="Chile comes", organization=ministry)
    StopFactory(visit=visit, place=PlaceFactory(name="Washington", country="US"))
    MemberFactory(visit=visit, organization=ministry)
    meeting = meeting_between(
        title="Chile met",
        visit=visit,
        delegation=ministry,
        counterpart_organization=OrganizationFactory(country="US"),
    )
    OutcomeFactory(meeting=meeting, text="Chile promised")
    return visit


def test_an_inbound_visit_is_a_contact(client, listed, inbound):
    assert listed("/visits/?country=CL") == listed("/visits/?party_country=CL") == {"Chile comes"}
    assert listed("/meetings/?country=CL") == listed("/meetings/?party_country=CL") == {"Chile met"}
    assert listed("/outcomes/?country=CL") == {"commitment: Chile promised"}
    assert listed("/visits/?place_country=CL") == set()
    assert listed("/visits/?place_country=US") == listed("/visits/?country=US") == {"Chile comes"}
    page = client.get("/countries/CL/").text
    assert "Chile comes" in page
    assert "Chile met" in page
    assert "No visit" not in page
    contacts = client.get("/").text.partition("Countries by last contact")[2]
    assert re.findall(r"party_country=(\w\w)", contacts) == ["CL"]
    (countries,) = (
        facet for facet in client.get("/meetings/facets/").context["facets"].all() if facet.label == "Country"
    )
    assert [(value.name, value.times) for value in countries.values] == [("Chile", 1)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("by=place", {}),
        ("by=place&show=visits", {"US": 1}),
        ("by=party", {"CL": 1}),
        ("by=party&show=visits", {"CL": 1}),
    ],
)
def test_map_counts_by_place_or_by_party(client, analyst, inbound, query, numbers):
    client.force_login(analyst)
    world = client.get(f"/map/?{query}").context["world"]
    assert {country.party.key: country.times for country in world.counted} == numbers


def test_map_by_party_tells_how_many_have_no_country(client, analyst):
    client.force_login(analyst)
    MeetingFactory()
    VisitFactory(organization=None)
    for show in ("meetings", "visits"):
        assert client.get(f"/map/?by=party&show={show}").context["unknown"] == 1


def test_only_what_was_held_is_a_contact(client, analyst, inbound):
    client.force_login(analyst)
    inbound.meetings.update(progress="planned")
    assert "party_country=CL" not in client.get("/").text
    assert "Chile" not in client.get("/map/?by=party").text.partition("<table")[2]


DIRECTIONS = {
    # sender, members, stops -> direction
    "home to abroad": ("US", ["CL"], ["CL"], "outbound"),
    "home to who knows where": ("US", [], [], "outbound"),
    "home to home": ("US", [], ["US"], ""),
    "home by way of home": ("US", [], ["US", "CL"], "outbound"),
    "abroad to home": ("CL", ["US"], ["US"], "inbound"),
    "abroad to who knows where": ("CL", [], [""], "inbound"),
    "abroad to abroad": ("CL", [], ["PE"], ""),
    "abroad by way of home": ("CL", [], ["PE", "US"], "inbound"),
    "members of home": (None, ["US", "CL"], ["CL"], "outbound"),
    "members from abroad": (None, ["CL", ""], ["US"], "inbound"),
    "members from abroad, sent by nobody's": ("", ["CL"], ["US"], "inbound"),
    "nobody known": (None, [""], ["US"], ""),
}


@pytest.fixture
def directions():
    """Make a visit with a meeting for each of `DIRECTIONS`, and a meeting of no visit."""
    MeetingFactory(title="of no visit")
    for title, (sender, members, stops, _) in DIRECTIONS.items():
        organization = None if sender is None else OrganizationFactory(country=sender)
        visit = VisitFactory(title=title, organization=organization)
        MeetingFactory(title=title, visit=visit)
        for country in members:
            MemberFactory(visit=visit, organization=OrganizationFactory(country=country))
        for country in stops:
            StopFactory(visit=visit, place=PlaceFactory(country=country))


def test_direction_is_a_filter_and_a_word(client, listed, directions):
    for direction in ("inbound", "outbound"):
        expected = {title for title, (*_, known) in DIRECTIONS.items() if known == direction}
        assert listed(f"/visits/?direction={direction}") == expected
        assert listed(f"/meetings/?direction={direction}") == expected
        assert listed(f"/visits/?direction={direction}&q=home") == {
            title for title in expected if "home" in title
        }
    both = {title for title, (*_, known) in DIRECTIONS.items() if known}
    assert listed("/meetings/?direction=inbound&direction=outbound") == both
    for visit in client.get("/visits/").context["page"].object_list:
        page = client.get(visit.get_absolute_url())
        known = DIRECTIONS[visit.title][-1]
        assert page.context["visit"].direction == known
        assert [word for word in ("inbound", "outbound") if word in page.text] == [known][: bool(known)]


def test_without_a_home_country_no_direction_is_told_or_asked_for(client, analyst, settings, directions):
    settings.HOME_COUNTRY = ""
    client.force_login(analyst)
    for address in ("/visits/", "/meetings/"):
        page = client.get(address)
        assert 'name="direction"' not in page.text
        page = client.get(f"{address}?direction=inbound")
        assert page.status_code == 200
        assert "HOME_COUNTRY is not set" in page.text
        assert not page.context["page"]
    for visit in client.get("/visits/").context["page"].object_list:
        assert client.get(visit.get_absolute_url()).context["visit"].direction == ""


def test_without_a_home_country_each_country_is_one_of_those_met(client, analyst, settings, inbound):
    settings.HOME_COUNTRY = ""
    client.force_login(analyst)
    contacts = client.get("/").text.partition("Countries by last contact")[2]
    assert set(re.findall(r"party_country=(\w\w)", contacts)) == {"CL", "US"}
