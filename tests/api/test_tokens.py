"""Tokens: who may have one, what it reads, and when it does not."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from engagements.common.tokens import hash_token
from engagements.models import ApiToken, AuditEntry, SavedView
from tests.factories import MeetingFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(make_user):
    return make_user("owner", "Analysts", "use_api_tokens", "view_restricted_records")


def token_of(user, **fields):
    """Make a token; return a client that sends it, and the token."""
    token = ApiToken(owner=user, **{"name": "script", "ends_on": timezone.localdate()} | fields)
    secret = token.give_secret()
    token.save()
    return Client(headers={"Authorization": f"Bearer {secret}"}), token


def test_a_token_is_started_on_the_page_and_its_secret_shown_once(client, owner):
    client.force_login(owner)
    ends_on = timezone.localdate() + datetime.timedelta(days=30)
    sent = {"action": "start_token", "name": "Statistics", "ends_on": ends_on, "saved_view": ""}
    page = client.post("/accounts/access/", sent)
    secret = page.context["secret"]
    assert secret in page.text
    assert secret not in client.get("/accounts/access/").text
    token = ApiToken.objects.get()
    assert (token.token_hash, token.ends_on) == (hash_token(secret), ends_on)
    assert Client().get("/api/v1/visits/", headers={"Authorization": f"bearer {secret}"}).status_code == 200
    assert AuditEntry.objects.filter(event="token", detail__contains="Statistics").count() == 1
    assert client.post("/accounts/access/", {"action": "end_token", "token": token.pk}).status_code == 302
    assert Client().get("/api/v1/visits/", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": "9999-01-01"}, "ends_on"),
        ({"name": ""}, "name"),
        ({"name": " script "}, "name"),
        ({"saved_view": "999"}, "saved_view"),
    ],
)
def test_a_bad_token_is_refused_beside_its_field(client, owner, fields, name):
    token_of(owner)
    client.force_login(owner)
    sent = {"action": "start_token", "name": "New", "ends_on": timezone.localdate(), "saved_view": ""}
    page = client.post("/accounts/access/", sent | fields)
    assert list(page.context["form"].errors) == [name]
    assert ApiToken.objects.count() == 1


def test_a_view_of_another_can_not_be_bound_also_where_it_is_shared(client, owner, analyst):
    view = SavedView.objects.create(owner=analyst, name="Theirs", list="visit", shared=True)
    client.force_login(owner)
    sent = {"action": "start_token", "name": "New", "ends_on": timezone.localdate(), "saved_view": view.pk}
    page = client.post("/accounts/access/", sent)
    assert list(page.context["form"].errors) == ["saved_view"]
    assert not ApiToken.objects.exists()


def test_nobody_has_a_token_without_the_permission(client, analyst, owner):
    client.force_login(analyst)
    sent = {"action": "start_token", "name": "New", "ends_on": timezone.localdate()}
    assert client.post("/accounts/access/", sent).status_code == 403
    _, token = token_of(owner)
    assert client.post("/accounts/access/", {"action": "end_token", "token": token.pk}).status_code == 404


def test_restricted_records_are_read_only_where_tokens_were_granted_them(owner, make_user):
    restricted, shown = VisitFactory(handling="restricted"), VisitFactory()
    granted = make_user(
        "granted", "Analysts", "use_api_tokens", "view_restricted_records", "token_restricted_records"
    )
    root = make_user("root", is_superuser=True)
    for user, expected in ((owner, {shown}), (root, {shown}), (granted, {shown, restricted})):
        script, _ = token_of(user)
        uids = {row["uid"] for row in script.get("/api/v1/visits/").json()["results"]}
        assert uids == {str(visit.uid) for visit in expected}


def test_a_token_that_has_ended_or_whose_owner_may_not_is_refused(client, owner, make_user):
    script, token = token_of(owner)
    assert script.get("/api/v1/visits/").status_code == 200
    refused = []
    ApiToken.objects.update(made_on="2020-01-01", ends_on="2020-01-02")
    refused.append(script.get("/api/v1/visits/"))
    ApiToken.objects.update(ends_on=timezone.localdate())
    owner.is_active = False
    owner.save()
    refused.append(script.get("/api/v1/visits/"))
    owner.is_active = True
    owner.save()
    owner.user_permissions.clear()
    refused.append(script.get("/api/v1/visits/"))
    other, _ = token_of(make_user("careful", "Analysts", "use_api_tokens", "needs_second_factor"))
    refused.append(other.get("/api/v1/visits/"))
    assert [response.status_code for response in refused] == [401] * 4
    assert refused[0]["WWW-Authenticate"].startswith("Bearer")
    assert AuditEntry.objects.filter(event="refused", detail=f"token “{token}”").count() == 4


def test_guessed_tokens_are_refused_fill_no_log_and_lock_nobody_out(owner):
    script, _ = token_of(owner)
    guesser = Client()
    for number in range(1000):
        guess = {"Authorization": f"Bearer {number}\u00e9"}
        assert guesser.get("/api/v1/visits/", headers=guess).status_code == 401
    assert AuditEntry.objects.filter(event="refused").count() == 1
    assert script.get("/api/v1/visits/").status_code == 200


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer  ", "bearer x y", "Bearer " + "x" * 100_000, "Bearer \x00"]
)
def test_what_is_no_token_is_refused_also_for_who_is_signed_in(client, analyst, header):
    client.force_login(analyst)
    assert client.get("/api/v1/visits/", headers={"Authorization": header}).status_code == 401


def test_calls_of_a_token_are_counted_by_the_minute(owner, settings):
    settings.API_CALLS_PER_MINUTE = 3
    script, _ = token_of(owner)
    answers = [script.get("/api/v1/topics/") for _ in range(4)]
    # The minute may have changed between the calls.
    assert answers[-1].status_code == 429 or ApiToken.objects.get().calls < 4
    assert answers[-1].get("Retry-After", "60") == "60"
    ApiToken.objects.update(minute=0)
    assert script.get("/api/v1/topics/").status_code == 200
    assert ApiToken.objects.get().used_at


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/visits/", 403),
        ("get", "/visits/?export=xlsx", 403),
        ("get", "/visits/?export=csv", 200),
        ("get", "/meetings/?export=json&q=x", 200),
        ("get", "/who-met-whom/?export=csv", 403),
        ("get", "/admin/", 403),
        ("get", "/accounts/access/", 403),
        ("post", "/saved/new/", 403),
        ("post", "/api/v1/visits/", 403),
        ("get", "/api/schema/", 200),
    ],
)
def test_a_token_reads_the_api_and_exports_and_nothing_else(owner, method, address, status):
    script, _ = token_of(owner)
    assert getattr(script, method)(address).status_code == status


def test_an_export_by_token_is_logged_with_it(owner):
    script, _ = token_of(owner)
    VisitFactory(title="Shown")
    assert "Shown" in script.get("/visits/?export=csv").getvalue().decode()
    entry = AuditEntry.objects.get(event="export")
    assert (entry.who, entry.detail) == ("owner", "/visits/?export=csv by token “script”")


def test_a_token_of_a_view_reads_what_the_view_lists(owner):
    view = SavedView.objects.create(owner=owner, name="State", list="visit", query="visit_type=state")
    script, _ = token_of(owner, saved_view=view)
    state, other = VisitFactory(visit_type="state", title="State"), VisitFactory(title="Other")
    meeting = MeetingFactory(visit=state)
    listed = script.get("/api/v1/visits/").json()
    assert [row["uid"] for row in listed["results"]] == [str(state.uid)]
    assert script.get("/api/v1/visits/?q=other").json()["results"] == []
    assert script.get(f"/api/v1/visits/{state.uid}/").status_code == 200
    assert script.get(f"/api/v1/visits/{other.uid}/").status_code == 404
    for address in (
        f"/api/v1/meetings/{meeting.uid}/",
        "/api/v1/meetings/",
        "/api/v1/who-met-whom/",
        "/meetings/?export=csv",
        "/visits/?export=csv&q=other",
    ):
        assert script.get(address).status_code == 403, address
    exported = script.get("/visits/?export=csv").getvalue().decode()
    assert "Other" not in exported
    assert "State" in exported
    state.visit_type = "working"
    state.save()
    gone = script.get("/api/v1/gone/", {"since": listed["position"]}).json()["results"]
    assert [row["uid"] for row in gone] == [str(state.uid)]
    view.delete()
    assert script.get("/api/v1/visits/").status_code == 401


def test_administrators_see_and_end_the_tokens_of_others_but_no_secret(client, owner, administrator):
    script, token = token_of(owner, name="Statistics")
    other, kept = token_of(owner, name="Kept")
    script.get("/api/v1/visits/")
    client.force_login(administrator)
    listed = client.get("/admin/engagements/apitoken/?q=statist")
    assert [row.pk for row in listed.context["cl"].result_list] == [token.pk]
    shown = client.get(f"/admin/engagements/apitoken/{token.pk}/change/")
    used = ApiToken.objects.get(pk=token.pk).used_at
    for page in (listed, shown):
        assert date_format(localtime(used), "DATETIME_FORMAT") in page.text
        assert token.token_hash not in page.text
    assert client.post(f"/admin/engagements/apitoken/{token.pk}/delete/", {"post": "yes"}).status_code == 302
    assert script.get("/api/v1/visits/").status_code == 401
    assert other.get("/api/v1/visits/").status_code == 200
    selected = {"action": "delete_selected", "_selected_action": [kept.pk], "post": "yes"}
    assert client.post("/admin/engagements/apitoken/", selected).status_code == 302
    assert other.get("/api/v1/visits/").status_code == 401
    entries = AuditEntry.objects.filter(event="token").order_by("pk")
    assert [(entry.who, entry.detail) for entry in entries] == [
        ("administrator", "“Statistics” of owner ended"),
        ("administrator", "“Kept” of owner ended"),
    ]


def test_sessions_are_listed_and_ended(client, owner):
    client.force_login(owner)
    other = Client()
    other.force_login(owner)
    sessions = client.get("/accounts/access/").context["sessions"]
    (mark,) = [session.mark for session in sessions if not session.is_current]
    assert len(sessions) == 2
    assert client.post("/accounts/access/", {"action": "end_session", "session": mark}).status_code == 302
    assert other.get("/").status_code == 302
    assert client.get("/accounts/access/").status_code == 200
    assert client.post("/accounts/access/", {"action": "end_session", "session": mark}).status_code == 404
