"""Calendar feeds of saved views, as their owners and calendar programs meet them."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from icalendar import Calendar

from engagements.models import SavedView
from tests.factories import OfficialFactory, TopicFactory, VisitFactory, meeting_between

TODAY = timezone.localdate


def titles(address, client=None):
    """Return the titles that a calendar program reads from ``address``, which has no session."""
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return {str(event["summary"]) for event in Calendar.from_ical(response.getvalue()).events}


def saved(owner, name="Mine", kind="meeting", query=""):
    return SavedView.objects.create(owner=owner, name=name, list=kind, query=query)


def feed_of(view, days=1):
    """Start the feed of ``view``; return its address."""
    token = view.start_feed(TODAY() + datetime.timedelta(days=days))
    return reverse("engagements:feed", args=[token])


@pytest.fixture
def view(client, analyst):
    """A view of the analyst, who is logged in."""
    client.force_login(analyst)
    return saved(analyst)


# What is in it


@pytest.mark.parametrize(
    ("kind", "make"), [("meeting", meeting_between), ("visit", VisitFactory)], ids=["meetings", "visits"]
)
def test_a_feed_has_what_its_owner_may_see_now(analyst, django_user_model, kind, make):
    address = feed_of(saved(analyst, kind=kind, query="q=wanted"))
    make(title="Wanted and seen")
    make(title="Other")
    make(title="Wanted draft", publication="draft")
    make(title="Wanted restricted", handling="restricted")
    assert titles(address) == {"Wanted and seen"}
    django_user_model.objects.update(is_superuser=True)
    assert titles(address) == {"Wanted and seen", "Draft: Wanted draft"}
    django_user_model.objects.update(is_superuser=False)
    analyst.groups.clear()
    assert titles(address) == set()
    django_user_model.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("who", ["cleared", "administrator"])
def test_what_is_restricted_is_in_a_feed_only_by_a_permission_of_its_own(client, request, who):
    owner = request.getfixturevalue(who)
    view = saved(owner)
    address = feed_of(view)
    meeting_between(title="Open")
    meeting_between(title="Secret", handling="restricted")
    meeting_between(title="Of a secret visit", visit=VisitFactory(handling="restricted"))
    client.force_login(owner)
    assert titles(address) == titles(address, client) == {"Open"}
    assert "without restricted records" in client.get(f"/saved/{view.pk}/").text
    owner.user_permissions.add(Permission.objects.get(codename="feed_restricted_records"))
    assert titles(address) == {"Open", "Secret", "Of a secret visit"}
    assert "without restricted records" not in client.get(f"/saved/{view.pk}/").text


def test_the_permission_for_feeds_alone_shows_nothing_restricted(analyst):
    address = feed_of(saved(analyst))
    meeting_between(title="Secret", handling="restricted")
    analyst.user_permissions.add(Permission.objects.get(codename="feed_restricted_records"))
    assert titles(address) == set()


def test_who_has_to_set_up_a_second_factor_first_has_no_feed(analyst):
    address = feed_of(saved(analyst))
    analyst.user_permissions.add(Permission.objects.get(codename="needs_second_factor"))
    assert Client().get(address).status_code == 404
    TOTPDevice.objects.create(user=analyst, name="app", confirmed=True)
    assert titles(address) == set()


def test_a_feed_shows_its_owner_s_and_not_the_reader_s(client, analyst, cleared):
    address = feed_of(saved(analyst))
    meeting_between(title="Secret", handling="restricted")
    client.force_login(cleared)
    assert titles(address, client) == set()


def test_a_feed_asks_for_no_login_and_is_kept_by_no_cache(analyst):
    address = feed_of(saved(analyst))
    meeting_between(title="Seen")
    response = Client().get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert b"X-WR-CALNAME:Mine" in response.getvalue()
    response = Client().head(address)
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert Client().post(address).status_code == 405


def test_a_filter_that_works_no_more_ends_no_calendar_with_an_empty_one(analyst):
    topic = TopicFactory()
    address = feed_of(saved(analyst, query=f"topic={topic.pk}"))
    assert titles(address) == set()
    topic.delete()
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "None", "A" * 43, "a-_" * 500])
def test_a_wrong_token_tells_nothing(view, token):
    """The same page for all, whether a view was once there or not; a view without feed is none."""
    response = Client().get(f"/feeds/{token}.ics")
    assert response.status_code == 404
    assert "Mine" not in response.text


def test_a_feed_takes_the_same_queries_for_many_events(analyst):
    address = feed_of(saved(analyst))

    def count():
        with CaptureQueriesContext(connection) as queries:
            titles(address)
        return len(queries)

    meeting_between(counterpart=OfficialFactory())
    count()
    few = count()
    for day in range(1, 4):
        meeting_between(start_date=datetime.date(2020, 1, day), visit=VisitFactory())
    assert count() == few


# Its beginning and its end


def start(client, view, **sent):
    """Ask for a feed as the form does; return the page."""
    ends_on = TODAY() + datetime.timedelta(days=30)
    sent = {"action": "start", "ends_on": ends_on.isoformat(), **sent}
    return client.post(f"/saved/{view.pk}/feed/", sent).text


def address_on(page):
    (address,) = re.findall(r"http://testserver(/feeds/[\w-]+\.ics)", page)
    return address


def test_a_feed_is_made_on_request_and_its_address_shown_once(client, view):
    page = client.get(f"/saved/{view.pk}/").text
    assert "no calendar address" in page
    assert f'value="{(TODAY() + datetime.timedelta(days=365)).isoformat()}"' in page
    address = address_on(start(client, view))
    assert titles(address) == set()
    token = address.removeprefix("/feeds/").removesuffix(".ics")
    for path in (f"/saved/{view.pk}/", "/saved/", "/accounts/"):
        assert token not in client.get(path).text
    assert token not in str(SavedView.objects.values().get())


def test_another_address_ends_the_one_before(client, view):
    first, second = (address_on(start(client, view)) for _ in range(2))
    assert Client().get(first).status_code == 404
    assert titles(second) == set()


def test_a_feed_ends_after_its_last_day_which_can_be_moved(client, view):
    today, yesterday = TODAY(), TODAY() - datetime.timedelta(days=1)
    address = address_on(start(client, view))
    assert (
        "Saved."
        in client.post(
            f"/saved/{view.pk}/feed/", {"action": "date", "ends_on": today.isoformat()}, follow=True
        ).text
    )
    assert titles(address) == set()
    SavedView.objects.update(feed_ends_on=yesterday)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("action", ["start", "date"])
@pytest.mark.parametrize("days", [-1, 732, None], ids=["past", "far", "none"])
def test_a_last_day_that_can_not_be_is_told_and_changes_nothing(client, view, action, days):
    address, before = feed_of(view), SavedView.objects.values().get()
    typed = "soon" if days is None else (TODAY() + datetime.timedelta(days=days)).isoformat()
    page = start(client, view, action=action, ends_on=typed)
    assert "Enter a date such as" in page or "Give a day from today on" in page
    assert f'value="{typed}"' in page
    assert SavedView.objects.values().get() == before
    assert titles(address) == set()


def test_the_account_lists_feeds_with_their_last_use_and_ends_them(client, view, cleared):
    feed_of(saved(cleared, "Of another"))
    assert "Calendars that can be read without a login" not in client.get("/accounts/").text
    address = feed_of(view)
    never = 'data-label="Last read">never<'
    assert never in client.get("/accounts/").text
    titles(address)
    used_at = SavedView.objects.get(pk=view.pk).feed_used_at
    page = client.get("/accounts/").text
    assert never not in page
    assert "Of another" not in page
    titles(address)
    assert SavedView.objects.get(pk=view.pk).feed_used_at == used_at  # noted to the hour
    sent = {"action": "end", "from": "account"}
    response = client.post(f"/saved/{view.pk}/feed/", sent, follow=True)
    assert response.redirect_chain == [("/accounts/", 302)]
    assert "The calendar of “Mine” has no address any more" in response.text
    assert Client().get(address).status_code == 404


def test_a_new_password_ends_all_feeds_of_the_account_alone(client, view, cleared, administrator):
    mine, other = feed_of(view), feed_of(saved(cleared))
    new = "a b c d e f g"
    sent = {"old_password": "correct horse", "new_password1": new, "new_password2": new}
    assert client.post("/accounts/password/", sent).status_code == 302
    assert Client().get(mine).status_code == 404
    assert titles(other) == set()
    client.force_login(administrator)
    sent = {"password1": "h i j k l m n", "password2": "h i j k l m n", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{cleared.pk}/password/", sent).status_code == 302
    assert Client().get(other).status_code == 404


def test_signing_in_and_another_change_of_the_account_end_no_feed(client, view, analyst):
    address = feed_of(view)
    client.post("/accounts/login/", {"username": "analyst", "password": "correct horse"})
    analyst.email = "analyst@example.org"
    analyst.save()
    analyst.password = "stronger hash"  # as signing in does where hashing has become stronger
    analyst.save(update_fields=["password"])
    assert titles(address) == set()


def test_no_feed_of_a_list_without_dates(client, view):
    officials = saved(view.owner, "Officials", "official")
    assert "Calendar" not in client.get(f"/saved/{officials.pk}/").text
    assert client.post(f"/saved/{officials.pk}/feed/", {"action": "start"}).status_code == 404


@pytest.mark.parametrize("action", ["", "delete"])
def test_an_unknown_action_changes_nothing(client, view, action):
    address = feed_of(view)
    assert client.post(f"/saved/{view.pk}/feed/", {"action": action}).status_code == 404
    assert titles(address) == set()


def test_a_deleted_view_has_no_feed(client, view):
    address = feed_of(view)
    assert "Calendars that subscribe to it" in client.get(f"/saved/{view.pk}/delete/").text
    client.post(f"/saved/{view.pk}/delete/")
    assert Client().get(address).status_code == 404


def test_the_last_day_of_no_feed_is_refused_by_the_database(view):
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.update(feed_ends_on=TODAY())
