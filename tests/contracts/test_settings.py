"""What the settings promise of the database and the key, asked of a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PRAGMAS = """
import django
django.setup()
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous"):
        print(name, *cursor.execute(f"PRAGMA {name}").fetchone())
    print("writing", connection.connection.in_transaction)
    other = connection.copy()
    other.settings_dict["OPTIONS"] = {**other.settings_dict["OPTIONS"], "timeout": 0}
    try:
        with transaction.atomic():
            other.cursor().execute("BEGIN IMMEDIATE")
            print("second writer begins")
    except django.db.OperationalError as error:
        print("second writer:", error)
"""


def run(code, **environment):
    """Run Python with the settings of the project and nothing else in the environment."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_sqlite_keeps_its_promises(tmp_path):
    database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    done = run(PRAGMAS, SECRET_KEY="x", DATABASE_URL=database)
    assert done.returncode == 0, done.stderr
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert told["journal_mode"] == "wal"
    assert told["foreign_keys"] == "1"
    assert int(told["busy_timeout"]) >= 5000
    assert told["synchronous"] == "2"  # a commit outlives a power cut
    # A transaction begins as a writer, so that no other one can write in between.
    assert told["writing"] == "True"
    assert told["second"] == "writer: database is locked"


@pytest.mark.parametrize("environment", [{}, {"SECRET_KEY": ""}, {"DEBUG": "0"}, {"DEBUG": "false"}])
def test_without_a_key_of_its_own_a_server_does_not_start(environment):
    done = run("from django.conf import settings; settings.SECRET_KEY", **environment)
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_with_one_it_does():
    told = "from django.conf import settings; print(settings.SECRET_KEY, settings.DEBUG)"
    assert run(told, SECRET_KEY="given").stdout.split() == ["given", "False"]


def test_forms_may_lead_to_the_provider_of_single_sign_on_alone():
    policy = "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES'])"
    issuer = "https://login.example.org:8443/realms/house"
    assert "'form-action': [\"'self'\"]," in run(policy, SECRET_KEY="x").stdout
    allowed = "'form-action': [\"'self'\", 'https://login.example.org:8443'],"
    assert allowed in run(policy, SECRET_KEY="x", OIDC_ISSUER=issuer).stdout
