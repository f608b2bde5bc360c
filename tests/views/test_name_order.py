"""Names stand as people sort them, in lists, exports and the admin, whatever the database's collation."""

import csv
import io

import pytest
from django.urls import reverse

from engagements.models import Topic
from tests.factories import AppointmentFactory, OfficialFactory, OrganizationFactory, PlaceFactory

NAMES = ["Abe", "al-Thani", "Åse", "de la Rua", "Émile", "Łukasz", "O’Brien", "Oslo", "von der Leyen", "Zuma"]


@pytest.fixture
def directory():
    host = OrganizationFactory(name="Congress")
    for name in sorted(NAMES, key=lambda name: name[::-1]):
        AppointmentFactory(official=OfficialFactory(name=name), organization=host)
        OrganizationFactory(name=name, parent=host)
        PlaceFactory(name=name, country="MX")
        Topic.objects.create(name=name)
    return host


@pytest.mark.parametrize("kind", ["official", "organization"])
def test_lists_and_their_exports(client, analyst, directory, kind):
    client.force_login(analyst)
    address = reverse(f"engagements:{kind}_list")
    names = [record.name for record in client.get(address).context["page"] if record != directory]
    response = client.get(address, {"sort": "-name", "export": "csv"})
    rows = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (names, [row["name"] for row in rows if row["name"] != "Congress"]) == (NAMES, NAMES[::-1])


def test_people_of_an_organization(client, analyst, directory):
    client.force_login(analyst)
    posts = client.get(directory.get_absolute_url()).context["people_now"]
    assert [post.official.name for post in posts] == NAMES


@pytest.mark.parametrize("kind", ["official", "organization", "place", "topic"])
def test_admin_lists_and_their_column_of_names(client, editor, directory, kind):
    client.force_login(editor)
    address = reverse(f"admin:engagements_{kind}_changelist")
    column = client.get(address).context["cl"].list_display.index("name")
    lists = [client.get(address, query).context["cl"] for query in ({}, {"o": f"-{column}"})]
    names = [[record.name for record in listed.result_list if record.name != "Congress"] for listed in lists]
    assert names == [NAMES, NAMES[::-1]]


def test_official_is_listed_by_the_name_for_lists(client, analyst):
    OfficialFactory(name="Francisco Garduño", sort_name="Garduño, Francisco")
    OfficialFactory(name="Gábor Alba")
    OfficialFactory(name="Haruto Abe")
    client.force_login(analyst)
    names = [record.name for record in client.get(reverse("engagements:official_list")).context["page"]]
    assert names == ["Gábor Alba", "Francisco Garduño", "Haruto Abe"]
