"""Signing in at the provider of the house and out of both, as a person does it in a browser."""

import copy
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from playwright.sync_api import expect

from engagements.accounts.roles import create_roles
from engagements.models import AuditEntry
from tests.accounts.signing_in import RIGHT
from tests.accounts.test_single_sign_on import provider  # noqa: F401 - a fixture

from .conftest import barriers


@pytest.fixture
def house(transactional_db, provider, settings, faults):  # noqa: F811 - the fixture
    """The provider, as config/settings.py lets the policy of pages know of it; the one other host."""
    create_roles(apps)  # tests in real transactions empty all tables afterwards, groups included
    policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"].append(provider.issuer)
    settings.CONTENT_SECURITY_POLICY = policy
    yield provider
    faults[:] = [
        fault for fault in faults if not fault.startswith(f"request to another host: {provider.issuer}/")
    ]


@pytest.fixture
def come_in(page, live_server):
    """Return a function that asks for the visits and signs in by the provider."""

    def click():
        page.goto(f"{live_server.url}/visits/")
        page.get_by_role("link", name="Sign in with your organization’s account").click()
        return page

    return click


def leave(page, live_server):
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(f"{live_server.url}/accounts/login/")


def test_sign_on_leads_to_the_page_that_was_asked_for_and_log_out_ends_both(house, come_in, live_server):
    page = come_in()
    expect(page).to_have_url(f"{live_server.url}/visits/")
    expect(page.get_by_role("link", name="Account of ann")).to_be_visible()
    assert house.signed_out == []
    leave(page, live_server)
    (asked,) = house.signed_out
    assert asked["id_token_hint"]
    assert asked["post_logout_redirect_uri"] == f"{live_server.url}/accounts/login/"
    assert barriers(page) == []
    page.goto(f"{live_server.url}/visits/")
    assert urlsplit(page.url).path == "/accounts/login/"
    events = AuditEntry.objects.filter(event__in=["login", "logout"]).order_by("pk")
    assert list(events.values_list("event", "who")) == [("login", "ann"), ("logout", "ann")]


def test_who_has_lost_the_group_is_told_whom_to_ask(house, come_in, live_server, faults):
    leave(come_in(), live_server)
    house.claims["groups"] = ["another"]
    page = come_in()
    expect(page.get_by_role("heading", name="You have no access here")).to_be_visible()
    expect(page.get_by_text("Ask the protocol office for access.")).to_be_visible()
    assert barriers(page) == []
    assert [fault for fault in faults if "403" in fault]
    faults.clear()
    page.goto(f"{live_server.url}/visits/")
    assert urlsplit(page.url).path == "/accounts/login/"


def test_an_emergency_account_gets_in_and_out_while_the_provider_is_down(
    house, come_in, live_server, make_user, faults
):
    make_user("emergency", "Analysts")
    house.status = 503
    page = come_in()
    expect(page.get_by_role("heading", name="The sign-on did not work")).to_be_visible()
    assert barriers(page) == []
    assert [fault for fault in faults if "502" in fault]
    faults.clear()
    page.get_by_role("link", name="Emergency accounts").click()
    page.get_by_label("Username").fill("emergency")
    page.get_by_label("Password").fill(RIGHT)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Account of emergency")).to_be_visible()
    leave(page, live_server)
    assert house.signed_out == []
