"""Fifty readers at once for a minute: on one database, and beside a replica that is killed halfway.

    tests/benchmarks/readers.py [--seconds 60] [--readers 50] [--on URL]

The system is served by gunicorn (4 workers, 4 threads each). Each reader opens lists, filters,
searches and detail pages, one after the other without a pause, and counts whatever is not answered
with 200. `--on` takes a database that `generate_engagements` filled; without it a PostgreSQL
cluster of 20,000 meetings is made for this. Of PostgreSQL a standby is made then, which readers read from,
and which is killed with `kill -9` after half the time in a third run.
"""

import argparse
import random
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.servers import Cluster, Server, folder_for_all, postgresql

MEETINGS = 20_000
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.conf import settings
user, _ = User.objects.get_or_create(username="benchmark-analyst")
user.groups.add(Group.objects.get(name="Analysts"))
store = SessionStore()
store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
store[HASH_SESSION_KEY] = user.get_session_auth_hash()
store.save()
print("session", store.session_key)
"""
WORDS = ["garduno", "velasco roberto", "customs", "migration", "wiśniewska", "fisheries", "xylophone"]


class Address:
    """Where a database is, for `Server`."""

    def __init__(self, address):
        self.address = address


class Reader(threading.Thread):
    def __init__(self, server, session, number, until):
        super().__init__(daemon=True)
        self.server, self.chance, self.until = server, random.Random(number), until
        self.session, self.times, self.errors = session, [], []

    def address(self):
        number = self.chance.randint(1, 900)
        return self.chance.choice(
            [
                "/meetings/",
                f"/meetings/?page={number % 10 + 1}",
                "/meetings/?page=last",
                f"/meetings/?counterpart={number}",
                f"/meetings/?country={self.chance.choice(['MX', 'FR', 'PL', 'IS'])}",
                f"/meetings/?topic={number % 60 + 1}&format=call",
                f"/meetings/?q={urllib.request.quote(self.chance.choice(WORDS))}",
                f"/meetings/{number}/",
                f"/visits/{number}/",
                f"/officials/{number}/",
                f"/organizations/{number % 90 + 1}/",
                f"/suggest/officials/?q={self.chance.choice(['gar', 'vel', 'miller+tr'])}",
                f"/who-met-whom/?by={self.chance.choice(['officials', 'organizations', 'countries'])}",
                f"/network/?by=organizations&date_after={1980 + number % 40}-01-01",
                f"/relationship/?by_country=US&with_country={self.chance.choice(['MX', 'FR', 'PL', 'IS'])}",
                f"/over-time/?topic={number % 60 + 1}",
            ]
        )

    def run(self):
        while not self.until.is_set():
            address, start = self.address(), time.monotonic()
            request = urllib.request.Request(
                self.server.address + address, headers={"Cookie": f"{self.session[0]}={self.session[1]}"}
            )
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    answer.read()
                    if answer.url.rstrip("/") != request.full_url.rstrip("/"):
                        self.errors.append(f"{address}: led to {answer.url}")
            except urllib.error.HTTPError as error:
                # A draft or a restricted record is not there for an analyst.
                if error.code != 404:
                    self.errors.append(f"{address}: {error.code}")
            except OSError as error:
                self.errors.append(f"{address}: {error}")
            self.times.append(time.monotonic() - start)


def read(server, options, what, halfway=lambda: None):
    """Let all readers read, do ``halfway`` after half of the time, and tell what came of it."""
    output = server.manage("shell", "-v0", "-c", SIGN_IN).stdout
    (key,) = [line.split()[1] for line in output.splitlines() if line.startswith("session ")]
    with server.running():
        until = threading.Event()
        readers = [Reader(server, ("sessionid", key), number, until) for number in range(options.readers)]
        for reader in readers:
            reader.start()
        until.wait(options.seconds / 2)
        halfway()
        until.wait(options.seconds / 2)
        until.set()
        for reader in readers:
            reader.join(90)
    times = [one for reader in readers for one in reader.times]
    errors = [one for reader in readers for one in reader.errors]
    print(
        f"| {what} | {len(times):,} | {len(times) / options.seconds:.1f} | {median(times):.2f} "
        f"| {quantiles(times, n=20)[-1]:.2f} | {len(errors)} |",
        flush=True,
    )
    for error in errors[:5]:
        print(error, file=sys.stderr)
    return not errors


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--on", metavar="URL", default="")
    options = parser.parse_args()
    print("| 50 readers | pages | a second | median, s | p95, s | errors |")
    print("|---|---:|---:|---:|---:|---:|")
    if options.on:
        with folder_for_all() as folder:
            return not run(Server(folder, Address(options.on)), folder, options)
    with postgresql() as (folder, primary):
        server = Server(folder, primary)
        server.manage("migrate", "-v0")
        server.manage("generate_engagements", f"--meetings={MEETINGS}", "--seed=1", "-v0")
        return not run(server, folder, options)


def run(server, folder, options):
    """Print the figures of a database, and of PostgreSQL those beside a replica; return if all went well."""
    well = read(server, options, "alone")
    if server.database.address.startswith("postgres"):
        standby = Cluster(folder, "standby").follow(server.database)
        server.environment["DATABASE_REPLICA_URL"] = standby.address
        well &= read(server, options, "with a replica")
        well &= read(server, options, "with a replica, killed halfway", standby.kill)
    return well


if __name__ == "__main__":
    sys.exit(main())
