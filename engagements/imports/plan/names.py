"""Which record a name means: one of the database, or another one of the plan."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from engagements.common.folding import fold
from engagements.common.spellings import Sameness, compare_spellings
from engagements.imports.reading import Notice, NoticeKind, folded_case
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows import APART, FieldValue

from .entries import PlanEntry
from .known_records import has_own_key
from .permissions import visible_records
from .store import PlanStore

# Entries that the database allows once by their name, whichever uid another system gave them.
NAMED_ONCE = ("place", "topic")

# Beside the name: fields of a sheet by which a later row may name the record.
FURTHER_NAMES = {
    "organization": ("acronym", "native_name", "aliases"),
    "official": ("acronym", "native_name", "aliases"),
}


# Their names are compared as spellings; those of sources letter by letter, but for the case.
SPELLED_KINDS = ("official", "organization", "place", "topic")


class Namesake(NamedTuple):
    """A record of the database, by its id, or one of the plan yet to be made."""

    pk: int | None
    record_id: int | None


class NameIndex:
    """The names of the records of the database and of the plan, as they are compared."""

    def __init__(self, store: PlanStore, user: User | None, apart: Collection[str] = ()) -> None:
        self.store, self.user, self.apart = store, user, apart
        self.known_spellings: dict[int, list[str]] = {}  # of records of the database, by their ids

    def add_known(self, kind: str) -> None:
        """Note every name that the records of the database have."""
        self.store.connection.executemany(
            "INSERT INTO names (kind, name, pk) VALUES (?, ?, ?)",
            ((kind, name, pk) for name, pk in known_names(kind, self.user)),
        )

    def resolve(self, kind: str, entries: Sequence[PlanEntry]) -> Iterator[tuple[int, Notice]]:
        """Find those of ``entries`` by name that are not found yet, and note the names of all.

        Yields (number of a row, what it was decided about a name) for names taken for others.
        """
        names_of_entries = [compared_name(kind, entry.data["fields"], self.apart) for entry in entries]
        if kind in SPELLED_KINDS:
            self.load_candidates(kind, names_of_entries)
        for entry, name in zip(entries, names_of_entries, strict=True):
            fields = entry.data["fields"]
            if name and not entry.pk and (kind in NAMED_ONCE or not fields.get("uid")):
                self.find(kind, name, entry)
                if entry.found_by == "name" and (other := self.other_spelling(kind, entry)):
                    for row in self.store.rows_of_records([entry.id]):
                        yield row, taken_notice(kind, str(fields.get("name")), other)
            names = [name]
            for field in FURTHER_NAMES.get(kind, ()):
                names += map(fold, str(fields.get(field) or "").splitlines())
            self.store.connection.executemany(
                "INSERT INTO names (kind, name, pk, record) VALUES (?, ?, ?, ?)",
                [(kind, name, entry.pk, entry.id) for name in names if name],
            )

    def other_spelling(self, kind: str, entry: PlanEntry) -> str:
        """Return the name of the record that ``entry`` was found to be, where it is spelled otherwise."""
        if kind not in SPELLED_KINDS:
            return ""
        spelling = folded_case(str(entry.data["fields"].get("name")))
        if entry.pk:
            spellings = self.spellings(kind, Namesake(entry.pk, None))
        else:
            spellings = [self.store.name_of(kind, entry.same_as)]
        return "" if spelling in map(folded_case, spellings) else spellings[0]

    def find(self, kind: str, name: str, entry: PlanEntry) -> None:
        """Set ``pk`` or ``same_as`` of ``entry``, or its problem where several have the name."""
        fields = entry.data["fields"]
        namesakes = {
            Namesake(*row)
            for row in self.store.execute(
                "SELECT DISTINCT pk, CASE WHEN pk IS NULL THEN record END FROM names "
                "WHERE kind = ? AND name = ?",
                [kind, name],
            )
        }
        if name.startswith(APART):
            records: Any = RECORD_KINDS[kind].model._default_manager
            pks = records.filter(name=fields["name"]).values_list("pk", flat=True)
            namesakes |= {Namesake(pk, None) for pk in pks}
        elif kind in SPELLED_KINDS:
            namesakes = self.with_same_spelling(kind, str(fields.get("name", "")), namesakes)
        if kind == "organization" and namesakes and (country := fields.get("country")):
            namesakes = {namesake for namesake in namesakes if self.country_of(namesake) in ("", country)}
        if kind not in NAMED_ONCE and not entry.key.startswith(("name:", "title:")):
            # Two keys are two entries, even of one name.
            namesakes = {
                namesake for namesake in namesakes if namesake.pk and not has_own_key(kind, namesake.pk)
            }
            if len(namesakes) > 1:
                return
        if len(namesakes) > 1:
            candidates = ", ".join(
                f"#{namesake.pk}" if namesake.pk else "one of this sheet"
                for namesake in sorted(namesakes, key=str)
            )
            entry.problem = (
                f"more than one {kind} goes by the name “{fields.get('name') or fields.get('title')}” "
                f"({candidates}): give a key, a uid or a country"
            )
        for namesake in namesakes if len(namesakes) == 1 else ():
            entry.pk, entry.found_by = namesake.pk, "name"
            if namesake.record_id:
                entry.same_as = self.store.value("SELECT key FROM records WHERE id = ?", [namesake.record_id])

    def with_same_spelling(self, kind: str, name: str, namesakes: set[Namesake]) -> set[Namesake]:
        """Return those of ``namesakes`` that are spelled like ``name``, or else those that may be."""
        matches: dict[Sameness, set[Namesake]] = {sameness: set() for sameness in Sameness}
        for namesake in namesakes:
            matches[self.sameness(kind, name, namesake)].add(namesake)
        return matches[Sameness.SAME] or matches[Sameness.MAY_BE]

    def sameness(self, kind: str, name: str, namesake: Namesake) -> Sameness:
        """Return whether ``name`` is that of ``namesake``, of whose spellings none may contradict it."""
        folded = fold(name)
        spellings = [spelling for spelling in self.spellings(kind, namesake) if fold(spelling) == folded]
        verdicts = {compare_spellings(name, spelling) for spelling in spellings}
        if Sameness.SAME in verdicts or not verdicts:  # no verdict: found by another of its names
            return Sameness.SAME
        return Sameness.DIFFERENT if Sameness.DIFFERENT in verdicts else Sameness.MAY_BE

    def spellings(self, kind: str, namesake: Namesake) -> list[str]:
        """Return the names that a record has, as they are written."""
        if namesake.pk:
            if namesake.pk not in self.known_spellings:
                self.load_spellings(kind, [namesake.pk])
            return self.known_spellings[namesake.pk]
        data = json.loads(self.store.value("SELECT data FROM records WHERE id = ?", [namesake.record_id]))
        fields = data["fields"]
        return [str(fields.get("name")), *str(fields.get("aliases") or "").splitlines()]

    def load_spellings(self, kind: str, pks: Sequence[int]) -> None:
        records: Any = RECORD_KINDS[kind].model._default_manager
        fields = ["name", "aliases"] if kind != "topic" else ["name"]
        for pk, *texts in records.filter(pk__in=pks).values_list("pk", *fields):
            self.known_spellings[pk] = [spelling for text in texts for spelling in text.splitlines()]

    def load_candidates(self, kind: str, names: Sequence[str]) -> None:
        """Load at once the spellings of all records of the database that have one of ``names``."""
        self.known_spellings = {}
        rows = self.store.execute(
            "SELECT DISTINCT pk FROM names WHERE kind = ? AND pk IS NOT NULL "
            "AND name IN (SELECT value FROM json_each(?))",
            [kind, json.dumps(names)],
        )
        self.load_spellings(kind, [pk for (pk,) in rows])

    def country_of(self, namesake: Namesake) -> str:
        if namesake.pk:
            organizations = RECORD_KINDS["organization"].model._default_manager
            return str(organizations.values_list("country", flat=True).get(pk=namesake.pk) or "")
        data = json.loads(self.store.value("SELECT data FROM records WHERE id = ?", [namesake.record_id]))
        return str(data["fields"].get("country", ""))


def taken_notice(kind: str, spelling: str, name: str) -> Notice:
    return Notice(NoticeKind.TAKEN, f"{kind} “{spelling}” was taken for “{name}”", spelling)


def compared_name(kind: str, fields: dict[str, FieldValue], apart: Collection[str] = ()) -> str:
    """Return the name by which a record is looked for, as `known_names` has it; "" for none.

    A spelling that is kept ``apart`` is looked for by itself alone.
    """
    if not fields.get("name") and kind not in ("place", "source"):
        return ""
    if fields.get("name") in apart:
        return f"{APART}{fields['name']}"
    if kind == "place":
        return f"{fold(str(fields.get('name', '')))}|{fields.get('country', '')}"
    if kind == "source":
        if not fields.get("title"):
            return ""
        return f"{fold(str(fields['title']))}|{fields.get('url', '')}|{fields.get('published_on') or ''}"
    return fold(str(fields["name"]))


def known_names(kind: str, user: User | None) -> Iterator[tuple[str, int]]:
    """Yield (name as it is compared, id) for every name of every record that ``user`` may know of."""
    records = visible_records(user, RECORD_KINDS[kind].model).order_by()
    if kind == "place":
        for pk, name, country, aliases in records.values_list("pk", "name", "country", "aliases").iterator():
            for spelling in (name, *aliases.splitlines()):
                yield f"{fold(spelling)}|{country}", pk
    elif kind == "source":
        for pk, title, url, day in records.values_list("pk", "title", "url", "published_on").iterator():
            yield f"{fold(title)}|{url}|{day or ''}", pk
    else:
        for pk, folded in records.values_list("pk", "folded").iterator():
            for name in folded.split(" | "):
                yield name, pk
