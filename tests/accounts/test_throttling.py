"""How often a password may be guessed."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.urls import reverse

from engagements.models import AuditEntry, AuditEvent

from .signing_in import LIMIT, LOGIN, RIGHT, WRONG, change_password, guess, is_in, sign_in

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.django_db


def test_the_fifth_wrong_guess_locks_the_name_for_a_while_that_is_told(client, analyst):
    assert guess("analyst", LIMIT - 1).status_code == 200
    response = guess("analyst", 1)
    assert response.status_code == 429
    page = " ".join(response.content.decode().split())
    assert re.search(r"looked at again at <strong>\d\d:\d\d</strong>, in (10|9) minutes", page)
    assert sign_in(client, "analyst").status_code == 429


def test_names_that_nobody_has_are_locked_alike(analyst):
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


def test_after_a_while_the_name_is_unlocked_and_trying_meanwhile_did_not_prolong_it(
    client, analyst, settings
):
    guess("analyst")
    locked_at = AccessAttempt.objects.get().attempt_time
    guess("analyst", 3)
    assert AccessAttempt.objects.get().attempt_time == locked_at
    AccessAttempt.objects.update(attempt_time=locked_at - settings.AXES_COOLOFF_TIME)
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


def test_the_old_password_can_not_be_guessed_more_often_than_at_the_login(client, analyst):
    client.force_login(analyst)
    for _ in range(LIMIT - 1):
        assert change_password(client, WRONG, "a much longer horse").status_code == 200
    assert change_password(client, WRONG, "a much longer horse").status_code == 429
    assert change_password(client, RIGHT, "a much longer horse").status_code == 429
    analyst.refresh_from_db()
    assert analyst.check_password(RIGHT)


# --- Guessing in parallel, at a server of two processes


@pytest.fixture
def checked_passwords(tmp_path):
    """The file with a letter for each password that the server checked."""
    path = tmp_path / "checked_passwords"
    path.touch()
    return path


@pytest.fixture
def server(transactional_db, tmp_path, make_user, checked_passwords):
    """A server as `make run` starts it, on the database of the test; its address."""
    if connection.vendor == "sqlite":
        path = tmp_path / "db.sqlite3"

        def copy_rows():
            copy = sqlite3.connect(path)
            connection.connection.backup(copy)
            copy.close()

        database = f"sqlite:///{path}"
    else:
        found = connection.settings_dict
        database = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**found)

        def copy_rows():
            pass

    for name in ("analyst", "staff"):
        user = make_user(name, "Analysts")
        user.password = PBKDF2PasswordHasher().encode(RIGHT, "salt")  # as slow as it is in earnest
        user.save()
    copy_rows()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = f"gunicorn config.wsgi --bind 127.0.0.1:{port} --workers 2 --threads 16 --log-level error"
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.counting",
        "DATABASE_URL": database,
        "DEBUG": "1",
        "CHECKED_PASSWORDS": str(checked_passwords),
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


def test_of_sixty_guesses_at_once_five_are_looked_at(server, checked_passwords):
    visitors = [Visitor(server) for _ in range(60)]

    def guess(number):
        return visitors[number].sign_in("analyst", f"{WRONG} {number}", f"198.51.100.{number}")

    with ThreadPoolExecutor(60) as pool:
        codes = list(pool.map(guess, range(60)))
    assert set(codes) == {200, 429}  # and no error
    assert len(checked_passwords.read_text()) == LIMIT
    assert visitors[0].sign_in("analyst", RIGHT, "203.0.113.9") == 429
    assert visitors[1].sign_in("staff", RIGHT) == "in"
