"""Reads a mapping: a TOML file in which each field is a template over the columns of a sheet.

`read_mapping()` checks all of it before any sheet is opened. docs/import.md is its manual."""

import datetime
import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

from engagements.common.countries import find_country
from engagements.imports.reading.date_formats import DateFormat
from engagements.imports.reading.options import SheetOptions
from engagements.imports.reading.periods import CellPeriod
from engagements.imports.record_kinds import RECORD_KINDS, TOP_LEVEL_KINDS

from .conditions import Condition
from .errors import MappingError, MappingFault, located
from .expressions import Expression
from .mapping import SheetMapping
from .tables import TableMapping
from .templates import Constant, Template
from .values_tables import ValuesTable

SHIPPED = Path(__file__).parent / "shipped"


EXPRESSION = {
    "from", "json", "path", "before", "before_last", "after", "after_last", "split", "split_first",
    "keep", "drop", "values", "otherwise", "default", "when", "year",
}  # fmt: skip


TABLE = {"when", "each"}


SHEET = {
    "date_formats", "delimiter", "encoding", "heading_row", "worksheet", "merged", "short_rows",
    "unescape", "file_name", "carry_down", "continued_when_blank", "skip", "months",
}  # fmt: skip


TOP = {"sheet", "columns", "values", "seasons", *TOP_LEVEL_KINDS}


# Reading


def read_mapping(text, name="mapping"):
    """Return the `SheetMapping` that ``text`` is, or raise `MappingError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{name} is no TOML: {error}") from error
    except RecursionError as error:
        raise MappingError(f"{name} is no TOML: it is nested too deep") from error
    try:
        return MappingReader(data, text, name).mapping()
    except MappingFault as fault:
        raise located(name, text, fault.path, fault.reason) from None


def read_mapping_file(path):
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
    return read_mapping(text, path.name)


class MappingReader:
    def __init__(self, data, text, name):
        self.data, self.text, self.name = data, text, name

    def mapping(self):
        self.known(self.data, TOP, ())
        for name in ("sheet", "columns", "values", "seasons"):
            if not isinstance(self.data.get(name, {}), dict):
                raise MappingFault((name,), "this must be a table")
        sheet = self.data.get("sheet", {})
        self.known(sheet, SHEET, ("sheet",))
        self.tables = {
            name: self.values_table(name, entries) for name, entries in self.data.get("values", {}).items()
        }
        self.used_tables = set()
        columns = {name: self.column(name, node) for name, node in self.data.get("columns", {}).items()}
        records = {}
        for kind in TOP_LEVEL_KINDS:
            if kind in self.data:
                node = self.data[kind]
                listed = isinstance(node, list)
                records[kind] = [
                    self.table(kind, one, (kind, number) if listed and len(node) > 1 else (kind,))
                    for number, one in enumerate(node if listed else [node])
                ]
        if not records:
            raise MappingFault(
                (), f"it makes no record: give a table such as [visit], one of {', '.join(TOP_LEVEL_KINDS)}"
            )
        for kind in ("visit", "meeting"):
            for table in records.get(kind, ()):
                if not {"key", "uid"}.intersection(table.fields):
                    raise MappingFault(
                        (kind,), "give a key, by which the record is known again at the next import"
                    )
        if unused := set(self.tables) - self.used_tables:
            name = min(unused)
            raise MappingFault(
                ("values", name), "no field is called so, and none says values = " + f"“{name}”"
            )
        mapping = SheetMapping(
            name=self.name,
            text=self.text,
            options=self.options(sheet),
            formats=self.formats(sheet),
            records=records,
            columns=columns,
            file_name=self.file_name(sheet),
            carry_down=self.texts(sheet, "carry_down", ("sheet",)),
            continued=self.texts(sheet, "continued_when_blank", ("sheet",)),
            skip=self.skip(sheet),
        )
        parts = mapping.file_name.groupindex if mapping.file_name else {}
        for column, path in mapping.mentions:
            if column.startswith("file.") and column[5:] not in {"name", "stem", *parts}:
                raise MappingFault(path, f"{{{column}}} is nothing that [sheet] file_name finds")
        return mapping

    def known(self, node, vocabulary, path):
        for name in node:
            if name not in vocabulary:
                known = ", ".join(sorted(vocabulary))
                raise MappingFault((*path, name), f"there is no field “{name}” here; there are: {known}")

    def text_of(self, node, path):
        if not isinstance(node, str):
            raise MappingFault(path, "this must be a text in quotation marks")
        return node

    def texts(self, table, name, path):
        """Return the texts of a field that is one text or a list of them."""
        node = table.get(name, [])
        node = [node] if isinstance(node, str) else node
        if not isinstance(node, list) or not all(isinstance(one, str) for one in node):
            raise MappingFault((*path, name), "this must be a text, or a list of texts")
        return tuple(node)

    # [sheet]

    def options(self, sheet):
        found = {}
        for option in fields(SheetOptions):
            if option.name not in sheet:
                continue
            value, path = sheet[option.name], ("sheet", option.name)
            if option.name == "encoding":
                value = self.texts(sheet, "encoding", ("sheet",))
                for one in value:
                    try:
                        "".encode(one)
                    except LookupError:
                        raise MappingFault(path, f"there is no encoding “{one}”") from None
            elif type(value) is not type(option.default):
                raise MappingFault(path, f"this must be like {json.dumps(option.default)}")
            choices = {"merged": ("error", "fill"), "short_rows": ("error", "allow")}.get(option.name)
            if choices and value not in choices:
                raise MappingFault(path, f"this must be one of {', '.join(choices)}")
            if option.name == "delimiter" and (len(value) != 1 or value in '"\r\n'):
                raise MappingFault(path, "this must be one character")
            if option.name == "heading_row" and value < 1:
                raise MappingFault(path, "rows are counted from 1")
            found[option.name] = value
        return SheetOptions(**found)

    def formats(self, sheet):
        months = self.texts(sheet, "months", ("sheet",))
        if months and len(months) != 12:
            raise MappingFault(("sheet", "months"), "give the names of all twelve months")
        seasons = {}
        for name, node in self.data.get("seasons", {}).items():
            if not (isinstance(node, list) and len(node) == 2 and all(n in range(1, 13) for n in node)):
                raise MappingFault(("seasons", name), "give its first and its last month, such as [3, 5]")
            seasons[name.casefold()] = tuple(node)
        found = []
        for text in self.texts(sheet, "date_formats", ("sheet",)):
            try:
                found.append(DateFormat(text, months, seasons))
            except ValueError as error:
                raise MappingFault(("sheet", "date_formats"), str(error)) from None
        return tuple(found)

    def file_name(self, sheet):
        """Turn ``*{year}.csv`` into a pattern: * is anything, {…} a run of digits or of letters."""
        if "file_name" not in sheet:
            return None
        path = ("sheet", "file_name")
        text, pattern = self.text_of(sheet["file_name"], path), ""
        for part in re.split(r"(\*|\{\w*\})", text):
            if part == "*":
                pattern += ".*?"
            elif re.fullmatch(r"\{\w+\}", part):
                if not part[1:-1].isidentifier():
                    raise MappingFault(path, f"“{part}” can't be the name of a part")
                # Whole runs alone, so that no name of a file takes long to match.
                pattern += rf"(?P<{part[1:-1]}>\d++|[^\W\d_]++)"
            else:
                pattern += re.escape(part)
        if text.count("*") > 3:
            raise MappingFault(path, "at most three * can be used")
        try:
            return re.compile(pattern, re.IGNORECASE)
        except re.error:
            raise MappingFault(path, "each {…} must have a name of its own") from None

    def skip(self, sheet):
        node = sheet.get("skip", [])
        return tuple(
            self.conditions(one, ("sheet", "skip")) for one in (node if isinstance(node, list) else [node])
        )

    # [columns] and [values]

    def column(self, name, node):
        path = ("columns", name)
        if isinstance(node, dict):
            return self.expression(node, path, name)
        headings = self.texts({name: node}, name, ("columns",))
        if not headings:
            raise MappingFault(path, "give at least one heading")
        return headings

    def values_table(self, name, entries):
        path = ("values", name)
        if not isinstance(entries, dict):
            raise MappingFault(path, "this must be a table: what the sheet says = what it means")
        for key, value in entries.items():
            several = isinstance(value, list) and all(isinstance(one, str) for one in value)
            if not isinstance(value, str) and not several:
                raise MappingFault((*path, key), "this must be a text in quotation marks, or a list of texts")
            if name == "country" and value and not (isinstance(value, str) and find_country(value)):
                raise MappingFault((*path, key), f"there is no country “{value}”")
        return ValuesTable(name, entries)

    # Records

    def conditions(self, node, path):
        found = []
        for one in node if isinstance(node, list) else [node]:
            if not isinstance(one, dict) or "column" not in one:
                raise MappingFault(path, 'a condition is such as { column = "…", is = "…" }')
            self.known(one, {"column", *Condition.TESTS}, path)
            tests = {}
            for test in Condition.TESTS:
                if test == "blank" and test in one:
                    if not isinstance(one[test], bool):
                        raise MappingFault((*path, test), "this must be true or false")
                    tests[test] = one[test]
                elif test in one:
                    tests[test] = self.texts(one, test, path)
            if not tests:
                raise MappingFault(path, f"a condition says one of {', '.join(Condition.TESTS)}")
            found.append(Condition(self.text_of(one["column"], path), tests))
        return tuple(found)

    def table(self, kind, node, path):
        if not isinstance(node, dict):
            raise MappingFault(path, "this must be a table")
        self.known(node, RECORD_KINDS[kind].vocabulary | TABLE, path)
        return TableMapping(
            kind,
            {
                name: self.field(kind, name, one, (*path, name))
                for name, one in node.items()
                if name not in TABLE
            },
            when=self.conditions(node["when"], (*path, "when")) if "when" in node else (),
            each=self.expression(node["each"], (*path, "each"), "") if "each" in node else None,
        )

    def field(self, kind, name, node, path):
        """Return the `Template`, `Constant`, `Expression`, `TableMapping`, or list of them, of one field."""
        inner = self.kind_of_field(kind, name)
        if isinstance(node, list):
            if not inner or name in RECORD_KINDS[kind].references:
                raise MappingFault(path, "this field takes one value, not a list")
            return [self.field(kind, name, one, (*path, number)) for number, one in enumerate(node)]
        if isinstance(node, dict):
            if inner and not EXPRESSION.intersection(node) - TABLE:
                return self.table(inner, node, path)
            return self.expression(node, path, name)
        if isinstance(node, bool | int | datetime.date | datetime.time) and not isinstance(
            node, datetime.datetime
        ):
            return Constant(CellPeriod(node, node) if isinstance(node, datetime.date) else node)
        template = Template.read(self.text_of(node, path), path)
        if table := self.tables.get(name):
            self.used_tables.add(name)
            return Expression(source=(template,), values=table)
        return template

    @staticmethod
    def kind_of_field(kind, name):
        """Return the kind of what a field holds, where that is a record or line."""
        if name == "places":
            return "place"
        one = RECORD_KINDS[kind]
        return one.references.get(name) or one.sets.get(name) or one.lines.get(name)

    def expression(self, node, path, name):
        if isinstance(node, str):
            node = {"from": node}
        if not isinstance(node, dict):
            raise MappingFault(path, 'this must be a text, or a table such as { from = "…" }')
        self.known(node, EXPRESSION, path)
        if ("from" in node) == ("json" in node) and not (
            set(node) <= {"default", "when"} and "default" in node
        ):
            raise MappingFault(path, "give either “from” or “json”")
        found = {"when": self.conditions(node["when"], (*path, "when")) if "when" in node else ()}
        if "from" in node:
            found["source"] = tuple(
                Template.read(one, (*path, "from")) for one in self.texts(node, "from", path)
            )
        for option in ("json", "default", "year"):
            if option in node:
                text = self.text_of(node[option], (*path, option))
                found[option] = Template.read(text, (*path, option))
        for option in ("before", "before_last", "after", "after_last", "otherwise"):
            if option in node:
                found[option] = self.text_of(node[option], (*path, option))
        for option in ("split", "split_first", "keep", "drop"):
            if option in node:
                found[option] = self.texts(node, option, path)
                if "" in found[option]:
                    raise MappingFault((*path, option), "a text in it is empty")
        if "path" in node:
            found["path"] = tuple(self.text_of(node["path"], (*path, "path")).split("."))
        table = node.get("values", name if name in self.tables else None)
        if isinstance(table, dict):
            found["values"] = self.values_table(name, table)
        elif table is not None:
            if table not in self.tables:
                raise MappingFault((*path, "values"), f"there is no table [values.{table}]")
            self.used_tables.add(table)
            found["values"] = self.tables[table]
        return Expression(**found)
