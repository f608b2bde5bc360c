"""The rows of a sheet that count."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from engagements.imports.mapping import Scalar, SheetMapping
from engagements.imports.mapping.conditions import all_hold
from engagements.imports.reading import CellDate, Notice, NoticeKind, SheetRow


def logical_rows(
    rows: Iterable[SheetRow],
    mapping: SheetMapping,
    headings: Mapping[str, str],
    note: Callable[[int, Notice], None] = lambda number, notice: None,
) -> Iterator[SheetRow]:
    """Yield the rows that count: without those to skip, cells carried down, continued rows joined.

    ``headings`` has the heading for each own name of a column; ``note`` is told the number of
    each row that is skipped, and why.
    """
    carried: dict[str, str | CellDate] = {}
    waiting: SheetRow | None = None
    carried_headings = [headings.get(name, name) for name in mapping.carry_down]
    for row in rows:
        cells = row.cells

        def look_up(name: str, cells: Mapping[str, Scalar] = cells) -> Scalar:
            return cells.get(headings.get(name, name), "")

        rule = next((conditions for conditions in mapping.skip if all_hold(conditions, look_up)), None)
        if rule is not None:
            note(row.number, Notice(NoticeKind.SKIPPED, " and ".join(map(str, rule))))
            continue
        continues = mapping.continued_when_blank and not any(map(look_up, mapping.continued_when_blank))
        if continues and waiting:
            waiting = joined_rows(waiting, row)
            continue
        for heading in carried_headings:
            if cells.get(heading):
                carried[heading] = cells[heading]
            elif heading in carried:
                cells[heading] = carried[heading]
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting


def joined_rows(row: SheetRow, continuation: SheetRow) -> SheetRow:
    """Return ``row`` with the cells of ``continuation`` put below its own."""
    cells = dict.fromkeys(continuation.cells, "") | row.cells
    for heading, value in continuation.cells.items():
        if value:
            cells[heading] = "\n".join(filter(None, (str(cells[heading]), str(value))))
    return row._replace(
        cells=cells,
        problems=[*row.problems, *continuation.problems],
        notices=[*row.notices, *continuation.notices],
    )
