"""The API beside the pages of the same lists and the CSV export, in one run and one process.

    DATABASE_URL=… tests/benchmarks/api.py [--runs 15] [--rows 10000] [--clock]

DATABASE_URL is that of a database that `generate_engagements` filled. Measured is the time of this process,
which others on the machine hardly change; that of a PostgreSQL server is not in it, so there `--clock`
measures by the clock. In milliseconds, medians, one of each in turn:

API        a page of 50 of the API, through all middleware, by a session
page       the page of the same list, for the same user
template   the page's template again, from the rows in memory
×page      API / (page - template): 1.5 is the aim
pages/s    of the API: 1000 / API

Then all meetings are read to the end by the API, 200 at a time, and by `export=csv`; of both the
records a second. ``--rows`` ends the reading by the API after so many; 0 leaves both out.
"""

import argparse
import sys
import time
from statistics import median

from lists import Database

CASES = {
    "meetings": ("meetings", ""),
    "meetings, a country": ("meetings", "country=MX"),
    "meetings, words": ("meetings", "q=customs"),
    "meetings, by title": ("meetings", "sort=title"),
    "visits": ("visits", ""),
    "outcomes": ("outcomes", ""),
    "officials": ("officials", ""),
    "organizations": ("organizations", ""),
}


class ApiDatabase(Database):
    now = staticmethod(time.process_time)

    def measure_case(self, kind, query):
        from django.template.loader import get_template

        page, api = f"/{kind}/?{query}", f"/api/v1/{kind}/?{query}"
        response = self.get(self.analyst, page)
        template, request = get_template(response.template_name[0]), response.wsgi_request
        works = {
            "API": lambda: self.get(self.analyst, api),
            "page": lambda: self.get(self.analyst, page),
            "template": lambda: template.render(response.context_data, request),
        }
        times = {name: [] for name in works}
        for run in range(self.runs + 1):
            for name, work in works.items():
                start = self.now()
                work()
                times[name] += [1000 * (self.now() - start)] if run else []  # the first one warms up
        return {name: median(values) for name, values in times.items()}

    def read_all(self, rows):
        """Return how many meetings were read by the API, and the seconds."""
        count, start, address = 0, self.now(), "/api/v1/meetings/?limit=200"
        while address and count < rows:
            page = self.get(self.analyst, address).json()
            count, address = count + len(page["results"]), page["next"]
        return count, self.now() - start

    def export_all(self):
        from engagements.models import Meeting

        start = self.now()
        response = self.analyst.get("/meetings/?export=csv")
        for _ in response:
            pass
        seconds = self.now() - start
        return Meeting.objects.visible_to(response.wsgi_request.user).count(), seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--clock", action="store_true")
    options = parser.parse_args()
    database = ApiDatabase(options.runs)
    if options.clock:
        database.now = time.perf_counter
    print("|                     |    API |   page | template | ×page | pages/s |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (kind, query) in CASES.items():
        times = database.measure_case(kind, query)
        ratio = times["API"] / (times["page"] - times["template"])
        figures = f"{times['API']:>6.0f} | {times['page']:>6.0f} | {times['template']:>8.0f}"
        print(f"| {name:<19} | {figures} | {ratio:>5.1f} | {1000 / times['API']:>7.1f} |", flush=True)
    if not options.rows:
        return
    for name, (count, seconds) in (("API", database.read_all(options.rows)), ("CSV", database.export_all())):
        print(f"{name}: {count:,} meetings in {seconds:.1f} s, {count / seconds:,.0f} a second", flush=True)


if __name__ == "__main__":
    sys.exit(main())
