from . import accounts, audit, directory, imports, meetings, second_factor, sources, uploads, visits

__all__ = [
    "accounts",
    "audit",
    "directory",
    "imports",
    "meetings",
    "second_factor",
    "sources",
    "uploads",
    "visits",
]
