"""Who met whom, and relationships, as data."""

import pytest

from engagements.models import Official
from tests.factories import OrganizationFactory, meeting_between

pytestmark = pytest.mark.django_db


def test_who_met_whom_counts_as_the_page_does(client, example, administrator):
    client.force_login(administrator)
    matrix = client.get("/api/v1/who-met-whom/", {"by": "countries"}).json()
    (pair,) = [pair for pair in matrix["pairs"] if pair["counterpart_side"]["key"] == "MX"]
    page = client.get("/who-met-whom/", {"by": "countries"}).context["matrix"]
    assert matrix["meetings"] == page.total
    assert pair["delegation_side"]["key"] == "US"
    assert pair["meetings"] == page.rows[0].cells[0].times
    assert pair["last"]["dates"] == "within"


def test_a_relationship_is_of_two_parties_by_their_uids(client, example, administrator):
    client.force_login(administrator)
    names = {"by_official": "Troy Miller", "with_official": "Francisco Garduño Yáñez"}
    query = {name: str(Official.objects.get(name=value).uid) for name, value in names.items()}
    relationship = client.get("/api/v1/relationship/", query).json()
    assert [party["key"] for party in relationship["parties"]] == list(query.values())
    assert relationship["counts"]["held"] == 1
    assert [direction["meetings"] for direction in relationship["directions"]] == [1, 0]
    assert relationship["people"][1]["people"][0]["title"] == "Commissioner"
    assert relationship["outcomes"]


@pytest.mark.parametrize("query", ["", "by_country=US", "by_country=XX&with_country=MX", "sort=date&x=1"])
def test_a_relationship_of_anything_else_is_a_bad_request(client, analyst, query):
    client.force_login(analyst)
    assert client.get(f"/api/v1/relationship/?{query}").status_code == 400


def test_only_what_may_be_seen_counts(client, analyst):
    ours, theirs = OrganizationFactory(country="US"), OrganizationFactory(country="MX")
    meeting_between(delegation=ours, counterpart_organization=theirs)
    meeting_between(delegation=ours, counterpart_organization=theirs, handling="restricted")
    client.force_login(analyst)
    pair = {"by_organization": ours.uid, "with_organization": theirs.uid}
    assert client.get("/api/v1/relationship/", pair).json()["counts"]["total"] == 1
    assert client.get("/api/v1/who-met-whom/", pair).json()["meetings"] == 1
