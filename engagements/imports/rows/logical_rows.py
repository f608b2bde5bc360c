"""The rows of a sheet that count."""


def logical_rows(rows, mapping, chosen):
    """Yield the rows that count: without those to skip, cells carried down, continued rows joined.

    ``chosen`` is the heading for each own name of a column.
    """
    carried, waiting = {}, None

    def heading(name):
        return chosen.get(name, name)

    for row in rows:
        cells = row.cells

        def look_up(name, cells=cells):
            return cells.get(heading(name), "")

        if any(all(one.holds(look_up) for one in group) for group in mapping.skip):
            continue
        if mapping.continued and waiting and all(not look_up(name) for name in mapping.continued):
            joined = {
                name: "\n".join(filter(None, map(str, (waiting.cells.get(name, ""), cells.get(name, "")))))
                if cells.get(name)
                else waiting.cells.get(name, "")
                for name in cells
            }
            waiting = waiting._replace(cells=joined, problems=[*waiting.problems, *row.problems])
            continue
        for name in map(heading, mapping.carry_down):
            if cells.get(name):
                carried[name] = cells[name]
            elif name in carried:
                cells[name] = carried[name]
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting
