"""The queries behind counts, the matrix of who met whom, and relationships."""

from .counts import latest, meetings_of_organizations, meetings_of_visits, met, whom_they_met

__all__ = ["latest", "meetings_of_organizations", "meetings_of_visits", "met", "whom_they_met"]
