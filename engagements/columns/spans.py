"""The dates of many records, as arrays."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from engagements.common.dates import Exactness
from engagements.common.periods import Period

from .parties import Ints, Mask

UNDATED = np.datetime64("0001-01-01").astype(int) - 1
EXACTNESS = [str(value) for value in Exactness]  # arrays have the places of values here


class Spans(NamedTuple):
    """Of each record both dates as days since 1970, `UNDATED` for none, and how they are to be read."""

    start: Ints
    end: Ints
    exactness: Ints

    def at(self, places: Ints | Mask) -> Spans:
        return Spans(*(array[places] for array in self))

    def known(self) -> Spans:
        is_known = self.start > UNDATED
        return self if is_known.all() else self.at(is_known)

    def in_order(self) -> Spans:
        return self.at(np.lexsort((self.exactness, self.end, self.start)))

    def is_exact(self) -> Mask:
        return self.exactness == EXACTNESS.index(Exactness.EXACT)

    def days(self) -> list[datetime.date]:
        """Return the first and the last day of those of which dates are known; nothing where none are."""
        known = self.known()
        return dates_of([known.start.min(), known.end.max()]) if len(known.start) else []

    def count_in(self, periods: Sequence[Period]) -> list[int]:
        """Return how many share a day with each of ``periods``; one over several is counted in each."""
        known = self.known()
        begun = count_until(known.start, days_of([period.end for period in periods]))
        over = count_until(known.end, days_of([period.start for period in periods]) - 1)
        numbers: list[int] = (begun - over).tolist()
        return numbers


def count_until(days: Ints, bounds: Ints) -> Ints:
    """Return how many of ``days`` are not after each of ``bounds``; faster than by sorting them."""
    first = days.min(initial=0)
    counts = np.cumsum(np.bincount(days - first, minlength=1))
    return np.where(bounds < first, 0, counts[np.clip(bounds - first, 0, len(counts) - 1)])


def days_of(dates: Iterable[Any]) -> Ints:
    """Return ``dates`` as days since 1970; `UNDATED` for None."""
    days = np.array(dates, dtype="datetime64[D]")
    return np.where(np.isnat(days), UNDATED, days.astype(np.int64)).astype(np.int32)


def dates_of(days: Any) -> list[Any]:
    """Return what `days_of` was given, but for None."""
    dates: list[Any] = np.array(days).astype("datetime64[D]").tolist()
    return dates
