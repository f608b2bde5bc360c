"""Separators by pattern: regular expressions that can't take long, whatever the cell."""

import re
from collections.abc import Iterator
from typing import Any

from .errors import FieldPath, MappingFault

MAX_REPEATS = 2  # in one pattern
MAX_REPEATED = 20  # signs that one of them can take
SINGLE_SIGNS = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"}
# How Python's compiler of patterns calls what can't make a search slow.
HARMLESS = {
    "LITERAL", "NOT_LITERAL", "IN", "ANY", "AT", "CATEGORY", "RANGE", "NEGATE", "BRANCH", "SUBPATTERN",
    "ASSERT", "ASSERT_NOT", "MAX_REPEAT", "MIN_REPEAT",
}  # fmt: skip


def read_split_pattern(text: str, path: FieldPath) -> re.Pattern[str]:
    """Return the pattern that ``text`` is; raise `MappingFault` for one that is none, or could be slow."""
    try:
        parsed = re._parser.parse(text)  # type: ignore[attr-defined]  # typeshed leaves it out
        pattern = re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise MappingFault(path, f"“{text}” is no pattern: {error}") from None
    if pattern.groups:
        raise MappingFault(path, "write (?:…) in the place of (…)")
    repeats = 0
    for name, arguments in operations(parsed):
        if name not in HARMLESS:
            raise MappingFault(path, f"“{text}” has a part that is not used here")
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            repeats += 1
            _, most, inner = arguments
            if most > MAX_REPEATED and len(inner) == 1:
                raise MappingFault(
                    path, f"write {{0,{MAX_REPEATED}}} in the place of * and +: it says how many"
                )
            if len(inner) != 1 or inner[0][0].name not in SINGLE_SIGNS or repeats > MAX_REPEATS:
                raise MappingFault(path, f"at most {MAX_REPEATS} single signs can be repeated")
    if parsed.getwidth()[0] == 0:
        raise MappingFault(path, f"“{text}” may be no sign at all: a separator has at least one")
    return pattern


def operations(parsed: Any) -> Iterator[tuple[str, Any]]:
    """Yield (name, arguments) of all that a parsed pattern is made of."""
    if isinstance(parsed, list | tuple) or type(parsed).__name__ == "SubPattern":
        items = list(parsed)
        if len(items) == 2 and hasattr(items[0], "name"):
            yield items[0].name, items[1]
        for item in items:
            yield from operations(item)
