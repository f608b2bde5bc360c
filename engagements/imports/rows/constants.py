"""Values that a mapping gives by itself, checked once: what is wrong with them is no fault of a row."""

from collections.abc import Iterator
from typing import NamedTuple

from engagements.imports.mapping import Constant, FieldNode, SheetMapping, TableMapping, Template
from engagements.imports.mapping.errors import FieldPath
from engagements.imports.record_kinds import RECORD_KINDS, RecordKind

from .field_parser import FieldParser
from .problems import RowProblems
from .proposals import CellValue


class ConstantField(NamedTuple):
    spec: RecordKind
    name: str
    value: CellValue
    path: FieldPath


def check_constants(mapping: SheetMapping) -> None:
    """Raise `MappingError` at the first field without a column whose value can't be."""
    for kind, tables in mapping.tables.items():
        for number, table in enumerate(tables):
            path: FieldPath = (kind, number) if len(tables) > 1 else (kind,)
            for constant in constants_of(table, path):
                problems = check_constant(mapping, constant)
                for problem in problems:
                    raise mapping.error(constant.path, f"“{problem.value}”: {problem.reason}")


def constants_of(table: TableMapping, path: FieldPath) -> Iterator[ConstantField]:
    spec = RECORD_KINDS[table.kind]
    for name, node in table.fields.items():
        yield from constants_of_field(spec, name, node, (*path, name))


def constants_of_field(
    spec: RecordKind, name: str, node: FieldNode, path: FieldPath
) -> Iterator[ConstantField]:
    if isinstance(node, TableMapping):
        yield from constants_of(node, path)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from constants_of_field(spec, name, item, (*path, number))
    elif isinstance(node, Constant):
        yield ConstantField(spec, name, CellValue(node.value), path)
    elif isinstance(node, Template) and not node.columns:
        yield ConstantField(spec, name, CellValue(node.render(lambda _: "")), path)


def check_constant(mapping: SheetMapping, constant: ConstantField) -> RowProblems:
    """Return what is wrong with the value, as a row that has it would be told."""
    spec, name, value, _ = constant
    problems = RowProblems()
    parser = FieldParser(problems, mapping.date_formats, mapping.options.unescape, mapping.time_formats)
    kind = {**spec.references, **spec.sets}.get(name)
    if kind and not value.is_blank:
        spec, name = RECORD_KINDS[kind], RECORD_KINDS[kind].main
    if name == "country":
        problems.attempt(parser.country, value)
    elif name in ("start_date", "end_date"):
        problems.attempt(parser.period, value)
    elif name in spec.fields and not value.is_blank:
        problems.attempt(parser.value, spec, name, value)
    return problems
