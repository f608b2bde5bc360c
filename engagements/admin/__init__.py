from . import (
    api_tokens,
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
    "api_tokens",
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
