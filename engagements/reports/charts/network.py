"""The network of who met whom: two columns that face each other, drawn so that few lines cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from engagements.reports.matrix import Matrix, MatrixCell
from engagements.reports.parties import Party

NODES_PER_SIDE = 100
MAX_EDGES = 250
ORDERING_SWEEPS = 12
LABEL_LENGTH = 36
# In the units of the drawing.
MIN_EDGE_WIDTH, MAX_EDGE_WIDTH = 0.75, 6
ROW_HEIGHT = 18  # of a line of text and what parts it from the next
DRAWING_WIDTH, MARGIN = 900, 12
LEFT_X, RIGHT_X = 260, 640  # where the lines begin and end


@dataclass
class NetworkNode:
    party: Party
    sum: MatrixCell
    y: float = 0

    @property
    def label(self) -> str:
        return Truncator(self.party.name).chars(LABEL_LENGTH)


@dataclass
class NetworkEdge:
    delegation: NetworkNode
    counterpart: NetworkNode
    cell: MatrixCell
    width: float = MIN_EDGE_WIDTH


class Network:
    """The heaviest pairs of ``matrix``, but of each of its parties the heaviest one; no query of its own.

    ``delegations`` (left) and ``counterparts`` (right) are the nodes, ``edges`` the lines between them,
    ``total`` the number of pairs that there are, and ``cut`` says in words what is not drawn.
    """

    left, right, width = LEFT_X, RIGHT_X, DRAWING_WIDTH
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
        self.delegations, self.counterparts = (
            [
                node
                for node in nodes.values()
                if any(node in (edge.delegation, edge.counterpart) for edge in self.edges)
            ]
            for nodes in (delegations, counterparts)
        )
        self.height = 2 * MARGIN + ROW_HEIGHT * max(len(self.delegations), len(self.counterparts))
        self.arrange()
        self.edges.sort(key=lambda edge: (edge.delegation.y, edge.counterpart.y))
        self.cut = [
            f"{drawn:,} of {total:,} {noun}"
            for drawn, total, noun in (
                (len(self.delegations), matrix.row_count, "on the hand of delegations"),
                (len(self.counterparts), matrix.column_count, "on the hand of counterparts"),
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
                nodes.sort(key=mean_height)
                self.spread(nodes)

    def spread(self, nodes: Sequence[NetworkNode]) -> None:
        step = (self.height - 2 * MARGIN) / max(1, len(nodes))
        for number, node in enumerate(nodes):
            node.y = MARGIN + step * (number + 0.5)


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
