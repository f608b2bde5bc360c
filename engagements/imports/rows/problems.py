"""The problems of one row, noted as they are found."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, ParamSpec, TypeVar

from django.db import models

from engagements.imports.reading import CellProblem
from engagements.services.validation import violations

from .proposals import CellValue, RawRecord, RawValue

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

    def reject_violations(
        self, model: type[models.Model], raw: RawRecord, values: Mapping[str, Any], otherwise: RawValue = None
    ) -> None:
        """Reject the value of ``raw`` at which ``values`` break a rule of ``model``, or ``otherwise``."""
        for field, message in violations(model, values):
            self.reject(raw.get(field) or otherwise, f"{message[0].lower()}{message[1:]}".rstrip("."))

    def attempt(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what ``function`` does, or None where it raises `RejectedValue`."""
        try:
            return function(*args, **kwargs)
        except RejectedValue:
            return None
