"""The second factor: setting it up, being asked for it, and losing it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from engagements.models import AuditEntry, AuditEvent

from .signing_in import LOGIN, RIGHT, WRONG, is_in, sign_in

SET_UP, BEGIN, CHECK = (reverse(f"second_factor{part}") for part in ("", "_begin", "_check"))

pytestmark = pytest.mark.django_db


def code_for(user, later=0):
    """Return what the app of ``user`` shows, or will show in ``later`` half minutes."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, drift=later):06}"


def set_up(client, user):
    """Set a second factor up; return the recovery codes."""
    client.post(BEGIN)
    response = client.post(SET_UP, {"code": code_for(user)})
    assert response.status_code == 200
    return response.context["codes"]


def forget_failures():
    """Let the time pass that one has to wait after a wrong code."""
    long_ago = timezone.now() - timedelta(hours=1)
    for model in (TOTPDevice, StaticDevice):
        model.objects.update(throttling_failure_timestamp=long_ago)


@pytest.fixture
def demanded(db):
    """Return a function: the group of that name has to sign in with a second factor."""

    def demand(name):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(Permission.objects.get(codename="needs_second_factor"))
        return group

    return demand


def test_a_user_sets_it_up_and_is_asked_for_it_from_then_on(client, analyst):
    client.force_login(analyst)
    assert "Set it up" in client.get(SET_UP).content.decode()
    client.post(BEGIN)
    page = client.get(SET_UP).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert len(secret) == 32
    assert "<svg" in page
    assert "style=" not in page
    response = client.post(SET_UP, {"code": code_for(analyst)})
    assert len(response.context["codes"]) == 10
    assert client.get("/visits/").status_code == 200

    other = Client()
    assert is_in(sign_in(other, "analyst"))
    response = other.get("/visits/?q=x")
    assert response.url == f"{CHECK}?next=%2Fvisits%2F%3Fq%3Dx"
    response = other.post(response.url, {"code": code_for(analyst, later=1), "next": "/visits/?q=x"})
    assert response.url == "/visits/?q=x"
    assert other.get("/visits/").status_code == 200


def test_looking_at_the_page_changes_nothing(client, analyst):
    client.force_login(analyst)
    client.get(SET_UP)
    assert client.get(BEGIN).status_code == 405
    assert not TOTPDevice.objects.exists()


def test_a_secret_counts_only_when_a_code_of_it_was_typed(client, analyst):
    client.force_login(analyst)
    client.post(BEGIN)
    response = client.post(SET_UP, {"code": "000000"})
    assert "not the code" in response.content.decode()
    assert is_in(sign_in(client, "analyst"))
    assert client.get("/visits/").status_code == 200


def test_sessions_that_are_open_are_asked_as_well(client, analyst):
    other = Client()
    for one in (client, other):
        one.force_login(analyst)
    set_up(client, analyst)
    assert other.get("/visits/").url.startswith(CHECK)


@pytest.mark.parametrize("name", ["second_factor", "second_factor_off", "recovery_codes", "password_change"])
def test_the_password_alone_does_not_lead_around_it(client, analyst, name):
    client.force_login(analyst)
    set_up(client, analyst)
    thief = Client()
    sign_in(thief, "analyst")
    for ask in (thief.get, thief.post):
        assert ask(reverse(name), {"password": RIGHT}).url.startswith(CHECK)
    thief.post(BEGIN)
    assert TOTPDevice.objects.get().confirmed


def test_a_code_works_once(client, analyst):
    client.force_login(analyst)
    set_up(client, analyst)
    code = code_for(analyst, later=1)
    first, second = Client(), Client()
    for one in (first, second):
        sign_in(one, "analyst")
    assert is_in(first.post(CHECK, {"code": code}))
    assert second.post(CHECK, {"code": code}).status_code == 200
    assert second.get("/visits/").url.startswith(CHECK)


def test_wrong_codes_have_to_wait_and_so_has_the_right_one_then(client, analyst):
    client.force_login(analyst)
    set_up(client, analyst)
    other = Client()
    sign_in(other, "analyst")
    assert "not the code" in other.post(CHECK, {"code": "000000"}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=12, throttling_failure_timestamp=timezone.now())
    page = other.post(CHECK, {"code": code_for(analyst, later=1)}).content.decode()
    assert "looked at only in 34" in page
    forget_failures()
    assert is_in(other.post(CHECK, {"code": code_for(analyst, later=1)}))


def test_a_recovery_code_opens_once(client, analyst):
    client.force_login(analyst)
    code, *_ = set_up(client, analyst)
    for attempt, comes_in in enumerate((True, False)):
        other = Client()
        sign_in(other, "analyst")
        response = other.post(CHECK, {"code": f" {code[:4].upper()} {code[4:]} "})
        assert is_in(response) == comes_in, attempt
        if comes_in:
            assert "Recovery codes left: 9" in other.get("/visits/").content.decode()


@pytest.mark.parametrize(
    "code", ["", "x\0y", "\N{ARABIC-INDIC DIGIT ONE}" * 6, "²", "9" * 30, "x" * 31, "-1", "1e5"]
)
def test_nonsense_is_no_code(client, analyst, code):
    client.force_login(analyst)
    set_up(client, analyst)
    other = Client()
    sign_in(other, "analyst")
    assert other.post(CHECK, {"code": code}).status_code == 200
    assert other.get("/visits/").url.startswith(CHECK)


def test_new_recovery_codes_and_turning_it_off_ask_for_the_password(client, analyst):
    client.force_login(analyst)
    old = set_up(client, analyst)
    for name in ("recovery_codes", "second_factor_off"):
        response = client.post(reverse(name), {"password": WRONG})
        assert "not your password" in response.content.decode()
    new = client.post(reverse("recovery_codes"), {"password": RIGHT}).context["codes"]
    assert not set(old) & set(new)
    client.post(reverse("second_factor_off"), {"password": RIGHT})
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert client.get("/visits/").status_code == 200


def test_a_group_that_has_to_is_led_to_set_it_up_and_nowhere_else(client, staff, demanded):
    client.force_login(staff)
    assert client.get("/visits/").status_code == 200
    demanded("Staff")
    addresses = ["/", "/visits/", "/visits/1/", "/suggest/official/?q=x", "/attachments/1/", "/admin/"]
    addresses += [reverse("admin:engagements_visit_add"), reverse("admin:jsi18n"), reverse("password_change")]
    for address in addresses:
        for ask in (client.get, client.post):
            response = ask(address)
            assert response.status_code == 302, address
            assert response.url.startswith(SET_UP), address
    assert "has to sign in with a second factor" in client.get(SET_UP).content.decode()
    set_up(client, staff)
    assert client.get("/visits/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_who_has_to_may_leave(client, staff, demanded):
    demanded("Staff")
    client.force_login(staff)
    assert client.post(reverse("logout")).url == LOGIN


def test_superusers_have_to_only_where_it_is_demanded_of_them(client, administrator, demanded):
    client.force_login(administrator)
    assert client.get("/visits/").status_code == 200
    administrator.groups.add(demanded("Keepers"))
    assert client.get("/visits/").url.startswith(SET_UP)


def test_a_superuser_takes_it_away_from_who_lost_the_phone(client, administrator, analyst, staff):
    client.force_login(analyst)
    set_up(client, analyst)
    keeper = Client()
    keeper.force_login(administrator)
    chosen = {"action": "take_second_factor_away", "_selected_action": [analyst.pk, staff.pk]}
    response = keeper.post(reverse("admin:auth_user_changelist"), chosen, follow=True)
    assert "Taken away: 1." in response.content.decode()
    assert is_in(sign_in(client, "analyst"))
    assert client.get("/visits/").status_code == 200
    details = AuditEntry.objects.filter(event=AuditEvent.SECOND_FACTOR).values_list("who", "detail")
    assert ("administrator", "taken away from analyst") in details


def test_no_secret_is_shown_in_the_admin_or_written_to_the_log(client, administrator, analyst):
    client.force_login(analyst)
    codes = set_up(client, analyst)
    written = str(list(AuditEntry.objects.values()))
    assert TOTPDevice.objects.get().key not in written
    assert not any(code in written for code in codes)
    client.force_login(administrator)
    index = client.get("/admin/").content.decode()
    assert "otp" not in index.lower()


@pytest.mark.parametrize("address", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_after_the_code_nobody_is_led_to_another_host(client, analyst, address):
    client.force_login(analyst)
    set_up(client, analyst)
    other = Client()
    sign_in(other, "analyst")
    response = other.post(CHECK, {"code": code_for(analyst, later=1), "next": address})
    assert response.url == "/"
