"""Saved views and their calendar feeds, as people and calendar programs meet them."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagements.models import SavedView
from engagements.views import saved_views
from tests.factories import MeetingFactory, TopicFactory, meeting_between


def save(client, name="Mine", kind="meeting", query="", **fields):
    return client.post("/saved/new/", {"name": name, "list": kind, "query": query, **fields}, follow=True)


def the_view(**lookups):
    return SavedView.objects.get(**lookups)


@pytest.fixture
def view(client, analyst):
    """A view of the analyst, who is logged in."""
    client.force_login(analyst)
    save(client, query="progress=held")
    return the_view()


# Saving


def test_a_view_is_saved_by_the_form_on_the_list_and_found_in_the_menu(client, analyst):
    MeetingFactory(title="Wanted")
    MeetingFactory(title="Other")
    client.force_login(analyst)
    page = client.get("/meetings/?q=wanted&sort=title&page=1").content.decode()
    form = page.partition('action="/saved/new/"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(list|query)" value="([^"]*)"', form))
    sent["query"] = sent["query"].replace("&amp;", "&")
    client = Client(enforce_csrf_checks=True)
    client.force_login(analyst)
    client.get("/meetings/")
    assert client.post("/saved/new/", {**sent, "name": "W"}).status_code == 403
    token = client.cookies["csrftoken"].value
    response = client.post("/saved/new/", {**sent, "name": "W", "csrfmiddlewaretoken": token})
    assert response["Location"] == "/meetings/?q=wanted&sort=title"
    listing = client.get("/saved/").content.decode()
    assert '<a href="/meetings/?q=wanted&amp;sort=title">W</a>' in listing
    assert 'href="/saved/"' in client.get("/").content.decode()
    assert [one.title for one in client.get(the_view().get_absolute_url()).context["page"].object_list] == [
        "Wanted"
    ]


@pytest.mark.parametrize("kind", ["visit", "meeting", "outcome", "official", "organization"])
def test_each_list_can_be_saved_and_opened(client, analyst, kind):
    client.force_login(analyst)
    assert save(client, kind=kind, query="q=abc").status_code == 200
    assert client.get(the_view().get_absolute_url()).context["filter"].data["q"] == "abc"
    assert the_view().has_calendar == (kind in ("visit", "meeting"))
    assert not the_view().has_feed


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": " \t "}, "This field is required"),
        ({"name": "x" * 101}, "at most 100 characters"),
        ({"name": "a\0b"}, "Null characters are not allowed"),
        ({"query": "date_after=yesterday"}, "This filter does not work"),
        ({"query": "nonsense=1"}, "This filter does not work"),
        ({"query": "topic=999999"}, "This filter does not work"),
        ({"query": "q=%00"}, "This filter does not work"),
        ({"query": "q=" + "x" * 5_000}, "This filter is too long"),
        ({"kind": "user"}, "Select a valid choice"),
        ({"kind": ""}, "This field is required"),
    ],
)
def test_what_can_not_be_saved_comes_back_with_what_was_typed(client, analyst, fields, error):
    client.force_login(analyst)
    response = save(client, **{"name": "Typed", "shared": "on"} | fields)
    assert response.status_code == 200
    page = response.content.decode()
    assert error in page
    assert not SavedView.objects.exists()
    if "name" not in fields:
        assert 'value="Typed"' in page
    assert re.search(r'name="shared"[^>]* checked', page)


def test_a_name_is_taken_once_by_each_user(client, analyst, cleared, view):
    assert "You have a view of this name already" in save(client, name=" Mine ").content.decode()
    client.force_login(cleared)
    save(client, name="Mine")
    assert SavedView.objects.filter(name="Mine").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(owner=cleared, name="Mine", list="visit")


def test_a_form_sent_twice_at_once_says_so(client, analyst, view, monkeypatch):
    """The second one finds the name free, and the database refuses it."""
    monkeypatch.setattr(saved_views.SavedViewCreateForm, "clean_name", lambda form: form.cleaned_data["name"])
    assert "You have a view of this name already" in save(client, name="Mine").content.decode()


def test_a_user_has_only_so_many(client, analyst, view, monkeypatch):
    monkeypatch.setattr(saved_views, "SAVED_VIEWS_LIMIT", 1)
    assert "You have 1 views already" in save(client, name="Second").content.decode()


def test_who_may_not_open_a_list_may_not_save_it(client, stranger):
    client.force_login(stranger)
    assert save(client).status_code == 403
    assert client.get("/saved/").status_code == 200


def test_page_and_format_are_not_part_of_a_view(client, analyst):
    client.force_login(analyst)
    save(client, query="page=7&export=csv&q=abc&place=")
    assert the_view().query == "q=abc"


# Sharing


def test_others_find_what_is_shared_and_that_alone(client, analyst, cleared, stranger, view):
    save(client, name="For all", shared="on")
    for user, names in ((analyst, ["For all", "Mine"]), (cleared, ["For all"]), (stranger, [])):
        client.force_login(user)
        response = client.get("/saved/")
        assert [one.name for one in response.context["page"].object_list] == names
        assert ("shared by analyst" in response.content.decode()) == (user == cleared)


def test_a_shared_view_shows_what_the_viewer_may_see(client, analyst, cleared):
    client.force_login(cleared)
    save(client, shared="on")
    meeting_between(title="Secret", handling="restricted")
    client.force_login(analyst)
    assert "Secret" not in client.get(the_view().get_absolute_url()).content.decode()


def test_only_the_owner_changes_deletes_and_sees_the_feed(client, cleared, view):
    SavedView.objects.update(shared=True)
    client.force_login(cleared)
    for path in (f"/saved/{view.pk}/", f"/saved/{view.pk}/delete/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "Taken over"}).status_code == 404
    for action in ("start", "date", "end"):
        assert client.post(f"/saved/{view.pk}/feed/", {"action": action}).status_code == 404
    view.refresh_from_db()
    assert view.name == "Mine"


def test_login_is_asked_for(client, db):
    for path in ("/saved/", "/saved/new/", "/saved/1/", "/saved/1/delete/"):
        assert client.get(path)["Location"].startswith("/accounts/login/")


# Changing and deleting


def test_rename_and_share(client, view):
    response = client.post(f"/saved/{view.pk}/", {"name": "New name", "shared": "on"}, follow=True)
    assert "Saved as “New name”" in response.content.decode()
    assert the_view(name="New name", shared=True) == view
    page = client.post(f"/saved/{view.pk}/", {"name": ""}).content.decode()
    assert "This field is required" in page


def test_deleting_asks_first(client, view):
    page = client.get(f"/saved/{view.pk}/delete/").content.decode()
    assert "Delete “Mine”?" in page
    assert SavedView.objects.exists()
    client.post(f"/saved/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_the_page_of_a_view_says_its_filter_in_words(client, view):
    page = client.get(f"/saved/{view.pk}/").content.decode()
    assert re.search(r"<dt>Status</dt>\s*<dd>\s*held", page)


def test_a_filter_that_works_no_more_says_so(client, analyst):
    client.force_login(analyst)
    topic = TopicFactory()
    save(client, query=f"topic={topic.pk}")
    view = the_view()
    topic.delete()
    assert "does not work any more" in client.get(f"/saved/{view.pk}/").content.decode()
    assert "There is no such topic" in client.get(view.get_absolute_url()).content.decode()


def test_the_list_of_views_takes_the_same_queries_for_many(client, view):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get("/saved/")
        return len(queries)

    one = count()
    for number in range(3):
        save(client, name=f"View {number}", query="q=abc", shared="on")
    assert count() == one


def test_pages_of_views(client, analyst, view, monkeypatch):
    monkeypatch.setattr(saved_views, "PAGE_SIZE", 1)
    save(client, name="Second")
    assert "Page 2 of 2" in client.get("/saved/?page=2").content.decode()
    assert "There is no page" in client.get("/saved/?page=x").content.decode()
