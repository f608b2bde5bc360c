"""What docs/deploy.md promises, and /healthz."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from engagements.views import health

ROOT = Path(__file__).resolve().parents[2]


def documented():
    """Return the settings of docs/deploy.md, with a secret in the place of the word for one."""
    text = (ROOT / "docs/deploy.md").read_text()
    (block,) = re.findall(r"```ini\n(SECRET_KEY=.*?)```", text, re.DOTALL)
    found = dict(line.split("=", 1) for line in block.splitlines())
    return found | {"SECRET_KEY": secrets.token_urlsafe(64)}


def manage(*arguments, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_the_documented_settings_the_check_for_servers_finds_nothing():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **documented())
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


def test_a_server_without_a_key_does_not_start():
    settings = documented()
    del settings["SECRET_KEY"]
    result = manage("check", **settings)
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_the_check_does_find_something_where_https_is_off():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **documented(), HTTPS="false")
    assert result.returncode != 0
    assert "security.W" in result.stderr


SCRIPT = """
from django.test import Client
client = Client()
def show(name, response):
    print(name, response.status_code, response.headers.get("Location", ""),
          response.headers.get("Strict-Transport-Security", ""))
    for cookie in response.cookies.values():
        print(name, cookie.key, cookie["secure"], cookie["httponly"], cookie["samesite"])
host = {"host": "engagements.example.org"}
show("plain", client.get("/accounts/login/", headers=host))
show("secure", client.get("/accounts/login/", headers=host | {"x-forwarded-proto": "https"}))
show("health", client.get("/healthz", headers=host))
host["host"] = "example.com"
show("stranger", client.get("/accounts/login/", headers=host))
"""


@pytest.fixture
def answers(tmp_path):
    """What a server with the documented settings answers, by line."""
    settings = documented() | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    manifest = tmp_path / "settings_here.py"
    # The files for browsers need not be collected for this.
    manifest.write_text(
        "from config.settings import *\n"
        "STORAGES['staticfiles']['BACKEND'] = 'django.contrib.staticfiles.storage.StaticFilesStorage'\n"
    )
    settings |= {"DJANGO_SETTINGS_MODULE": "settings_here", "PYTHONPATH": str(tmp_path)}
    result = manage("shell", "--command", SCRIPT, **settings)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_a_server_leads_to_https_and_keeps_browsers_to_it(answers):
    assert "plain 301 https://engagements.example.org/accounts/login/" in answers
    assert re.search(r"^secure 200  max-age=31536000; includeSubDomains; preload$", answers, re.MULTILINE)
    assert re.search(r"^secure csrftoken True ", answers, re.MULTILINE)
    assert re.search(r"^health 503 ", answers, re.MULTILINE)  # the database is empty; but no redirect
    assert re.search(r"^stranger 400 ", answers, re.MULTILINE)


def test_every_setting_is_in_the_table_of_the_readme():
    code = (ROOT / "config/settings.py").read_text()
    names = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", code))
    table = (ROOT / "README.md").read_text().split("## Settings")[1].split("\n## ")[0]
    assert len(names) > 10
    assert {name for name in names if f"`{name}`" not in table} == set()


# --- /healthz


@pytest.fixture
def healthz(db):
    return lambda: Client().get(reverse("healthz"))


def test_healthz_is_well_where_the_database_answers_and_is_migrated(healthz, django_assert_num_queries):
    health.last_migrations()  # read once, and not at each request
    with django_assert_num_queries(2):  # the migrations, and whether it takes writes
        response = healthz()
    assert (response.status_code, response.content) == (200, b"ok")
    assert not response.cookies


@pytest.mark.parametrize("app", ["engagements", "auth"])
def test_healthz_is_unwell_where_a_migration_is_missing(healthz, app):
    last = MigrationRecorder(connection).migration_qs.filter(app=app).order_by("pk").last()
    last.delete()
    response = healthz()
    assert (response.status_code, response.content) == (503, b"unavailable")


def test_healthz_is_well_where_a_newer_version_has_migrated_further(healthz):
    MigrationRecorder(connection).record_applied("engagements", "9999_of_tomorrow")
    assert healthz().status_code == 200


def test_healthz_tells_a_stranger_nothing_of_what_is_wrong(healthz):
    def gone(execute, sql, params, many, context):
        raise OperationalError("password authentication failed for user secret")

    with connection.execute_wrapper(gone):
        response = healthz()
    assert (response.status_code, response.content) == (503, b"unavailable")


def test_no_documented_log_has_the_address_of_a_feed():
    """Of gunicorn's formats each has the address, and none can leave a part of it out."""
    text = (ROOT / "docs/deploy.md").read_text()
    assert "--access-log" not in text
    (nginx,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    (log_format,) = re.findall(r"log_format (\w+) (.*?);", nginx, re.DOTALL)
    name, written = log_format
    assert not re.search(r"\$(request|request_uri|uri|http_referer)\b", written)
    servers = nginx.split("server {")[1:]
    assert all(re.findall(r"access_log \S+ (\w+);", server) == [name] for server in servers)


def test_the_log_of_the_application_leaves_the_address_of_a_feed_out():
    script = (
        'import logging; logging.getLogger("django.request").warning("Not Found: %s", "/feeds/secret.ics")'
    )
    result = manage("shell", "-c", script, **documented() | {"DATABASE_URL": "sqlite://:memory:"})
    assert "/feeds/…" in result.stderr
    assert "secret" not in result.stderr
