"""The TOML of a mapping that a person chose on the page."""

import json
import re
from collections.abc import Iterable
from typing import Any

from engagements.common.folding import fold
from engagements.models.participants import Side

from .meanings import OTHER_SIDE, OWN_SIDE
from .proposal import ColumnChoice, MappingProposal

SIDES = ("delegation", "counterpart", "participant")
FORMS_OF_ADDRESS = ["The Rt Hon", "Rt Hon", "The Hon", "MP"]
UNNAMED_KEY = "{row}"


def mapping_text(proposal: MappingProposal) -> str:
    """Return the mapping of ``proposal`` in TOML, for people to read and to change."""
    return MappingWriter(proposal).text()


class MappingWriter:
    """Writes the tables of one mapping."""

    def __init__(self, proposal: MappingProposal) -> None:
        self.proposal = proposal
        self.chosen = {column.meaning: column for column in proposal.columns if column.meaning}
        self.aliases: dict[str, str] = {}  # own names of columns whose headings can't stand in a template
        self.kind = "meeting" if proposal.row_kind == "participant" else proposal.row_kind

    def text(self) -> str:
        tables = {
            "meeting": self.meeting,
            "visit": self.visit,
            "appointment": self.appointment,
            "official": self.directory_entry,
            "organization": self.directory_entry,
        }[self.kind]()
        if source := self.chosen.get("source"):
            tables += ["", "[source]", f"title = {self.template(source)}", f"url = {self.template(source)}"]
        head = [
            "# Drafted from the columns of a sheet; docs/import.md tells what can be said.",
            "",
            "[sheet]",
        ]
        head += [f"{name} = {toml(value)}" for name, value in self.sheet().items()]
        if self.aliases:
            head += ["", "[columns]"]
            head += [f"{alias} = {toml([heading])}" for heading, alias in self.aliases.items()]
        return "\n".join([*head, "", *tables, ""])

    def sheet(self) -> dict[str, Any]:
        formats = [text for column in self.chosen.values() for text in column.date_formats]
        sheet = {**self.proposal.sheet}
        if formats:
            sheet["date_formats"] = list(dict.fromkeys(formats))
        if "carry_down" in sheet:
            used = {column.heading for column in self.chosen.values()}
            sheet["carry_down"] = [self.name(heading) for heading in sheet["carry_down"] if heading in used]
        return sheet

    # Parts

    def name(self, heading: str) -> str:
        """Return the name by which a template calls a column."""
        if not re.search(r"[{}]", heading) and not re.fullmatch(r"row|nth|item.*|file\..*", heading):
            return heading
        return self.aliases.setdefault(heading, f"column_{len(self.aliases) + 1}")

    def column(self, column: ColumnChoice) -> str:
        return "{" + self.name(column.heading) + "}"

    def template(self, column: ColumnChoice) -> str:
        return toml(self.column(column))

    def value(self, column: ColumnChoice) -> str:
        """Return the field that a column is, parted where it holds several things."""
        if column.separator:
            return f"{{ from = {self.template(column)}, {split_option(column.separator)} }}"
        if column.date_formats and "file_name" in self.proposal.sheet:
            return f'{{ from = {self.template(column)}, year = "{{file.year}}" }}'
        return self.template(column)

    def fields(self, *meanings: str) -> list[str]:
        """Return a line for each of ``meanings`` that is chosen, called by its last word."""
        return [
            f"{meaning.rpartition('.')[2]} = {self.value(self.chosen[meaning])}"
            for meaning in meanings
            if meaning in self.chosen
        ]

    def key(self, *meanings: str, numbered: bool = True) -> str:
        """Return the key: of the column that is one, else of what tells the records apart."""
        register = self.proposal.register
        if number := self.chosen.get("key"):
            return f"key = {toml(f'{register}:{self.column(number)}')}"
        parts = [self.column(self.chosen[meaning]) for meaning in meanings if meaning in self.chosen]
        if numbered:
            parts.append("{nth}")
        return f"key = {toml(register + ':' + '|'.join(parts or [UNNAMED_KEY]))}"

    # Tables

    def meeting(self) -> list[str]:
        parties = [f"{side}.{part}" for side in SIDES for part in ("official", "last", "organization", "all")]
        rows_of_one = self.proposal.row_kind == "participant"
        own = ("start_date", "start_time", "title", "places", "summary")
        lines = ["[meeting]", self.key(*own, *(() if rows_of_one else parties), numbered=not rows_of_one)]
        lines += self.fields("title", "start_date", "end_date", "start_time", "summary", "country", "topics")
        if places := self.chosen.get("places"):
            lines.append(f"place = {{ name = {self.template(places)} }}")
        for side in SIDES:
            lines += self.participants(side)
        return lines

    def participants(self, side: str) -> list[str]:
        """Return the table of the participants of one side."""
        parts = {
            meaning.partition(".")[2]: column
            for meaning, column in self.chosen.items()
            if meaning.startswith(f"{side}.")
        }
        if not parts:
            return []
        lines: list[str] = []
        if everybody := parts.pop("all", None):
            lines += ["", "[[meeting.participants]]", f"side = {toml(side)}", *self.everybody(everybody)]
        if named := parts.pop("last", None):
            lines += ["", "[[meeting.participants]]", f"side = {toml(side)}"]
            options = f'after_last = ",", drop = {toml(FORMS_OF_ADDRESS)}'
            lines.append(f"official = {{ from = {self.template(named)}, {options} }}")
            lines.append(f'title = {{ from = {self.template(named)}, before_last = "," }}')
        if not parts:
            return lines
        lines += ["", "[[meeting.participants]]", self.side(side)]
        several = parts.get("official") or parts.get("organization")
        listed = several if several and several.separator else None
        if listed:
            lines.append(f"each = {self.list_option(listed, parts)}")
        for part, column in parts.items():
            if column is listed:
                lines.append(f'{part} = "{{item}}"')
            elif listed and column.separator:
                lines.append(f'{part} = "{{item.{part}}}"')
            else:
                lines.append(f"{part} = {self.template(column)}")
        return lines

    def side(self, side: str) -> str:
        if side != "participant":
            return f"side = {toml(side)}"
        if column := self.chosen.get("side"):
            words = list(dict.fromkeys(filter(None, column.cells)))
            values = {word: side_of(word, number) for number, word in enumerate(words)}
            return f"side = {{ from = {self.template(column)}, values = {toml(values)} }}"
        return 'side = "counterpart"'

    def list_option(self, column: ColumnChoice, parts: dict[str, ColumnChoice]) -> str:
        """Return the list that there is a participant for each of, with the lists beside it."""
        pairs = [
            f"{part} = {self.value(other)}"
            for part, other in parts.items()
            if other is not column and other.separator
        ]
        beside = f", pairs = {{ {', '.join(pairs)} }}" if pairs else ""
        return f"{{ from = {self.template(column)}, {split_option(column.separator)}{beside} }}"

    def everybody(self, column: ColumnChoice) -> list[str]:
        """Return the fields of people who stand in one cell, "Ann Able, Minister; Ben Baker (Envoy)"."""
        separator = column.separator or ";"
        sign = "(" if any(" (" in cell for cell in column.cells) else ","
        return [
            f"each = {{ from = {self.template(column)}, {split_option(separator)} }}",
            f'official = {{ from = "{{item}}", before = {toml(sign)} }}',
            f'title = {{ from = "{{item}}", after = {toml(sign)}, drop = [")"], '
            f'when = {{ column = "item", contains = {toml(sign)} }} }}',
        ]

    def visit(self) -> list[str]:
        chosen = self.chosen
        lines = ["[visit]", self.key("start_date", "end_date", "country", "places", "delegation.official")]
        lines += self.fields("title") or [f"title = {toml(self.visit_title())}"]
        lines += self.fields("start_date", "end_date", "country", "places", "purpose", "topics")
        if sender := chosen.get("organization"):
            country = chosen.get("organization_country")
            of_country = f", country = {self.template(country)}" if country else ""
            lines.append(f"organization = {{ name = {self.template(sender)}{of_country} }}")
        if "delegation.official" in chosen:
            lines += ["", "[[visit.delegation]]"]
            traveller = chosen["delegation.official"]
            if traveller.separator:
                lines += [f"each = {self.list_option(traveller, {})}", 'official = "{item}"']
            else:
                lines += self.fields("delegation.official")
            lines += self.fields("delegation.title")
            lines.append('role = "member"' if traveller.separator else 'role = "head"')
        return lines

    def visit_title(self) -> str:
        """Return the template of a title: who travelled, and where to."""
        who, *where = (self.chosen.get(name) for name in ("delegation.official", "places", "country"))
        places = ", ".join(self.column(column) for column in where if column)
        return ": ".join(filter(None, [self.column(who) if who else "", places])) or "Visit"

    def appointment(self) -> list[str]:
        lines = ["[appointment]", self.key("official", "title", "organization", "start_date")]
        if (number := self.chosen.get("official_key")) and (person := self.chosen.get("official")):
            key = toml(f"{self.proposal.register}:{self.column(number)}")
            lines.append(f"official = {{ key = {key}, name = {self.template(person)} }}")
        else:
            lines += self.fields("official")
        return lines + self.fields("title", "organization", "start_date", "end_date", "acting")

    def directory_entry(self) -> list[str]:
        names = [meaning for meaning in self.chosen if meaning not in ("key", "source")]
        key = [self.key()] if "key" in self.chosen else []
        return [f"[{self.kind}]", *key, *self.fields(*names)]


def side_of(word: str, number: int) -> str:
    """Return the side that ``word`` is, or most likely is as the one of this ``number`` in the sheet."""
    folded = fold(word)
    for side in Side.values:
        if folded == fold(side):
            return str(side)
    if OWN_SIDE.search(folded) and not OTHER_SIDE.search(folded):
        return "delegation"
    return "counterpart" if number or OTHER_SIDE.search(folded) else "delegation"


def split_option(separator: str) -> str:
    return f"split_pattern = {toml(separator)}" if len(separator) > 1 else f"split = {toml([separator])}"


def toml(value: Any) -> str:
    """Return ``value`` as TOML has it: JSON's texts, numbers, yes and no, and lists are TOML's, too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml(name)} = {toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, str) or not isinstance(value, Iterable):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return "[" + ", ".join(map(toml, value)) + "]"
