"""The network of who met whom: two columns that face each other, drawn so that few lines cross."""

from dataclasses import dataclass

from django.utils.text import Truncator

from engagements.reports.matrix import Cell, Matrix
from engagements.reports.parties import Party

SIZE = 100  # parties of each hand
EDGES = 250
SWEEPS = 12
LETTERS = 36
THINNEST, THICKEST = 0.75, 6
ROW = 18  # height of a line of text and what parts it from the next; all in the units of the drawing
WIDTH, TOP = 900, 12
LEFT, RIGHT = 260, 640  # where the lines begin and end


@dataclass
class Node:
    party: Party
    sum: Cell
    y: float = 0

    @property
    def label(self):
        return Truncator(self.party.name).chars(LETTERS)


@dataclass
class Edge:
    home: Node
    away: Node
    cell: Cell
    width: float = THINNEST


class Network:
    """The heaviest pairs of ``matrix``, but of each of its parties the heaviest one; no query of its own."""

    left, right, width = LEFT, RIGHT, WIDTH
    left_text, right_text = LEFT - 8, RIGHT + 8

    def __init__(self, matrix: Matrix):
        home = {row.party.key: Node(row.party, row.sum) for row in matrix.rows}
        away = {column.party.key: Node(column.party, column.sum) for column in matrix.columns}
        edges = [
            Edge(home[row.party.key], away[cell.party.key], cell) for row in matrix.rows for cell in row.met
        ]
        edges.sort(key=lambda edge: -edge.cell.times)
        self.total = len(edges)
        for edge in edges:
            edge.width = max(THINNEST, THICKEST * edge.cell.times / matrix.most)
        self.edges = heaviest(edges)
        self.home, self.away = (
            [node for node in nodes.values() if any(node in (edge.home, edge.away) for edge in self.edges)]
            for nodes in (home, away)
        )
        self.height = 2 * TOP + ROW * max(len(self.home), len(self.away))
        self.arrange()
        self.edges.sort(key=lambda edge: (edge.home.y, edge.away.y))
        self.cut = [
            f"{drawn:,} of {total:,} {noun}"
            for drawn, total, noun in (
                (len(self.home), matrix.row_count, "on the hand of delegations"),
                (len(self.away), matrix.column_count, "on the hand of counterparts"),
                (len(self.edges), self.total, "lines between those"),
            )
            if drawn < total
        ]

    def arrange(self):
        """Give each node its place: by turns, each column is ordered by the mean height of whom it met."""
        facing = {id(node): [] for node in (*self.home, *self.away)}
        for edge in self.edges:
            facing[id(edge.home)].append((edge.away, edge.cell.times))
            facing[id(edge.away)].append((edge.home, edge.cell.times))

        def height(node):
            return sum(other.y * times for other, times in facing[id(node)]) / sum(
                times for _, times in facing[id(node)]
            )

        self.spread(self.home)
        for _ in range(SWEEPS):
            for nodes in (self.away, self.home):
                nodes.sort(key=height)
                self.spread(nodes)

    def spread(self, nodes):
        step = (self.height - 2 * TOP) / max(1, len(nodes))
        for number, node in enumerate(nodes):
            node.y = TOP + step * (number + 0.5)


def heaviest(edges):
    """Return the first of each node, and then the first of the others, up to `EDGES` in all."""
    seen, first, others = set(), [], []
    for edge in edges:
        ends = {id(edge.home), id(edge.away)}
        (others if ends <= seen else first).append(edge)
        seen |= ends
    return first + others[: max(0, EDGES - len(first))]
