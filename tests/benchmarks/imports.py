"""Imports of a long sheet: seconds and peak memory, the first time and again; and `kill -9` at random.

    DATABASE_URL=… tests/benchmarks/imports.py [--rows 4000 40000] [--kills 10] [FILE MAPPING]

Invented trips of two lengths, so that it can be seen whether memory grows with the sheet; and a
file of your own. Each import is a process of its own, in a database made for this (SQLite: a file;
PostgreSQL: named with “_imports”), whose memory the system counts. Runs on Linux.
"""

import argparse
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHEET = """
[sheet]
date_formats = ["%Y-%m-%d"]
[visit]
key = "trips:{id}"
title = "{who} in {town}"
start_date = "{from}"
end_date = "{to}"
country = "{country}"
places = "{town}"
organization = "Department of State"
purpose = "{why}"
[[visit.delegation]]
official = "{who}"
title = "Secretary of State"
role = "head"
"""


def write_trips(path, rows):
    chance = random.Random(1)
    with path.open("w") as file:
        file.write("id,who,from,to,country,town,why\n")
        for number in range(rows):
            year, month, day = chance.randint(1900, 2020), chance.randint(1, 12), chance.randint(1, 20)
            file.write(
                f"{number},Person {chance.randint(1, 500):x},{year}-{month:02}-{day:02},"
                f"{year}-{month:02}-{day + 4:02},{chance.choice(['Mexico', 'Japan', 'Soviet Union'])},"
                f"Town {chance.randint(1, 2000):x},{'talks on trade ' * chance.randint(1, 20)}\n"
            )


class Database:
    def __init__(self, folder, address):
        self.folder, self.address = folder, address
        if address.startswith("sqlite"):
            self.address = f"sqlite:///{folder / 'db.sqlite3'}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
        }

    def manage(self, *arguments, **options):
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            **options,
        )

    def renew(self):
        if self.address.startswith("sqlite"):
            for path in self.folder.glob("db.sqlite3*"):
                path.unlink()
        else:
            server, _, name = self.address.rpartition("/")
            for statement in (f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"'):
                subprocess.run(["psql", "-q", f"{server}/postgres", "-c", statement], check=True)
        result = self.manage("migrate", "-v0")
        assert result.returncode == 0, result.stderr

    def state(self):
        # What a plan of the same sheet would do tells whether it is as before or as after; the
        # digest of all rows tells whether it is so to the letter.
        dump = self.manage("dumpdata", "engagements")
        assert dump.returncode == 0, dump.stderr
        return hashlib.sha256(dump.stdout.encode()).hexdigest()


def measured(database, *arguments):
    """Return seconds, peak megabytes, and the last line that the command wrote."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_engagements", *map(str, arguments)],
        cwd=ROOT,
        env=database.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, out
    return time.monotonic() - started, usage.ru_utime, usage.ru_maxrss / 1024, out.strip().splitlines()


def times(database, path, mapping, name):
    database.renew()
    for run in ("first", "again"):
        seconds, busy, memory, out = measured(database, path, "--mapping", mapping)
        print(f"{name}, {run}: {seconds:.1f} s ({busy:.1f} s of work), {memory:.0f} MB at the peak; {out[1]}")
    return seconds


def kills(database, path, mapping, number):
    """Kill the import at random moments; each time the database is as before or as after."""
    database.renew()
    before = database.state()
    started = time.monotonic()
    measured(database, path, "--mapping", mapping)
    whole = time.monotonic() - started
    found = {"before": 0, "after": 0}
    for _ in range(number):
        database.renew()
        assert database.state() == before
        process = subprocess.Popen(
            [sys.executable, "manage.py", "import_engagements", str(path), "--mapping", str(mapping)],
            cwd=ROOT,
            env=database.environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            process.wait(random.uniform(0, whole))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        if database.state() == before:
            found["before"] += 1
            continue
        out = database.manage("import_engagements", path, "--mapping", mapping).stdout
        assert "Nothing changed" in out, out
        found["after"] += 1
    print(f"killed {number} times within {whole:.0f} s: {found}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="*", default=[4_000, 40_000])
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("sheet", nargs="*", metavar="FILE MAPPING")
    options = parser.parse_args()
    address = os.environ.get("DATABASE_URL", "sqlite://")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        database = Database(folder, address if address.startswith("sqlite") else f"{address}_imports")
        if options.sheet:
            path, mapping = options.sheet
            path = Path(path).resolve()
            times(database, path, mapping, path.name)
            if options.kills:
                kills(database, path, mapping, options.kills)
        mapping = folder / "trips.toml"
        mapping.write_text(SHEET)
        for rows in options.rows:
            path = folder / f"{rows}.csv"
            write_trips(path, rows)
            times(database, path, mapping, f"{rows:,} rows")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
