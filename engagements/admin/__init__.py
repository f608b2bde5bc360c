from . import audit, directory, meetings, second_factor, sources, visits

__all__ = ["audit", "directory", "meetings", "second_factor", "sources", "visits"]
