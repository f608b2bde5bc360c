"""Reads a mapping: a TOML file in which each field is a template over the columns of a sheet.

`read_mapping()` checks all of it before any sheet is opened. docs/import.md is its manual.
"""

import datetime
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engagements.imports.reading import CellPeriod
from engagements.imports.record_kinds import RECORD_KINDS, TOP_LEVEL_KINDS

from .conditions import read_conditions
from .errors import FieldPath, MappingError, MappingFault, mapping_error
from .expressions import Expression
from .sheet_mapping import SheetMapping
from .sheet_section import SHEET_NAMES, read_sheet_section
from .split_patterns import read_split_pattern
from .table_mappings import FieldNode, TableMapping
from .templates import Constant, Template
from .toml_checks import check_names, text_at, texts_at
from .values_tables import ValuesTable, read_values_table

SHIPPED = Path(__file__).parent / "shipped"

TOP_LEVEL_NAMES = {"sheet", "columns", "values", "seasons", *TOP_LEVEL_KINDS}
TABLE_NAMES = {"when", "each"}  # beside the fields of the record
TEMPLATE_OPTIONS = ("json", "default", "year", "otherwise")
TEXT_OPTIONS = ("before", "before_last", "after", "after_last")
LIST_OPTIONS = ("split", "split_first", "keep", "drop")
EXPRESSION_NAMES = {
    *("from", "path", "values", "when", "split_pattern", "pairs"),
    *TEMPLATE_OPTIONS,
    *TEXT_OPTIONS,
    *LIST_OPTIONS,
}
ADDED_TO = ("blanks", "apart", "apart_by_country")  # of [sheet]: what is decided later is added

# A key of so many parts: Python's parser takes the square of their number in time and memory.
ENDLESS_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){50}""")


def read_mapping(
    text: str, name: str = "mapping", decided: Mapping[str, str | list[str]] | None = None
) -> SheetMapping:
    """Return the `SheetMapping` that ``text`` is, or raise `MappingError`.

    ``decided`` are fields of [sheet] that somebody decided on when looking at a sheet.
    """
    text = unicodedata.normalize("NFC", text)
    if ENDLESS_KEY.search(text):
        raise MappingError(f"{name} is no TOML: it is nested too deep")
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # that of a number of thousands of digits is not TOML's own
        raise MappingError(f"{name} is no TOML: {error}") from error
    except RecursionError as error:
        raise MappingError(f"{name} is no TOML: it is nested too deep") from error
    try:
        return MappingReader(with_decided(data, decided or {})).read(name, text)
    except MappingFault as fault:
        raise mapping_error(name, text, fault) from None
    except RecursionError as error:
        raise MappingError(f"{name} is nested too deep") from error


def with_decided(data: dict[str, Any], decided: Mapping[str, str | list[str]]) -> dict[str, Any]:
    """Return ``data`` with the ``decided`` fields in its [sheet]."""
    sheet = data.get("sheet", {})
    if not decided or not isinstance(sheet, dict):
        return data
    sheet = dict(sheet)
    for name, value in decided.items():
        sheet[name] = [*texts_at(sheet, name, ("sheet",)), *value] if name in ADDED_TO else value
    return {**data, "sheet": sheet}


def read_mapping_file(path: str | Path, decided: Mapping[str, str | list[str]] | None = None) -> SheetMapping:
    """Return the `SheetMapping` in the file ``path``, or that ships under this name."""
    path = Path(path)
    if not path.exists() and (SHIPPED / path.name).exists() and path.parent == Path("."):
        path = SHIPPED / path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path.name} is not in UTF-8 (byte {error.start}).") from error
    return read_mapping(text, path.name, decided)


class MappingReader:
    """Checks and turns the tables of one TOML file into a `SheetMapping`; raises `MappingFault`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.values_tables: dict[str, ValuesTable] = {}
        self.used_values_tables: set[str] = set()
        # A country is a country wherever it stands: those tables are for all fields of the name.
        self.assigned_values_tables = set(names_in(data, "values")) - {"country"}

    def read(self, name: str, text: str) -> SheetMapping:
        check_names(self.data, TOP_LEVEL_NAMES, ())
        for section in ("sheet", "columns", "values", "seasons"):
            if not isinstance(self.data.get(section, {}), dict):
                raise MappingFault((section,), "this must be a table")
        sheet = self.data.get("sheet", {})
        check_names(sheet, SHEET_NAMES, ("sheet",))
        for table_name, entries in self.data.get("values", {}).items():
            self.values_tables[table_name] = read_values_table(table_name, entries)
        columns = {column: self.column(column, node) for column, node in self.data.get("columns", {}).items()}
        tables = {kind: self.tables(kind) for kind in TOP_LEVEL_KINDS if kind in self.data}
        self.check_tables(tables)
        if unused := set(self.values_tables) - self.used_values_tables:
            unused_name = min(unused)
            raise MappingFault(
                ("values", unused_name), f"no field is called so, and none says values = “{unused_name}”"
            )
        mapping = SheetMapping(
            name=name,
            text=text,
            tables=tables,
            columns=columns,
            **read_sheet_section(sheet, self.data.get("seasons", {})),
        )
        parts = mapping.file_name.groupindex if mapping.file_name else {}
        for column, path in mapping.mentions:
            if column.startswith("file.") and column[5:] not in {"name", "stem", *parts}:
                raise MappingFault(path, f"{{{column}}} is nothing that [sheet] file_name finds")
        return mapping

    @staticmethod
    def check_tables(tables: dict[str, list[TableMapping]]) -> None:
        if not tables:
            kinds = ", ".join(TOP_LEVEL_KINDS)
            raise MappingFault((), f"it makes no record: give a table such as [visit], one of {kinds}")
        for kind in ("visit", "meeting"):
            for table in tables.get(kind, ()):
                if not {"key", "uid"}.intersection(table.fields):
                    raise MappingFault(
                        (kind,), "give a key, by which the record is known again at the next import"
                    )
        for table in tables.get("appointment", ()):
            missing = [name for name in ("official", "organization", "title") if name not in table.fields]
            if missing:
                raise MappingFault(("appointment",), f"a post needs {' and '.join(missing)} as well")

    def column(self, name: str, node: Any) -> tuple[str, ...] | Expression:
        """Return the headings that the column may have, or the expression that makes it of others."""
        path = ("columns", name)
        if isinstance(node, dict):
            return self.expression(node, path, name)
        headings = texts_at({name: node}, name, ("columns",))
        if not headings:
            raise MappingFault(path, "give at least one heading")
        return headings

    def tables(self, kind: str) -> list[TableMapping]:
        """Return the tables of ``kind`` at the top, one or a list of them."""
        node = self.data[kind]
        if isinstance(node, list) and len(node) > 1:
            return [self.table(kind, table, (kind, number)) for number, table in enumerate(node)]
        return [self.table(kind, table, (kind,)) for table in (node if isinstance(node, list) else [node])]

    def table(self, kind: str, node: Any, path: FieldPath) -> TableMapping:
        if not isinstance(node, dict):
            raise MappingFault(path, "this must be a table")
        check_names(node, RECORD_KINDS[kind].vocabulary | TABLE_NAMES, path)
        return TableMapping(
            kind,
            {
                name: self.field(kind, name, value, (*path, name))
                for name, value in node.items()
                if name not in TABLE_NAMES
            },
            when=read_conditions(node["when"], (*path, "when")) if "when" in node else (),
            repeat_over=self.expression(node["each"], (*path, "each"), "") if "each" in node else None,
        )

    def field(self, kind: str, name: str, node: Any, path: FieldPath) -> FieldNode:
        """Return what one field is made of."""
        inner_kind = kind_of_field(kind, name)
        if isinstance(node, list):
            if not inner_kind or name in RECORD_KINDS[kind].references:
                raise MappingFault(path, "this field takes one value, not a list")
            return [self.field(kind, name, item, (*path, number)) for number, item in enumerate(node)]
        if isinstance(node, dict):
            if inner_kind and not EXPRESSION_NAMES.intersection(node) - TABLE_NAMES:
                return self.table(inner_kind, node, path)
            return self.expression(node, path, name)
        if isinstance(node, datetime.date) and not isinstance(node, datetime.datetime):
            return Constant(CellPeriod(node, node))
        if isinstance(node, bool | int | datetime.time):
            return Constant(node)
        template = Template.read(text_at(node, path), path)
        if table := self.values_by_name(name):
            self.used_values_tables.add(name)
            return Expression(source=(template,), values=table)
        return template

    def expression(self, node: Any, path: FieldPath, name: str) -> Expression:
        """Return the expression that the field ``name`` is: a text, or a table of options."""
        if isinstance(node, str):
            node = {"from": node}
        if not isinstance(node, dict):
            raise MappingFault(path, 'this must be a text, or a table such as { from = "…" }')
        check_names(node, EXPRESSION_NAMES, path)
        is_default_alone = set(node) <= {"default", "when"} and "default" in node
        if ("from" in node) == ("json" in node) and not is_default_alone:
            raise MappingFault(path, "give either “from” or “json”")
        options: dict[str, Any] = {}
        if "when" in node:
            options["when"] = read_conditions(node["when"], (*path, "when"))
        if "from" in node:
            options["source"] = tuple(
                Template.read(text, (*path, "from")) for text in texts_at(node, "from", path)
            )
        for option in TEMPLATE_OPTIONS:
            if option in node:
                text = text_at(node[option], (*path, option))
                options[option] = Template.read(text, (*path, option))
        options |= read_text_options(node, path)
        if "pairs" in node:
            options["pairs"] = self.pairs(node["pairs"], (*path, "pairs"))
        values = self.values_of(node, path, name)
        if "otherwise" in node and values is None:
            raise MappingFault((*path, "otherwise"), "this goes with “values”: what has no entry in them")
        return Expression(**options, values=values)

    def pairs(self, node: Any, path: FieldPath) -> dict[str, Expression]:
        """Return the lists that go beside that of an `each`, by name."""
        if path[-2] != "each":
            raise MappingFault(path, "this goes with “each”: a list beside it")
        if not isinstance(node, dict) or not node:
            raise MappingFault(path, 'this must be a table such as { title = { from = "…", split = [","] } }')
        return {name: self.expression(inner, (*path, name), "") for name, inner in node.items()}

    def values_by_name(self, name: str) -> ValuesTable | None:
        """Return the table of values of a field’s name, unless it is said for which field it is."""
        return None if name in self.assigned_values_tables else self.values_tables.get(name)

    def values_of(self, node: dict[str, Any], path: FieldPath, name: str) -> ValuesTable | None:
        """Return the table of values of a field: its own, the one it names, or the one of its name."""
        table = node.get("values")
        if table is None:
            if own := self.values_by_name(name):
                self.used_values_tables.add(name)
            return own
        if isinstance(table, dict):
            return read_values_table(name, table)
        if table not in self.values_tables:
            raise MappingFault((*path, "values"), f"there is no table [values.{table}]")
        self.used_values_tables.add(table)
        return self.values_tables[table]


def read_text_options(node: dict[str, Any], path: FieldPath) -> dict[str, Any]:
    """Return the options of an expression that are texts or lists of texts."""
    options: dict[str, Any] = {}
    for option in TEXT_OPTIONS:
        if option in node:
            options[option] = text_at(node[option], (*path, option))
    for option in LIST_OPTIONS:
        if option in node:
            options[option] = texts_at(node, option, path)
            if "" in options[option]:
                raise MappingFault((*path, option), "a text in it is empty")
    if "split_pattern" in node:
        pattern = text_at(node["split_pattern"], (*path, "split_pattern"))
        options["split_pattern"] = read_split_pattern(pattern, (*path, "split_pattern"))
    if "path" in node:
        options["path"] = tuple(text_at(node["path"], (*path, "path")).split("."))
    return options


def names_in(node: Any, name: str) -> Iterator[str]:
    """Yield every text that a field called ``name`` holds, anywhere below ``node``."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key == name and isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from names_in(value, name)


def kind_of_field(kind: str, name: str) -> str | None:
    """Return the kind of what a field holds, where that is a record or line."""
    if name == "places":
        return "place"
    spec = RECORD_KINDS[kind]
    return spec.references.get(name) or spec.sets.get(name) or spec.lines.get(name)
