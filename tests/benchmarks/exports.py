"""The exports of all meetings: rows a second and peak memory, CSV beside the database's own tool.

    DATABASE_URL=… tests/benchmarks/exports.py [--meetings 20000 | --filled]

In one run, in a test database of its own or in one that `generate_engagements` filled: all meetings
are exported through the address that people use, and written by `COPY … TO STDOUT` (PostgreSQL) or
the sqlite3 module with the same columns and rows. Memory is read from /proc, so it runs on Linux.
"""

import argparse
import csv
import os
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from engagements.accounts.roles import create_roles  # noqa: E402
from engagements.exports.columns.meetings import MEETING_EXPORT  # noqa: E402

PERSON = "trim(coalesce({0}.honorific, '') || ' ' || coalesce({0}.name, ''))"
OFFICIAL = (
    "json('uid', {0}.uid, 'name', {0}.name, 'honorific', {0}.honorific, 'sort_name', {0}.sort_name, "
    "'native_name', {0}.native_name)"
)
ORGANIZATION = (
    "json('uid', {0}.uid, 'name', {0}.name, 'acronym', {0}.acronym, 'native_name', {0}.native_name, "
    "'kind', {0}.kind, 'country', {0}.country)"
)
SOURCE = (
    "json('title', {0}.title, 'publisher', {0}.publisher, 'url', {0}.url, 'published_on', {0}.published_on, "
    "'retrieved_on', {0}.retrieved_on, 'text', {0}.text)"
)
PARTICIPANTS = """(
    SELECT {0} FROM engagements_participant p
    LEFT JOIN engagements_official f ON f.id = p.official_id
    LEFT JOIN engagements_organization o ON o.id = p.organization_id
    LEFT JOIN engagements_source s ON s.id = p.title_source_id
    WHERE p.meeting_id = m.id {1}
)"""
OUTCOMES = """(
    SELECT {0} FROM engagements_outcome u
    LEFT JOIN engagements_official f ON f.id = u.owner_official_id
    LEFT JOIN engagements_organization o ON o.id = u.owner_organization_id
    WHERE u.meeting_id = m.id
)"""
TOPICS = """(
    SELECT {0} FROM engagements_meeting_topics l JOIN engagements_topic t ON t.id = l.topic_id
    WHERE l.meeting_id = m.id
)"""
SOURCES = """(
    SELECT {0} FROM engagements_meeting_sources l JOIN engagements_source s ON s.id = l.source_id
    WHERE l.meeting_id = m.id
)"""
IN_WORDS = PERSON.format("f") + " || ', ' || p.title || ', ' || coalesce(o.name, '') || p.description"
SIDES = ("delegation", "accompanying", "counterpart", "third_party")
# `json` and `jsons` stand for one object and a list of them, `texts` for a list in words.
COLUMNS = [
    *("m.uid", "m.title", "m.dates", "m.start_date", "m.end_date", "m.start_time", "m.timezone"),
    *("m.format", "m.progress", "v.uid", "v.title", "c.name", "c.country", "m.venue"),
    *(PARTICIPANTS.format(f"texts({IN_WORDS}, '; ')", f"AND p.side = '{side}'") for side in SIDES),
    TOPICS.format("texts(t.name, '; ')"),
    OUTCOMES.format("texts(u.kind || ': ' || u.text || ' (' || u.progress || ')', '; ')"),
    "m.summary",
    SOURCES.format("texts(s.title, '; ')"),
    *("m.publication", "m.handling"),
    "json('visit', json('uid', v.uid, 'title', v.title, 'visit_type', v.visit_type, 'progress', v.progress, "
    "'dates', v.dates, 'start_date', v.start_date, 'end_date', v.end_date, 'purpose', v.purpose, "
    f"'publication', v.publication, 'handling', v.handling, 'organization', {ORGANIZATION.format('w')}), "
    "'participants', "
    + PARTICIPANTS.format(
        "jsons(json('side', p.side, 'title', p.title, 'country', p.country, 'description', p.description, "
        f"'role', p.role, 'note', p.note, 'order', p.\"order\", 'official', {OFFICIAL.format('f')}, "
        f"'organization', {ORGANIZATION.format('o')}, 'title_source', {SOURCE.format('s')}))",
        "",
    )
    + ", 'outcomes', "
    + OUTCOMES.format(
        "jsons(json('uid', u.uid, 'kind', u.kind, 'text', u.text, 'due_date', u.due_date, 'due_text', "
        "u.due_text, 'progress', u.progress, 'closed_on', u.closed_on, 'note', u.note, 'owner_official', "
        f"{OFFICIAL.format('f')}, 'owner_organization', {ORGANIZATION.format('o')}))"
    )
    + f", 'topics', {TOPICS.format('jsons(t.name)')}, 'sources', "
    + SOURCES.format(f"jsons({SOURCE.format('s')})")
    + ")",
]
QUERY = f"""
    SELECT {", ".join(COLUMNS)}
    FROM engagements_meeting m
    LEFT JOIN engagements_place c ON c.id = m.place_id
    LEFT JOIN engagements_visit v ON v.id = m.visit_id
    LEFT JOIN engagements_organization w ON w.id = v.organization_id
    WHERE m.publication = 'published' AND m.handling = 'open'
    AND (v.id IS NULL OR v.publication = 'published' AND v.handling = 'open')
    ORDER BY m.start_date DESC NULLS LAST, m.uid DESC
"""
FUNCTIONS = {
    "postgresql": {"json": "json_build_object", "jsons": "json_agg", "texts": "string_agg"},
    "sqlite": {"json": "json_object", "jsons": "json_group_array", "texts": "group_concat"},
}


def query():
    names = FUNCTIONS[connection.vendor]
    return re.sub(r"\b(jsons?|texts)\(", lambda found: f"{names[found[1]]}(", QUERY)


class Measure:
    """Seconds and the memory taken beyond what was there before, at its peak, in MB."""

    def __enter__(self):
        Path("/proc/self/clear_refs").write_text("5")  # the peak is from here on
        self.before, self.started = self.memory("VmRSS"), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.seconds = time.perf_counter() - self.started
        self.peak = self.memory("VmHWM")

    @staticmethod
    def memory(name):
        status = Path("/proc/self/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024


def by_the_address(target, kind="csv"):
    """Write the export; nothing where it is refused, as an Excel file of too many rows is."""
    client = Client()
    client.force_login(User.objects.get(username="benchmark-analyst"))
    response = client.get("/meetings/", {"export": kind})
    assert response.status_code == 200, response.status_code
    if "attachment" in response.headers.get("Content-Disposition", ""):
        for part in response:
            target.write(part)


def by_the_database(target):
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY ({query()}) TO STDOUT WITH (FORMAT csv, HEADER)", target)
        return
    text = open(target.fileno(), "w", newline="", closefd=False, encoding="utf-8")  # noqa: SIM115
    cursor = connection.connection.cursor()  # Django's own cursor would convert each value
    writer = csv.writer(text)
    writer.writerow(MEETING_EXPORT.columns)
    writer.writerows(cursor.execute(query()))
    text.flush()


def count_rows(path):
    csv.field_size_limit(sys.maxsize)
    with path.open(newline="", encoding="utf-8-sig") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def run(name, work, folder, rows=None):
    """Print what ``work`` takes to write a file of ``rows``, which are counted where it is a CSV."""
    path = Path(folder) / "out"
    with path.open("wb") as target, Measure() as measure:
        work(target)
    rows, size = rows or count_rows(path), path.stat().st_size / 2**20
    speed = rows / measure.seconds
    print(
        f"{name:<22} {rows:>9,} rows {size:>7.1f} MB {measure.seconds:>7.1f} s {speed:>8,.0f} rows/s"
        f"  memory {measure.before:.0f} MB, at the peak {measure.peak:.0f} MB",
        flush=True,
    )
    return rows, speed


@contextmanager
def database(options, folder):
    """A database that is filled: the one given, or one of its own."""
    if options.filled:
        yield
        return
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("generate_engagements", meetings=options.meetings, seed=1, verbosity=0)
        create_roles(apps)
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--meetings", type=int, default=20_000, metavar="N")
    parser.add_argument("--filled", action="store_true")
    options = parser.parse_args()
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder, database(options, folder):
        analyst, _ = User.objects.get_or_create(username="benchmark-analyst")
        analyst.groups.add(Group.objects.get(name="Analysts"))
        tool = {"postgresql": "COPY … TO STDOUT", "sqlite": "the sqlite3 module"}[connection.vendor]
        if not options.filled:
            run("once, to be warm", by_the_database, folder)
        expected, fastest = run(tool, by_the_database, folder)
        found, speed = run("/meetings/?export=csv", by_the_address, folder)
        assert found == expected, "not the same rows"
        print(f"The export has {speed / fastest:.0%} of the speed of {tool}.")
        for kind in ("json", "xlsx", "ics"):
            run(f"/meetings/?export={kind}", partial(by_the_address, kind=kind), folder, found)


if __name__ == "__main__":
    main()
