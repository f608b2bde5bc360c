"""What columns cost at the start of a worker, after changes, at writing, and on pages that count in them.

    DATABASE_URL=… tests/benchmarks/columns.py [--runs 5]

DATABASE_URL is that of a database with many meetings, of which `write_snapshot` was run. It is changed:
statuses and formats of 20,000 meetings are written anew. In milliseconds by the clock, and of this
process alone, which others on the machine hardly change; on PostgreSQL the server's own work is in the
first alone.
"""

import argparse
import resource
import time
import uuid
from statistics import median

from lists import AWAY, HOME, Database

BULK = 2_000  # meetings
FILTERS = {
    "everything": "",
    "a country": "country=MX",
    "by a country": "by_country=US",
    "a year": "date_after=2019-01-01&date_before=2019-12-31",
    "a topic": "topic=1",
    "a format": "format=bilateral",
    "delegation of": "delegation=1",
}


def measure(name, work, runs=1):
    """Print the median of the times of ``work``, by clock and processor; return its last answer."""
    clock, processor = [], []
    for _ in range(runs):
        start = time.perf_counter(), time.process_time()
        answer = work()
        clock.append((time.perf_counter() - start[0]) * 1000)
        processor.append((time.process_time() - start[1]) * 1000)
    print(f"| {name} | {median(clock):,.1f} | {median(processor):,.1f} |", flush=True)
    return answer


def party_pages(database):
    """Yield (name, address) of the pages of the busiest parties, and of what is counted over time."""
    delegate, guest = database.most("official_id", HOME), database.most("official_id", AWAY)
    ours, theirs = database.most("organization_id", HOME), database.most("organization_id", AWAY)
    yield "first page", "/"
    yield "relationship of two countries", "/relationship/?by_country=US&with_country=MX"
    yield (
        "… of two organizations",
        f"/relationship/?by_organization={ours}&with_organization={theirs}",
    )
    yield "… of two officials", f"/relationship/?by_official={delegate}&with_official={guest}"
    yield "briefing on two countries", "/relationship/briefing/?by_country=US&with_country=MX"
    yield "an official, delegate", f"/officials/{delegate}/"
    yield "an official, counterpart", f"/officials/{guest}/"
    yield "an organization, ours", f"/organizations/{ours}/"
    yield "an organization, theirs", f"/organizations/{theirs}/"
    yield "a country", "/countries/MX/"
    yield "the home country", "/countries/US/"
    for query in ("", "sort=last_met", "sort=-last_met", "not_met_since=2025-01-01", "never_met=1"):
        yield f"officials, {query}", f"/officials/?{query}"
    for by in ("place", "party"):
        yield f"map of visits, by {by}", f"/map/?show=visits&by={by}"
    for query in ("", "by=topic", "by=party_country&every=month", "by=with_organization&country=MX"):
        yield f"over time, {query}", f"/over-time/?{query}"


def write_in_bulk(with_stamps):
    """Write copies of some meetings, with and without the triggers that stamp them, and take it back."""
    from django.db import connection, transaction

    from engagements.models import Meeting, Participant
    from engagements.models.change_triggers import stamp_triggers

    meetings = list(Meeting.objects.order_by("pk")[:BULK])
    lines = list(Participant.objects.filter(meeting__in=[meeting.pk for meeting in meetings]))
    with transaction.atomic():
        if not with_stamps:
            with connection.cursor() as cursor:
                for trigger in stamp_triggers():
                    on = "" if connection.vendor == "sqlite" else f" ON {trigger.on}"
                    cursor.execute(f"DROP TRIGGER {trigger.name}{on}")
        pks = [meeting.pk for meeting in meetings]
        for meeting in meetings:
            meeting.pk, meeting.uid = None, uuid.uuid4()
        start = time.perf_counter(), time.process_time()
        copies = dict(zip(pks, Meeting.objects.bulk_create(meetings, batch_size=500), strict=True))
        for line in lines:
            line.pk, line.meeting = None, copies[line.meeting_id]
        Participant.objects.bulk_create(lines, batch_size=500)
        taken = time.perf_counter() - start[0], time.process_time() - start[1]
        transaction.set_rollback(True)
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--parties", action="store_true", help="leave matrix, network and writing out")
    options = parser.parse_args()
    database = Database(options.runs)

    from django.contrib.auth.models import User

    from engagements.columns.current import current_state
    from engagements.columns.meetings import MeetingSet
    from engagements.models import Meeting

    user = User.objects.get(username="benchmark-analyst")
    print(f"| {database.connection.vendor} | clock, ms | processor, ms |\n|---|---:|---:|")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measure(
        "a worker starts, and reads what changed since the snapshot",
        lambda: current_state("default", Meeting),
    )
    measure("who may see what, once a worker", lambda: MeetingSet.visible_to(user))
    measure("nothing new", lambda: MeetingSet.visible_to(user), 50)
    pks = list(Meeting.objects.order_by("pk").values_list("pk", flat=True)[:20_000])

    def after_a_save():
        state = current_state("default", Meeting)
        changed = Meeting.objects.filter(pk=pks.pop())
        changed.update(progress="planned" if changed.get().progress == "held" else "held")
        start = time.perf_counter(), time.process_time()
        MeetingSet.visible_to(user)
        assert current_state("default", Meeting) is not state
        return [
            (after - before) * 1000
            for before, after in zip(start, (time.perf_counter(), time.process_time()), strict=True)
        ]

    clock, processor = zip(*(after_a_save() for _ in range(options.runs)), strict=True)
    print(f"| the first look after a save | {median(clock):,.1f} | {median(processor):,.1f} |", flush=True)
    is_reception = Meeting.objects.filter(pk=pks[0], format="reception").exists()  # by a run before
    for start in range(0, len(pks), 5_000):
        changed = Meeting.objects.filter(pk__in=pks[start : start + 5_000])
        changed.update(format="call" if is_reception else "reception")
    measure("the first look after 20,000 changes", lambda: MeetingSet.visible_to(user))
    for page in () if options.parties else ("/who-met-whom/", "/network/"):
        for by in ("organizations", "officials", "countries"):
            for name, query in FILTERS.items():
                path = f"{page}?by={by}&{query}"
                response = measure(
                    f"{page} by {by}, {name}", lambda path=path: database.analyst.get(path), options.runs
                )
                assert response.status_code == 200
    for name, path in party_pages(database):
        response = measure(name, lambda path=path: database.analyst.get(path), options.runs)
        assert response.status_code == 200
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"\nmemory at the peak: {peak / 1024:,.0f} MB, {before / 1024:,.0f} MB before, what is shared in it"
    )
    if options.parties:
        return
    times = [[write_in_bulk(stamped) for stamped in (False, True)] for _ in range(options.runs)]
    for number, unit in enumerate(("clock", "processor")):
        plain, stamped = (median(run[which][number] for run in times) for which in (0, 1))
        print(f"{BULK:,} meetings in bulk, {unit}: {plain:.2f} s without stamps, {stamped:.2f} s with them")


if __name__ == "__main__":
    main()
