"""The command as a process of its own: its exit codes and streams, and what is left when it is killed."""

import os
import pty
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from engagements.models import ImportRun, Visit
from tests.imports.sheets import HEADING, ROWS, TRIPS, Imports, everything

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "manage.py", "import_engagements"]


class Database:
    """The test's database, or on SQLite a copy of it in a file, for another process to work on."""

    def __init__(self, folder):
        self.folder, settings = folder, connection.settings_dict
        self.file = folder / "db.sqlite3" if connection.vendor == "sqlite" else None
        if self.file:
            connection.ensure_connection()
            with sqlite3.connect(self.file) as copy:
                connection.connection.backup(copy)
            self.address = f"sqlite:///{self.file}"
        else:
            self.address = (
                f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST'] or '127.0.0.1'}:"
                f"{settings['PORT'] or 5432}/{settings['NAME']}"
            )

    def state(self):
        """Return all that it holds."""
        if not self.file:
            return everything()
        with sqlite3.connect(self.file) as copy:
            return "\n".join(line for line in copy.iterdump())

    def count(self, model):
        if not self.file:
            return model.objects.count()
        with sqlite3.connect(self.file) as copy:
            return copy.execute(f'SELECT count(*) FROM "{model._meta.db_table}"').fetchone()[0]

    def run(self, *command, **options):
        environment = {**os.environ, "DATABASE_URL": self.address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        return subprocess.run(
            command,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            **options,
        )


@pytest.fixture
def database(transactional_db, tmp_path):
    return Database(tmp_path)


@pytest.fixture
def sheet(tmp_path):
    """A sheet of forty trips, and its mapping."""
    imports = Imports(tmp_path)
    rows = [f"{n},{ROWS[n % 3].split(',', 1)[1]}" for n in range(40)]
    return imports.file([HEADING, *rows]), imports.file(TRIPS, "map.toml")


def test_killed_at_any_moment_it_leaves_all_as_it_was(database, sheet):
    path, mapping = map(str, sheet)
    killed = [sys.executable, str(ROOT / "tests" / "imports" / "killed.py")]
    before = database.state()
    moments = random.Random(7)  # the same ones at each run, or a failure could not be looked into
    dry = database.run(*COMMAND, path, "--mapping", mapping, "--dry-run")
    assert (dry.returncode, database.state()) == (0, before), dry.stderr
    for statement in (1, *sorted(moments.sample(range(10, 50), 3))):
        result = database.run(*killed, str(statement), path, mapping)
        assert result.returncode == -signal.SIGKILL, result.stderr
        assert database.state() == before

    result = database.run(*killed, "0", path, mapping)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) >= 50  # so none of the moments lay behind the end
    assert database.count(Visit) == 40
    again = database.run(*COMMAND, path, "--mapping", mapping)
    assert "Nothing changed" in again.stdout
    assert database.count(Visit) == 40
    assert database.count(ImportRun) == 2


def test_wrong_input_has_exit_code_2_and_no_traceback(database, sheet):
    path, mapping = map(str, sheet)
    result = database.run(*COMMAND, path, "--mapping", "none.toml")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "CommandError: none.toml: No such file or directory.\n"
    Path(path).write_text(Path(path).read_text().replace("2021-12-06", "soon", 1))
    result = database.run(*COMMAND, path, "--mapping", mapping)
    assert result.returncode == 2
    assert result.stderr.startswith("sheet.csv, row 2, from: “soon”: it fits no date format")
    assert "Traceback" not in result.stderr
    assert database.count(Visit) == 0


def test_bar_is_for_terminals_alone(database, sheet):
    path, mapping = map(str, sheet)
    result = database.run(*COMMAND, path, "--mapping", mapping, "--dry-run")
    assert result.stderr == ""
    terminal, end = pty.openpty()
    environment = {**os.environ, "DATABASE_URL": database.address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(
        [*COMMAND, path, "--mapping", mapping],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=end,
    ) as process:
        out, _ = process.communicate()
    os.close(end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert process.returncode == 0
    assert "Reading" in shown
    assert "Writing" in shown
    assert b"Reading" not in out
