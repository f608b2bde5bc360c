"""Pasted lists of people, one a line: "name, title, organization", from a mail, a sheet, or by hand."""

import re
from typing import NamedTuple

from engagements.common.folding import fold

from .listing import (
    BRACKETS,
    HEADER,
    is_name,
    is_office,
    is_organization,
    split_honorific,
    split_native_name,
    title_and_organization,
    with_country,
)
from .places.place_names import place_names
from .selection import read_party
from .words import ORGANIZATION_WORDS, PLURAL_HEADS, THIRD_PARTY_WORDS

MARK = re.compile(r"(?:[>•·▪◦‣●○■□*+–—-]+|\(?\d{1,3}[.):]|\(?[a-z][.)](?=\s))\s*")
ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?[\w.+-]+@[\w-]+\.[\w.-]+[>)\]]?")
STAFF = re.compile(
    r"\s*[,;(]?\s*\b(?P<words>(?:and|with|plus|&|\+)\s+(?:(?:his|her|their|other|\d+)\s+)?"
    r"(?:staff|aides?|team|delegation|advisers|advisors|others))\b\)?\.?$",
    re.IGNORECASE,
)
PART = re.compile(r"\s*(?:,(?!\s*(?:Jr|Sr)\b)|[;|،؛、，]|\s[-–—]{1,2}\s)\s*")
SMALL_WORD = re.compile(r"(?<= )(?:Of|And|The|For|De|Del|La|Von|Van|Bin|Al)(?= )")
QUOTES = " \t.,;\"'“”«»"
MOST_WORDS_OF_NAME = 6
LONGEST_LINE = 600  # longer ones are no entries of a list


class PastedLine(NamedTuple):
    """What one line says; ``text`` is the line as it was pasted."""

    text: str
    name: str = ""
    honorific: str = ""
    native_name: str = ""
    title: str = ""
    organization: str = ""
    country: str = ""  # of the organization, where the line says it
    description: str = ""
    note: str = ""

    @property
    def is_understood(self) -> bool:
        return bool(self.name or self.title or self.organization or self.description)


def read_pasted(text: str) -> list[PastedLine]:
    """Return what each line of ``text`` says that is not blank; a line with the heads of columns is none."""
    columns: list[str] = []
    lines = []
    for line in text.splitlines():
        cells = [HEADER.get(fold(cell), "") for cell in line.split("\t")]
        if "name" in cells and len(cells) > 1:
            columns = cells
        elif line.strip():
            lines.append(read_line(line.strip("\r\n"), columns))
    return lines


def read_line(line: str, columns: list[str]) -> PastedLine:
    if len(line) > LONGEST_LINE:
        return PastedLine(line)
    note = ""
    words = ADDRESS.sub("", MARK.sub("", line.strip(), count=1) if MARK.match(line.strip()) else line)
    if staff := STAFF.search(words):
        note, words = staff["words"], words[: staff.start()]
    values = read_cells(words, columns) if "\t" in words else read_parts(words)
    if values.get("organization"):
        values = with_country(values)
    fields = {key: value for key, value in values.items() if key in PastedLine._fields}
    if fields.get("country") and not fields.get("organization"):
        del fields["country"]
    return PastedLine(line, note=note, **fields)


def read_cells(words: str, columns: list[str]) -> dict[str, str]:
    """Return what the cells of a row say; without heads they are name, title and organization."""
    cells = [cell.strip(QUOTES) for cell in words.split("\t")]
    if not columns:
        cells = list(filter(None, cells))
        if len(cells) < 3:
            return read_parts(", ".join(cells))
        columns = ["name", "title", "organization"]
    fields: dict[str, str] = {}
    for key, cell in zip(columns, cells, strict=False):
        if key and cell and key not in fields:
            fields[key] = cell
    fields["honorific"], fields["name"] = split_honorific(fields.get("name", ""))
    fields["country"] = place_names().countries.get(fold(fields.get("country", "")), "")
    return recased({key: value for key, value in fields.items() if value})


def read_parts(words: str) -> dict[str, str]:
    """Return what "name, title, organization" says, or an office, an organization, a group without a name."""
    words, native_name = split_native_name(" ".join(words.split()).strip(QUOTES))
    words = BRACKETS.sub(r", \1", words).strip(QUOTES)
    parts = [part.strip(QUOTES) for part in PART.split(words) if part.strip(QUOTES)]
    if not parts:
        return {}
    first, *rest = parts
    honorific, name = split_honorific(first)
    has_office = bool(rest) and is_office(rest[0])
    if is_name(name, bool(honorific), has_office) or is_name_in_other_script(name):
        title, organization = title_and_organization(rest)
        fields = {"honorific": honorific, "name": name, "native_name": native_name, "title": title}
        return recased(fields | {"organization": organization})
    lows = set(fold(words).split())
    if is_office(first) and len(parts) > 1:
        return recased({"title": first, "organization": ", ".join(rest)})
    if is_organization(first):
        return recased({"organization": words})
    if lows & (THIRD_PARTY_WORDS | {*PLURAL_HEADS}) and not lows & HEAD_WORDS_OF_NAMES:
        return {"description": words}
    party = {key: value for key, value in read_party(words).items() if value}
    return party if party.get("name") or party.get("title") else {}


# With one of these a line names an organization, and no group.
HEAD_WORDS_OF_NAMES = frozenset(("ministry", "department", "embassy", "government", "office", "bureau"))


def is_name_in_other_script(text: str) -> bool:
    """Whether some words are of a script without capitals, and few enough to be a name."""
    letters = [character for character in text if character.isalpha()]
    has_cases = any(character.lower() != character.upper() for character in letters)
    words = text.split()
    is_organization_there = bool({word.lower() for word in words} & ORGANIZATION_WORDS)
    return bool(letters) and not has_cases and len(words) <= MOST_WORDS_OF_NAME and not is_organization_there


def recased(fields: dict[str, str]) -> dict[str, str]:
    """Return ``fields`` with names and titles that are all in capitals written as others are."""

    def recase(value: str) -> str:
        if not (value.isupper() and " " in value):
            return value  # a single word may be an acronym
        return SMALL_WORD.sub(lambda match: match[0].lower(), value.title())

    return {key: recase(value) if key in ("name", "title") else value for key, value in fields.items()}
