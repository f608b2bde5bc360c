"""The problems of one row, noted as they are found."""

from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

from engagements.imports.reading import CellProblem

from .proposals import CellValue, RawValue

P = ParamSpec("P")
T = TypeVar("T")


class RejectedValue(Exception):
    """A value that can't be taken; the problem is noted already."""


class RowProblems(list[CellProblem]):
    """The problems of one row, in the order in which they are found."""

    def note(self, raw: RawValue, reason: str) -> None:
        """Note what is wrong with ``raw``, or with the row where that is no value of a cell."""
        value = raw if isinstance(raw, CellValue) else CellValue("")
        self.append(CellProblem.of(value.column, value.value, reason))

    def reject(self, raw: RawValue, reason: str) -> NoReturn:
        """Note what is wrong with ``raw``, and raise `RejectedValue`."""
        self.note(raw, reason)
        raise RejectedValue

    def attempt(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what ``function`` does, or None where it raises `RejectedValue`."""
        try:
            return function(*args, **kwargs)
        except RejectedValue:
            return None
