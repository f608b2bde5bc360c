from . import accounts, audit, directory, imports, meetings, second_factor, sources, visits

__all__ = ["accounts", "audit", "directory", "imports", "meetings", "second_factor", "sources", "visits"]
