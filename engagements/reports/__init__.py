"""The queries behind counts, the matrix of who met whom, and relationships."""

from .counts import meetings_of_visits, met, with_meetings
from .encounters import LATEST, Encounters, latest

__all__ = ["LATEST", "Encounters", "latest", "meetings_of_visits", "met", "with_meetings"]
