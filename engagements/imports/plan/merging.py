"""Several rows of one key, put together to one record."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from engagements.common.dates import Exactness
from engagements.common.folding import fold
from engagements.imports.record_kinds import RECORD_KINDS
from engagements.imports.rows import FieldValue, LineData, RecordData

AnyValue = TypeVar("AnyValue", bound=FieldValue)


class Contradiction(NamedTuple):
    """A field of which a row says another thing than the rows before it."""

    field: str
    before: FieldValue
    value: FieldValue


def merge_record(
    kind: str,
    record: RecordData,
    data: RecordData,
    note_alias: Callable[[str, str], None] = lambda alias, name: None,
) -> Iterator[Contradiction]:
    """Merge ``data`` into ``record``, in which a blank value is none; yield the contradictions.

    ``note_alias`` is told another spelling of a name, which is no contradiction, and the name.
    """
    fields = dict(data["fields"])
    # A row that says no date does not contradict the one that does.
    if fields.get("dates") == Exactness.UNKNOWN and record["fields"].get("dates"):
        del fields["dates"]
    elif record["fields"].get("dates") == Exactness.UNKNOWN and fields.get("dates"):
        del record["fields"]["dates"]
    for contradiction in merge_values(record["fields"], fields):
        if contradiction.field == "name" and "aliases" in RECORD_KINDS[kind].fields:
            add_alias(record["fields"], str(contradiction.value))
            note_alias(str(contradiction.value), str(contradiction.before))
        elif contradiction.field == "aliases":
            for alias in str(contradiction.value).splitlines():
                add_alias(record["fields"], alias)
        else:
            yield contradiction
    yield from merge_values(record["refs"], data["refs"])
    yield from merge_values(record["initial"], data["initial"])
    for name, keys in data["sets"].items():
        record["sets"][name] = list(dict.fromkeys([*record["sets"].get(name, []), *keys]))
    for name, lines in data["lines"].items():
        yield from merge_lines(name, record["lines"].setdefault(name, []), lines)


def merge_values(merged: dict[str, AnyValue], values: dict[str, AnyValue]) -> Iterator[Contradiction]:
    """Fill what is blank in ``merged``; yield what differs."""
    for name, value in values.items():
        merged_value = merged.get(name)
        if merged_value in (None, ""):
            merged[name] = value
        elif value not in (None, "", merged_value) and name != "order":
            yield Contradiction(name, merged_value, value)


def merge_lines(name: str, merged: list[LineData], lines: list[LineData]) -> Iterator[Contradiction]:
    """Add to ``merged`` the lines that it does not have; merge the others by their keys."""
    merged_by_key = {line["key"]: line for line in merged}
    for line in lines:
        merged_line = merged_by_key.get(line["key"])
        if merged_line is None:
            merged.append(line)
            continue
        for field, before, value in (
            *merge_values(merged_line["fields"], line["fields"]),
            *merge_values(merged_line["refs"], line["refs"]),
        ):
            yield Contradiction(f"{name}: {field}", before, value)


def add_alias(fields: dict[str, FieldValue], alias: str) -> None:
    aliases = str(fields.get("aliases") or "").splitlines()
    if fold(alias) not in map(fold, (*aliases, str(fields.get("name", "")))):
        fields["aliases"] = "\n".join([*aliases, alias])
