"""The rows that an import left out, as a sheet that can be mended and imported again."""

from engagements.exports.sheets import escape_formula

from .reading import ORIGIN_HEADINGS


def write_rejected(plan):
    """Yield the rows of the sheet: the columns as they were, and where each row is from, and why.

    Cells carried down are filled in, so that each row stands by itself.
    """
    rows = plan.rejected()
    headings = next(rows)
    yield [*headings, *ORIGIN_HEADINGS]
    for file, number, reason, cells in rows:
        values = (cells.get(heading, "") for heading in headings)
        yield [*map(escape_formula, values), file, number, escape_formula(reason)]
