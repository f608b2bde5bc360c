from . import directory, meetings, sources, visits

__all__ = ["directory", "meetings", "sources", "visits"]
