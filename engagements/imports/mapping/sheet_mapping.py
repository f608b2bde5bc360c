"""A mapping as a whole, and the columns that it names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from engagements.imports.reading import DateFormat, SheetOptions, TimeFormat

from .conditions import Condition
from .errors import FieldPath, MappingError, MappingFault, mapping_error
from .expressions import Expression
from .table_mappings import FieldNode, TableMapping

# What a template may name that is no column of the sheet.
BUILT_IN_COLUMN = re.compile(r"row|nth|file\.\w+|item(\.\w+)*")


class ColumnMention(NamedTuple):
    """A column that the field at ``path`` names."""

    column: str
    path: FieldPath


@dataclass(frozen=True)
class SheetMapping:
    """What a TOML file says of the columns of a sheet; docs/import.md is its manual."""

    name: str
    text: str
    options: SheetOptions
    date_formats: tuple[DateFormat, ...]
    time_formats: tuple[TimeFormat, ...]
    tables: dict[str, list[TableMapping]]  # by kind of record
    # Own names of columns: the headings of which the sheet has one, or what the column is made of.
    columns: dict[str, tuple[str, ...] | Expression] = field(default_factory=dict)
    file_name: re.Pattern[str] | None = None
    carry_down: tuple[str, ...] = ()
    continued_when_blank: tuple[str, ...] = ()
    skip: tuple[tuple[Condition, ...], ...] = ()
    apart: tuple[str, ...] = ()  # spellings that are never taken for another one
    apart_by_country: tuple[str, ...] = ()  # names of people who are another one in each country

    @cached_property
    def required_headings(self) -> dict[tuple[str, ...], FieldPath]:
        """The headings that the sheet must have: each a tuple of which one is enough, with its path."""
        required: dict[tuple[str, ...], FieldPath] = {}
        for name, path in self.mentions:
            headings = self.columns.get(name, (name,))
            if not BUILT_IN_COLUMN.fullmatch(name) and not isinstance(headings, Expression):
                required.setdefault(headings, path)
        return required

    @cached_property
    def mentions(self) -> list[ColumnMention]:
        """Every column named anywhere, with the path of the field that names it."""
        mentions = [ColumnMention(name, ("sheet", "carry_down")) for name in self.carry_down]
        path: FieldPath = ("sheet", "continued_when_blank")
        mentions += [ColumnMention(name, path) for name in self.continued_when_blank]
        for conditions in self.skip:
            mentions += [ColumnMention(condition.column, ("sheet", "skip")) for condition in conditions]
        for name, node in self.columns.items():
            if isinstance(node, Expression):
                mentions += mentions_of(node, ("columns", name))
        for kind, tables in self.tables.items():
            for number, table in enumerate(tables):
                mentions += mentions_of(table, (kind, number) if len(tables) > 1 else (kind,))
        return mentions

    @property
    def headings(self) -> set[str]:
        return {heading for choice in self.required_headings for heading in choice if heading}

    def columns_of_field(self, kind: str, field: str, headings: Mapping[str, str]) -> str:
        """Return the ``headings`` that a field of ``kind`` ("title", "participants: title") is made of."""
        wanted = (kind, *field.split(": "))
        columns = (
            headings.get(column, column)
            for column, path in self.mentions
            if tuple(part for part in path if isinstance(part, str))[: len(wanted)] == wanted
            and not BUILT_IN_COLUMN.fullmatch(column)
        )
        return ", ".join(dict.fromkeys(columns))

    def file_parts(self, name: str) -> dict[str, str]:
        """Return what the pattern of the file's name finds in it, with its name and stem."""
        match = self.file_name.fullmatch(name) if self.file_name else None
        return {"name": name, "stem": name.rpartition(".")[0] or name, **(match.groupdict() if match else {})}

    def error(self, path: FieldPath, reason: str) -> MappingError:
        return mapping_error(self.name, self.text, MappingFault(path, reason))

    def choose_headings(self, headings: Sequence[str], sheet_name: str) -> dict[str, str]:
        """Return the heading for each own name of a column; raise `MappingError` where one is missing."""
        heading_by_choice = {}
        repeated = {heading for heading in headings if heading and headings.count(heading) > 1}
        for choice, path in self.required_headings.items():
            heading = next((name for name in choice if name in headings or name == ""), None)
            if heading is None:
                sheet_headings = ", ".join(filter(None, headings))
                hint = ""
                if len(headings) == 1:
                    hint = " It is one column, so the delimiter may be another one."
                names = " or ".join(f"“{name}”" for name in choice)
                raise self.error(
                    path, f"{sheet_name} has no column {names}; it has: {sheet_headings[:500]}.{hint}"
                )
            if heading in repeated:
                raise self.error(path, f"{sheet_name} has more than one column “{heading}”.")
            heading_by_choice[choice] = heading
        return {
            name: heading_by_choice[choice]
            for name, choice in self.columns.items()
            if not isinstance(choice, Expression) and choice in heading_by_choice
        }


def mentions_of(node: FieldNode, path: FieldPath) -> Iterator[ColumnMention]:
    """Yield every column that ``node``, the field at ``path``, names."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from mentions_of(item, (*path, number))
    elif isinstance(node, TableMapping):
        for condition in node.when:
            yield ColumnMention(condition.column, (*path, "when"))
        if node.repeat_over:
            yield from mentions_of(node.repeat_over, (*path, "each"))
        for name, inner in node.fields.items():
            yield from mentions_of(inner, (*path, name))
    else:
        for column in node.columns:
            yield ColumnMention(column, path)
