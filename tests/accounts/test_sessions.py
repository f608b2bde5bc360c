"""How long a session lasts."""

import pytest

from .signing_in import LOGIN

pytestmark = pytest.mark.django_db


def age(client, **changes):
    session = client.session
    for key, seconds in changes.items():
        session[key] -= seconds
    session.save()


def test_a_session_ends_after_half_a_day_whatever_is_done_in_it(client, analyst, settings):
    client.force_login(analyst)
    age(client, began=settings.SESSION_LIMIT - 60)
    assert client.get("/visits/").status_code == 200
    age(client, began=120)
    response = client.get("/visits/", follow=True)
    assert response.redirect_chain[0][0].startswith(LOGIN)
    assert "You were signed out" in response.content.decode()


def test_a_session_that_is_used_is_prolonged_but_not_at_each_request(client, analyst, settings):
    client.force_login(analyst)
    settings_age = settings.SESSION_COOKIE_AGE
    client.get("/visits/")
    seen = client.session["seen"]
    assert "sessionid" not in client.get("/visits/").cookies
    age(client, seen=settings_age // 10)
    response = client.get("/visits/")
    assert response.cookies["sessionid"]["max-age"] == settings_age
    assert client.session["seen"] >= seen
    assert client.session.get_expiry_age() == settings_age


def test_an_account_that_is_switched_off_is_out_at_once(client, analyst):
    client.force_login(analyst)
    analyst.is_active = False
    analyst.save()
    assert client.get("/visits/").status_code == 302
