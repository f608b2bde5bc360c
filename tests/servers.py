"""Servers of our own, for tests and benchmarks: PostgreSQL in a temporary folder, gunicorn, a visitor.

On Linux, where PostgreSQL is installed.
"""

import http.client
import http.cookiejar
import os
import pwd
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import lxml.html
import psycopg2

ROOT = Path(__file__).resolve().parent.parent
EDITORS, VISITS, WORKERS, PASSWORD = 8, 20, 4, "correct horse"
SETTINGS = """
from config.settings import *
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""
SETUP = f"""
from django.contrib.auth.models import Group, User
from tests.factories import MemberFactory, VisitFactory
for number in range({EDITORS}):
    user = User.objects.create_user(f"editor{{number}}", password="{PASSWORD}", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
for _ in range({VISITS}):
    MemberFactory(visit=VisitFactory(publication="draft"), title="0")
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def children_of(pid):
    with suppress(FileNotFoundError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def kill_tree(pid):
    """`kill -9` of a process that was started here, and of its children."""
    for one in (pid, *children_of(pid)):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def wait_until(true, seconds=90):
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


class SQLite:
    name = "SQLite"

    def __init__(self, folder, name="db"):
        self.path = folder / f"{name}.sqlite3"
        self.address = f"sqlite:///{self.path}"

    def rows(self, query):
        connection = sqlite3.connect(self.path, timeout=60)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def another(self, name):
        return SQLite(self.path.parent, name)


class Cluster:
    """A PostgreSQL server of our own; run by the user postgres where root runs this."""

    name = "PostgreSQL"
    bin = Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip())

    def __init__(self, folder, name="primary"):
        self.folder, self.port, self.data = folder, free_port(), folder / name
        self.database = "engagements"

    @property
    def address(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/{self.database}"

    def run(self, tool, *arguments, check=True):
        command = [str(self.bin / tool), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        return subprocess.run(command, check=check, capture_output=True, text=True, cwd="/")

    def make(self, **settings):
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        self.configure(listen_addresses="127.0.0.1", unix_socket_directories="", **settings)
        self.start()
        self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", self.database)
        return self

    def follow(self, primary):
        """Become a standby of ``primary`` (whatever has the address of a database), and start."""
        self.run("pg_basebackup", "-d", primary.address, "-D", self.data, "-R", "-c", "fast")
        for name, text in {"postgresql.conf": "", "pg_hba.conf": "host all all 127.0.0.1/32 trust\n"}.items():
            if not (self.data / name).exists():  # Debian keeps those of its own cluster elsewhere
                (self.data / name).write_text(text)
        self.configure(listen_addresses="127.0.0.1", unix_socket_directories="")
        self.database = primary.address.rpartition("/")[2]
        self.start()
        return self

    def configure(self, **settings):
        with (self.data / "postgresql.auto.conf").open("a") as file:
            for name, value in ({"port": self.port} | settings).items():
                file.write(f"{name} = '{value}'\n")

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-l", f"{self.data}.log", "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop", check=False)

    def kill(self):
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        everyone = [pid, *children_of(pid)]
        kill_tree(pid)
        wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in everyone))

    def rows(self, query, database=None):
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=database or self.database
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def another(self, name):
        self.rows(f"CREATE DATABASE {name}", "postgres")
        other = Cluster(self.folder)
        other.port, other.data, other.database = self.port, self.data, name
        return other


class Server:
    """gunicorn on a database, with users and visits in it."""

    def __init__(self, folder, database, application="config.wsgi"):
        self.database, self.application, self.port = database, application, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        (folder / "settings_here.py").write_text(SETTINGS)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DEBUG"},
            "DATABASE_URL": database.address,
            "DJANGO_SETTINGS_MODULE": "settings_here",
            "PYTHONPATH": f"{ROOT}:{folder}",
            "SECRET_KEY": "for this alone",
            "HTTPS": "false",
            "MEDIA_ROOT": str(folder / "media"),
        }
        self.log = folder / f"gunicorn-{self.port}.log"

    def manage(self, *arguments, database=None, check=True):
        environment = self.environment | ({"DATABASE_URL": database.address} if database else {})
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            check=check,
            stdout=subprocess.PIPE,
            text=True,
        )

    def prepare(self):
        self.manage("migrate", "-v0")
        self.manage("shell", "-v0", "-c", SETUP)
        self.visits = [pk for (pk,) in self.database.rows("SELECT id FROM engagements_visit ORDER BY id")]
        return self

    def start(self):
        command = ["-m", "gunicorn", self.application, "--bind", f"127.0.0.1:{self.port}"]
        command += [
            "--workers",
            str(WORKERS),
            "--threads",
            "4",
            "--timeout",
            "60",
            "--no-control-socket",
            "--preload",
        ]
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.environment, stderr=self.log.open("a")
        )
        wait_until(self.is_well)

    def is_well(self):
        with suppress(OSError, http.client.HTTPException):
            return urllib.request.urlopen(f"{self.address}/healthz", timeout=5).status == 200
        return False

    def kill(self):
        kill_tree(self.process.pid)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait()

    @contextmanager
    def running(self):
        self.start()
        try:
            yield self
        finally:
            self.stop()


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class Visitor:
    """A browser of somebody who is logged in."""

    def __init__(self, server, username):
        self.server = server
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), StayHere)
        page = self.ask("/accounts/login/")[1]
        (form,) = [one for one in lxml.html.fromstring(page).forms if "password" in one.fields]
        form.fields["username"], form.fields["password"] = username, PASSWORD
        status, _ = self.ask("/accounts/login/", form.form_values())
        assert status == 302, status

    def ask(self, path, data=None):
        """Return status and text of the answer to ``data`` sent to ``path``, or to asking for it."""
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self.opener.open(self.server.address + path, body, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()


@contextmanager
def folder_for_all():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        yield Path(folder)


@contextmanager
def sqlite():
    with folder_for_all() as folder:
        yield folder, SQLite(folder)


@contextmanager
def postgresql(archive=False):
    with folder_for_all() as folder:
        settings = {}
        if archive:
            settings = {
                "archive_mode": "on",
                "archive_command": f"mkdir -p {folder}/archive && cp %p {folder}/archive/%f",
            }
        cluster = Cluster(folder).make(**settings)
        try:
            yield folder, cluster
        finally:
            cluster.stop()


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
