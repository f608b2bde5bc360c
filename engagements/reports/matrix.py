"""The matrix of who met whom: how often each party of one side met each of the other, and when last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting

from .parties import Party, fetch_spans, parties_by_key

if TYPE_CHECKING:
    from engagements.columns.meetings import MeetingSet, PartyTally, Tallies

MATRIX_PAGE_SIZE = 25  # rows, and columns
EXPORT_SIZE = 250
SHADE_COUNT = 5


@dataclass(slots=True)
class MatrixCell:
    """How often a row met the party of a column, or, as a sum, anybody.

    Pages add the addresses of those ``meetings`` and of the ``relationship`` of the two.
    """

    party: Party
    times: int = 0
    last: Meeting | None = None
    shade: int = 0
    meetings: str = ""
    relationship: str = ""


@dataclass
class MatrixLine:
    """A row or a column: a party, the number of its meetings, and for a row its cells."""

    party: Party
    sum: MatrixCell
    cells: list[MatrixCell] = field(default_factory=list)

    @property
    def filled_cells(self) -> list[MatrixCell]:
        return [cell for cell in self.cells if cell.times]

    @property
    def empty_cells(self) -> list[MatrixCell]:
        return [cell for cell in self.cells if not cell.times]


class ShadeRange(NamedTuple):
    """The fewest and the most times of those of one shade."""

    shade: int
    fewest: int
    most: int


class Matrix:
    """One page of the matrix over ``meetings``, which are those that a user may see.

    The heaviest parties come first. Where parties are chosen (``chosen``: keys of rows, keys of columns)
    they alone are listed, also those that never met. Two queries of its own, whatever the number of parties.

    ``rows`` and ``columns`` are the `MatrixLine`s, ``row_count`` and ``column_count`` how many there are on
    all pages, ``total`` the number of meetings held, and ``most`` that of the fullest cell.
    """

    meetings = ""  # pages add the address of all of them

    def __init__(
        self,
        meetings: MeetingSet,
        kind: str,
        chosen: Sequence[Sequence[Any]] = ((), ()),
        pages: tuple[int, int] = (1, 1),
        size: int = MATRIX_PAGE_SIZE,
    ) -> None:
        self.kind, self.size = kind, size
        held = meetings.held()
        self.total = held.count()
        (rows, self.row_count), (columns, self.column_count) = (
            self.page_of(held.tallies(kind, sides), keys, page)
            for sides, keys, page in zip((DELEGATION_SIDE, COUNTERPART_SIDE), chosen, pages, strict=True)
        )
        pairs = held.pair_tallies(kind, [row.key for row in rows], [column.key for column in columns])
        parties = parties_by_key(kind, {tally.key for tally in [*rows, *columns]})
        tallies = [*rows, *columns, *pairs.values()]
        self.last_meetings = fetch_spans({tally.last for tally in tallies if tally.last})
        self.most = max((tally.times for tally in pairs.values()), default=0)
        self.columns = [
            MatrixLine(parties[tally.key], self.cell(parties[tally.key], tally)) for tally in columns
        ]
        self.rows = [
            MatrixLine(
                parties[tally.key],
                self.cell(parties[tally.key], tally),
                [
                    self.cell(column.party, pairs.get((tally.key, column.party.key)))
                    for column in self.columns
                ],
            )
            for tally in rows
        ]

    def page_of(self, tallies: Tallies, chosen: Sequence[Any], page: int) -> tuple[list[PartyTally], int]:
        """Return one page of the parties, each with its tally, and their number in all."""
        start, stop = (page - 1) * self.size, page * self.size
        if not chosen:
            return tallies.most_frequent(start, stop), len(tallies)
        of_chosen = tallies.of(chosen)
        return of_chosen[start:stop], len(of_chosen)

    def cell(self, party: Party, tally: PartyTally | None) -> MatrixCell:
        if not (tally and tally.times):
            return MatrixCell(party)
        last = self.last_meetings.get(tally.last or 0)
        return MatrixCell(party, tally.times, last, shade_of(tally.times, self.most))

    @property
    def shade_ranges(self) -> list[ShadeRange]:
        """The range of each shade that a cell has."""
        return shade_ranges((cell.shade, cell.times) for row in self.rows for cell in row.filled_cells)

    @property
    def cut(self) -> str:
        """What there is beyond this page, in words; "" for nothing."""
        if max(self.row_count, self.column_count) <= self.size:
            return ""
        rows, columns = min(self.row_count, self.size), min(self.column_count, self.size)
        return (
            f"Only those that met most often are in it: {rows:,} of {self.row_count:,} rows "
            f"and {columns:,} of {self.column_count:,} columns."
        )


def shade_of(times: int, most: int) -> int:
    """Return the shade of ``times`` where that of ``most`` is the darkest; of more than ``most`` the first.

    By the logarithm: a few that meet all the time leave the others a shade of their own.
    """
    return 1 + int((SHADE_COUNT - 1) * log(times) / log(most)) if 1 < times <= most else 1


def shade_ranges(shaded: Iterable[tuple[int, int]]) -> list[ShadeRange]:
    """Return the range of each shade of ``shaded``, which are (shade, times)."""
    times_by_shade: dict[int, list[int]] = {}
    for shade, times in shaded:
        times_by_shade.setdefault(shade, []).append(times)
    return [ShadeRange(shade, min(times), max(times)) for shade, times in sorted(times_by_shade.items())]
