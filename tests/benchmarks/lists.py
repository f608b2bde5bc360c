"""Each list and detail page at many and at few meetings, beside raw SQL, rendering and the admin.

    tests/benchmarks/lists.py --many URL --few URL [--build 1000000] [--runs 15] [--only PATTERN]

URL is that of a database (`sqlite:////tmp/many.sqlite3`, `postgres://…`) that
`generate_engagements` filled; `--build N` makes and fills both where they are empty (N meetings
and 10,000). Every figure of a row is taken in one run, by one process a database: medians, and
for the page the 95th percentile too, in milliseconds.

page       the page by its address, through all middleware, as an analyst
SQL        natural SQL for the same rows and what they show, through the driver alone
template   the page's template again, from the rows in memory
admin      Django's changelist of the admin with the same filter, as a superuser, where it has it
×floor     page / (SQL + template): 2 is the aim
×few       page at many meetings / page at few: 1.5 is the aim
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent.parent
HEADINGS = ("page", "p95", "SQL", "template", "admin", "×floor", "×few", "queries")


def natural(where, order="m.start_date DESC NULLS LAST, m.id DESC"):
    """Return the statement for the ids of a page, as somebody would write it who knows the tables."""
    return f"""
        SELECT m.*, v.*, s.*, p.* FROM engagements_meeting m
        LEFT JOIN engagements_visit v ON v.id = m.visit_id
        LEFT JOIN engagements_organization s ON s.id = v.organization_id
        LEFT JOIN engagements_place p ON p.id = m.place_id
        WHERE m.publication = 'published' AND m.handling = 'open'
        AND (v.id IS NULL OR v.publication = 'published' AND v.handling = 'open') {where}
        ORDER BY {order} LIMIT 50
    """


LINES = """
    SELECT l.*, f.*, o.* FROM engagements_participant l
    LEFT JOIN engagements_official f ON f.id = l.official_id
    LEFT JOIN engagements_organization o ON o.id = l.organization_id
    WHERE l.meeting_id IN ({})
"""
TOPICS = """
    SELECT l.meeting_id, t.* FROM engagements_meeting_topics l JOIN engagements_topic t ON t.id = l.topic_id
    WHERE l.meeting_id IN ({})
"""
AWAY, HOME = "('counterpart', 'third_party')", "('delegation', 'accompanying')"


def took_part(column, value, sides):
    return (
        f"AND m.id IN (SELECT meeting_id FROM engagements_participant "
        f"WHERE {column} = {value} AND side IN {sides})"
    )


class Database:
    """What is measured in the database of this process."""

    def __init__(self, runs):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",  # those that people run
            "SECRET_KEY": "benchmark",
            "HTTPS": "false",
            "ALLOWED_HOSTS": "testserver",
        }
        sys.path.insert(0, str(ROOT))
        import_module("config.wsgi")  # sets all up as a server is

        from django.contrib.auth.models import Group, User
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        call_command("collectstatic", interactive=False, verbosity=0)
        self.runs, self.connection = runs, connection
        analyst, _ = User.objects.get_or_create(username="benchmark-analyst")
        analyst.groups.add(Group.objects.get(name="Analysts"))
        administrator, _ = User.objects.get_or_create(
            username="benchmark-admin", defaults={"is_staff": True, "is_superuser": True}
        )
        self.analyst, self.admin = Client(), Client()
        self.analyst.force_login(analyst)
        self.admin.force_login(administrator)

    def one(self, sql):
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    def most(self, column, sides, offset=0):
        return self.one(
            f"SELECT {column} FROM engagements_participant WHERE side IN {sides} AND {column} IS NOT NULL "
            f"GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 OFFSET {offset}"
        )

    def cases(self):
        """Yield (name, address, SQL condition or None, query of the admin or None)."""
        busy, guest = self.most("official_id", HOME), self.most("official_id", AWAY)
        theirs, ours = self.most("organization_id", AWAY), self.most("organization_id", "('delegation')")
        middle = self.most("official_id", AWAY, self.one("SELECT count(*) FROM engagements_official") // 10)
        rare = self.one(
            f"SELECT max(official_id) FROM engagements_participant "
            f"WHERE side IN {AWAY} AND official_id IS NOT NULL"
        )
        topic = self.one(
            "SELECT topic_id FROM engagements_meeting_topics GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        visit = self.one("SELECT max(visit_id) FROM engagements_meeting")
        subject = "AND m.id IN (SELECT meeting_id FROM engagements_meeting_topics WHERE topic_id = {})"
        with_them = (
            "AND (p.country = 'MX' OR m.id IN (SELECT l.meeting_id FROM engagements_participant l "
            "LEFT JOIN engagements_organization o ON o.id = l.organization_id "
            "WHERE l.country = 'MX' OR l.country = '' AND o.country = 'MX'))"
        )
        m = "/meetings/"
        yield "meetings", m, "", ""
        yield "format", f"{m}?format=call", "AND m.format = 'call'", "format__exact=call"
        yield (
            "progress, rare",
            f"{m}?progress=cancelled",
            "AND m.progress = 'cancelled'",
            "progress__exact=cancelled",
        )
        yield (
            "dates",
            f"{m}?date_after=2001-01-01&date_before=2001-12-31",
            ("AND m.end_date >= '2001-01-01' AND m.start_date <= '2001-12-31'"),
            None,
        )
        yield "place", f"{m}?place=3", "AND m.place_id = 3", None
        yield "country", f"{m}?country=MX", with_them, None
        yield "topic", f"{m}?topic={topic}", subject.format(topic), None
        yield "visit", f"{m}?visit={visit}", f"AND m.visit_id = {visit}", None
        yield "delegate, busiest", f"{m}?delegate={busy}", took_part("official_id", busy, HOME), None
        yield (
            "delegation, busiest",
            f"{m}?delegation={ours}",
            took_part("organization_id", ours, "('delegation')"),
            None,
        )
        yield "counterpart, busiest", f"{m}?counterpart={guest}", took_part("official_id", guest, AWAY), None
        yield (
            "counterpart, of the middle",
            f"{m}?counterpart={middle}",
            took_part("official_id", middle, AWAY),
            None,
        )
        yield "counterpart, rare", f"{m}?counterpart={rare}", took_part("official_id", rare, AWAY), None
        yield (
            "counterpart organization",
            f"{m}?counterpart_organization={theirs}",
            (took_part("organization_id", theirs, AWAY)),
            None,
        )
        yield (
            "delegate × counterpart",
            f"{m}?delegate={busy}&counterpart={guest}",
            (took_part("official_id", busy, HOME) + took_part("official_id", guest, AWAY)),
            None,
        )
        yield (
            "delegate × rare counterpart",
            f"{m}?delegate={busy}&counterpart={rare}",
            (took_part("official_id", busy, HOME) + took_part("official_id", rare, AWAY)),
            None,
        )
        yield (
            "counterpart × topic",
            f"{m}?counterpart={guest}&topic={topic}",
            (took_part("official_id", guest, AWAY) + subject.format(topic)),
            None,
        )
        yield (
            "country × topic",
            f"{m}?country=MX&topic={topic}",
            with_them + subject.format(topic),
            None,
        )
        yield "country of nearly all", f"{m}?country=US", None, None
        yield "outbound", f"{m}?direction=outbound", None, None
        yield "inbound", f"{m}?direction=inbound", None, None
        yield "country × format", f"{m}?country=MX&format=call", f"{with_them} AND m.format = 'call'", None
        yield (
            "delegation × dates",
            f"{m}?delegation={ours}&date_after=2001-01-01&date_before=2001-12-31",
            (
                took_part("organization_id", ours, "('delegation')")
                + "AND m.end_date >= '2001-01-01' AND m.start_date <= '2001-12-31'"
            ),
            None,
        )
        yield (
            "one day × format",
            f"{m}?date_after=2019-05-07&date_before=2019-05-07&format=reception",
            "AND m.end_date >= '2019-05-07' AND m.start_date <= '2019-05-07' AND m.format = 'reception'",
            None,
        )
        yield "dates to come", f"{m}?date_after=2027-02-01", "AND m.end_date >= '2027-02-01'", None
        for name, text in {
            "words: rare": "4242",
            "words: common": "meeting",
            "words: a name": "garduno",
            "words: two": "garduno customs",
            "words: two common": "fisheries horacio",
            "words: no hit": "xylophone",
        }.items():
            query = f"q={text.replace(' ', '+')}"
            yield name, f"{m}?{query}", self.matching(text.split()), query
        yield "sorted by date", f"{m}?sort=date", "", "o=2"
        yield "sorted by title", f"{m}?sort=title", "", "o=1"
        yield "10th page", f"{m}?page=10", None, "p=10"
        yield "last page", f"{m}?page=last", None, None
        yield "last page of a filter", f"{m}?counterpart_organization={theirs}&page=last", None, None
        yield "visits", "/visits/", None, None
        yield "visits: delegate", f"/visits/?delegate={busy}", None, None
        yield "visits: country", "/visits/?country=MX", None, None
        yield "visits: country where all are from", "/visits/?country=US", None, None
        yield "visits: outbound", "/visits/?direction=outbound", None, None
        yield "visits: inbound", "/visits/?direction=inbound", None, None
        yield "visits: words", "/visits/?q=monterrey+migration", None, None
        yield "officials", "/officials/", None, None
        yield "officials: words", "/officials/?q=garduno+ximena", None, None
        yield "officials: country", "/officials/?country=MX", None, None
        yield "officials: last met", "/officials/?sort=-last_met", None, None
        yield "officials: not met since", "/officials/?not_met_since=2024-01-01", None, None
        yield "officials: never met", "/officials/?never_met=1", None, None
        yield "organizations", "/organizations/", None, None
        yield "organizations: words", "/organizations/?q=customs", None, None
        yield "busiest official", f"/officials/{busy}/", None, None
        yield "busiest counterpart", f"/officials/{guest}/", None, None
        yield "busiest organization", f"/organizations/{theirs}/", None, None
        yield "our busiest organization", f"/organizations/{ours}/", None, None
        yield "a visit", f"/visits/{visit}/", None, None
        yield "autocomplete: officials", "/suggest/officials/?q=gar", None, None
        yield "autocomplete: two words", "/suggest/officials/?q=velasco+rob", None, None
        yield "autocomplete: organizations", "/suggest/organizations/?q=cust", None, None
        yield "autocomplete: visits", "/suggest/visits/?q=visit+monterrey", None, None
        yield "search: a rare name", "/search/?q=ximena+garduno", None, None
        yield "search: a common word", "/search/?q=meeting", None, None
        yield "search: two words", "/search/?q=migration+monterrey", None, None
        yield "search: a near spelling", "/search/?q=velazco", None, None
        yield "search: one letter", "/search/?q=m", None, None
        yield "facets of a country", f"{m}facets/?country=MX", None, None
        yield "facets of all", f"{m}facets/", None, None
        yield "outcomes, open", "/outcomes/?state=open", None, None
        yield "outcomes: owed by us", "/outcomes/?owed=us", None, None
        yield "outcomes: between others", "/outcomes/?owed=others", None, None
        yield "calendar of a month", "/calendar/?month=2019-05", None, None
        yield "network of a month", "/network/?date_after=2019-05-01&date_before=2019-05-31", None, None
        yield "page of a country", "/countries/MX/", None, None
        yield "page of the home country", "/countries/US/", None, None
        yield "map", "/map/", None, None
        yield "map by party", "/map/?by=party", None, None
        yield "dashboard", "/", None, None
        yield "matrix of one year", "/who-met-whom/?date_after=2020-01-01&date_before=2020-12-31", None, None
        yield "matrix of a country", "/who-met-whom/?country=IS&date_after=2015-01-01", None, None
        yield (
            "relationship of two officials",
            f"/relationship/?by_official={busy}&with_official={guest}",
            None,
            None,
        )

    def matching(self, words):
        """Return the condition for ``words``; None on SQLite, which takes minutes for such a statement."""
        if self.connection.vendor == "sqlite":
            return None
        text = " & ".join(f"''{word}'':*" for word in words)
        return (
            f"AND m.id IN (SELECT rowid FROM engagements_meeting_document WHERE words @@ '{text}'::tsquery)"
        )

    def times(self, work, limit=8):
        """Return the times of ``work`` in milliseconds; fewer where one takes very long."""
        work()
        found, end = [], time.perf_counter() + limit
        while len(found) < self.runs and (len(found) < 3 or time.perf_counter() < end):
            start = time.perf_counter()
            work()
            found.append((time.perf_counter() - start) * 1000)
        return found

    def get(self, client, address):
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        response.getvalue()
        return response

    def sql(self, where):
        cursor = self.connection.connection.cursor()  # of the driver: Django's would convert each value
        cursor.execute(natural(where))
        ids = ",".join(str(row[0]) for row in cursor.fetchall()) or "0"
        # The order of columns is that of the table; its key is asked for by name.
        cursor.execute(natural(where).replace("m.*, v.*, s.*, p.*", "m.id, m.*, v.*, s.*, p.*"))
        ids = ",".join(str(row[0]) for row in cursor.fetchall()) or "0"
        for statement in (LINES, TOPICS):
            cursor.execute(statement.format(ids))
            cursor.fetchall()
        cursor.close()

    def measure(self, address, where, admin):
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(self.connection) as queries:
            response = self.get(self.analyst, address)
        count = len(queries)  # before the next request empties the log
        context = getattr(response, "context_data", None) or {}
        assert not getattr(context.get("form"), "errors", None), address
        page = self.times(lambda: self.get(self.analyst, address))
        found = {
            "page": median(page),
            "p95": quantiles(page, n=20, method="inclusive")[-1],
            "queries": count,
        }
        if where is not None:
            found["SQL"] = median(self.times(lambda: self.sql(where)))
            if context:
                from django.template.loader import get_template

                template, request = get_template(response.template_name[0]), response.wsgi_request
                found["template"] = median(self.times(lambda: template.render(context, request)))
        if admin is not None:
            changelist = f"/admin/engagements/meeting/?{admin}"
            found["admin"] = median(self.times(lambda: self.get(self.admin, changelist)))
        return found


def work(runs, only):
    database = Database(runs)
    for name, address, where, admin in database.cases():
        if re.search(only, name):
            print(json.dumps([name, database.measure(address, where, admin)]), flush=True)


def build(url, meetings):
    environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "benchmark", "DEBUG": "1"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)
    subprocess.run(
        [*manage, "generate_engagements", f"--meetings={meetings}", "--seed=1"], env=environment, check=True
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--many", metavar="URL")
    parser.add_argument("--few", metavar="URL")
    parser.add_argument("--build", type=int, metavar="N")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", metavar="PATTERN", help="cases in whose name this is found")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work(options.runs, options.only)
    if options.build:
        build(options.few, 10_000)
        build(options.many, options.build)
    command = [sys.executable, __file__, "--work", f"--runs={options.runs}", f"--only={options.only}"]
    few = {}
    for url, known in ((options.few, None), (options.many, few)):
        environment = os.environ | {"DATABASE_URL": url}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            if known is not None:
                print(f"| {'':<30} |" + "|".join(f"{heading:>9} " for heading in HEADINGS) + "|")
                print("|---|" + "---:|" * len(HEADINGS))
            for line in process.stdout:
                name, found = json.loads(line)
                if known is None:
                    few[name] = found
                    continue
                if "template" in found:
                    found["×floor"] = found["page"] / (found["SQL"] + found["template"])
                if name in few:
                    found["×few"] = found["page"] / few[name]["page"]
                cells = []
                for heading in HEADINGS:
                    value = found.get(heading)
                    digits = 1 if heading.startswith("×") or (value or 0) < 10 else 0
                    digits = 0 if heading == "queries" else digits
                    cells.append(f"{value:>9,.{digits}f} " if value is not None else " " * 10)
                print(f"| {name:<30} |" + "|".join(cells) + "|", flush=True)
        if process.returncode:
            return process.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
