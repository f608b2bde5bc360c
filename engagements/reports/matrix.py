"""The matrix of who met whom: how often each party of one hand met each of the other, and when last."""

from dataclasses import dataclass, field
from math import log

from django.db.models import Count, Value, Window
from django.db.models.functions import NullIf

from engagements.models import COUNTERPART_SIDE, DELEGATION_SIDE, Meeting, Participant
from engagements.models.participants import party_key

from .parties import Party, meetings_by_sort_key, parties_by_key, tally

SIZE = 25  # rows, and columns, of one page
LARGEST = 250  # of an export
SHADES = 5
# So many meetings are named by their ids. Databases take what two bounds leave for a large part of all.
NAMED = 20_000


@dataclass(slots=True)
class Cell:
    """How often a row met the party of a column, or, as a sum, anybody; pages add where it leads."""

    party: Party
    times: int = 0
    last: Meeting | None = None
    shade: int = 0
    meetings: str = ""
    relationship: str = ""


@dataclass
class Line:
    """A row or a column: a party, the number of its meetings, and for a row its cells."""

    party: Party
    sum: Cell
    cells: list[Cell] = field(default_factory=list)

    @property
    def met(self):
        return [cell for cell in self.cells if cell.times]

    @property
    def never_met(self):
        return [cell for cell in self.cells if not cell.times]


class Matrix:
    """One page of the matrix over ``meetings``, which are those that a user may see.

    The heaviest parties come first. Where parties are chosen (``rows``, ``columns``) they alone
    are listed, also those that never met. At most seven queries, whatever the number of parties.
    """

    meetings = ""  # the address of their list; pages set it

    def __init__(self, meetings, kind, chosen=((), ()), pages=(1, 1), size=SIZE):
        self.kind, self.size = kind, size
        held = meetings.held().order_by()
        ids = list(held.values_list("pk", flat=True)[: NAMED + 1])
        is_named = len(ids) <= NAMED
        self.total = len(ids) if is_named else held.count()
        lines = Participant.objects.filter(meeting__in=ids if is_named else held.values("pk"))
        home, self.row_count = self.axis(lines.filter(side__in=DELEGATION_SIDE), chosen[0], pages[0])
        away, self.column_count = self.axis(lines.filter(side__in=COUNTERPART_SIDE), chosen[1], pages[1])
        cells = self.cells(lines, [one["party"] for one in home], [one["party"] for one in away])
        names = parties_by_key(kind, {one["party"] for one in [*home, *away]})
        self.last = meetings_by_sort_key({one["last"] for one in [*home, *away, *cells.values()]})
        self.most = max((one["times"] for one in cells.values()), default=0)
        self.columns = [Line(party, self.cell(party, one)) for party, one in named(away, names)]
        self.rows = [
            Line(
                party,
                self.cell(party, one),
                [
                    self.cell(column.party, cells.get((party.key, column.party.key)))
                    for column in self.columns
                ],
            )
            for party, one in named(home, names)
        ]

    def axis(self, lines, chosen, page):
        """Return one page of the parties of ``lines``, each with its tally, and their number in all."""
        start = (page - 1) * self.size
        party = party_key(self.kind)
        lines = lines.annotate(party=party).filter(party__isnull=False)
        if chosen:
            lines = lines.filter(party__in=chosen)
        found = tally(lines, "party").order_by("-times", "-last", "party")
        if not chosen:
            found = list(found.annotate(total=Window(Count("*")))[start : start + self.size])
            return found, found[0]["total"] if found else 0
        found = list(found)
        never = set(chosen) - {one["party"] for one in found}
        found += [{"party": key, "times": 0, "last": None} for key in chosen if key in never]
        return found[start : start + self.size], len(found)

    def cells(self, lines, rows, columns):
        """Return the tally of each pair of ``rows`` and ``columns`` that met."""
        # One filter() for both conditions: they are to hold for one and the same line.
        facing = lines.filter(side__in=DELEGATION_SIDE, meeting__participants__side__in=COUNTERPART_SIDE)
        # NULLIF keeps databases from looking up every one of the columns for each row of a pair.
        away = party_key(self.kind, "meeting__participants__")
        pairs = facing.annotate(home=party_key(self.kind), away=NullIf(away, Value(None)))
        pairs = pairs.filter(home__in=rows, away__in=columns)
        return {(one["home"], one["away"]): one for one in tally(pairs, "home", "away")}

    def cell(self, party, tallied):
        if not (tallied and tallied["times"]):
            return Cell(party)
        times = tallied["times"]
        return Cell(party, times, self.last[tallied["last"]], shade_of(times, self.most))

    @property
    def cut(self):
        """What there is beyond this page, in words; "" for nothing."""
        if max(self.row_count, self.column_count) <= self.size:
            return ""
        rows, columns = min(self.row_count, self.size), min(self.column_count, self.size)
        return (
            f"Only those that met most often are in it: {rows:,} of {self.row_count:,} rows "
            f"and {columns:,} of {self.column_count:,} columns."
        )


def shade_of(times, most):
    """Return the shade of ``times`` where that of ``most`` is the darkest; of more than ``most`` the first.

    By the logarithm: a few that meet all the time leave the others a shade of their own.
    """
    return 1 + int((SHADES - 1) * log(times) / log(most)) if 1 < times <= most else 1


def named(tallies, names):
    return [(names[one["party"]], one) for one in tallies]
