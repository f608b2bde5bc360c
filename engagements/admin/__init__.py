from . import accounts, audit, directory, meetings, second_factor, sources, visits

__all__ = ["accounts", "audit", "directory", "meetings", "second_factor", "sources", "visits"]
