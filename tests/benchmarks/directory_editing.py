"""No lost update in the directory: eight editors at once at ten officials with a post, and ten organizations.

    python -m tests.benchmarks.directory_editing [--seconds 60] [--on postgresql]

As the part "editors" of durability.py: each save appends a word of its own to the notes of an entry, and
adds one to a number in the title of the post where it is an official. With the guard off, some has to be
lost, or the run proves nothing.
"""

import argparse
import time
from collections import Counter

import lxml.html

from tests.servers import DATABASES, EDITORS, Server

from .durability import Editor, Save, all_saves, editing, tell, whole

SETUP = """
from engagements.models import Appointment, Official, Organization
for number in range(10):
    organization = Organization.objects.create(name=f"Entry {number}")
    official = Official.objects.create(name=f"Entry {number}")
    Appointment.objects.create(official=official, organization=organization, title="0")
"""
APPLICATIONS = {"guard on": "config.wsgi", "guard off": "tests.benchmarks.durability:unguarded()"}
POST = "appointments-0-title"


class DirectoryEditor(Editor):
    """Edits what `entries` lists: (kind, id)."""

    entries = ()

    def edit(self):
        kind, pk = self.chance.choice(self.entries)
        path, word = f"/admin/engagements/{kind}/{pk}/change/", f"e{self.number}-{len(self.saves)}"
        while True:
            status, page = self.ask(path)
            if status != 200:
                self.errors.append(f"GET {status}")
                return
            (form,) = [form for form in lxml.html.fromstring(page).forms if form.get("id") == f"{kind}_form"]
            form.fields["notes"] = f"{form.fields['notes'].strip()} {word}"
            if kind == "official":
                form.fields[POST] = str(int(form.fields[POST]) + 1)
            save = Save(word, (kind, pk), kind == "official", time.monotonic())
            self.saves.append(save)
            status, page = self.ask(path, [*form.form_values(), ("_save", "Save")])
            if status == 302:
                save.acknowledged = time.monotonic()
                return
            self.saves.pop()
            if status != 200 or "errornote" not in page:
                self.errors.append(f"POST {status}")
                return
            self.conflicts += 1


def count_lost(database, saves):
    """Return how many acknowledged saves are not found, of the notes and of the post."""
    notes, posts = {}, {}
    for kind in ("official", "organization"):
        for pk, text in database.rows(f"SELECT id, notes FROM engagements_{kind}"):
            notes[kind, pk] = set(text.split())
    for pk, title in database.rows("SELECT official_id, title FROM engagements_appointment"):
        posts["official", pk] = int(title)
    saves = [save for save in saves if save.acknowledged]
    missing = sum(save.word not in notes[save.visit] for save in saves)
    counted = Counter(save.visit for save in saves if save.counted)
    return missing + sum(max(0, number - posts[entry]) for entry, number in counted.items())


def edit_together(make, seconds):
    for how, application in (
        ("guard on", "config.wsgi"),
        ("guard off", "tests.benchmarks.durability:unguarded()"),
    ):
        with make() as (folder, database):
            server = Server(folder, database, application).prepare()
            server.manage("shell", "-v0", "-c", SETUP)
            DirectoryEditor.entries = [
                (kind, pk)
                for kind in ("official", "organization")
                for (pk,) in database.rows(
                    f"SELECT id FROM engagements_{kind} WHERE name LIKE '{kind.capitalize()} %'"
                )
            ]
            with server.running():
                editors = [DirectoryEditor(server, number) for number in range(EDITORS)]
                with editing(editors):
                    time.sleep(seconds)
            saves = all_saves(editors)
            errors = Counter(error for editor in editors for error in editor.errors)
            lost = count_lost(database, saves)
            tell(
                f"{database.name}, directory, {seconds} s, {how}",
                acknowledged=sum(bool(save.acknowledged) for save in saves),
                asked_again=sum(editor.conflicts for editor in editors),
                errors=dict(errors) or 0,
                lost=lost,
            )
            if how == "guard off":
                assert lost, "nothing was lost without the guard: this proves nothing"
            else:
                whole(errors, lost)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--on", choices=DATABASES, action="append", help="one of the databases alone")
    options = parser.parse_args()
    for database in options.on or DATABASES:
        edit_together(DATABASES[database], options.seconds)


if __name__ == "__main__":
    main()
