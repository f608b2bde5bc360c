"""Signing in and where it leads; passwords: changing one, and which are refused."""

import pytest
from django.test import Client
from django.urls import reverse

from .signing_in import RIGHT, WRONG, change_password, is_in

pytestmark = pytest.mark.django_db


def test_changing_the_password_ends_the_other_sessions(client, analyst):
    other = Client()
    for one in (client, other):
        one.force_login(analyst)
    assert is_in(change_password(client, RIGHT, "a much longer horse"))
    assert client.get("/visits/").status_code == 200
    assert other.get("/visits/").status_code == 302


@pytest.mark.parametrize("new", ["short horse", "123456789012345", "analyst12345"])
def test_weak_passwords_are_refused(client, analyst, new):
    client.force_login(analyst)
    response = change_password(client, RIGHT, new)
    assert response.status_code == 200
    assert response.context["form"].errors["new_password2"]


def test_the_admin_has_no_way_around_it(client, staff):
    client.force_login(staff)
    response = client.post(reverse("admin:password_change"), {"old_password": WRONG})
    assert response.url == reverse("password_change")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "/admin/"),
        ("?next=/admin/engagements/visit/add/", "/admin/engagements/visit/add/"),
        ("?next=//elsewhere.example/", "/admin/"),
    ],
)
def test_the_address_of_the_admins_login_leads_who_may_enter_on(client, staff, query, expected):
    address = reverse("admin:login") + query
    to_login = client.get(address)
    assert to_login.url == f"{reverse('login')}?next={expected}"
    signed_in = client.post(to_login.url, {"username": staff.username, "password": RIGHT})
    assert signed_in.url == expected
    assert client.get(address).url == expected  # signed in already
