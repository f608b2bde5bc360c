"""Fields in the long form: `{ from = "…", split = [","], … }`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from .conditions import Condition
from .templates import Template
from .values_tables import ValuesTable

MAX_DROP_ROUNDS = 50  # a cell of a million words to drop would take forever


@dataclass
class Trace:
    """What the options of an expression did to a cell, for a person to see."""

    dropped: list[str] = field(default_factory=list)  # words taken off
    missed: list[str] = field(default_factory=list)  # values that a table does not have


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
    split_pattern: re.Pattern[str] | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    values: ValuesTable | None = None
    otherwise: Template | None = None
    default: Template | None = None
    when: tuple[Condition, ...] = ()
    year: Template | None = None
    # Of `each`: lists that go beside it, by the names under which {item.…} gives their parts.
    pairs: Mapping[str, "Expression"] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns named, each once, in order."""
        templates = columns_of([*self.source, self.json, self.default, self.year, self.otherwise])
        paired = [name for pair in self.pairs.values() for name in pair.columns]
        return tuple(dict.fromkeys([*templates, *paired, *(condition.column for condition in self.when)]))

    @cached_property
    def value_columns(self) -> tuple[str, ...]:
        """The columns whose cells the value is made of, for messages."""
        return columns_of([*self.source, self.json])

    @cached_property
    def separators(self) -> re.Pattern[str] | None:
        """The separators of `split` and `split_pattern`, with line ends; None where nothing is split."""
        if not self.split and self.split_pattern is None:
            return None
        pattern = [self.split_pattern.pattern] if self.split_pattern else []
        return separator_pattern(self.split, pattern)

    def transform(
        self, text: str, otherwise: str | None = None, trace: "Trace | None" = None, every: bool = False
    ) -> str | list[str]:
        """Return the text, or texts where it is split, after all that the options do to it.

        ``otherwise`` is what is meant where the table of values has no entry. What is taken off or
        put in the place of others is noted in ``trace``. With ``every`` blank and equal parts count.
        """
        trace = trace or Trace()
        meaning = self.values.find(text.strip()) if self.values else None
        if isinstance(meaning, list):
            return meaning
        text = self.cut(text.strip() if meaning is None else meaning)
        if self.separators or self.split_first:
            return self.split_items(text, otherwise, trace, every)
        text = drop_words(text, self.drop, trace.dropped)
        if meaning is None:
            meaning = self.meaning_of(text, otherwise, trace)
            return text if meaning is None else meaning
        return text

    def meaning_of(self, text: str, otherwise: str | None, trace: "Trace") -> str | list[str] | None:
        """Return what the table of values makes of ``text``; ``otherwise`` where it has no entry."""
        meaning = self.values.find(text) if self.values else None
        if meaning is None and otherwise is not None and text:
            trace.missed.append(text)
            return otherwise
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

    def split_items(self, text: str, otherwise: str | None, trace: "Trace", every: bool) -> list[str]:
        """Return the parts of ``text``, each with what the table of values makes of it."""
        separators = self.separators
        if separators is None:
            first = next((separator for separator in self.split_first if separator in text), None)
            separators = separator_pattern([first] if first else [])
        items: list[str] = []
        for part in split_text(text, separators, self.keep):
            item = drop_words(part, self.drop, trace.dropped)
            meaning = self.meaning_of(item, otherwise, trace)
            items += meaning if isinstance(meaning, list) else [item if meaning is None else meaning]
        return items if every else list(dict.fromkeys(filter(None, items)))


def columns_of(templates: Iterable[Template | None]) -> tuple[str, ...]:
    """Return the columns that ``templates`` name, each once, in order."""
    return tuple(dict.fromkeys(name for template in templates if template for name in template.columns))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def separator_pattern(separators: Iterable[str], patterns: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what finds each of ``separators`` and ``patterns``, a line end, and a bracket."""
    return compiled("|".join([*map(re.escape, separators), *patterns, r"\n", "[()]"]))


def split_text(text: str, separators: re.Pattern[str], kept_names: tuple[str, ...]) -> list[str]:
    """Return the parts of ``text``, blank ones as well.

    It is split at ``separators`` outside brackets and at line ends, but not within ``kept_names``.
    """
    name_by_mark = {}
    for number, name in enumerate(sorted(kept_names, key=len, reverse=True)):
        mark = f"\ue000{number}\ue001"  # of the private letters: no sheet has them
        if name in text:
            text, name_by_mark[mark] = text.replace(name, mark), name
    balanced = text.count("(") == text.count(")")
    depth, start, items = 0, 0, []
    for match in separators.finditer(text):
        separator = match.group()
        if separator == "\n" or (separator not in "()" and not depth):
            items.append(text[start : match.start()])
            start = match.end()
        elif balanced:
            depth += separator.count("(") - separator.count(")")
    items.append(text[start:])
    for mark, name in name_by_mark.items():
        items = [item.replace(mark, name) for item in items]
    return [item.strip() for item in items]


def drop_words(text: str, words: tuple[str, ...], dropped: list[str]) -> str:
    """Take ``words`` off the beginning and the end of ``text``, as often as they stand there.

    Each is added to ``dropped``.
    """
    text = text.strip()
    for _ in range(MAX_DROP_ROUNDS if words else 0):
        before = text
        for word in words:
            if text.startswith(word) and not (word[-1].isalnum() and text[len(word) :][:1].isalnum()):
                text = text[len(word) :].strip()
                dropped.append(word)
            if text.endswith(word) and not (word[0].isalnum() and text[: -len(word)][-1:].isalnum()):
                text = text[: -len(word)].strip()
                dropped.append(word)
        if text == before:
            break
    return text
