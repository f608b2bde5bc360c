"""The fields of a mapping, evaluated over the cells of one row."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from engagements.imports.mapping import (
    Constant,
    Expression,
    FieldNode,
    Scalar,
    SheetMapping,
    TableMapping,
    Template,
)
from engagements.imports.mapping.conditions import all_hold
from engagements.imports.mapping.expressions import Trace
from engagements.imports.reading import CellProblem, Notice, NoticeKind, SheetRow, folded_case

from .keys import short_key
from .problems import RowProblems
from .proposals import CellValue, RawRecord, RawValue, RowGroup, has_value


@dataclass
class SheetContext:
    """What the rows of one sheet have in common."""

    mapping: SheetMapping
    headings: Mapping[str, str]  # the heading for each own name of a column
    file_parts: Mapping[str, str]
    next_number: Callable[[str, str], int]  # numbers the rows of one kind and key, from 1 on
    column_names_by_node: dict[int, str] = field(default_factory=dict)

    def column_names(self, node: Template | Expression) -> str:
        """Return the headings of the columns whose cells the value is made of, for messages."""
        names = self.column_names_by_node.get(id(node))
        if names is None:
            columns = node.value_columns if isinstance(node, Expression) else node.columns
            names = ", ".join(
                self.headings.get(name, name) for name in columns if not name.startswith(("file.", "nth"))
            )
            self.column_names_by_node[id(node)] = names
        return names


class RowEvaluator:
    """Evaluates the fields of a mapping; notes what is wrong with JSON in ``problems``."""

    def __init__(self, context: SheetContext, row: SheetRow, problems: RowProblems) -> None:
        self.context, self.mapping, self.headings = context, context.mapping, context.headings
        self.cells, self.row_number, self.problems = row.cells, row.number, problems
        self.file_parts = self.mapping.file_parts(row.file) if row.file else context.file_parts
        self.groups: list[RowGroup] = []  # of the keys that are numbered
        self.item: RawValue = None  # of `each`, while its table is evaluated
        self.made_columns: dict[str, Scalar] = {}  # columns made of others, and {nth}
        self.notices: list[Notice] = list(row.notices)

    def look_up(self, name: str) -> Scalar:
        """Return the value of the column ``name``, or of what else a template may name."""
        if name == "item" or name.startswith("item."):
            return self.item_part(name)
        if name == "row":
            return str(self.row_number)
        if name == "nth":
            return self.made_columns.get("nth", "")
        if name.startswith("file."):
            return self.file_parts.get(name[5:]) or ""
        node = self.mapping.columns.get(name)
        if isinstance(node, Expression):
            if name not in self.made_columns:
                self.made_columns[name] = ""  # a column made of itself is blank
                self.made_columns[name] = plain(self.expression(node))
            return self.made_columns[name]
        return self.cells.get(self.headings.get(name, name), "")

    def item_part(self, name: str) -> Scalar:
        item = self.item
        for part in name.split(".")[1:]:
            item = item.get(part) if isinstance(item, dict) else None
        if isinstance(item, dict):  # with what is paired with it
            item = item.get("")
        return item.value if isinstance(item, CellValue) and item.value is not None else ""

    def column_of(self, node: Template | Expression) -> str:
        """Return the headings of the columns that the value is made of; of a part those of its list."""
        names = self.context.column_names(node)
        if self.item is not None and "item" in names and names.startswith("item"):
            part = self.item.get(names.partition(".")[2]) if isinstance(self.item, dict) else self.item
            return part.column if isinstance(part, CellValue) else names
        return names

    def evaluate(self, node: FieldNode) -> RawValue:
        """Return what ``node`` gives in this row; None where nothing is said."""
        if isinstance(node, Template):
            return CellValue(node.render(self.look_up), self.column_of(node))
        if isinstance(node, Constant):
            return CellValue(node.value)
        if isinstance(node, Expression):
            return self.expression(node)
        if isinstance(node, TableMapping):
            return self.table(node)
        values: list[RawValue] = []
        for inner in node:
            value = self.evaluate(inner)
            if isinstance(value, list):
                values += value
            elif value is not None:
                values.append(value)
        return values

    def table(self, table: TableMapping) -> RawValue:
        """Return the record that ``table`` makes of the row, or with `each` a list of them."""
        over = table.repeat_over
        if over is None:
            return self.record(table)
        items = self.paired_items(over) if over.pairs else self.expression(over)
        records: list[RawValue] = []
        for item in items if isinstance(items, list) else [items]:
            if item is None or (isinstance(item, CellValue) and item.is_blank):
                continue
            outer, self.item = self.item, item
            record = self.record(table)
            self.item = outer
            if record is not None:
                records.append(record)
        return records

    def paired_items(self, node: Expression) -> list[RawValue]:
        """Return the parts of ``node``, each with that of the same place in the lists beside it."""
        lists = [self.expression(part, every=True) for part in (node, *node.pairs.values())]
        columns = [value if isinstance(value, list) else [value] for value in lists]
        filled = [column if any(map(has_value, column)) else [] for column in columns]
        names = [self.context.column_names(part) or "the list" for part in (node, *node.pairs.values())]
        # A list that is blank says nothing of the others.
        lengths = {len(column) for column in filled if column}
        if len(lengths) > 1:
            counts = ", ".join(f"{len(column)} in {name}" for column, name in zip(filled, names, strict=True))
            first = filled[0][0] if filled[0] else CellValue("")
            column = first.column if isinstance(first, CellValue) else ""
            self.problems.note(
                CellValue("; ".join(str(plain(value)) for value in filled[0]), column),
                f"lists that are paired have as many parts each, and these have {counts}",
            )
            return []
        return [
            {"": values[0], **dict(zip(node.pairs, values[1:], strict=True))}
            for values in zip_longest(*filled, fillvalue=CellValue(""))
            if any(map(has_value, values))
        ]

    def record(self, table: TableMapping) -> RawRecord | None:
        if table.when and not all_hold(table.when, self.look_up):
            return None
        record: RawRecord = {}
        for name, node in table.fields.items():
            if name == "key" and isinstance(node, Template | Expression) and "nth" in node.columns:
                record[name] = self.numbered_key(table.kind, node)
            elif (value := self.evaluate(node)) is not None:
                record[name] = value
        return record

    def numbered_key(self, kind: str, node: FieldNode) -> RawValue:
        """Return the key with ``{nth}``: the number of this row among those whose key is else the same."""
        self.made_columns["nth"] = ""
        base = short_key(str(plain(self.evaluate(node))))
        self.groups.append(RowGroup(f"{kind} nth", base))
        self.made_columns["nth"] = str(self.context.next_number(kind, base))
        return self.evaluate(node)

    def expression(self, node: Expression, every: bool = False) -> RawValue:
        """Return what the expression gives; of a list with ``every`` also blank and equal parts."""
        if node.when and not all_hold(node.when, self.look_up):
            return self.default_of(node)
        column = self.column_of(node)
        if node.json:
            return self.parsed_json(node, node.json.render(self.look_up), column)
        year = str(node.year.render(self.look_up)) if node.year else ""
        rendered = (template.render(self.look_up) for template in node.source)
        value: Scalar | list[str] = next((scalar for scalar in rendered if scalar), "")
        if isinstance(value, str) and value:
            value = self.transformed(node, value, every)
        if value in ("", []) and node.default:
            return self.default_of(node, column, year)
        if isinstance(value, list):
            return [CellValue(item, column, year=year) for item in value]
        return CellValue(value, column, year=year)

    def default_of(self, node: Expression, column: str = "", year: str = "") -> CellValue | None:
        """Return what stands where the expression gives nothing, with the columns that this is made of."""
        if not node.default:
            return None
        made_of = self.column_of(node.default)
        return CellValue(node.default.render(self.look_up), made_of or column, year=year)

    def transformed(self, node: Expression, text: str, every: bool) -> str | list[str]:
        """Return what the options of ``node`` make of ``text``; note what they take off or put in."""
        trace, otherwise = Trace(), None
        if node.otherwise is not None:
            otherwise = str(node.otherwise.render(self.look_up) or "")
        value = node.transform(text, otherwise, trace, every)
        self.notices += [Notice(NoticeKind.DROPPED, word) for word in trace.dropped]
        for missed in trace.missed:
            self.notices.append(Notice(NoticeKind.OTHERWISE, f"{missed[:100]} → {otherwise or 'nothing'}"))
        if isinstance(value, list) and self.mapping.options.blanks and not every:
            blanks = {folded_case(blank) for blank in self.mapping.options.blanks}
            value = [item for item in value if folded_case(item) not in blanks]
        return value

    def parsed_json(self, node: Expression, text: Scalar, column: str) -> RawValue:
        if not text:
            return self.default_of(node, column) or CellValue("", column)
        try:
            data = json.loads(str(text))
        except ValueError as error:
            self.problems.append(CellProblem.of(column, text, f"it is no JSON: {error}"))
            return None
        for part in node.path:
            data = data.get(part) if isinstance(data, dict) else None
        return json_value(data, f"{column}: {'.'.join(node.path)}" if node.path else column)


def json_value(data: Any, column: str) -> RawValue:
    """Return what JSON holds as values, each with the way to it as its column."""
    if isinstance(data, dict):
        return {str(name): json_value(value, f"{column}.{name}") for name, value in data.items()}
    if isinstance(data, list):
        return [json_value(value, f"{column}.{number}") for number, value in enumerate(data, start=1)]
    if isinstance(data, float) and data.is_integer():
        data = int(data)
    return CellValue("" if data is None else data, column, exact=True)


def plain(raw: RawValue) -> Scalar:
    """Return the value of ``raw``; of several a text of all."""
    if isinstance(raw, list):
        return "; ".join(str(plain(value)) for value in raw)
    if isinstance(raw, CellValue):
        return raw.value
    return "" if raw is None else str(raw)
