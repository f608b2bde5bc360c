"""The search over everything."""

import pytest

from engagements.models import SavedView
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    PlaceFactory,
    TopicFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client, analyst):
    client.force_login(analyst)
    return lambda text: client.get("/search/", {"q": text})


def names(response):
    return {group.heading: [result.name for result in group.results] for group in response.context["groups"]}


def test_each_kind_is_found_and_leads_to_its_page(search, client, analyst):
    official = OfficialFactory(name="Ana Copper")
    AppointmentFactory(official=official, organization=OrganizationFactory(name="Mint"), title="Minister")
    organization = OrganizationFactory(name="Copper Office", country="CL")
    visit, meeting = VisitFactory(title="Visit on copper"), MeetingFactory(title="Copper talks")
    PlaceFactory(name="Copper Hill", country="US")
    TopicFactory(name="copper mining")
    outcome = OutcomeFactory(meeting=meeting, kind="request", text="More copper")
    SavedView.objects.create(owner=analyst, name="All on copper", list="meeting", query="q=copper")
    response = search("copper")
    assert names(response) == {
        "Officials": ["Ana Copper"],
        "Organizations": ["Copper Office"],
        "Visits": ["Visit on copper"],
        "Meetings": ["Copper talks"],
        "Places": ["Copper Hill, United States of America"],
        "Topics": ["copper mining"],
        "Outcomes": ["request: More copper"],
        "Saved views": ["All on copper"],
    }
    assert "Minister" in response.text
    results = [result for group in response.context["groups"] for result in group.results]
    assert {record.get_absolute_url() for record in (official, organization, visit, meeting, outcome)} <= {
        result.address for result in results
    }
    for result in results:
        assert client.get(result.address).status_code in (200, 302), result


@pytest.mark.parametrize("text", ["Chile", "CL", "CHL", "智利", "Chili"])
def test_a_country_is_found_by_every_name_and_stands_first(search, text):
    OrganizationFactory(name=f"Friends of {text}")
    groups = search(text).context["groups"]
    assert (groups[0].heading, groups[0].results[0].address) == ("Countries", "/countries/CL/")


def test_what_is_called_so_comes_before_what_holds_it(search):
    OfficialFactory(name="Kenji Hayashi Kishida")
    exact = OfficialFactory(name="Kenji Kishida")
    result = search("kenji kishida").context["groups"][0].results[0]
    assert result.address == exact.get_absolute_url()


def test_acts_lead_to_what_can_be_done(search, client):
    OfficialFactory(name="Rosa Paz")
    (result,) = search("rosa paz").context["groups"][0].results
    ((label, address),) = result.acts
    assert label == "Briefing"
    assert "Rosa Paz" in client.get(address).text


def test_of_many_the_first_are_listed_with_a_way_to_all(search):
    for number in range(12):
        MeetingFactory(title=f"Copper {number}")
        OfficialFactory(name=f"Copper {number}")
    groups = {group.heading: group for group in search("copper").context["groups"]}
    assert {heading: (len(group.results), group.more) for heading, group in groups.items()} == {
        "Meetings": (8, "/meetings/?q=copper"),
        "Officials": (8, "/officials/?q=copper"),
    }


@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}])
def test_what_may_not_be_seen_is_not_found(search, hidden):
    meeting = MeetingFactory(title="Secret talks", **hidden)
    VisitFactory(title="Secret visit", **hidden)
    OutcomeFactory(meeting=meeting, text="Secret promise")
    response = search("secret")
    assert response.context["groups"] == []
    assert "Nothing that you may see holds “secret”" in response.text


@pytest.mark.parametrize("text", ["x" * 2000, "🕊", "\0", "%", "a " * 40])
def test_what_can_not_be_searched_for_is_told(search, text):
    response = search(text)
    assert response.status_code == 200
    assert response.context["errors"]
    assert "groups" not in response.context


@pytest.mark.parametrize("text", ["", " ", "a", "ж", "李", "ع", "'"])
def test_short_and_empty_texts_are_answered(search, text):
    assert search(text).status_code == 200


def test_queries_are_bounded_whatever_is_found(search, django_assert_max_num_queries):
    for number in range(30):
        OfficialFactory(name=f"Copper {number}")
        MeetingFactory(title=f"Copper {number}")
    search("copper")
    with django_assert_max_num_queries(22):  # one more for each kind in which near names are looked for
        search("copper")
