"""Who met whom at many meetings: time beside raw SQL for the same numbers, and each number beside its list.

    DATABASE_URL=… tests/benchmarks/matrix.py [--cells 1000] [--seed 1] [--whole] [--duckdb]

DATABASE_URL is that of a database that `generate_engagements` filled. Times are of one page as
an analyst, beside SQL for the same numbers through the driver alone, in one run. Then random cells, sums of
rows and sums of columns of matrices over random filters are compared with the number of rows of
the list to which each leads. `--whole` measures matrix and network without any filter too; `--duckdb` has
DuckDB, which is to be installed for this alone, answer the SQL of matrix and network from a copy in
memory, by one thread: two columns more.
"""

import argparse
import csv
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parent))

from lists import AWAY, HOME, Database

KEYS = {
    "officials": "{}.official_id",
    "organizations": "{}.organization_id",
    "countries": "nullif(CASE WHEN {0}.country = '' THEN {0}o.country ELSE {0}.country END, '')",
}
SEEN = """
    engagements_meeting m LEFT JOIN engagements_visit v ON v.id = m.visit_id
    WHERE m.publication = 'published' AND m.handling = 'open' AND m.progress = 'held'
    AND (v.id IS NULL OR v.publication = 'published' AND v.handling = 'open') {}
"""
JOIN = "LEFT JOIN engagements_organization {0}o ON {0}o.id = {0}.organization_id"


def statements(by, where, size):
    """Return the statements for the number of meetings, the sums of both hands and all cells."""
    seen = SEEN.format(where)
    home, away = KEYS[by].format("a"), KEYS[by].format("b")
    one = f"FROM engagements_participant a {JOIN.format('a')} WHERE a.side IN {{}}"
    within = f"AND a.meeting_id IN (SELECT m.id FROM {seen})"
    yield f"SELECT count(*) FROM {seen}"
    for hand in (HOME, AWAY):
        yield (
            f"SELECT {home}, count(DISTINCT a.meeting_id) times {one.format(hand)} {within} "
            f"AND {home} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT {size}"
        )
    yield (
        f"SELECT {home}, {away}, count(DISTINCT a.meeting_id) "
        f"FROM engagements_participant a {JOIN.format('a')} "
        f"JOIN engagements_participant b ON b.meeting_id = a.meeting_id {JOIN.format('b')} "
        f"WHERE a.side IN {HOME} AND b.side IN {AWAY} {within} AND {home} IN ({{0}}) AND {away} IN ({{1}}) "
        "GROUP BY 1, 2"
    )


def pairs(database, by, where, size=25):
    """Ask for the numbers of a matrix of ``size`` rows and columns, or of a network."""
    count, rows, columns, cells = statements(by, where, size)
    cursor = database.connection.connection.cursor()
    cursor.execute(count)
    keys = []
    for statement in (rows, columns):
        cursor.execute(statement)
        keys.append(", ".join(repr(key) for key, _ in cursor.fetchall()) or "NULL")
    cursor.execute(cells.format(*keys))
    cursor.fetchall()


def between(database, by, home, away):
    """Ask for the numbers of a relationship: meetings, topics by year, people of each hand, outcomes."""
    lines = "SELECT {0}.meeting_id FROM engagements_participant {0} {1} WHERE {0}.side IN {2} AND {3} = '{4}'"
    ways = [
        " INTERSECT ".join(
            lines.format(alias, JOIN.format(alias), sides, KEYS[by].format(alias), key)
            for alias, sides, key in (("a", HOME, one), ("b", AWAY, other))
        )
        for one, other in ((home, away), (away, home))
    ]
    of_way = [f"SELECT m.id FROM {SEEN.format(f'AND m.id IN ({way})')}" for way in ways]
    met = " UNION ".join(of_way)
    cursor = database.connection.connection.cursor()
    people = (
        "SELECT official_id, title, organization_id, count(*) FROM engagements_participant WHERE side IN "
    )
    year = (
        "strftime('%Y', m.start_date)"
        if database.connection.vendor == "sqlite"
        else ("extract(year FROM m.start_date)")
    )
    for statement in (
        f"SELECT m.* FROM engagements_meeting m WHERE m.id IN ({met}) ORDER BY m.start_date",
        *(f"SELECT count(*) FROM ({one}) way" for one in of_way),
        f"SELECT topic_id, {year}, count(*) FROM engagements_meeting_topics t "
        f"JOIN engagements_meeting m ON m.id = t.meeting_id WHERE m.id IN ({met}) GROUP BY 1, 2",
        *(f"{people} {sides} AND meeting_id IN ({met}) GROUP BY 1, 2, 3" for sides in (HOME, AWAY)),
        f"SELECT * FROM engagements_outcome WHERE meeting_id IN ({met})",
    ):
        cursor.execute(statement)
        cursor.fetchall()


COLUMNS = {
    "visit": ("id", "publication", "handling"),
    "meeting": ("id", "visit_id", "publication", "handling", "progress", "start_date", "end_date"),
    "organization": ("id", "country"),
    "participant": ("meeting_id", "side", "official_id", "organization_id", "country"),
}


def copy_to_duckdb(database):
    """Return what `pairs` takes, with the same rows in DuckDB, which uses one thread."""
    import duckdb

    copy = duckdb.connect(config={"threads": 1})
    for name, columns in COLUMNS.items():
        cursor = database.connection.connection.cursor()
        cursor.execute(f"SELECT {', '.join(columns)} FROM engagements_{name}")
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            for row in cursor:
                rows.writerow(["NULL" if value is None else value for value in row])
            file.flush()
            copy.execute(
                f"CREATE TABLE engagements_{name} AS SELECT * FROM read_csv('{file.name}', nullstr='NULL')"
            )
    return SimpleNamespace(connection=SimpleNamespace(connection=copy))


def compare(database, name, path, *raw):
    """Print the time of the page at ``path`` beside that of each of ``raw``, always the second time."""
    times = []
    for work in (*raw, lambda: database.get(database.analyst, path)):
        work()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    *others, page = times
    beside = " | ".join(f"{seconds:.2f} | {page / seconds:.1f}" for seconds in others)
    print(f"| {name} | {page:.2f} | {beside} |", flush=True)


def numbers(database, chance):
    """Yield (number, address) of cells and sums of a matrix over a random filter."""
    by, year, month = chance.choice(list(KEYS)), chance.randint(1980, 2026), chance.randint(1, 12)
    query = chance.choice(
        [
            f"date_after={year}-{month:02}-01&date_before={year}-{month:02}-28",
            f"country={chance.choice(['IS', 'VN', 'JP'])}&date_after={year}-01-01&date_before={year}-02-28",
            f"topic={chance.randint(1, 60)}&date_after={year}-{month:02}-01&date_before={year}-{month:02}-28",
            f"counterpart={chance.randint(10, 400)}",
        ]
    )
    context = database.get(database.analyst, f"/who-met-whom/?by={by}&{query}").context_data
    if "matrix" not in context:
        sys.exit(f"{query}: {dict(context['form'].errors)}")
    matrix = context["matrix"]
    for row in matrix.rows:
        yield row.sum.times, row.sum.meetings
        for cell in row.filled_cells:
            yield cell.times, cell.meetings
    for column in matrix.columns:
        yield column.sum.times, column.sum.meetings


def check(database, cells, seed):
    """Compare ``cells`` random numbers with their lists; return how many were, and those that differ."""
    from django.contrib.auth.models import User
    from django.http import QueryDict

    from engagements.views.meetings import MeetingListView

    chance, user = random.Random(seed), User.objects.get(username="benchmark-analyst")
    compared, wrong = 0, []
    while compared < cells:
        found = list(numbers(database, chance))
        for times, address in chance.sample(found, min(len(found), 40, cells - compared)):
            filterset = MeetingListView.filtered(QueryDict(address.partition("?")[2]), user)
            assert filterset.form.is_valid(), address
            compared += 1
            if filterset.qs.order_by().count() != times:
                wrong.append((address, times))
    return compared, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--duckdb", action="store_true")
    options = parser.parse_args()
    database = Database(1)
    sources = [database, *([copy_to_duckdb(database)] if options.duckdb else [])]
    month = "AND m.end_date >= '2019-05-01' AND m.start_date <= '2019-05-31'"
    year = "AND m.end_date >= '2019-01-01' AND m.start_date <= '2019-12-31'"
    filters = [("a month", "date_after=2019-05-01&date_before=2019-05-31", month)]
    filters += [("a year", "date_after=2019-01-01&date_before=2019-12-31", year)]
    filters += [("all", "", "")] if options.whole else []
    beside = " | DuckDB, s | page / DuckDB" if options.duckdb else ""
    print(f"| {database.connection.vendor} | page, s | SQL, s | page / SQL{beside} |\n|---|---:|---:|---:|")
    for name, query, where in filters:
        for by in KEYS:
            compare(
                database,
                f"matrix, {by}, {name}",
                f"/who-met-whom/?by={by}&{query}",
                *(partial(pairs, source, by, where) for source in sources),
            )
        compare(
            database,
            f"network, organizations, {name}",
            f"/network/?by=organizations&{query}",
            *(partial(pairs, source, "organizations", where, 100) for source in sources),
        )
    for by, column in (("officials", "official_id"), ("organizations", "organization_id")):
        home, away = database.most(column, HOME), database.most(column, AWAY)
        compare(
            database,
            f"relationship of the busiest {by}",
            f"/relationship/?by_{by[:-1]}={home}&with_{by[:-1]}={away}",
            partial(between, database, by, home, away),
        )
    compare(
        database,
        "relationship of two countries",
        "/relationship/?by_country=US&with_country=MX",
        partial(between, database, "countries", "US", "MX"),
    )
    compared, wrong = check(database, options.cells, options.seed)
    print(f"{compared:,} numbers of random matrices compared with their lists: {len(wrong)} differ")
    for one in wrong[:10]:
        print(one)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
