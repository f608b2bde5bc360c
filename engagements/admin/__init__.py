from . import (
    audit,
    directory,
    duplicates,
    import_runs,
    import_uploads,
    meetings,
    sources,
    two_factor,
    users,
    visits,
)

__all__ = [
    "audit",
    "directory",
    "duplicates",
    "import_runs",
    "import_uploads",
    "meetings",
    "sources",
    "two_factor",
    "users",
    "visits",
]
