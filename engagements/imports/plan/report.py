"""The plan of an import as a sheet: what is wrong, what looks alike, what becomes of each record."""

from engagements.exports.sheets import escape_formula


def report(plan):
    """Yield the rows of the report: errors first, then likenesses, then the records."""
    yield ["what", "kind", "key", "name", "details", "file", "rows"]
    for error in plan.errors:
        column, value, reason = map(escape_formula, (error.column, error.value, error.reason))
        yield ["wrong", "", column, value, reason, error.file, error.row]
    for one in plan.likenesses:
        details = f"like {one.candidate_name} (#{one.candidate}): {one.likeness}"
        yield ["like", one.kind, "", escape_formula(one.name), escape_formula(details), "", ""]
    for row in plan.rows():
        key, name, details = map(escape_formula, (row.key, row.name, row.details))
        yield [row.action, row.kind, key, name, details, "", row.rows]
