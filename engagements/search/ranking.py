"""How well a name matches what was typed: the one order of all suggestions."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

from django.db.models import Case, Q, Value, When

NAME_PARTER = " | "  # between the names of `FoldedModel.folded`


class Match(IntEnum):
    """From the best to the worst: the first may be taken unseen, the last never."""

    EXACT = 0
    BEGINNING = 1
    PART = 2
    NEAR = 3


class Suggestion(NamedTuple):
    """A record, by its id, or a country, by its code; ``detail`` tells it from its namesakes."""

    key: Any
    name: str
    detail: str
    match: Match

    @property
    def hint(self) -> str:
        """What is shown beside the name."""
        return ", ".join(filter(None, ("similar name" if self.match == Match.NEAR else "", self.detail)))

    def as_json(self) -> dict[str, Any]:
        return {"id": self.key, "name": self.name, "hint": self.hint, "match": self.match.name.lower()}


def match_of(typed: str, name: str) -> Match | None:
    """Return how ``typed`` matches ``name``, both folded; None where not every word is in it."""
    if typed in name:
        if typed == name:
            return Match.EXACT
        return Match.BEGINNING if name.startswith(typed) else Match.PART
    return Match.PART if " " in typed and all(word in name for word in typed.split()) else None


def best_match(typed: str, names: Iterable[str]) -> Match:
    """Return how ``typed`` matches the best of ``names``, for a record that was found by it."""
    matches = [match for name in names if (match := match_of(typed, name)) is not None]
    return min(matches, default=Match.PART)


def match_rank(typed: str) -> Case:
    """Return `best_match` as an expression, for records that were found by ``typed``."""
    return Case(
        When(~begins_name(typed), then=Value(Match.PART.value)),  # first, as most do not
        When(is_name(typed), then=Value(Match.EXACT.value)),
        default=Value(Match.BEGINNING.value),
    )


def is_name(typed: str) -> Q:
    """Condition: ``typed``, folded, is a whole name of a record."""
    return (
        Q(folded=typed)
        | Q(folded__startswith=f"{typed}{NAME_PARTER}")
        | Q(folded__endswith=f"{NAME_PARTER}{typed}")
        | Q(folded__contains=f"{NAME_PARTER}{typed}{NAME_PARTER}")
    )


def begins_name(typed: str) -> Q:
    """Condition: a name of a record begins with ``typed``, folded."""
    return Q(folded__startswith=typed) | Q(folded__contains=f"{NAME_PARTER}{typed}")
