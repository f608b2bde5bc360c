"""Fields in the long form: `{ from = "…", split = [","], … }`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .conditions import Condition
from .templates import Template
from .values_tables import ValuesTable

MAX_DROP_ROUNDS = 50  # a cell of a million words to drop would take forever


@dataclass(frozen=True)
class Expression:
    """A field in the long form; its attributes are the options of docs/import.md."""

    source: tuple[Template, ...] = ()  # ``from``: the first that is not blank counts
    json: Template | None = None
    path: tuple[str, ...] = ()
    before: str = ""
    before_last: str = ""
    after: str = ""
    after_last: str = ""
    split: tuple[str, ...] = ()
    split_first: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    values: ValuesTable | None = None
    otherwise: str = ""
    default: Template | None = None
    when: tuple[Condition, ...] = ()
    year: Template | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns named, each once, in order."""
        templates = columns_of([*self.source, self.json, self.default, self.year])
        return tuple(dict.fromkeys([*templates, *(condition.column for condition in self.when)]))

    @cached_property
    def value_columns(self) -> tuple[str, ...]:
        """The columns whose cells the value is made of, for messages."""
        return columns_of([*self.source, self.json])

    def transform(self, text: str) -> str | list[str]:
        """Return the text, or texts where it is split, after all that the options do to it."""
        meaning = self.values.find(text.strip()) if self.values else None
        if isinstance(meaning, list):
            return meaning
        text = self.cut(text.strip() if meaning is None else meaning)
        if self.split or self.split_first:
            return self.split_items(text)
        text = drop_words(text, self.drop)
        if self.values is None or meaning is not None:
            return text
        meaning = self.values.find(text)
        if meaning is None:
            return self.otherwise or text
        return meaning

    def cut(self, text: str) -> str:
        """Return the part of ``text`` before or after the texts that say so, where they occur."""
        if self.before and self.before in text:
            text = text.partition(self.before)[0].strip()
        if self.before_last and self.before_last in text:
            text = text.rpartition(self.before_last)[0].strip()
        if self.after and self.after in text:
            text = text.partition(self.after)[2].strip()
        if self.after_last and self.after_last in text:
            text = text.rpartition(self.after_last)[2].strip()
        return text

    def split_items(self, text: str) -> list[str]:
        """Return the parts of ``text``, each with what the table of values makes of it."""
        separators = self.split
        if not separators:
            separators = next(((separator,) for separator in self.split_first if separator in text), ())
        items: list[str] = []
        for part in split_text(text, separators, self.keep):
            item = drop_words(part, self.drop)
            meaning = self.values.find(item) if self.values else None
            if isinstance(meaning, list):
                items += meaning
            else:
                items.append(item if meaning is None else meaning)
        return list(dict.fromkeys(filter(None, items)))


def columns_of(templates: Iterable[Template | None]) -> tuple[str, ...]:
    """Return the columns that ``templates`` name, each once, in order."""
    return tuple(dict.fromkeys(name for template in templates if template for name in template.columns))


def split_text(text: str, separators: tuple[str, ...], kept_names: tuple[str, ...]) -> list[str]:
    """Return the parts of ``text``, each once, none blank.

    It is split at ``separators`` outside brackets and at line ends, but not within ``kept_names``.
    """
    name_by_mark = {}
    for number, name in enumerate(sorted(kept_names, key=len, reverse=True)):
        mark = f"\ue000{number}\ue001"  # of the private letters: no sheet has them
        if name in text:
            text, name_by_mark[mark] = text.replace(name, mark), name
    depth, item, items = 0, "", []
    balanced = text.count("(") == text.count(")")
    marks, position = (*separators, "\n"), 0
    while position < len(text):
        separator = next((mark for mark in marks if text.startswith(mark, position)), None)
        if separator and (not depth or separator == "\n"):
            items.append(item)
            item, position = "", position + len(separator)
            continue
        character = text[position]
        if balanced:
            depth += (character == "(") - (character == ")")
        item, position = item + character, position + 1
    items.append(item)
    for mark, name in name_by_mark.items():
        items = [item.replace(mark, name) for item in items]
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))


def drop_words(text: str, words: tuple[str, ...]) -> str:
    """Take ``words`` off the beginning and the end of ``text``, as often as they stand there."""
    text = text.strip()
    for _ in range(MAX_DROP_ROUNDS):
        before = text
        for word in words:
            if text.startswith(word) and not (word[-1].isalnum() and text[len(word) :][:1].isalnum()):
                text = text[len(word) :].strip()
            if text.endswith(word) and not (word[0].isalnum() and text[: -len(word)][-1:].isalnum()):
                text = text[: -len(word)].strip()
        if text == before:
            break
    return text
