"""Which record a name means: one of the database, or another one of the plan."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from engagements.common.folding import fold
from engagements.imports.reading import Notice, NoticeKind, folded_case
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows import APART, FieldValue

from .entries import PlanEntry
from .known_records import has_own_key
from .store import PlanStore

# Beside the name: fields of a sheet by which a later row may name the record.
FURTHER_NAMES = {
    "organization": ("acronym", "native_name", "aliases"),
    "official": ("acronym", "native_name", "aliases"),
}


class Namesake(NamedTuple):
    """A record of the database, by its id, or one of the plan yet to be made."""

    pk: int | None
    record_id: int | None


class NameIndex:
    """The names of the records of the database and of the plan, as they are compared."""

    def __init__(self, store: PlanStore, apart: Collection[str] = ()) -> None:
        self.store, self.apart = store, apart

    def add_known(self, kind: str) -> None:
        """Note every name that the records of the database have."""
        self.store.connection.executemany(
            "INSERT INTO names (kind, name, pk) VALUES (?, ?, ?)",
            ((kind, name, pk) for name, pk in known_names(kind)),
        )

    def resolve(self, kind: str, entries: Sequence[PlanEntry]) -> Iterator[tuple[int, Notice]]:
        """Find those of ``entries`` by name that are not found yet, and note the names of all.

        Yields (number of a row, what it was decided about a name) for names taken for others.
        """
        for entry in entries:
            fields = entry.data["fields"]
            name = compared_name(kind, fields, self.apart)
            if name and not entry.pk and not fields.get("uid"):
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
        if kind not in ("official", "organization", "place", "topic"):
            return ""
        spelling = folded_case(str(entry.data["fields"].get("name")))
        if entry.pk:
            record: Any = RECORD_KINDS[kind].model._default_manager.get(pk=entry.pk)
            spellings = [record.name, *getattr(record, "aliases", "").splitlines()]
        else:
            spellings = [self.store.name_of(kind, entry.same_as)]
        return "" if spelling in map(folded_case, spellings) else str(spellings[0])

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
        if kind == "organization" and namesakes and (country := fields.get("country")):
            namesakes = {namesake for namesake in namesakes if self.country_of(namesake) in ("", country)}
        if not entry.key.startswith(("name:", "title:")):
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

    def country_of(self, namesake: Namesake) -> str:
        if namesake.pk:
            organizations = RECORD_KINDS["organization"].model._default_manager
            return str(organizations.values_list("country", flat=True).get(pk=namesake.pk) or "")
        data = json.loads(self.store.value("SELECT data FROM records WHERE id = ?", [namesake.record_id]))
        return str(data["fields"].get("country", ""))


def taken_notice(kind: str, spelling: str, name: str) -> Notice:
    return Notice(NoticeKind.TAKEN, f"{kind} “{spelling}” was taken for “{name}”")


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


def known_names(kind: str) -> Iterator[tuple[str, int]]:
    """Yield (name as it is compared, id) for every name of every record of the database."""
    records: Any = RECORD_KINDS[kind].model._default_manager.order_by()
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
