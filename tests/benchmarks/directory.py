"""No lost update in the directory: eight editors at once on officials with posts, organizations and the rest.

    python -m tests.benchmarks.directory [--seconds 60] [--on postgresql]

As `tests/benchmarks/durability.py` does for visits: gunicorn with 4 workers, through the forms of the
admin. A save adds a word of its own to the notes of an official or an organization, or to the text of a
source; or adds one to the number in the title of a post, or in the name of a place or a topic; of
officials also both. What was answered with a redirect has to be found afterwards; with the guard
off, some has to be lost.
"""

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import lxml.html

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import DATABASES, EDITORS, Server  # noqa: E402

from .durability import Editor, editing, tell, whole  # noqa: E402

RECORDS = 4  # of each kind
SETUP = f"""
from tests.factories import AppointmentFactory, OrganizationFactory, PlaceFactory, TopicFactory, named_source
for number in range({RECORDS}):
    AppointmentFactory(title="Director 0")
    OrganizationFactory()
    PlaceFactory(name=f"Town {{number}} 0")
    TopicFactory(name=f"topic {{number}} 0")
    named_source()
"""
# Kind -> (the field that words are added to, the field that has a number), "" for none.
FIELDS = {
    "official": ("notes", "appointments-0-title"),
    "organization": ("notes", ""),
    "place": ("", "name"),
    "topic": ("", "name"),
    "source": ("text", ""),
}
TEXTS = {
    "official": "SELECT o.id, o.notes, a.title FROM engagements_official o "
    "JOIN engagements_appointment a ON a.official_id = o.id",
    "organization": "SELECT id, notes, '0' FROM engagements_organization",
    "place": "SELECT id, '', name FROM engagements_place",
    "topic": "SELECT id, '', name FROM engagements_topic",
    "source": "SELECT id, text, '0' FROM engagements_source",
}


@dataclass
class DirectorySave:
    kind: str
    pk: int
    word: str  # "" where none was added
    counted: bool  # whether the number went up
    began: float
    acknowledged: float = 0  # when; 0 where no answer came


class DirectoryEditor(Editor):
    def edit(self):
        kind, pk = self.chance.choice(self.server.entries)
        word_field, number_field = FIELDS[kind]
        word = f"e{self.number}-{len(self.saves)}" if word_field else ""
        counted = bool(number_field)
        if word and counted:
            word, counted = self.chance.choice([(word, False), ("", True), (word, True)])
        path = f"/admin/engagements/{kind}/{pk}/change/"
        while True:
            status, page = self.ask(path)
            if status != 200:
                self.errors.append(f"GET {kind} {status}")
                return
            form = next(form for form in lxml.html.fromstring(page).forms if form.get("id") == f"{kind}_form")
            if word:
                form.fields[word_field] = f"{form.fields[word_field].strip()} {word}"
            if counted:
                form.fields[number_field] = raised(form.fields[number_field])
            save = DirectorySave(kind, pk, word, counted, time.monotonic())
            self.saves.append(save)
            status, page = self.ask(path, [*form.form_values(), ("_save", "Save")])
            if status == 302:
                save.acknowledged = time.monotonic()
                return
            if status != 200 or "changed this record" not in page:
                self.errors.append(f"POST {kind} {status}")  # saved or not: nobody was told
                return
            self.saves.pop()
            self.conflicts += 1


def raised(text):
    """Return ``text`` with one more in the number at its end."""
    return re.sub(r"\d+$", lambda number: str(int(number[0]) + 1), text)


def lost(database, saves):
    """Return how many acknowledged ``saves`` of each kind are not found."""
    missing = Counter()
    for kind, query in TEXTS.items():
        words = {pk: set(text.split()) for pk, text, _ in database.rows(query)}
        numbers = {pk: int(re.search(r"\d+$", text)[0]) for pk, _, text in database.rows(query)}
        done = [save for save in saves if save.acknowledged and save.kind == kind]
        missing[kind] += sum(save.word not in words[save.pk] for save in done if save.word)
        counted = Counter(save.pk for save in done if save.counted)
        missing[kind] += sum(abs(number - numbers[pk]) for pk, number in counted.items())
    return missing


def edit_together(make, seconds, how):
    application = "config.wsgi" if how == "guard on" else "tests.benchmarks.durability:unguarded()"
    with make() as (folder, database):
        server = Server(folder, database, application).prepare()
        server.manage("shell", "-v0", "-c", SETUP)
        server.entries = [
            (kind, pk)
            for kind, query in TEXTS.items()
            for pk in sorted(pk for pk, *_ in database.rows(query))[-RECORDS:]
        ]
        with server.running():
            editors = [DirectoryEditor(server, number) for number in range(EDITORS)]
            with editing(editors):
                time.sleep(seconds)
        saves = [save for editor in editors for save in editor.saves]
        errors = Counter(error for editor in editors for error in editor.errors)
        done = [save for save in saves if save.acknowledged]
        missing = lost(database, saves)
        tell(
            f"{database.name}, directory, {seconds} s, {how}",
            acknowledged=f"{len(done)} {dict(Counter(save.kind for save in done))}",
            asked_again=sum(editor.conflicts for editor in editors),
            errors=sum(errors.values()) + sum(editor.cut_off for editor in editors),
            lost=f"{missing.total()} {dict(missing)}",
            slowest=f"{max(save.acknowledged - save.began for save in done):.1f} s",
        )
        if how == "guard off":
            assert missing.total(), "nothing was lost without the guard: this proves nothing"
        else:
            whole(errors, missing.total(), len(saves) - len(done))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--on", choices=DATABASES, action="append", help="one of the databases alone")
    options = parser.parse_args()
    for database in options.on or DATABASES:
        for how in ("guard on", "guard off"):
            edit_together(DATABASES[database], options.seconds, how)


if __name__ == "__main__":
    main()
