"""A plan as sheets: what becomes of each record, and the rows that are left out."""

from collections.abc import Iterator

from engagements.exports.sheets import escape_formula
from engagements.imports.reading import ORIGIN_HEADINGS

from .import_plan import ImportPlan


def report_rows(plan: ImportPlan) -> Iterator[list[str | int]]:
    """Yield the rows of the report: errors first, then what was decided, similar names, the records."""
    yield ["what", "kind", "key", "name", "details", "file", "rows"]
    for error in plan.errors:
        column, value, reason = map(escape_formula, (error.column, error.value, error.message))
        yield ["wrong", "", column, value, reason, error.file, error.row]
    for group in plan.notices:
        subject = escape_formula(group.subject)
        yield ["decided", "", "", subject, f"{group.kind}: {group.count}", "", group.rows_text]
    for similar in plan.similar_names:
        details = f"like {similar.candidate_name} (#{similar.candidate}): {similar.likeness}"
        yield ["like", similar.kind, "", escape_formula(similar.name), escape_formula(details), "", ""]
    for line in plan.report_lines():
        key, name, details = map(escape_formula, (line.key, line.name, line.details))
        yield [line.action, line.kind, key, name, details, "", line.rows]


def rejected_rows(plan: ImportPlan) -> Iterator[list[str | int]]:
    """Yield the sheet of the rows left out, to be mended and imported again.

    The columns are as they were, then where each row is from, and why it is left out. Cells
    carried down are filled in, so that each row stands by itself.
    """
    headings = plan.headings
    yield [*headings, *ORIGIN_HEADINGS]
    for row in plan.rejected_rows():
        values = (row.cells.get(heading, "") for heading in headings)
        yield [*map(escape_formula, values), row.file, row.number, escape_formula(row.reason)]
