"""Nothing lost: eight editors at once, `kill -9`, a backup under load, a standby, a dropped table.

    tests/benchmarks/durability.py [--seconds 60] [--kills 20] [--on postgresql] [PART …]

Each part serves the system by gunicorn with 4 workers, on SQLite and on PostgreSQL, and has eight
people edit twenty shared visits through the forms of the admin. Each save appends a word of its own to
the purpose of a visit, or adds one to a number in a line of its delegation, or both; what was
answered with a redirect is acknowledged, and has to be found afterwards. PostgreSQL runs in
clusters made for this, in a temporary folder; so this runs on Linux, where PostgreSQL is installed.
"""

import argparse
import http.client
import http.cookiejar
import json
import random
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import DATABASES, EDITORS, Cluster, Server, Visitor, wait_until  # noqa: E402

from .imports import SHEET, write_trips  # noqa: E402

TRIPS, LONG = 100, 2_000  # rows of an import that is killed, and of one that runs beside editors


def unguarded():
    """Return the application without the guard against lost updates; for gunicorn, and for this alone."""
    from django.forms import ModelForm

    from config.wsgi import application
    from engagements.admin.record_forms import RecordForm

    RecordForm.clean = ModelForm.clean
    return application


# --- Editors


@dataclass
class Save:
    word: str  # "" where the purpose was left
    visit: int
    counted: bool  # whether the number in the line went up
    began: float
    acknowledged: float = 0  # when; 0 where no answer came


class Editor(Visitor):
    def __init__(self, server, number):
        super().__init__(server, f"editor{number}")
        self.number, self.chance = number, random.Random(number)
        self.saves, self.conflicts, self.errors, self.cut_off = [], 0, [], 0

    def work(self, until):
        """Edit until the event ``until`` is set; count connections that break off, as of a killed server."""
        while not until.is_set():
            try:
                self.edit()
            except (OSError, http.client.HTTPException):
                self.cut_off += 1
                until.wait(0.2)

    def edit(self):
        path = f"/admin/engagements/visit/{self.chance.choice(self.server.visits)}/change/"
        kind = self.chance.choice(["field", "line", "both"])
        word = "" if kind == "line" else f"e{self.number}-{len(self.saves)}"
        while True:
            status, page = self.ask(path)
            if status != 200:
                self.errors.append(f"GET {status}")
                return
            form = next(one for one in lxml.html.fromstring(page).forms if one.get("id") == "visit_form")
            if word:
                form.fields["purpose"] = f"{form.fields['purpose'].strip()} {word}"
            if kind != "field":
                form.fields["members-0-title"] = str(int(form.fields["members-0-title"]) + 1)
            save = Save(word, int(re.search(r"\d+", path)[0]), kind != "field", time.monotonic())
            self.saves.append(save)
            status, page = self.ask(path, [*form.form_values(), ("_save", "Save")])
            if status == 302:
                save.acknowledged = time.monotonic()
                return
            if status != 200 or "errornote" not in page:
                self.errors.append(f"POST {status}")  # saved or not: nobody was told
                return
            self.saves.pop()
            self.conflicts += 1


@contextmanager
def editing(editors):
    """Let all ``editors`` work while what is inside is done."""
    until = threading.Event()
    threads = [threading.Thread(target=editor.work, args=[until]) for editor in editors]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        until.set()
        for thread in threads:
            thread.join()


# --- What is found afterwards


class Found:
    """What a database holds of the saves, and whether it is whole: each save all of it, or nothing."""

    def __init__(self, database, saves):
        self.words, self.counts, self.halves = {}, {}, []
        states = database.rows(
            "SELECT v.id, v.version, v.purpose, m.title, "
            "(SELECT count(*) FROM engagements_historicalvisit h WHERE h.id = v.id), "
            "(SELECT count(*) FROM engagements_historicaldelegationmember h WHERE h.id = m.id) "
            "FROM engagements_visit v JOIN engagements_delegationmember m ON m.visit_id = v.id "
            "WHERE v.title LIKE 'Visit %'"
        )
        both = {save.word for save in saves if save.word and save.counted}
        for visit, version, purpose, title, history, line_history in states:
            words = purpose.split()
            self.words[visit], self.counts[visit] = set(words), int(title)
            alone = [word for word in words if word not in both]
            expected = (1 + len(alone) + int(title), version, 1 + int(title))
            if (version, history, line_history) != expected or len(words) != len(set(words)):
                self.halves.append((visit, version, history, line_history, expected))


def lost(found, saves):
    """Return how many acknowledged ``saves`` are not found."""
    words = [save for save in saves if save.acknowledged and save.word]
    missing = sum(save.word not in found.words[save.visit] for save in words)
    counted = Counter(save.visit for save in saves if save.acknowledged and save.counted)
    return missing + sum(max(0, number - found.counts[visit]) for visit, number in counted.items())


def all_saves(editors):
    return [save for editor in editors for save in editor.saves]


def acknowledged(editors):
    return sum(bool(save.acknowledged) for save in all_saves(editors))


def tell(what, **figures):
    print(f"{what:<44}", "  ".join(f"{name} {value}" for name, value in figures.items()), flush=True)


# --- The parts


def edit_together(make, seconds):
    """Eight editors at once; the same beside imports; and with the guard off, where some has to be lost."""
    for how in ("guard on", "beside imports", "guard off"):
        with make() as (folder, database):
            application = "config.wsgi" if how != "guard off" else "tests.benchmarks.durability:unguarded()"
            with Server(folder, database, application).prepare().running() as server:
                editors = [Editor(server, number) for number in range(EDITORS)]
                imports = Imports(server, folder, LONG, "trips") if how == "beside imports" else None
                with editing(editors), imports.running() if imports else nullcontext():
                    time.sleep(seconds)
            saves = all_saves(editors)
            found = Found(database, saves)
            errors = Counter(error for editor in editors for error in editor.errors)
            gone, broken = lost(found, saves), sum(editor.cut_off for editor in editors)
            tell(
                f"{database.name}, {seconds} s, {how}",
                acknowledged=sum(bool(save.acknowledged) for save in saves),
                asked_again=sum(editor.conflicts for editor in editors),
                errors=sum(errors.values()) + broken,
                lost=gone,
                half_done=len(found.halves),
                slowest=f"{max(save.acknowledged - save.began for save in saves):.1f} s",
                **({"imports": f"{len(imports.done)} of {LONG:,} rows"} if imports else {}),
            )
            if how == "guard off":
                assert gone, "nothing was lost without the guard: this proves nothing"
            else:
                whole(errors, broken, gone, found.halves)


def whole(*wrongs):
    """Fail where something went wrong; say what."""
    assert not any(wrongs), wrongs


class Imports(threading.Thread):
    """Imports one sheet after another until told to stop; `kill` ends the one under way."""

    def __init__(self, server, folder, rows, key):
        super().__init__()
        self.server, self.folder, self.rows, self.key, self.done, self.begun = (
            server,
            folder,
            rows,
            key,
            [],
            0,
        )
        write_trips(folder / "trips.csv", rows)
        self.until, self.process = threading.Event(), None

    def run(self):
        while not self.until.is_set():
            mapping = self.folder / "trips.toml"
            mapping.write_text(SHEET.replace('"trips:', f'"{self.key}{self.begun}:'))
            number, self.begun = self.begun, self.begun + 1
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    ROOT / "manage.py",
                    "import_engagements",
                    "trips.csv",
                    "--mapping",
                    str(mapping),
                ],
                cwd=self.folder,
                env=self.server.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if self.process.wait() == 0:
                self.done.append(number)
            else:
                self.until.wait(0.5)

    def kill(self):
        with suppress(ProcessLookupError, AttributeError):
            self.process.kill()

    @contextmanager
    def running(self):
        self.start()
        try:
            yield
        finally:
            self.until.set()
            self.kill()
            self.join()

    def wrong(self, database):
        """Return the imports that are neither whole nor absent, and those acknowledged that are not there."""
        made = Counter(
            int(re.search(r"(\d+):", key)[1])
            for (key,) in database.rows(
                f"SELECT key FROM engagements_importedrecord WHERE kind = 'visit' AND key LIKE '{self.key}%'"
            )
        )
        return [one for one in range(self.begun) if made[one] not in (0, self.rows)] + [
            one for one in self.done if made[one] != self.rows
        ]


def kill_servers(make, times):
    """`kill -9` of gunicorn with an import, and of PostgreSQL, amid saves and imports."""
    with make() as (folder, database):
        server = Server(folder, database).prepare()
        server.start()
        editors = [Editor(server, number) for number in range(EDITORS)]
        for victim in ("PostgreSQL", "gunicorn") if isinstance(database, Cluster) else ("gunicorn",):
            before, wrong, gone, halves = len(all_saves(editors)), [], 0, []
            imports = Imports(server, folder, TRIPS, victim)
            with imports.running():
                for _ in tqdm(range(times), desc=victim):
                    with editing(editors):
                        enough = acknowledged(editors) + random.randint(2, 12)
                        wait_until(lambda enough=enough: acknowledged(editors) >= enough)
                        time.sleep(random.uniform(0, 1))
                        if victim == "gunicorn":
                            server.kill()
                            imports.kill()
                        else:
                            database.kill()
                            database.start()
                    if victim == "gunicorn":
                        server.start()
                    else:
                        wait_until(server.is_well)
                    saves = all_saves(editors)
                    found = Found(database, saves)
                    gone, halves = gone + lost(found, saves), halves + found.halves
                    wrong += imports.wrong(database)
                    whole(gone, halves, wrong)
            wrong += imports.wrong(database)
            saves = all_saves(editors)[before:]
            tell(
                f"{database.name}, {times} times kill -9 of {victim}",
                acknowledged=sum(bool(save.acknowledged) for save in saves),
                not_answered=sum(not save.acknowledged for save in saves),
                lost=gone,
                half_done=len(halves),
                imports=f"{len(imports.done)} of {imports.begun} came to their end, {len(wrong)} wrong",
            )
            whole(gone, halves, wrong)
        server.kill()


def back_up(make, seconds):
    """A backup amid saves, restored: equal to one moment."""
    with make() as (folder, database), Server(folder, database).prepare().running() as server:
        editors = [Editor(server, number) for number in range(EDITORS)]
        path = folder / "amid.backup"
        with editing(editors):
            time.sleep(seconds / 3)
            began = time.monotonic()
            server.manage("backup", "-v0", path)
            ended = time.monotonic()
            time.sleep(seconds / 3)
        restored = database.another("restored")
        server.manage("migrate", "-v0", database=restored)
        server.manage("restore", "-v0", path, database=restored)
        again = folder / "again.backup"
        server.manage("backup", "-v0", again, database=restored)
        saves = all_saves(editors)
        found = Found(restored, saves)
        named = [save for save in saves if save.word]
        kept = [save for save in named if save.word in found.words[save.visit]]
        # Of one moment: all that was acknowledged before the last save that is in it was begun is in it.
        last = max(save.began for save in kept)
        torn = [save for save in named if 0 < save.acknowledged < last and save not in kept]
        early = [save for save in named if 0 < save.acknowledged < began and save not in kept]
        late = [save for save in kept if save.began > ended]
        tell(
            f"{database.name}, backup amid saves, restored",
            words_in_it=f"{len(kept)} of {len(named)}",
            torn=len(torn) + len(early) + len(late),
            half_done=len(found.halves),
            took=f"{ended - began:.1f} s",
            errors=sum(len(editor.errors) for editor in editors),
        )
        assert tables_in(path) == tables_in(again), "restored is not what was backed up"
        whole(torn, early, late, found.halves)
        assert 0 < len(kept) < len(named)


def tables_in(path):
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))["tables"]


def fail_over(make, seconds):
    """The primary killed amid saves; its synchronous standby has all that was acknowledged."""
    with make() as (folder, primary):
        standby = Cluster(folder, "standby").follow(primary)
        primary.rows("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.rows("SELECT pg_reload_conf()")
        state = "SELECT sync_state FROM pg_stat_replication"
        wait_until(lambda: primary.rows(state) == [("sync",)])
        server = Server(folder, primary).prepare()
        server.start()
        editors = [Editor(server, number) for number in range(EDITORS)]
        with editing(editors):
            time.sleep(seconds)
            primary.kill()
        server.kill()
        standby.run("pg_ctl", "-D", standby.data, "-w", "promote")
        saves = all_saves(editors)
        found = Found(standby, saves)
        gone = lost(found, saves)
        tell(
            "PostgreSQL, primary killed, standby promoted",
            acknowledged=sum(bool(save.acknowledged) for save in saves),
            not_answered=sum(not save.acknowledged for save in saves),
            lost=gone,
            half_done=len(found.halves),
        )
        standby.stop()
        whole(gone, found.halves)


def recover(make, seconds):
    """A base backup and the archive of what was written since, up to the moment before a dropped table."""
    with make(archive=True) as (folder, database):
        base = Cluster(folder, "base")
        with Server(folder, database).prepare().running() as server:
            editors = [Editor(server, number) for number in range(EDITORS)]
            with editing(editors):
                time.sleep(seconds / 3)
                database.run("pg_basebackup", "-d", database.address, "-D", base.data, "-c", "fast")
                time.sleep(seconds / 3)
            server.manage("backup", "-v0", folder / "before.backup")
            ((moment,),) = database.rows("SELECT clock_timestamp()")
            time.sleep(1)
            database.rows("DROP TABLE engagements_participant CASCADE")
            ((written,),) = database.rows("SELECT pg_walfile_name(pg_switch_wal())")
            archived = f"SELECT last_archived_wal >= '{written}' FROM pg_stat_archiver"
            wait_until(lambda: database.rows(archived) == [(True,)])
            database.kill()
            base.configure(
                restore_command=f"cp {folder}/archive/%f %p",
                archive_mode="off",
                recovery_target_time=moment.isoformat(),
                recovery_target_action="promote",
            )
            base.run("/usr/bin/touch", base.data / "recovery.signal")
            base.start()
            wait_until(lambda: base.rows("SELECT pg_is_in_recovery()") == [(False,)])
            server.manage("backup", "-v0", folder / "after.backup", database=base)
            saves = all_saves(editors)
            gone = lost(Found(base, saves), saves)
            equal = tables_in(folder / "before.backup") == tables_in(folder / "after.backup")
            tell(
                "PostgreSQL, back to before a dropped table",
                acknowledged=sum(bool(save.acknowledged) for save in saves),
                lost=gone,
                every_table_equal=equal,
            )
            base.stop()
            assert equal
            assert not gone


PARTS = {
    "editors": lambda make, options: edit_together(make, options.seconds),
    "kills": lambda make, options: kill_servers(make, options.kills),
    "backup": lambda make, options: back_up(make, options.seconds),
    "standby": lambda make, options: fail_over(make, options.seconds),
    "recovery": lambda make, options: recover(make, options.seconds),
}
ON_POSTGRESQL = ("standby", "recovery")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--on", choices=DATABASES, action="append", help="one of the databases alone")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}")
    options = parser.parse_args()
    for part in options.parts or PARTS:
        for database in options.on or DATABASES:
            if database == "postgresql" or part not in ON_POSTGRESQL:
                PARTS[part](DATABASES[database], options)


if __name__ == "__main__":
    main()
