"""Which record a name means: one of the database, or another one of the plan."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from engagements.common.folding import fold
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows import FieldValue

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

    def __init__(self, store: PlanStore) -> None:
        self.store = store

    def add_known(self, kind: str) -> None:
        """Note every name that the records of the database have."""
        self.store.connection.executemany(
            "INSERT INTO names (kind, name, pk) VALUES (?, ?, ?)",
            ((kind, name, pk) for name, pk in known_names(kind)),
        )

    def resolve(self, kind: str, entries: Sequence[PlanEntry]) -> None:
        """Find those of ``entries`` by name that are not found yet, and note the names of all."""
        for entry in entries:
            fields = entry.data["fields"]
            name = compared_name(kind, fields)
            if name and not entry.pk and not fields.get("uid"):
                self.find(kind, name, entry)
            names = [name]
            for field in FURTHER_NAMES.get(kind, ()):
                names += map(fold, str(fields.get(field) or "").splitlines())
            self.store.connection.executemany(
                "INSERT INTO names (kind, name, pk, record) VALUES (?, ?, ?, ?)",
                [(kind, name, entry.pk, entry.id) for name in names if name],
            )

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


def compared_name(kind: str, fields: dict[str, FieldValue]) -> str:
    """Return the name by which a record is looked for, as `known_names` has it."""
    if kind == "place":
        return f"{fold(str(fields.get('name', '')))}|{fields.get('country', '')}"
    if kind == "source":
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
