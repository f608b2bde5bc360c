"""Watching by the button of a page, the list on the account's page, and what becomes of watches."""

import html
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from engagements.models import Profile, SavedView, Watch
from engagements.views import watches
from tests.factories import (
    OfficialFactory,
    OrganizationFactory,
    VisitFactory,
    WatchFactory,
    meeting_between,
)
from tests.history.test_merge import MergePage, merge, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, analyst):
    analyst.email = "analyst@example.org"
    analyst.save()
    client.force_login(analyst)
    return client


def press(client, address, label):
    """Press the button ``label`` of a page, whose form is sent as a browser would; return the page then."""
    forms = re.findall(r"<form.*?</form>", client.get(address).text, re.DOTALL)
    (form,) = [form for form in forms if re.search(rf">\s*{label}\s*<", form)]
    data = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    return client.post(re.search(r'action="([^"]*)"', form)[1], data, follow=True)


TARGETS = {
    "official": lambda user: {"official": OfficialFactory(name="Ana")},
    "organization": lambda user: {"organization": OrganizationFactory(name="Ana")},
    "country": lambda user: {"country": "MX"},
    "visit": lambda user: {"visit": VisitFactory(title="Ana")},
    "saved_view": lambda user: {
        "saved_view": SavedView.objects.create(owner=user, name="Ana", list="meeting")
    },
}


@pytest.mark.parametrize("kind", TARGETS)
def test_a_button_starts_a_watch_and_stops_it(reader, analyst, kind):
    (target,) = TARGETS[kind](analyst).values()
    address = {"country": "/countries/MX/", "saved_view": "/saved/"}.get(kind)
    address = address or target.get_absolute_url()
    page = press(reader, address, "Watch")
    assert page.redirect_chain[-1][0] == address
    assert "is mailed to you every day" in page.text
    watch = Watch.objects.get()
    assert (watch.user, watch.kind) == (analyst, kind)
    assert Profile.objects.get().user == analyst
    name = "Mexico" if kind == "country" else "Ana"
    assert name in reader.get("/accounts/").text.partition('id="watches"')[2]
    page = press(reader, address, "Stop watching")
    assert f"You don’t watch {name} any more." in page.text
    assert not Watch.objects.exists()


def test_the_page_of_a_view_and_the_account_have_the_button_too(reader, analyst):
    view = SavedView.objects.create(owner=analyst, name="Mine", list="meeting")
    press(reader, f"/saved/{view.pk}/", "Watch")
    page = press(reader, "/accounts/", "Stop watching")
    assert page.redirect_chain[-1][0] == "/accounts/"
    assert not Watch.objects.exists()


def test_twice_is_once(reader, analyst):
    official = OfficialFactory()
    for _ in range(2):
        reader.post("/watches/new/", {"official": official.pk})
    watch = Watch.objects.get()
    for fields in ({"official": official}, {}, {"official": OfficialFactory(), "country": "MX"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Watch.objects.create(user=analyst, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Watch.objects.filter(pk=watch.pk).update(unseen_for=5)
    for _ in range(2):  # what is unique is the target, not that there is none
        Watch.objects.create(user=analyst, official=OfficialFactory())


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"official": "x"},
        {"official": "999999"},
        {"official": "9" * 40},
        {"country": "XX"},
        {"country": "mx"},
        {"country": "MX", "visit": "999999"},
        {"saved_view": "theirs"},
        {"visit": "restricted"},
        {"official": "\x00"},
    ],
)
def test_bad_input_is_told_and_nothing_is_watched(reader, staff, sent):
    theirs = SavedView.objects.create(owner=staff, name="Theirs", list="meeting").pk
    hidden = {"theirs": theirs, "restricted": VisitFactory(handling="restricted").pk}
    response = reader.post("/watches/new/", {name: hidden.get(key, key) for name, key in sent.items()})
    assert response.status_code == 200
    assert 'class="errorlist' in response.text
    assert not Watch.objects.exists()


def test_who_sees_no_meetings_can_not_watch_a_country(client, stranger):
    client.force_login(stranger)
    assert "You may not see meetings" in client.post("/watches/new/", {"country": "MX"}).text
    assert not Watch.objects.exists()


def test_so_many_and_no_more(reader, analyst, monkeypatch):
    monkeypatch.setattr(watches, "WATCHES_LIMIT", 1)
    WatchFactory(user=analyst)
    response = reader.post("/watches/new/", {"official": OfficialFactory().pk})
    assert "You watch 1 things already." in response.text


def test_how_long_somebody_may_be_unseen_is_chosen(reader, analyst):
    watch = WatchFactory(user=analyst, due_covered_on="2021-12-06")
    reader.post(f"/watches/{watch.pk}/", {"action": "save", "unseen_for": "6"})
    watch.refresh_from_db()
    assert (watch.unseen_for, watch.due_covered_on) == (6, None)
    assert '<option value="6" selected>6 months' in reader.get("/accounts/").text
    response = reader.post(f"/watches/{watch.pk}/", {"action": "save", "unseen_for": "5"})
    assert 'class="errorlist' in response.text
    reader.post(f"/watches/{watch.pk}/", {"action": "save", "unseen_for": ""})
    watch.refresh_from_db()
    assert watch.unseen_for is None
    assert reader.post(f"/watches/{watch.pk}/", {"action": "x"}).status_code == 404


def test_how_often_is_chosen_and_shown(reader):
    for interval in ("week", "never", "day"):
        reader.post("/accounts/", {"mail_interval": interval})
        assert Profile.objects.get().mail_interval == interval
        assert f'<option value="{interval}" selected>' in reader.get("/accounts/").text
    assert 'class="errorlist' in reader.post("/accounts/", {"mail_interval": "hourly"}).text


def test_a_watch_is_of_ones_own(reader, staff):
    watch = WatchFactory(user=staff)
    assert reader.get(f"/watches/{watch.pk}/").status_code == 404
    assert reader.post(f"/watches/{watch.pk}/", {"action": "stop"}).status_code == 404
    assert str(watch) not in reader.get("/accounts/").text


def test_what_may_not_be_seen_any_more_is_not_named_and_can_be_stopped(reader, analyst):
    visit = VisitFactory(title="Secret", handling="restricted")
    watch = WatchFactory(user=analyst, visit=visit)
    for address in ("/accounts/", f"/watches/{watch.pk}/", "/"):
        assert "Secret" not in reader.get(address).text
    page = reader.post(f"/watches/{watch.pk}/", {"action": "stop", "from": "target"}, follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/"
    assert "Secret" not in page.text
    assert not Watch.objects.exists()


def test_a_watch_follows_an_official_that_is_merged_and_comes_back(client, editor, analyst, staff):
    kept, other = OfficialFactory(name="T. Miller"), OfficialFactory(name="Troy Miller")
    moved = WatchFactory(user=analyst, official=other, unseen_for=6)
    # Whoever watches both has it once; it is no question to who merges, who is not told of it.
    WatchFactory(user=staff, official=kept)
    WatchFactory(user=staff, official=other, unseen_for=3)
    client.force_login(editor)
    page = MergePage(client, kept, other)
    assert "watch" not in page.response.text.partition("<main")[2].lower().replace("you watch", "")
    merged = merge(client, kept, other)
    assert {(watch.user, watch.official) for watch in Watch.objects.all()} == {
        (analyst, kept),
        (staff, kept),
    }
    undo(client, merged)
    moved.refresh_from_db()
    assert moved.official == other
    assert Watch.objects.filter(user=staff).count() == 2


def test_watches_go_with_what_is_watched_and_with_the_user(reader, analyst, editor, administrator):
    official = OfficialFactory()
    WatchFactory(user=analyst, official=official)
    reader.force_login(editor)
    address = f"/admin/engagements/official/{official.pk}/delete/"
    assert "Watch" not in reader.get(address).text.partition("<main")[2]
    reader.post(address, {"post": "yes"})
    assert not Watch.objects.exists()
    WatchFactory(user=analyst)
    reader.force_login(administrator)
    reader.post(f"/admin/auth/user/{analyst.pk}/delete/", {"post": "yes"})
    assert not Watch.objects.exists()


def test_the_first_page_lists_who_was_not_seen_for_long(reader, analyst):
    seen, unseen = OfficialFactory(name="Seen lately"), OfficialFactory(name="Seen long ago")
    never = OrganizationFactory(name="Never seen")
    meeting_between(counterpart=seen)
    meeting_between(counterpart=unseen, start_date="2019-01-01", end_date="2019-01-01")
    assert "of those you watch" not in reader.get("/").text
    for target in ({"official": seen}, {"official": unseen}, {"organization": never}):
        WatchFactory(user=analyst, **target)
    listed = [str(contact.watch) for contact in reader.get("/").context["watched"]]
    assert listed == ["Never seen", "Seen long ago", "Seen lately"]
    meeting_between(
        counterpart=seen, start_date=(today := Watch.objects.first().covered_until.date()), end_date=today
    )
    Watch.objects.update(unseen_for=3)
    listed = [str(contact.watch) for contact in reader.get("/").context["watched"]]
    assert listed == ["Never seen", "Seen long ago"]


def test_the_queries_of_the_account_and_of_views_do_not_grow(reader, analyst):
    reader.get("/")  # what the process keeps is kept now
    counts = []
    for number in (1, 20):
        for index in range(number):
            view = SavedView.objects.create(owner=analyst, name=f"{number} {index}", list="meeting")
            WatchFactory(user=analyst, saved_view=view)
            WatchFactory(user=analyst, unseen_for=3)
            WatchFactory(user=analyst, visit=VisitFactory())
            WatchFactory(user=analyst, organization=OrganizationFactory())
        for address in ("/accounts/", "/saved/", "/"):
            with CaptureQueriesContext(connection) as queries:
                assert reader.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
