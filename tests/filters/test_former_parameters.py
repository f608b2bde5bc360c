"""The parameters of parties by the names that they had before, in addresses and in saved views.

That saved views are migrated is asked in contracts/test_migrations.py.
"""

import pytest
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
