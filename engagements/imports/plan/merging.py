"""Several rows of one key, put together to one record."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from engagements.common.dates import Exactness
from engagements.common.folding import fold
from engagements.imports.record_kinds import DIRECTORY_KINDS
from engagements.imports.rows import FieldValue, LineData, RecordData

AnyValue = TypeVar("AnyValue", bound=FieldValue)


class Contradiction(NamedTuple):
    """A field of which a row says another thing than the rows before it."""

    field: str
    known: FieldValue
    value: FieldValue


def merge_record(kind: str, known: RecordData, data: RecordData) -> Iterator[Contradiction]:
    """Merge ``data`` into ``known``, in which a blank value is none; yield the contradictions."""
    fields = dict(data["fields"])
    # A row that says no date does not contradict the one that does.
    if fields.get("dates") == Exactness.UNKNOWN and known["fields"].get("dates"):
        del fields["dates"]
    elif known["fields"].get("dates") == Exactness.UNKNOWN and fields.get("dates"):
        del known["fields"]["dates"]
    for contradiction in merge_values(known["fields"], fields):
        if contradiction.field == "name" and kind in DIRECTORY_KINDS:
            add_alias(known["fields"], str(contradiction.value))
        elif contradiction.field == "aliases":
            for alias in str(contradiction.value).splitlines():
                add_alias(known["fields"], alias)
        else:
            yield contradiction
    yield from merge_values(known["refs"], data["refs"])
    yield from merge_values(known["initial"], data["initial"])
    for name, keys in data["sets"].items():
        known["sets"][name] = list(dict.fromkeys([*known["sets"].get(name, []), *keys]))
    for name, lines in data["lines"].items():
        yield from merge_lines(name, known["lines"].setdefault(name, []), lines)


def merge_values(known: dict[str, AnyValue], values: dict[str, AnyValue]) -> Iterator[Contradiction]:
    """Fill what is blank in ``known``; yield what differs."""
    for name, value in values.items():
        known_value = known.get(name)
        if known_value in (None, ""):
            known[name] = value
        elif value not in (None, "", known_value) and name != "order":
            yield Contradiction(name, known_value, value)


def merge_lines(name: str, known: list[LineData], lines: list[LineData]) -> Iterator[Contradiction]:
    """Add to ``known`` the lines that it does not have; merge the others by their keys."""
    known_by_key = {line["key"]: line for line in known}
    for line in lines:
        known_line = known_by_key.get(line["key"])
        if known_line is None:
            known.append(line)
            continue
        for field, before, value in (
            *merge_values(known_line["fields"], line["fields"]),
            *merge_values(known_line["refs"], line["refs"]),
        ):
            yield Contradiction(f"{name}: {field}", before, value)


def add_alias(fields: dict[str, FieldValue], alias: str) -> None:
    aliases = str(fields.get("aliases") or "").splitlines()
    if fold(alias) not in map(fold, (*aliases, str(fields.get("name", "")))):
        fields["aliases"] = "\n".join([*aliases, alias])
