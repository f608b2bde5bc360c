"""The network of who met whom: two columns that face each other, drawn so that few lines cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.text import Truncator

from engagements.common.countries import country_names
from engagements.models import Organization
from engagements.reports.matrix import Matrix, MatrixCell
from engagements.reports.parties import Party

NODES_PER_SIDE = 100
MAX_EDGES = 250
MAX_STRONGEST = 5  # pairs that are named above the drawing, with their number in it
ORDERING_SWEEPS = 12
LABEL_LENGTH = 36
# In the units of the drawing.
MIN_EDGE_WIDTH, MAX_EDGE_WIDTH = 0.75, 6
ROW_HEIGHT = 18  # of a line of text and what parts it from the next
DRAWING_WIDTH, MARGIN = 900, 12
LEFT_X, RIGHT_X = 260, 640  # where the lines begin and end
NUMBER_AT = 0.85  # of a line stands its number: lines that begin together are apart there


@dataclass
class NetworkNode:
    party: Party
    sum: MatrixCell
    y: float = 0

    @property
    def label(self) -> str:
        return Truncator(self.party.name).chars(LABEL_LENGTH)

    @cached_property
    def group(self) -> str:
        """The country of an organization; "" for parties that have none of their own."""
        record = self.party.record
        if not isinstance(record, Organization):
            return ""
        return country_names().get(record.country, "International")


@dataclass
class NetworkHeading:
    """What the nodes below it have in common."""

    name: str
    y: float


@dataclass
class NetworkEdge:
    delegation: NetworkNode
    counterpart: NetworkNode
    cell: MatrixCell
    width: float = MIN_EDGE_WIDTH
    is_strongest: bool = False

    @property
    def number_y(self) -> float:
        return self.delegation.y + NUMBER_AT * (self.counterpart.y - self.delegation.y)


class Network:
    """The heaviest pairs of ``matrix``, but of each of its parties the heaviest one; no query of its own.

    ``delegations`` (left) and ``counterparts`` (right) are the nodes, organizations of one country below a
    heading of ``headings`` (of both columns), ``edges`` the lines between them, ``strongest`` those that met
    most often, ``total`` the number of pairs that there are, and ``cut`` says in words what is not drawn.
    """

    left, right, width = LEFT_X, RIGHT_X, DRAWING_WIDTH
    number_x = LEFT_X + NUMBER_AT * (RIGHT_X - LEFT_X)
    left_text, right_text = LEFT_X - 8, RIGHT_X + 8

    def __init__(self, matrix: Matrix) -> None:
        delegations = {row.party.key: NetworkNode(row.party, row.sum) for row in matrix.rows}
        counterparts = {column.party.key: NetworkNode(column.party, column.sum) for column in matrix.columns}
        edges = [
            NetworkEdge(delegations[row.party.key], counterparts[cell.party.key], cell)
            for row in matrix.rows
            for cell in row.filled_cells
        ]
        edges.sort(key=lambda edge: -edge.cell.times)
        self.total = len(edges)
        for edge in edges:
            edge.width = max(MIN_EDGE_WIDTH, MAX_EDGE_WIDTH * edge.cell.times / matrix.most)
        self.edges = heaviest(edges)
        self.strongest = [edge for edge in edges[:MAX_STRONGEST] if edge.cell.times > 1]
        for edge in self.strongest:
            edge.is_strongest = True
        self.delegations, self.counterparts = (
            [
                node
                for node in nodes.values()
                if any(node in (edge.delegation, edge.counterpart) for edge in self.edges)
            ]
            for nodes in (delegations, counterparts)
        )
        self.height = 2 * MARGIN + ROW_HEIGHT * max(map(rows_of, (self.delegations, self.counterparts)))
        self.arrange()
        self.edges.sort(key=lambda edge: (edge.delegation.y, edge.counterpart.y))
        self.cut = [
            f"{drawn:,} of {total:,} {noun}"
            for drawn, total, noun in (
                (len(self.delegations), matrix.row_count, "on the delegation side"),
                (len(self.counterparts), matrix.column_count, "on the counterpart side"),
                (len(self.edges), self.total, "lines between those"),
            )
            if drawn < total
        ]

    def arrange(self) -> None:
        """Give each node its place: by turns, each column is ordered by the mean height of whom it met."""
        facing: dict[int, list[tuple[NetworkNode, int]]] = {
            id(node): [] for node in (*self.delegations, *self.counterparts)
        }
        for edge in self.edges:
            facing[id(edge.delegation)].append((edge.counterpart, edge.cell.times))
            facing[id(edge.counterpart)].append((edge.delegation, edge.cell.times))

        def mean_height(node: NetworkNode) -> float:
            total = sum(times for _, times in facing[id(node)])
            return sum(other.y * times for other, times in facing[id(node)]) / total

        self.spread(self.delegations)
        for _ in range(ORDERING_SWEEPS):
            for nodes in (self.counterparts, self.delegations):
                heights = defaultdict(list)
                for node in nodes:
                    heights[node.group].append(mean_height(node))
                means = {group: sum(values) / len(values) for group, values in heights.items()}
                nodes.sort(key=lambda node: (means[node.group], node.group, mean_height(node)))
                self.spread(nodes)
        self.headings = tuple(self.spread(nodes) for nodes in (self.delegations, self.counterparts))

    def spread(self, nodes: Sequence[NetworkNode]) -> list[NetworkHeading]:
        """Place ``nodes`` below each other; return the headings of their groups."""
        step = (self.height - 2 * MARGIN) / max(1, rows_of(nodes))
        y = MARGIN - step / 2
        headings = []
        for group, members in groupby(nodes, key=lambda node: node.group):
            if group:
                y += step
                headings.append(NetworkHeading(group, y))
            for node in members:
                y += step
                node.y = y
        return headings


def rows_of(nodes: Sequence[NetworkNode]) -> int:
    """Return how many rows a column of ``nodes`` takes, its headings among them."""
    return len(nodes) + len({node.group for node in nodes} - {""})


def heaviest(edges: Iterable[NetworkEdge]) -> list[NetworkEdge]:
    """Return the first of each node, and then the first of the others, up to `MAX_EDGES` in all."""
    seen: set[int] = set()
    first: list[NetworkEdge] = []
    others: list[NetworkEdge] = []
    for edge in edges:
        ends = {id(edge.delegation), id(edge.counterpart)}
        (others if ends <= seen else first).append(edge)
        seen |= ends
    return first + others[: max(0, MAX_EDGES - len(first))]
