"""The parameters of parties by the names that they had before, in addresses and in saved views."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import QueryDict

from engagements.models import SavedView
from tests.factories import MeetingFactory, OfficialFactory, ParticipantFactory

FORMER = {
    "home_official": "by_official",
    "home_organization": "by_organization",
    "home_country": "by_country",
    "away_official": "with_official",
    "away_organization": "with_organization",
    "away_country": "with_country",
}
PATHS = [
    "/meetings/",
    "/meetings/facets/",
    "/who-met-whom/",
    "/network/",
    "/calendar/",
    "/map/",
    "/relationship/",
    "/relationship/briefing/",
]
BEFORE = [("engagements", "0015_by_end")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("former", FORMER)
def test_each_address_is_redirected(client, analyst, path, former):
    client.force_login(analyst)
    value = "MX" if former.endswith("country") else "999"
    response = client.get(f"{path}?{former}={value}")
    assert (response.status_code, response["Location"]) == (301, f"{path}?{FORMER[former]}={value}")
    form = client.get(response["Location"]).context["form"]
    assert form[FORMER[former]].data == [value]
    assert "no filter" not in str(form.errors)


@pytest.mark.django_db
def test_all_else_in_the_address_stays(client, analyst):
    client.force_login(analyst)
    query = "q=a+b&home_official=1&by_official=2&home_official=3&away_country=&sort=title&x=%C3%A9&page=2"
    location = client.get(f"/meetings/?{query}")["Location"]
    before, after = QueryDict(query), QueryDict(location.partition("?")[2], mutable=True)
    assert after.pop("by_official") == ["1", "3", "2"]
    assert after.pop("with_country") == [""]
    assert dict(after.lists()) == {name: before.getlist(name) for name in ("q", "sort", "x", "page")}


@pytest.mark.django_db
def test_files_and_parts_of_pages_are_found_by_the_former_names(client, analyst):
    client.force_login(analyst)
    official = OfficialFactory()
    ParticipantFactory(meeting=MeetingFactory(title="Theirs"), official=official, side="counterpart")
    MeetingFactory(title="Of others")
    query = f"away_official={official.pk}"
    rows = client.get(f"/meetings/?{query}&export=csv", follow=True).getvalue().decode()
    assert "Theirs" in rows
    assert "Of others" not in rows
    matrix = client.get(f"/who-met-whom/?by=officials&{query}&export=csv", follow=True)
    assert matrix["Content-Disposition"].startswith("attachment")
    part = client.get(f"/meetings/facets/?{query}", headers={"HX-Request": "true"}, follow=True)
    assert part.context["facets"].count == 1


@pytest.mark.django_db
def test_a_list_that_never_had_them_says_so(client, analyst):
    client.force_login(analyst)
    response = client.get("/visits/?home_official=1")
    assert response.status_code == 200
    assert "There is no filter “home_official”" in response.content.decode()


@pytest.mark.django_db
def test_nobody_is_redirected_before_the_login(client):
    response = client.get("/meetings/?home_official=1")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_a_page_from_before_saves_a_view_by_the_names_of_now(client, analyst):
    client.force_login(analyst)
    sent = {"name": "Mine", "list": "meeting", "query": "home_country=US&progress=held"}
    assert client.post("/saved/new/", sent).status_code == 302
    assert SavedView.objects.get().query == "by_country=US&progress=held"


@pytest.fixture
def migrate(transactional_db):
    """Return a function: nodes of migrations in, the apps as of then out; at the end all are applied."""

    def to(nodes):
        for node in nodes:
            call_command("migrate", *node, verbosity=0)
        return MigrationExecutor(connection).loader.project_state(nodes).apps

    yield to
    call_command("migrate", verbosity=0)


def test_saved_views_and_their_feeds_are_migrated(client, migrate, analyst):
    official = OfficialFactory()
    ParticipantFactory(meeting=MeetingFactory(title="Theirs"), official=official, side="counterpart")
    MeetingFactory(title="Of others")
    apps = migrate(BEFORE)
    views = apps.get_model("engagements", "SavedView").objects
    views.create(
        owner_id=analyst.pk, name="Feed", list="meeting", query=f"away_official={official.pk}", token="t"
    )
    many = "q=x%26y&home_country=US&home_country=MX&away_organization=1"
    views.create(owner_id=analyst.pk, name="Many", list="meeting", query=many)
    views.create(owner_id=analyst.pk, name="Others", list="meeting", query="q=home_official%3D1&sort=title")
    views.create(owner_id=analyst.pk, name="Visits", list="visit", query="q=home_official")

    migrate([("engagements", "0016_party_parameters")])
    assert dict(SavedView.objects.values_list("name", "query")) == {
        "Feed": f"with_official={official.pk}",
        "Many": "q=x%26y&by_country=US&by_country=MX&with_organization=1",
        "Others": "q=home_official%3D1&sort=title",
        "Visits": "q=home_official",
    }
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    calendar = client.get("/feeds/t.ics").getvalue().decode()
    assert "Theirs" in calendar
    assert "Of others" not in calendar

    migrate(BEFORE)
    assert views.get(name="Many").query == many
