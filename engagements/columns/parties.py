"""Numbers for parties: an id, or the code of a country, as a key; and where a key stands among all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engagements.models.participants import PARTY_FIELDS

PARTY_KINDS = (*PARTY_FIELDS, "countries")
LISTED_KINDS = (*PARTY_KINDS, "topics")  # what meetings have lines of

Ints = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]


def country_numbers(codes: Collection[str]) -> Ints:
    """Return a number for each of ``codes`` (two letters, or ""), which sorts as the code does; "" is 0."""
    return np.array(codes, dtype="S2").view(">u2").astype(np.uint16)


def keys_as_numbers(kind: str, keys: Collection[Any]) -> Ints:
    """Return ``keys`` of parties of ``kind``, as a user or a list has them, as numbers."""
    return country_numbers(list(keys)) if kind == "countries" else np.array(list(keys), dtype=np.int64)


def keys_as_listed(kind: str, numbers: Iterable[Any]) -> list[Any]:
    """Return what `keys_as_numbers` was given."""
    if kind != "countries":
        return [int(number) for number in numbers]
    return [int(number).to_bytes(2, "big").decode("ascii").rstrip("\0") for number in numbers]


class PartyIndex:
    """The ``keys`` (numbers) of all parties of one kind; a position among them stands for a party in columns.

    Positions never change: parties that are new are added at the end.
    """

    def __init__(self, keys: Ints) -> None:
        self.keys = keys

    @cached_property
    def order(self) -> Ints:
        return np.argsort(self.keys, kind="stable")

    def __len__(self) -> int:
        return len(self.keys)

    def positions(self, keys: Ints) -> Ints:
        """Return the position of each of ``keys``; -1 for one that is not among them."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        places = np.searchsorted(self.keys, keys, sorter=self.order)
        positions = self.order[np.minimum(places, len(self.keys) - 1)]
        return np.where(self.keys[positions] == keys, positions, -1)

    def extended(self, keys: Ints) -> PartyIndex:
        """Return an index that has ``keys`` (each once), too."""
        new = keys[self.positions(keys) < 0]
        return PartyIndex(np.concatenate([self.keys, new])) if len(new) else self
