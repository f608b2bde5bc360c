"""The mapping: a TOML file in which each field is a template over the columns of a sheet.

`read_mapping()` checks all of it before any sheet is opened. docs/import.md is its manual.
"""

import datetime
import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

from engagements.common.countries import find_country
from engagements.imports.kinds import KINDS, RECORDS
from engagements.imports.reading.dates import Format, Period
from engagements.imports.reading.sheets import SheetOptions

MOST_DROPPED = 50  # rounds; a cell of a million such words would take forever
SHIPPED = Path(__file__).parent / "shipped"


class MappingError(Exception):
    """What is wrong with a mapping: the message names the line and the field."""


class Fault(Exception):
    """As `MappingError`, while the line is not known yet; ``path`` leads to the field."""

    def __init__(self, path, reason):
        super().__init__(reason)
        self.path, self.reason = path, reason


# Templates


@dataclass(frozen=True)
class Template:
    """Text with ``{column}`` in it; what stands in ``[…]`` is left out where a column in it is blank."""

    text: str
    parts: tuple  # of text, column names in 1-tuples, and lists of both for [...]

    TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}]+)\}|[\[\]{}]")

    @classmethod
    def read(cls, text, path):
        found, optional, position = [], None, 0
        for token in cls.TOKEN.finditer(text):
            into = found if optional is None else optional
            into.append(text[position : token.start()])
            position = token.end()
            mark = token.group()
            if token.group(1):
                into.append((token.group(1).strip(),))
            elif mark in ("{{", "}}", "[[", "]]"):
                into.append(mark[0])
            elif mark == "[" and optional is None:
                optional = []
            elif mark == "]" and optional is not None:
                found.append(optional)
                optional = None
            else:
                raise Fault(path, f"a “{mark}” stands alone in “{text}”; write it twice to mean itself")
        if optional is not None:
            raise Fault(path, f"a “[” is never closed in “{text}”")
        found.append(text[position:])
        return cls(text, tuple(part for part in found if part != ""))

    @cached_property
    def columns(self):
        """The columns named, each once, in order."""
        names = []
        for part in self.parts:
            for one in part if isinstance(part, list) else [part]:
                if isinstance(one, tuple):
                    names.append(one[0])
        return tuple(dict.fromkeys(names))

    def render(self, look_up):
        """Return the text; the value itself where the template is one column; "" where all are blank."""
        if len(self.parts) == 1 and isinstance(self.parts[0], tuple):
            return look_up(self.parts[0][0])
        if self.columns and all(look_up(name) in ("", None) for name in self.columns):
            return ""
        return "".join(self.fill(part, look_up) for part in self.parts)

    def fill(self, part, look_up):
        if isinstance(part, tuple):
            return str(look_up(part[0]) or "")
        if isinstance(part, list):
            texts = [self.fill(one, look_up) for one in part]
            blank = any(isinstance(one, tuple) and not text for one, text in zip(part, texts, strict=True))
            return "" if blank else "".join(texts)
        return part


@dataclass(frozen=True)
class Constant:
    """A number, a date, yes or no, as TOML has them."""

    value: object
    columns = ()


@dataclass(frozen=True)
class Condition:
    """Holds where every thing said of the column does."""

    column: str
    tests: dict

    TESTS = ("is", "is_not", "begins", "contains", "blank")

    def holds(self, look_up):
        text = " ".join(str(look_up(self.column) or "").split())
        for test, wanted in self.tests.items():
            match test:
                case "is":
                    good = text in wanted
                case "is_not":
                    good = text not in wanted
                case "begins":
                    good = any(text.startswith(one) for one in wanted)
                case "contains":
                    good = any(one in text for one in wanted)
                case "blank":
                    good = (not text) == wanted
            if not good:
                return False
        return True


class ValuesTable:
    """What the sheet says = what it means. A key may end in * for all that begin so."""

    def __init__(self, name, entries):
        self.name = name
        self.exact = {self.plain(key): value for key, value in entries.items() if not key.endswith("*")}
        self.begins = {self.plain(key[:-1]): value for key, value in entries.items() if key.endswith("*")}

    @staticmethod
    def plain(text):
        return " ".join(str(text).split()).casefold()

    def find(self, text):
        """Return (what it means, True), or (``text``, False)."""
        plain = self.plain(text)
        if plain in self.exact:
            return self.exact[plain], True
        for beginning, value in self.begins.items():
            if plain.startswith(beginning):
                return value, True
        return text, False


@dataclass(frozen=True)
class Expression:
    """A field in the long form: ``{ from = "…", split = [","], … }``."""

    source: object = None  # a Template, or several of which the first that is not blank counts
    json: Template = None
    path: tuple = ()
    before: str = ""
    before_last: str = ""
    after: str = ""
    after_last: str = ""
    split: tuple = ()
    split_first: tuple = ()
    keep: tuple = ()
    drop: tuple = ()
    values: ValuesTable = None
    otherwise: str = ""
    default: Template = None
    when: tuple = ()
    year: Template = None

    @cached_property
    def columns(self):
        parts = [*(self.source or ()), self.json, self.default, self.year]
        names = [name for one in parts if one for name in one.columns]
        return tuple(dict.fromkeys([*names, *(one.column for one in self.when)]))

    @property
    def shown(self):
        """The columns whose cells the value is made of, for messages."""
        parts = [*(self.source or ()), self.json]
        return tuple(dict.fromkeys(name for one in parts if one for name in one.columns))


@dataclass(frozen=True)
class Table:
    """A record or line: its fields, the condition for it, and what there is one for each of."""

    kind: str
    fields: dict
    when: tuple = ()
    each: object = None

    @cached_property
    def columns(self):
        names = [one.column for one in self.when]
        for node in [self.each, *self.fields.values()]:
            for one in node if isinstance(node, list) else [node]:
                names += one.columns if one is not None else ()
        return tuple(dict.fromkeys(names))


EXPRESSION = {
    "from", "json", "path", "before", "before_last", "after", "after_last", "split", "split_first",
    "keep", "drop", "values", "otherwise", "default", "when", "year",
}  # fmt: skip
TABLE = {"when", "each"}
SHEET = {
    "date_formats", "delimiter", "encoding", "heading_row", "worksheet", "merged", "short_rows",
    "unescape", "file_name", "carry_down", "continued_when_blank", "skip", "months",
}  # fmt: skip
TOP = {"sheet", "columns", "values", "seasons", *RECORDS}
# What a template may name that is no column of the sheet.
OWN = re.compile(r"row|nth|file\.\w+|item(\.\w+)*")


@dataclass(frozen=True)
class Mapping:
    name: str
    text: str
    options: SheetOptions
    formats: tuple
    records: dict
    columns: dict = field(default_factory=dict)  # own names: headings to choose from, or an expression
    file_name: re.Pattern = None
    carry_down: tuple = ()
    continued: tuple = ()
    skip: tuple = ()

    @cached_property
    def wanted(self):
        """The headings that the sheet must have: each a tuple of which one is enough, with its path."""
        found = {}
        for name, path in self.mentions:
            if OWN.fullmatch(name) or isinstance(self.columns.get(name), Expression):
                continue
            found.setdefault(tuple(self.columns.get(name, (name,))), path)
        return found

    @cached_property
    def mentions(self):
        """Every column named anywhere, with the path of the field that names it."""
        found = [(name, ("sheet", "carry_down")) for name in self.carry_down]
        found += [(name, ("sheet", "continued_when_blank")) for name in self.continued]
        found += [(one.column, ("sheet", "skip")) for group in self.skip for one in group]
        for name, node in self.columns.items():
            if isinstance(node, Expression):
                found += [(column, ("columns", name)) for column in node.columns]
        for kind, tables in self.records.items():
            for number, table in enumerate(tables):
                found += mentions_of(table, (kind, number) if len(tables) > 1 else (kind,))
        return found

    @property
    def headings(self):
        return {heading for choice in self.wanted for heading in choice if heading}

    def file_parts(self, name):
        """Return what the pattern of the file's name finds in it, with its name and stem."""
        found = self.file_name.fullmatch(name) if self.file_name else None
        return {"name": name, "stem": name.rpartition(".")[0] or name, **(found.groupdict() if found else {})}

    def fault(self, path, reason):
        return located(self.name, self.text, path, reason)

    def choose_headings(self, headings, sheet_name):
        """Return the heading for each own name of a column; raise `MappingError` where one is missing."""
        chosen = {}
        repeated = {one for one in headings if one and headings.count(one) > 1}
        for choice, path in self.wanted.items():
            there = [heading for heading in choice if heading in headings or heading == ""]
            if not there:
                known = ", ".join(filter(None, headings))
                hint = ""
                if len(headings) == 1:
                    hint = " It is one column, so the delimiter may be another one."
                names = " or ".join(f"“{one}”" for one in choice)
                raise self.fault(path, f"{sheet_name} has no column {names}; it has: {known[:500]}.{hint}")
            if there[0] in repeated:
                raise self.fault(path, f"{sheet_name} has more than one column “{there[0]}”.")
            chosen[choice] = there[0]
        return {
            name: chosen[tuple(node)]
            for name, node in self.columns.items()
            if not isinstance(node, Expression) and tuple(node) in chosen
        }


def mentions_of(node, path):
    if isinstance(node, list):
        return [one for number, item in enumerate(node) for one in mentions_of(item, (*path, number))]
    if isinstance(node, Table):
        found = [(one.column, (*path, "when")) for one in node.when]
        if node.each:
            found += mentions_of(node.each, (*path, "each"))
        for name, inner in node.fields.items():
            found += mentions_of(inner, (*path, name))
        return found
    return [(name, path) for name in node.columns]


# Where in the text a field stands

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
ENTRY = re.compile(r"""^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|[\w-]+))*)\s*=""")
NAME = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*\.?""")


def names_of(dotted):
    return tuple(next(filter(None, match.groups()), "") for match in NAME.finditer(dotted))


def line_of(text, path):
    """Return the number of the line where the field at ``path`` stands, or what holds it; 0 for none."""
    counts, prefix, best, best_length = {}, (), 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            prefix = names_of(header.group(2))
            if header.group(1) == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])
            here = prefix
        elif entry := ENTRY.match(line):
            here = (*prefix, *names_of(entry.group(1)))
        else:
            continue
        if len(here) > best_length and path[: len(here)] == here:
            best, best_length = number, len(here)
    return best


def located(name, text, path, reason):
    line = line_of(text, path)
    shown = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    where = ", ".join(filter(None, [f"line {line}" if line else "", shown]))
    return MappingError(f"{name}, {where}: {reason}" if where else f"{name}: {reason}")


# Reading


def read_mapping(text, name="mapping"):
    """Return the `Mapping` that ``text`` is, or raise `MappingError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{name} is no TOML: {error}") from error
    except RecursionError as error:
        raise MappingError(f"{name} is no TOML: it is nested too deep") from error
    try:
        return Reader(data, text, name).mapping()
    except Fault as fault:
        raise located(name, text, fault.path, fault.reason) from None


def read_mapping_file(path):
    """Return the `Mapping` in the file ``path``, or that ships under this name."""
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


class Reader:
    def __init__(self, data, text, name):
        self.data, self.text, self.name = data, text, name

    def mapping(self):
        self.known(self.data, TOP, ())
        for name in ("sheet", "columns", "values", "seasons"):
            if not isinstance(self.data.get(name, {}), dict):
                raise Fault((name,), "this must be a table")
        sheet = self.data.get("sheet", {})
        self.known(sheet, SHEET, ("sheet",))
        self.tables = {
            name: self.values_table(name, entries) for name, entries in self.data.get("values", {}).items()
        }
        self.used_tables = set()
        columns = {name: self.column(name, node) for name, node in self.data.get("columns", {}).items()}
        records = {}
        for kind in RECORDS:
            if kind in self.data:
                node = self.data[kind]
                listed = isinstance(node, list)
                records[kind] = [
                    self.table(kind, one, (kind, number) if listed and len(node) > 1 else (kind,))
                    for number, one in enumerate(node if listed else [node])
                ]
        if not records:
            raise Fault((), f"it makes no record: give a table such as [visit], one of {', '.join(RECORDS)}")
        for kind in ("visit", "meeting"):
            for table in records.get(kind, ()):
                if not {"key", "uid"}.intersection(table.fields):
                    raise Fault((kind,), "give a key, by which the record is known again at the next import")
        if unused := set(self.tables) - self.used_tables:
            name = min(unused)
            raise Fault(("values", name), "no field is called so, and none says values = " + f"“{name}”")
        mapping = Mapping(
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
                raise Fault(path, f"{{{column}}} is nothing that [sheet] file_name finds")
        return mapping

    def known(self, node, vocabulary, path):
        for name in node:
            if name not in vocabulary:
                known = ", ".join(sorted(vocabulary))
                raise Fault((*path, name), f"there is no field “{name}” here; there are: {known}")

    def text_of(self, node, path):
        if not isinstance(node, str):
            raise Fault(path, "this must be a text in quotation marks")
        return node

    def texts(self, table, name, path):
        """Return the texts of a field that is one text or a list of them."""
        node = table.get(name, [])
        node = [node] if isinstance(node, str) else node
        if not isinstance(node, list) or not all(isinstance(one, str) for one in node):
            raise Fault((*path, name), "this must be a text, or a list of texts")
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
                        raise Fault(path, f"there is no encoding “{one}”") from None
            elif type(value) is not type(option.default):
                raise Fault(path, f"this must be like {json.dumps(option.default)}")
            choices = {"merged": ("error", "fill"), "short_rows": ("error", "allow")}.get(option.name)
            if choices and value not in choices:
                raise Fault(path, f"this must be one of {', '.join(choices)}")
            if option.name == "delimiter" and (len(value) != 1 or value in '"\r\n'):
                raise Fault(path, "this must be one character")
            if option.name == "heading_row" and value < 1:
                raise Fault(path, "rows are counted from 1")
            found[option.name] = value
        return SheetOptions(**found)

    def formats(self, sheet):
        months = self.texts(sheet, "months", ("sheet",))
        if months and len(months) != 12:
            raise Fault(("sheet", "months"), "give the names of all twelve months")
        seasons = {}
        for name, node in self.data.get("seasons", {}).items():
            if not (isinstance(node, list) and len(node) == 2 and all(n in range(1, 13) for n in node)):
                raise Fault(("seasons", name), "give its first and its last month, such as [3, 5]")
            seasons[name.casefold()] = tuple(node)
        found = []
        for text in self.texts(sheet, "date_formats", ("sheet",)):
            try:
                found.append(Format(text, months, seasons))
            except ValueError as error:
                raise Fault(("sheet", "date_formats"), str(error)) from None
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
                    raise Fault(path, f"“{part}” can't be the name of a part")
                # Whole runs alone, so that no name of a file takes long to match.
                pattern += rf"(?P<{part[1:-1]}>\d++|[^\W\d_]++)"
            else:
                pattern += re.escape(part)
        if text.count("*") > 3:
            raise Fault(path, "at most three * can be used")
        try:
            return re.compile(pattern, re.IGNORECASE)
        except re.error:
            raise Fault(path, "each {…} must have a name of its own") from None

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
            raise Fault(path, "give at least one heading")
        return headings

    def values_table(self, name, entries):
        path = ("values", name)
        if not isinstance(entries, dict):
            raise Fault(path, "this must be a table: what the sheet says = what it means")
        for key, value in entries.items():
            several = isinstance(value, list) and all(isinstance(one, str) for one in value)
            if not isinstance(value, str) and not several:
                raise Fault((*path, key), "this must be a text in quotation marks, or a list of texts")
            if name == "country" and value and not (isinstance(value, str) and find_country(value)):
                raise Fault((*path, key), f"there is no country “{value}”")
        return ValuesTable(name, entries)

    # Records

    def conditions(self, node, path):
        found = []
        for one in node if isinstance(node, list) else [node]:
            if not isinstance(one, dict) or "column" not in one:
                raise Fault(path, 'a condition is such as { column = "…", is = "…" }')
            self.known(one, {"column", *Condition.TESTS}, path)
            tests = {}
            for test in Condition.TESTS:
                if test == "blank" and test in one:
                    if not isinstance(one[test], bool):
                        raise Fault((*path, test), "this must be true or false")
                    tests[test] = one[test]
                elif test in one:
                    tests[test] = self.texts(one, test, path)
            if not tests:
                raise Fault(path, f"a condition says one of {', '.join(Condition.TESTS)}")
            found.append(Condition(self.text_of(one["column"], path), tests))
        return tuple(found)

    def table(self, kind, node, path):
        if not isinstance(node, dict):
            raise Fault(path, "this must be a table")
        self.known(node, KINDS[kind].vocabulary | TABLE, path)
        return Table(
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
        """Return the `Template`, `Constant`, `Expression`, `Table`, or list of them, of one field."""
        inner = self.kind_of_field(kind, name)
        if isinstance(node, list):
            if not inner or name in KINDS[kind].references:
                raise Fault(path, "this field takes one value, not a list")
            return [self.field(kind, name, one, (*path, number)) for number, one in enumerate(node)]
        if isinstance(node, dict):
            if inner and not EXPRESSION.intersection(node) - TABLE:
                return self.table(inner, node, path)
            return self.expression(node, path, name)
        if isinstance(node, bool | int | datetime.date | datetime.time) and not isinstance(
            node, datetime.datetime
        ):
            return Constant(Period(node, node) if isinstance(node, datetime.date) else node)
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
        one = KINDS[kind]
        return one.references.get(name) or one.sets.get(name) or one.lines.get(name)

    def expression(self, node, path, name):
        if isinstance(node, str):
            node = {"from": node}
        if not isinstance(node, dict):
            raise Fault(path, 'this must be a text, or a table such as { from = "…" }')
        self.known(node, EXPRESSION, path)
        if ("from" in node) == ("json" in node) and not (
            set(node) <= {"default", "when"} and "default" in node
        ):
            raise Fault(path, "give either “from” or “json”")
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
                    raise Fault((*path, option), "a text in it is empty")
        if "path" in node:
            found["path"] = tuple(self.text_of(node["path"], (*path, "path")).split("."))
        table = node.get("values", name if name in self.tables else None)
        if isinstance(table, dict):
            found["values"] = self.values_table(name, table)
        elif table is not None:
            if table not in self.tables:
                raise Fault((*path, "values"), f"there is no table [values.{table}]")
            self.used_tables.add(table)
            found["values"] = self.tables[table]
        return Expression(**found)


def split_text(text, expression):
    """Split ``text`` at separators outside brackets, but not within a name to keep."""
    separators = expression.split
    if not separators:
        separators = next(((one,) for one in expression.split_first if one in text), ())
    kept = {}
    for number, name in enumerate(sorted(expression.keep, key=len, reverse=True)):
        mark = f"\ue000{number}\ue001"  # of the private letters: no sheet has them
        if name in text:
            text, kept[mark] = text.replace(name, mark), name
    depth, item, items = 0, "", []
    balanced = text.count("(") == text.count(")")
    position = 0
    while position < len(text):
        separator = next((one for one in (*separators, "\n") if text.startswith(one, position)), None)
        if separator and (not depth or separator == "\n"):
            items.append(item)
            item, position = "", position + len(separator)
            continue
        character = text[position]
        if balanced:
            depth += (character == "(") - (character == ")")
        item, position = item + character, position + 1
    items.append(item)
    for mark, name in kept.items():
        items = [item.replace(mark, name) for item in items]
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))


def drop_words(text, words):
    """Take ``words`` off the beginning and the end of ``text``, as often as they stand there."""
    text = text.strip()
    for _ in range(MOST_DROPPED):
        before = text
        for word in words:
            if text.startswith(word) and not (word[-1].isalnum() and text[len(word) :][:1].isalnum()):
                text = text[len(word) :].strip()
            if text.endswith(word) and not (word[0].isalnum() and text[: -len(word)][-1:].isalnum()):
                text = text[: -len(word)].strip()
        if text == before:
            break
    return text
