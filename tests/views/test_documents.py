"""What the head of a page leads to, and what stands first on it."""

import pytest

from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, analyst):
    """Return a function: a record or an address in, its page out."""
    client.force_login(analyst)
    return lambda record: client.get(record if isinstance(record, str) else record.get_absolute_url())


def labels(response):
    return [label for label, _ in response.context["documents"]]


def test_each_page_leads_to_its_documents(page, client):
    post = AppointmentFactory()
    meeting = MeetingFactory(progress="planned", points="Ask about fish")
    for record, expected in (
        (post.official, ["Briefing"]),
        (post.organization, ["Briefing"]),
        ("/countries/MX/", ["Briefing"]),
        (meeting, ["Meeting book", "Invitation (ICS)"]),
    ):
        response = page(record)
        assert labels(response) == expected, record
        for _, address in response.context["documents"]:
            assert client.get(address).status_code == 200
    assert "Ask about fish" in page(meeting).text


def test_the_home_country_is_not_briefed_on_itself(page, settings):
    settings.HOME_COUNTRY = "MX"
    post = AppointmentFactory()
    for record in (post.official, post.organization, "/countries/MX/"):
        assert labels(page(record)) == []
    settings.HOME_COUNTRY = ""
    assert labels(page(OrganizationFactory(country="CL"))) == []


def test_a_page_says_when_they_were_last_met(page):
    own, other = OfficialFactory.create_batch(2)
    meeting_between(own, other)
    for official, by in ((own, other), (other, own)):
        text = " ".join(page(official).text.split())
        assert "<dt>Last met</dt>" in text
        assert f"by <bdi>{by}" in text
