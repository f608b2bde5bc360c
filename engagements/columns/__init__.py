"""Who took part in which meeting, as arrays that follow the database; see docs/decisions/columns.md."""
