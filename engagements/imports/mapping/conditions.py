"""Conditions: what must hold of a column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .errors import FieldPath, MappingFault
from .templates import LookUp
from .toml_checks import check_names, text_at, texts_at

TEXT_TESTS = ("is", "is_not", "begins", "contains")
TESTS = (*TEXT_TESTS, "blank")


@dataclass(frozen=True)
class Condition:
    """Holds where every thing said of the column does."""

    column: str
    text_tests: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blank: bool | None = None

    def __str__(self) -> str:
        tests = [
            f"{name.replace('_', ' ')} “{' or '.join(texts)}”" for name, texts in self.text_tests.items()
        ]
        if self.blank is not None:
            tests.append("is blank" if self.blank else "is not blank")
        return f"{self.column} {', '.join(tests)}"

    def holds(self, look_up: LookUp) -> bool:
        text = " ".join(str(look_up(self.column) or "").split())
        if self.blank is not None and self.blank == bool(text):
            return False
        return all(self.test(text, name, texts) for name, texts in self.text_tests.items())

    @staticmethod
    def test(text: str, name: str, texts: tuple[str, ...]) -> bool:
        match name:
            case "is":
                return text in texts
            case "is_not":
                return text not in texts
            case "begins":
                return text.startswith(texts)
            case _:
                return any(part in text for part in texts)


def all_hold(conditions: Iterable[Condition], look_up: LookUp) -> bool:
    return all(condition.holds(look_up) for condition in conditions)


def read_conditions(node: Any, path: FieldPath) -> tuple[Condition, ...]:
    """Return the conditions that ``node`` is, one or a list of them; raise `MappingFault`."""
    conditions = []
    for table in node if isinstance(node, list) else [node]:
        if not isinstance(table, dict) or "column" not in table:
            raise MappingFault(path, 'a condition is such as { column = "…", is = "…" }')
        check_names(table, {"column", *TESTS}, path)
        text_tests = {test: texts_at(table, test, path) for test in TEXT_TESTS if test in table}
        blank = table.get("blank")
        if blank is not None and not isinstance(blank, bool):
            raise MappingFault((*path, "blank"), "this must be true or false")
        if not text_tests and blank is None:
            raise MappingFault(path, f"a condition says one of {', '.join(TESTS)}")
        conditions.append(Condition(text_at(table["column"], path), text_tests, blank))
    return tuple(conditions)
