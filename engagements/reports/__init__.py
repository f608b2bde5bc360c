"""The queries behind counts, the matrix of who met whom, and relationships."""

from .counts import Encounters, latest, meetings_of_visits, met, with_meetings

__all__ = ["Encounters", "latest", "meetings_of_visits", "met", "with_meetings"]
