"""The map: each country shaded by its number, and every number the count of its list."""

import re

import pytest
from django.conf import settings
from django_countries import countries

from engagements.reports.charts.country_shapes import MAP_HEIGHT, MAP_WIDTH, country_shapes, project
from engagements.reports.matrix import SHADE_COUNT
from tests.contracts.test_hostile import VALUES
from tests.factories import (
    MeetingFactory,
    OrganizationFactory,
    PlaceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)


@pytest.fixture
def read(client, analyst):
    """Return a function: query in, the page out."""
    client.force_login(analyst)
    return lambda query="": client.get(f"/map/?{query}")


def numbers(response):
    """Return code -> number, of the countries that have any."""
    return {country.party.key: country.times for country in response.context["world"].counted}


def shade(response, code):
    """Return the shade in which the map of the page has the country; "" where it is not on it."""
    svg = re.search(r'<svg class="map".*?</svg>', response.content.decode(), re.DOTALL)[0]
    found = re.findall(r'<a href="[^"]*?(?:/countries/|_country=)(\w\w)\b[^>]*?class="shade-(\d)"', svg)
    assert len(dict(found)) == len(found)
    return dict(found).get(code, "")


def test_the_example(client, read, example):
    response = read()
    assert numbers(response) == {"MX": 1}  # three of its meetings have no place
    assert "3 of which no country is known" in response.content.decode()
    assert shade(response, "MX") == "1"
    assert shade(response, "FR") == "0"
    assert numbers(read("show=visits")) == {"MX": 1, "CO": 1, "PA": 1}


def test_every_number_is_the_count_of_its_list(client, read):
    somewhere, elsewhere = PlaceFactory(country="MX"), PlaceFactory(country="FR")
    MeetingFactory.create_batch(3, place=somewhere)
    MeetingFactory(place=elsewhere)
    MeetingFactory(place=somewhere, progress="cancelled")
    visit = VisitFactory()
    for place in (somewhere, somewhere, elsewhere):
        StopFactory(visit=visit, place=place)
    StopFactory(visit__progress="planned", place=elsewhere)
    assert numbers(read()) == {"MX": 3, "FR": 1}
    assert numbers(read("show=visits")) == {"MX": 1, "FR": 1}
    for query in ("", "show=visits", "by=party", "show=visits&by=party", "place_country=MX&place_country=FR"):
        response = read(query)
        for country in response.context["world"].counted:
            if country.list_address:
                assert client.get(country.list_address).context["paginator"].count == country.times
                assert (
                    f'href="{country.list_address.replace("&", "&amp;")}">{country.times}'
                    in response.content.decode()
                )


def test_the_filters_of_the_meetings_list_hold_for_both(read):
    topic, visit = TopicFactory(), VisitFactory()
    StopFactory(visit=visit, place__country="MX")
    StopFactory(place__country="FR")
    MeetingFactory(place=PlaceFactory(country="DE"))
    MeetingFactory(visit=visit, place=PlaceFactory(country="MX")).topics.add(topic)
    assert numbers(read(f"topic={topic.pk}")) == {"MX": 1}
    response = read(f"topic={topic.pk}&show=visits")
    assert numbers(response) == {"MX": 1}
    assert not response.context["world"].counted[0].list_address  # which the list of visits could not answer


@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}])
def test_visits_that_may_not_be_seen_are_not_counted(read, client, administrator, hidden):
    StopFactory(visit=VisitFactory(**hidden), place=PlaceFactory(country="MX"))
    VisitFactory(**hidden)
    response = read("show=visits")
    assert (numbers(response), response.context["unknown"]) == ({}, 0)
    client.force_login(administrator)
    response = client.get("/map/?show=visits")
    assert (numbers(response), response.context["unknown"]) == ({"MX": 1}, 1)


def test_what_has_no_country_is_said(read):
    MeetingFactory()
    MeetingFactory(place=PlaceFactory(name="Somewhere", country=""))
    VisitFactory()
    StopFactory(place=PlaceFactory(name="Somewhere else", country=""))
    for query in ("", "show=visits"):
        assert "Not on the map: 2 of which no country is known" in read(query).content.decode()


def test_a_former_state_is_in_the_table_and_not_on_the_map(read):
    for code in ("SU", "CS", "MX"):
        MeetingFactory(place=PlaceFactory(country=code))
    response = read()
    html = response.content.decode()
    assert shade(response, "SU") == shade(response, "CS") == ""
    assert html.count("not on the map</span>") == 2
    assert "Soviet Union" in html
    assert "Czechoslovakia" in html


def test_shades_go_from_the_fewest_to_the_most_and_are_told_in_numbers(read):
    for code, number in {"MX": 16, "FR": 8, "DE": 4, "IT": 2, "ES": 1}.items():
        MeetingFactory.create_batch(number, place=PlaceFactory(country=code))
    response = read()
    assert [shade(response, code) for code in ("ES", "IT", "DE", "FR", "MX")] == ["1", "2", "3", "4", "5"]
    assert response.context["world"].shade_ranges == [
        (n, 2 ** (n - 1), 2 ** (n - 1)) for n in range(1, SHADE_COUNT + 1)
    ]


def test_nothing_to_show_is_said(read):
    assert "No meetings that you may see have a country." in " ".join(read().content.decode().split())


def test_nothing_but_the_home_country_is_said(read):
    VisitFactory(organization=OrganizationFactory(country="US"), progress="completed")
    html = " ".join(read("show=visits&by=party").content.decode().split())
    assert "No visits that you may see have a country other than the home country." in html


@pytest.mark.parametrize("parameter", ["show", "place_country", "party_country", "by", "export"])
def test_bad_value_is_told_and_nothing_is_drawn(read, example, parameter):
    for title, value in VALUES.items():
        if value:
            response = read(f"{parameter}={value}")
            assert response.status_code == 200, title
            assert 'role="alert"' in response.content.decode(), title
            assert "world" not in response.context, title


# --- The shapes


def test_all_but_a_few_countries_are_on_the_map_and_inside_of_it():
    drawn = country_shapes()
    missing = {code for code, _ in countries} - drawn.keys() - settings.COUNTRIES_OVERRIDE.keys()
    assert len(missing) < 15
    assert not missing & {"US", "MX", "FR", "HU", "RS", "MM", "SG", "VA", "TV", "SS"}
    for code, shape in drawn.items():
        points = re.findall(r"(-?[\d.]+) (-?[\d.]+)", shape.path) or [(shape.x, shape.y)]
        for x, y in points:
            assert 0 <= float(x) <= MAP_WIDTH, code
            assert 0 <= float(y) <= MAP_HEIGHT, code


def test_the_projection_is_equal_earth():
    """Against values that the authors of the projection give: the ends of the equator and of a meridian."""
    (west, middle), (east, _), (_, north) = project(-180, 0), project(180, 0), project(0, 90)
    assert (east - west) / (middle - north) == pytest.approx(2 * 2.7066 / 1.3173, rel=1e-3)
    assert project(0, 0)[0] == MAP_WIDTH / 2
