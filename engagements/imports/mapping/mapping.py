"""A mapping as a whole, and the columns that it names."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from engagements.imports.reading.options import SheetOptions

from .errors import located
from .expressions import Expression
from .tables import TableMapping

# What a template may name that is no column of the sheet.
OWN = re.compile(r"row|nth|file\.\w+|item(\.\w+)*")


@dataclass(frozen=True)
class SheetMapping:
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
    if isinstance(node, TableMapping):
        found = [(one.column, (*path, "when")) for one in node.when]
        if node.each:
            found += mentions_of(node.each, (*path, "each"))
        for name, inner in node.fields.items():
            found += mentions_of(inner, (*path, name))
        return found
    return [(name, path) for name in node.columns]
