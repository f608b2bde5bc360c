"""Tables of values: what the sheet says = what it means."""

from typing import Any

from engagements.common.countries import find_country
from engagements.imports.placeholders import CODES_ASKED_ABOUT
from engagements.imports.reading import folded_case

from .errors import MappingFault


class ValuesTable:
    """What the sheet says = what it means. A key may end in * for all that begin so."""

    def __init__(self, entries: dict[str, str | list[str]]) -> None:
        self.exact = {folded_case(key): value for key, value in entries.items() if not key.endswith("*")}
        self.begins = {folded_case(key[:-1]): value for key, value in entries.items() if key.endswith("*")}

    def find(self, text: str) -> str | list[str] | None:
        """Return what ``text`` means, or None."""
        folded = folded_case(text)
        if folded in self.exact:
            return self.exact[folded]
        for beginning, value in self.begins.items():
            if folded.startswith(beginning):
                return value
        return None


def read_values_table(name: str, entries: Any) -> ValuesTable:
    """Return the table of values ``name``, which may be that of a field; raise `MappingFault`."""
    path = ("values", name)
    if not isinstance(entries, dict):
        raise MappingFault(path, "this must be a table: what the sheet says = what it means")
    for key, value in entries.items():
        is_list = isinstance(value, list) and all(isinstance(text, str) for text in value)
        if not isinstance(value, str) and not is_list:
            raise MappingFault((*path, key), "this must be a text in quotation marks, or a list of texts")
        if name == "country" and value and not (isinstance(value, str) and find_country(value)):
            raise MappingFault((*path, key), f"there is no country “{value}”")
    if name == "country":
        # A code that could be a placeholder as well is asked about in a sheet, and is clear here.
        entries = {key: CODES_ASKED_ABOUT.get(str(value), value) for key, value in entries.items()}
    return ValuesTable(entries)
