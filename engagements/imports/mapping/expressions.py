"""Fields in the long form: `{ from = "…", split = [","], … }`."""

from dataclasses import dataclass
from functools import cached_property

from .templates import Template
from .values_tables import ValuesTable

MOST_DROPPED = 50  # rounds; a cell of a million such words would take forever


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
