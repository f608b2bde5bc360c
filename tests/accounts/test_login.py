"""Who comes in, how often one may guess, and what is asked of those who are in."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from engagements.models import AuditEntry, AuditEvent

ROOT = Path(__file__).resolve().parents[2]
LOGIN = "/accounts/login/"
RIGHT, WRONG = "correct horse", "battery staple"
LIMIT = 5

pytestmark = pytest.mark.django_db


def sign_in(client, username, password=RIGHT, address="192.0.2.1", **headers):
    credentials = {"username": username, "password": password}
    return client.post(LOGIN, credentials, REMOTE_ADDR=address, headers=headers)


def guess(username, times=LIMIT, **kwargs):
    """Guess wrongly, each time as a new visitor; return the last answer."""
    for _ in range(times):
        response = sign_in(Client(), username, WRONG, **kwargs)
    return response


def is_in(response):
    return response.status_code == 302


# --- Guessing passwords


def test_the_fifth_wrong_guess_shuts_the_door_for_a_while_that_is_told(client, analyst):
    assert guess("analyst", LIMIT - 1).status_code == 200
    response = guess("analyst", 1)
    assert response.status_code == 429
    page = " ".join(response.content.decode().split())
    assert re.search(r"looked at again at <strong>\d\d:\d\d</strong>, in (10|9) minutes", page)
    assert sign_in(client, "analyst").status_code == 429


def test_names_that_nobody_has_are_shut_alike(analyst):
    known, unknown = guess("analyst"), guess("somebody")
    texts = {re.sub(r'value="[^"]*"', "", response.content.decode()) for response in (known, unknown)}
    assert known.status_code == unknown.status_code == 429
    assert len(texts) == 1


def test_another_user_behind_the_same_address_comes_in(client, analyst, staff):
    guess("analyst")
    assert is_in(sign_in(client, "staff"))


def test_the_same_user_comes_in_from_another_address(client, analyst):
    guess("analyst")
    assert is_in(sign_in(client, "analyst", address="192.0.2.2"))


def test_with_ipv6_a_whole_network_is_one_address(client, analyst):
    for number in range(LIMIT):
        sign_in(Client(), "analyst", WRONG, address=f"2001:db8::{number}")
    assert sign_in(client, "analyst", address="2001:db8::ffff").status_code == 429
    assert is_in(sign_in(client, "analyst", address="2001:db8:0:1::1"))


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "user-agent"])
def test_a_forged_header_changes_nothing(client, analyst, header):
    for number in range(LIMIT):
        sign_in(Client(), "analyst", WRONG, **{header: f"198.51.100.{number}"})
    assert sign_in(client, "analyst", **{header: "198.51.100.99"}).status_code == 429


def test_behind_a_proxy_only_what_the_proxy_wrote_is_believed(client, analyst, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(LIMIT):
        sign_in(Client(), "analyst", WRONG, **{"x-forwarded-for": f"198.51.100.{number}, 203.0.113.7"})
    assert sign_in(client, "analyst", **{"x-forwarded-for": "203.0.113.7"}).status_code == 429
    assert is_in(sign_in(client, "analyst", **{"x-forwarded-for": "203.0.113.7, 203.0.113.8"}))
    assert AuditEntry.objects.filter(event=AuditEvent.LOGIN).get().address == "203.0.113.8"


@pytest.mark.parametrize("forwarded", ["", "nonsense", "1.2.3.4.5", "203.0.113.7:80", ", ,"])
def test_a_broken_header_is_no_server_error(client, analyst, settings, forwarded):
    settings.TRUSTED_PROXIES = 1
    assert is_in(sign_in(client, "analyst", **{"x-forwarded-for": forwarded}))


def test_without_any_address_the_throttle_holds(client, analyst):
    assert guess("analyst", address="").status_code == 429
    assert sign_in(client, "analyst", address="").status_code == 429


def test_after_a_while_the_door_is_open_again_and_trying_meanwhile_did_not_prolong_it(
    client, analyst, settings
):
    guess("analyst")
    shut_at = AccessAttempt.objects.get().attempt_time
    guess("analyst", 3)
    assert AccessAttempt.objects.get().attempt_time == shut_at
    AccessAttempt.objects.update(attempt_time=shut_at - settings.AXES_COOLOFF_TIME)
    assert is_in(sign_in(client, "analyst"))


def test_a_right_password_takes_the_count_back(client, analyst):
    for _ in range(3):
        assert guess("analyst", LIMIT - 1).status_code == 200
        assert is_in(sign_in(Client(), "analyst"))


def test_a_browser_that_is_known_is_not_kept_out_by_what_others_guess(client, analyst):
    assert is_in(sign_in(client, "analyst"))
    known = client.cookies["known_browser"].value
    guess("analyst")
    again = Client()
    again.cookies["known_browser"] = known
    assert is_in(sign_in(again, "analyst"))


def test_a_known_browser_may_not_guess_more_often_either(client, analyst):
    sign_in(client, "analyst")
    client.post(reverse("logout"))
    for _ in range(LIMIT):
        sign_in(client, "analyst", WRONG)
    assert sign_in(client, "analyst").status_code == 429


def test_the_mark_of_a_browser_is_good_for_one_name_and_can_not_be_made_up(client, analyst, staff):
    sign_in(client, "staff")
    guess("analyst")
    marks = (client.cookies["known_browser"].value, "abc", "abc:1:x", "")
    for mark in marks:
        other = Client()
        other.cookies["known_browser"] = mark
        assert sign_in(other, "analyst").status_code == 429


def test_one_lockout_is_one_entry_in_the_log(analyst):
    guess("analyst", LIMIT + 20)
    events = AuditEntry.objects.filter(who="analyst")
    assert events.filter(event=AuditEvent.FAILED_LOGIN).count() == LIMIT
    assert events.filter(event=AuditEvent.LOCKOUT).count() == 1


# --- Guessing in parallel, at a server of two processes


@pytest.fixture
def without_index(tmp_path):
    """The file with a letter for each password that the server looked at."""
    path = tmp_path / "without_index"
    path.touch()
    return path


@pytest.fixture
def server(transactional_db, tmp_path, make_user, without_index):
    """A server as `make run` starts it, on the database of the test; its address."""
    if connection.vendor == "sqlite":
        path = tmp_path / "db.sqlite3"

        def start_with_the_rows_that_are_there():
            copy = sqlite3.connect(path)
            connection.connection.backup(copy)
            copy.close()

        database = f"sqlite:///{path}"
    else:
        found = connection.settings_dict
        database = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**found)

        def start_with_the_rows_that_are_there():
            pass

    for name in ("analyst", "staff"):
        user = make_user(name, "Analysts")
        user.password = PBKDF2PasswordHasher().encode(RIGHT, "salt")  # as slow as it is in earnest
        user.save()
    start_with_the_rows_that_are_there()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = f"gunicorn config.wsgi --bind 127.0.0.1:{port} --workers 2 --threads 16 --log-level error"
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.counting",
        "DATABASE_URL": database,
        "DEBUG": "1",
        "LOOKED_AT": str(without_index),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", *command.split(), "--no-control-socket"],
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urlopen(f"{address}/healthz")
            break
        except (URLError, ConnectionError):
            time.sleep(0.1)
    else:
        process.terminate()
        pytest.fail("the server did not start")
    yield address
    process.terminate()
    process.wait(30)


class Visitor:
    """A browser of the standard library: no part of Django runs in it."""

    def __init__(self, server):
        self.address, self.cookies = server + LOGIN, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        self.opener.open(self.address)

    def sign_in(self, username, password, forwarded="198.51.100.1"):
        (token,) = (cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        data = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        headers = {"Referer": self.address, "X-Forwarded-For": forwarded}
        try:
            response = self.opener.open(Request(self.address, urlencode(data).encode(), headers))
        except HTTPError as error:
            return error.code
        return "in" if response.url != self.address else response.status


def test_of_sixty_guesses_at_once_five_are_looked_at(server, without_index):
    visitors = [Visitor(server) for _ in range(60)]

    def guess(number):
        return visitors[number].sign_in("analyst", f"{WRONG} {number}", f"198.51.100.{number}")

    with ThreadPoolExecutor(60) as pool:
        codes = list(pool.map(guess, range(60)))
    assert set(codes) == {200, 429}  # and no error
    assert len(without_index.read_text()) == LIMIT
    assert visitors[0].sign_in("analyst", RIGHT, "203.0.113.9") == 429
    assert visitors[1].sign_in("staff", RIGHT) == "in"


# --- Passwords


def change_password(client, old, new):
    data = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("password_change"), data)


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


def test_the_old_password_can_not_be_guessed_more_often_than_at_the_login(client, analyst):
    client.force_login(analyst)
    for _ in range(LIMIT - 1):
        assert change_password(client, WRONG, "a much longer horse").status_code == 200
    assert change_password(client, WRONG, "a much longer horse").status_code == 429
    assert change_password(client, RIGHT, "a much longer horse").status_code == 429
    analyst.refresh_from_db()
    assert analyst.check_password(RIGHT)


def test_the_admin_has_no_way_around_it(client, staff):
    client.force_login(staff)
    response = client.post(reverse("admin:password_change"), {"old_password": WRONG})
    assert response.url == reverse("password_change")


# --- Sessions


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


# --- Second factor

SET_UP, BEGIN, CHECK = (reverse(f"second_factor{part}") for part in ("", "_begin", "_check"))


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


# --- Headers


@pytest.mark.parametrize(
    "address", ["/", LOGIN, "/admin/", "/admin/auth/user/", "/nowhere", "/healthz", SET_UP]
)
def test_every_answer_tells_the_browser_what_it_may_do(client, administrator, address):
    client.force_login(administrator)
    response = client.get(address)
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == policy.pop("frame-ancestors") == policy.pop("base-uri") == "'none'"
    assert set(policy.values()) == {"'self'"}
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "no-store" in response["Cache-Control"]
