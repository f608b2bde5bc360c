"""Single sign-on: who comes in, as whom, with which groups; and a provider that is wrong."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from engagements.accounts import single_sign_on
from engagements.models import AuditEntry, ExternalIdentity
from tests.accounts.signing_in import RIGHT, is_in, sign_in
from tests.provider import CLIENT, SECRET, running_provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    with running_provider() as provider:
        settings.OIDC_ISSUER = provider.issuer
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_GROUPS = {"protocol": "Analysts", "entry": "Staff"}
        settings.OIDC_LOCAL_ACCOUNTS = ["emergency"]
        settings.OIDC_CONTACT = "the protocol office"
        yield provider


def come_in(client, provider, start="/accounts/sign-on/?next=/visits/"):
    """Go the way of a browser; return the answer to the callback."""
    to_provider = client.get(start)
    asked = dict(parse_qsl(urlsplit(to_provider.url).query))
    back = urlsplit(provider.authorize(asked))
    return client.get(f"{back.path}?{back.query}")


def test_nothing_is_there_until_it_is_configured(client, make_user):
    make_user("ann", "Analysts")
    for address in ("/accounts/sign-on/", "/accounts/sign-on/callback/"):
        assert client.get(address).status_code == 404
    assert "organization’s account" not in client.get("/accounts/login/").text
    assert is_in(sign_in(client, "ann"))


def test_who_is_in_a_mapped_group_comes_in_with_our_groups(client, provider):
    assert "/accounts/sign-on/" in client.get("/accounts/login/?next=/visits/").text
    response = come_in(client, provider)
    assert (response.status_code, response.url) == (302, "/visits/")
    assert client.get("/visits/").status_code == 200
    identity = ExternalIdentity.objects.get()
    assert (identity.issuer, identity.subject, identity.user.username) == (provider.issuer, "ann", "ann")
    assert [group.name for group in identity.user.groups.all()] == ["Analysts"]
    assert not identity.user.has_usable_password()
    assert AuditEntry.objects.filter(event="login", who="ann").exists()


def test_groups_follow_at_each_sign_in(client, provider):
    come_in(client, provider)
    user = User.objects.get()
    user.groups.add(Group.objects.create(name="Given here"))
    entries = AuditEntry.objects.filter(event="account").count()
    come_in(Client(), provider)
    assert AuditEntry.objects.filter(event="account").count() == entries  # nothing changed
    provider.claims["groups"] = ["entry", "unknown"]
    come_in(Client(), provider)
    user.refresh_from_db()
    assert {group.name for group in user.groups.all()} == {"Staff", "Given here"}
    assert user.is_staff
    provider.claims["groups"] = []
    assert come_in(Client(), provider).status_code == 403
    user.refresh_from_db()
    assert {group.name for group in user.groups.all()} == {"Given here"}
    assert not user.is_staff


@pytest.mark.parametrize(
    "groups", [None, [], "nobody", ["x"] * 5000, {"a": 1}, [1, None, {}], ["x"] * 10_001]
)
def test_who_is_in_no_mapped_group_is_told_whom_to_ask(client, provider, groups):
    provider.claims["groups"] = groups
    response = come_in(client, provider)
    assert response.status_code == 403
    assert "Ask the protocol office for access" in response.text
    assert not User.objects.exists()
    assert AuditEntry.objects.filter(event="refused", detail__contains="ann").exists()


def test_one_of_5000_groups_is_enough(client, provider):
    provider.claims["groups"] = [f"group {number}" for number in range(5000)] + ["protocol"]
    assert is_in(come_in(client, provider))


def test_accounts_are_linked_by_subject_and_never_by_name_or_address(client, provider, make_user):
    local = make_user("ann", "Editors", is_superuser=True)
    local.email = "ann@example.org"
    local.save()
    provider.claims |= {"email": "ann@example.org", "email_verified": True}
    assert is_in(come_in(client, provider))
    first = ExternalIdentity.objects.get().user
    assert first != local
    assert first.username.startswith("ann-")
    provider.claims["sub"] = "another"  # with the same name and address
    assert is_in(come_in(Client(), provider))
    assert ExternalIdentity.objects.count() == 2
    provider.claims |= {"sub": "ann", "preferred_username": "renamed"}
    assert is_in(come_in(Client(), provider))
    assert ExternalIdentity.objects.count() == 2


def test_groups_give_restricted_records_only_where_that_is_said(client, provider, settings):
    permission = Permission.objects.get(codename="view_restricted_records")
    Group.objects.get(name="Staff").permissions.add(permission)
    provider.claims["groups"] = ["entry"]
    assert come_in(client, provider).status_code == 403
    settings.OIDC_GROUPS_GIVE_RESTRICTED = True
    assert is_in(come_in(client, provider))


def test_an_account_that_is_not_active_stays_out(client, provider):
    come_in(client, provider)
    User.objects.update(is_active=False)
    assert come_in(Client(), provider).status_code == 403


@pytest.mark.parametrize(
    ("said", "page"),
    [({"amr": ["pwd", "mfa"]}, 200), ({"acr": "mfa"}, 200), ({"amr": ["pwd"]}, 302), ({}, 302)],
)
def test_the_second_factor_of_the_house_counts_where_it_is_said(client, provider, settings, said, page):
    settings.OIDC_SECOND_FACTOR = ["mfa"]
    group = Group.objects.get(name="Analysts")
    group.permissions.add(Permission.objects.get(codename="needs_second_factor"))
    provider.claims |= said
    come_in(client, provider)
    assert client.get("/visits/").status_code == page


def test_signing_out_ends_both(client, provider):
    come_in(client, provider)
    response = client.post("/accounts/logout/")
    assert response.url.startswith(f"{provider.issuer}/logout?")
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Faccounts%2Flogin%2F" in response.url
    assert client.get("/visits/").status_code == 302


def test_signing_out_asks_for_no_address_that_is_too_long(client, provider):
    provider.claims["groups"] = [f"group {number}" for number in range(5000)] + ["protocol"]
    come_in(client, provider)
    response = client.post("/accounts/logout/")
    assert response.url.startswith(f"{provider.issuer}/logout?")
    assert f"client_id={CLIENT}" in response.url
    assert len(response.url) < 2000


def test_only_emergency_accounts_have_a_password_and_they_need_no_provider(client, provider, make_user):
    make_user("emergency", "Analysts")
    make_user("ann", "Analysts")
    provider.status = 500
    assert not is_in(sign_in(client, "ann", RIGHT))
    assert is_in(sign_in(client, "emergency", RIGHT))
    assert client.post("/accounts/logout/").url == "/accounts/login/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another"},
        {"aud": "another", "azp": CLIENT},
        {"iss": "https://another.example"},
        {"nonce": "an old one"},
        {"exp": 1},
        {"sub": ""},
    ],
)
def test_a_token_that_is_not_for_us_and_now_lets_nobody_in(client, provider, wrong):
    provider.wrong = wrong
    response = come_in(client, provider)
    assert response.status_code == 502
    assert not User.objects.exists()
    assert client.get("/visits/").status_code == 302
    assert AuditEntry.objects.filter(event="refused", detail__startswith="single sign-on failed").exists()


def test_a_token_signed_by_another_key_lets_nobody_in_and_new_keys_are_learned(client, provider):
    come_in(client, provider)
    provider.change_keys()
    assert is_in(come_in(Client(), provider))
    published = provider.key
    provider.change_keys()
    forged, provider.key = provider.key, published
    token = provider.token
    provider.token = lambda form: token_signed_by(provider, forged, token, form)
    assert come_in(Client(), provider).status_code == 502


def token_signed_by(provider, key, token, form):
    published, provider.key = provider.key, key
    try:
        return token(form)
    finally:
        provider.key = published


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=y", "?error=access_denied", "?state=%00&code=%ff"]
)
def test_a_callback_that_nobody_began_lets_nobody_in(client, provider, query):
    assert client.get(f"/accounts/sign-on/callback/{query}").status_code == 502


def test_a_provider_that_is_not_there_is_told(client, provider, settings):
    provider.status = 503
    assert come_in_fails(client)
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    assert come_in_fails(client)


@pytest.mark.parametrize("address", ["openid-configuration", "token", "jwks"])
def test_a_provider_that_answers_too_late_lets_nobody_in(client, provider, monkeypatch, address):
    monkeypatch.setattr(single_sign_on, "PROVIDER_TIMEOUT_SECONDS", 0.3)
    response = client.get("/accounts/sign-on/")
    back = urlsplit(provider.authorize(dict(parse_qsl(urlsplit(response.url).query))))
    provider.late_at = address
    assert client.get(f"{back.path}?{back.query}").status_code == 502
    assert not User.objects.exists()


def come_in_fails(client):
    response = client.get("/accounts/sign-on/")
    return response.status_code == 502 and "Try again" in response.text


def test_it_leads_to_no_other_site(client, provider):
    response = come_in(client, provider, "/accounts/sign-on/?next=https://evil.example/")
    assert response.url == "/"
