"""Readers read from a streaming replica: a real primary, a real standby, a real server.

In the part that runs on PostgreSQL, with clusters of its own; see conftest.py.
"""

import shutil

import pytest

from tests import servers
from tests.servers import Cluster, Server, Visitor, wait_until

MEETING = """
from tests.factories import MeetingFactory, OfficialFactory
meeting = MeetingFactory(publication="published", progress="held", start_date="2021-12-06")
for side in ("delegation", "counterpart"):
    meeting.participants.create(side=side, official=OfficialFactory())
"""
NOW = "SELECT pg_current_wal_lsn()::text"
REPLAYED = "SELECT pg_last_wal_replay_lsn() >= '{}'::pg_lsn"


class Site:
    """A primary, a standby of it and servers of one worker that read from both."""

    def __init__(self, folder, primary):
        self.folder, self.primary = folder, primary
        self.standby = Cluster(folder, "standby").follow(primary)

    def server(self, check_seconds):
        server = Server(self.folder, self.primary)
        server.environment |= {
            "DATABASE_REPLICA_URL": self.standby.address,
            "REPLICA_CHECK_SECONDS": str(check_seconds),
        }
        return server

    def catch_up(self):
        (position,) = self.primary.rows(NOW)[0]
        wait_until(lambda: self.standby.rows(REPLAYED.format(position)) == [(True,)])

    def hold(self):
        """Let the standby stay as it is now."""
        self.catch_up()
        self.standby.rows("SELECT pg_wal_replay_pause()")
        state = "SELECT pg_get_wal_replay_pause_state()"
        wait_until(lambda: self.standby.rows(state) == [("paused",)])

    def go_on(self):
        self.standby.rows("SELECT pg_wal_replay_resume()")

    def rename(self, title):
        self.primary.rows(f"UPDATE engagements_visit SET title = '{title}' WHERE id = {self.visit}")


class Reader(Visitor):
    """Signed in long enough ago for the writing of that to be forgotten."""

    def __init__(self, server, site, number=0, wrote=False):
        super().__init__(server, f"editor{number}")
        self.site = site
        if not wrote:
            (jar,) = [one.cookiejar for one in self.opener.handlers if hasattr(one, "cookiejar")]
            (cookie,) = [one for one in jar if one.name == "wrote"]
            jar.clear(cookie.domain, cookie.path, cookie.name)

    def sees(self, title):
        status, page = self.ask(f"/visits/{self.site.visit}/")
        assert status == 200
        return f"<h1>{title}</h1>" in page

    def counted_pairs(self):
        """Return how many pairs of officials met."""
        status, table = self.ask("/who-met-whom/?by=officials&export=csv")
        assert status == 200
        _, *pairs = table.splitlines()
        return len(pairs)


@pytest.fixture(scope="module")
def site():
    if not shutil.which("initdb") and not Cluster.bin.joinpath("initdb").exists():
        pytest.skip("the programs of a PostgreSQL server are not on this machine")
    with servers.postgresql() as (folder, primary):
        server = Server(folder, primary).prepare()
        primary.rows("UPDATE engagements_visit SET publication = 'published'")
        one = Site(folder, primary)
        one.visit = server.visits[0]
        yield one
        one.standby.stop()


@pytest.fixture
def serve(site, monkeypatch):
    """Return a function that starts a server; ``said(text)`` tells how often its log says so."""
    monkeypatch.setattr(servers, "WORKERS", 1)
    started = []

    def start(check_seconds):
        server = site.server(check_seconds)
        server.said = lambda text: server.log.read_text().count(text)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


def test_a_replica_that_falls_behind_is_stepped_over_and_comes_back(site, serve):
    server = serve(check_seconds=0)
    reader = Reader(server, site)
    site.rename("First")
    site.catch_up()
    assert reader.sees("First")
    site.hold()
    site.rename("Second")
    assert reader.sees("First")  # from the replica, which lacks no more than a moment
    assert reader.sees("Second")  # it lacks now what was there the last time
    assert server.said("too far behind") == 1
    site.go_on()
    site.catch_up()
    before = server.said("is read from")
    assert reader.sees("Second")
    assert server.said("is read from") == before + 1


def test_who_wrote_reads_what_was_written(site, serve):
    server = serve(check_seconds=3600)
    reader, writer = Reader(server, site), Reader(server, site, number=1, wrote=True)
    site.rename("Before")
    site.catch_up()
    assert reader.sees("Before")
    site.hold()
    try:
        site.rename("After")
        assert reader.sees("Before")
        assert writer.sees("After")
    finally:
        site.go_on()


def test_who_met_whom_is_counted_as_the_replica_has_it(site, serve):
    server = serve(check_seconds=3600)
    reader, writer = Reader(server, site), Reader(server, site, number=1, wrote=True)
    before = reader.counted_pairs()
    server.manage("shell", "-v0", "-c", MEETING)
    site.catch_up()
    assert reader.counted_pairs() == before + 1
    site.hold()
    try:
        server.manage("shell", "-v0", "-c", MEETING)
        assert reader.counted_pairs() == before + 1
        assert writer.counted_pairs() == before + 2
    finally:
        site.go_on()
    site.catch_up()
    assert reader.counted_pairs() == before + 2


def test_a_replica_that_dies_is_stepped_over_and_comes_back(site, serve):
    looking, trusting = serve(check_seconds=0), serve(check_seconds=3600)
    first, second = Reader(looking, site), Reader(trusting, site)
    site.rename("Alive")
    site.catch_up()
    assert first.sees("Alive")
    assert second.sees("Alive")
    site.standby.kill()
    site.rename("Dead")
    assert first.sees("Dead")
    assert looking.said("does not answer") == 1
    assert second.sees("Dead")  # the page had begun before anybody knew
    assert trusting.said("it failed") == 1
    site.standby.start()
    site.catch_up()
    before = looking.said("is read from")
    assert first.sees("Dead")
    assert looking.said("is read from") == before + 1
