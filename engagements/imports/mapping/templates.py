"""Fields in the short form: a template over columns, or a constant."""

import re
from dataclasses import dataclass
from functools import cached_property

from .errors import MappingFault

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
                raise MappingFault(
                    path, f"a “{mark}” stands alone in “{text}”; write it twice to mean itself"
                )
        if optional is not None:
            raise MappingFault(path, f"a “[” is never closed in “{text}”")
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
