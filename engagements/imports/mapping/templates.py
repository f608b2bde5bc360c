"""Fields in the short form: a template over columns, or a constant."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from engagements.imports.reading import CellDate

from .errors import FieldPath, MappingFault

# What a cell, a constant of TOML or a value in JSON may be.
Scalar = str | int | float | datetime.time | CellDate | None
# Returns the value of the column of this name, in the row that is being read.
LookUp = Callable[[str], Scalar]

TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}]+)\}|[\[\]{}]")


class ColumnPart(NamedTuple):
    """``{column}`` in a template."""

    name: str

    def render(self, look_up: LookUp) -> str:
        return str(look_up(self.name) or "")


class OptionalPart(NamedTuple):
    """``[…]`` in a template: left out where a column in it is blank."""

    parts: tuple[str | ColumnPart, ...]

    def render(self, look_up: LookUp) -> str:
        text = ""
        for part in self.parts:
            if isinstance(part, str):
                text += part
            elif value := part.render(look_up):
                text += value
            else:
                return ""
        return text


@dataclass(frozen=True)
class Template:
    """Text with ``{column}`` in it; what stands in ``[…]`` is left out where a column in it is blank."""

    parts: tuple[str | ColumnPart | OptionalPart, ...]

    @classmethod
    def read(cls, text: str, path: FieldPath) -> "Template":
        """Return the template that ``text`` is; raise `MappingFault` for the field at ``path``."""
        parts: list[str | ColumnPart | OptionalPart] = []
        optional: list[str | ColumnPart] | None = None
        position = 0
        for token in TOKEN.finditer(text):
            target = parts if optional is None else optional
            target.append(text[position : token.start()])
            position = token.end()
            mark = token.group()
            if token.group(1):
                target.append(ColumnPart(token.group(1).strip()))
            elif mark in ("{{", "}}", "[[", "]]"):
                target.append(mark[0])
            elif mark == "[" and optional is None:
                optional = []
            elif mark == "]" and optional is not None:
                parts.append(OptionalPart(tuple(optional)))
                optional = None
            else:
                raise MappingFault(
                    path, f"a “{mark}” stands alone in “{text}”; write it twice to mean itself"
                )
        if optional is not None:
            raise MappingFault(path, f"a “[” is never closed in “{text}”")
        parts.append(text[position:])
        return cls(tuple(part for part in parts if part != ""))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns named, each once, in order."""
        names = []
        for part in self.parts:
            inner_parts = part.parts if isinstance(part, OptionalPart) else (part,)
            names += [inner.name for inner in inner_parts if isinstance(inner, ColumnPart)]
        return tuple(dict.fromkeys(names))

    def render(self, look_up: LookUp) -> Scalar:
        """Return the text; the value itself where the template is one column; "" where all are blank."""
        if len(self.parts) == 1 and isinstance(self.parts[0], ColumnPart):
            return look_up(self.parts[0].name)
        if self.columns and all(look_up(name) in ("", None) for name in self.columns):
            return ""
        return "".join(part if isinstance(part, str) else part.render(look_up) for part in self.parts)


@dataclass(frozen=True)
class Constant:
    """A number, a date, yes or no, as TOML has them."""

    value: Scalar
    columns: tuple[str, ...] = ()
