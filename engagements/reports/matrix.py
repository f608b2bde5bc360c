"""The matrix of who met whom: how often each party of one side met each of the other, and when last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Value, Window
from django.db.models.functions import NullIf

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Participant
from engagements.models.participants import party_key

from .parties import Party, meetings_by_sort_key, parties_by_key, tally

if TYPE_CHECKING:
    from engagements.models.meetings import MeetingQuerySet
    from engagements.models.participants import ParticipantQuerySet

MATRIX_PAGE_SIZE = 25  # rows, and columns
EXPORT_SIZE = 250
SHADE_COUNT = 5
# So many meetings are named by their ids. Databases take what two bounds leave for a large part of all.
IDS_LIMIT = 20_000


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


class Matrix:
    """One page of the matrix over ``meetings``, which are those that a user may see.

    The heaviest parties come first. Where parties are chosen (``chosen``: keys of rows, keys of columns)
    they alone are listed, also those that never met. At most seven queries, whatever the number of parties.

    ``rows`` and ``columns`` are the `MatrixLine`s, ``row_count`` and ``column_count`` how many there are on
    all pages, ``total`` the number of meetings held, and ``most`` that of the fullest cell.
    """

    meetings = ""  # pages add the address of all of them

    def __init__(
        self,
        meetings: MeetingQuerySet,
        kind: str,
        chosen: Sequence[Sequence[Any]] = ((), ()),
        pages: tuple[int, int] = (1, 1),
        size: int = MATRIX_PAGE_SIZE,
    ) -> None:
        self.kind, self.size = kind, size
        held = meetings.held().order_by()
        ids = list(held.values_list("pk", flat=True)[: IDS_LIMIT + 1])
        are_few = len(ids) <= IDS_LIMIT
        self.total = len(ids) if are_few else held.count()
        meeting_ids: Any = ids if are_few else held.values("pk")
        lines = Participant.objects.filter(meeting__in=meeting_ids)
        rows, self.row_count = self.party_tallies(lines.filter(side__in=DELEGATION_SIDE), chosen[0], pages[0])
        columns, self.column_count = self.party_tallies(
            lines.filter(side__in=COUNTERPART_SIDE), chosen[1], pages[1]
        )
        pairs = self.pair_tallies(
            lines, [row["party"] for row in rows], [column["party"] for column in columns]
        )
        parties = parties_by_key(kind, {tallied["party"] for tallied in [*rows, *columns]})
        self.last_meetings = meetings_by_sort_key(
            {tallied["last"] for tallied in [*rows, *columns, *pairs.values()]}
        )
        self.most = max((tallied["times"] for tallied in pairs.values()), default=0)
        self.columns = [
            MatrixLine(party, self.cell(party, tallied)) for party, tallied in with_parties(columns, parties)
        ]
        self.rows = [
            MatrixLine(
                party,
                self.cell(party, tallied),
                [
                    self.cell(column.party, pairs.get((party.key, column.party.key)))
                    for column in self.columns
                ],
            )
            for party, tallied in with_parties(rows, parties)
        ]

    def party_tallies(
        self, lines: ParticipantQuerySet, chosen: Sequence[Any], page: int
    ) -> tuple[list[dict[str, Any]], int]:
        """Return one page of the parties of ``lines``, each with its tally, and their number in all."""
        start = (page - 1) * self.size
        party = party_key(self.kind)
        party_lines: Any = lines.annotate(party=party).filter(party__isnull=False)
        if chosen:
            party_lines = party_lines.filter(party__in=chosen)
        tallies = tally(party_lines, "party").order_by("-times", "-last", "party")
        if not chosen:
            of_page = list(tallies.annotate(total=Window(Count("*")))[start : start + self.size])
            return of_page, of_page[0]["total"] if of_page else 0
        of_chosen = list(tallies)
        never_met = set(chosen) - {tallied["party"] for tallied in of_chosen}
        of_chosen += [{"party": key, "times": 0, "last": None} for key in chosen if key in never_met]
        return of_chosen[start : start + self.size], len(of_chosen)

    def pair_tallies(
        self, lines: ParticipantQuerySet, rows: Sequence[Any], columns: Sequence[Any]
    ) -> dict[tuple[Any, Any], dict[str, Any]]:
        """Return the tally of each pair of ``rows`` and ``columns`` (keys) that met."""
        # One filter() for both conditions: they are to hold for one and the same line.
        facing = lines.filter(side__in=DELEGATION_SIDE, meeting__participants__side__in=COUNTERPART_SIDE)
        # NULLIF keeps databases from looking up every one of the columns for each row of a pair.
        counterpart_key = party_key(self.kind, "meeting__participants__")
        pairs = facing.annotate(row=party_key(self.kind), column=NullIf(counterpart_key, Value(None)))
        pairs = pairs.filter(row__in=rows, column__in=columns)
        return {(tallied["row"], tallied["column"]): tallied for tallied in tally(pairs, "row", "column")}

    def cell(self, party: Party, tallied: dict[str, Any] | None) -> MatrixCell:
        if not (tallied and tallied["times"]):
            return MatrixCell(party)
        times = tallied["times"]
        return MatrixCell(party, times, self.last_meetings[tallied["last"]], shade_of(times, self.most))

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


def with_parties(
    tallies: Iterable[dict[str, Any]], parties: dict[Any, Party]
) -> list[tuple[Party, dict[str, Any]]]:
    return [(parties[tallied["party"]], tallied) for tallied in tallies]
