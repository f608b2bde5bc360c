"""What must hold of a meeting as a whole."""

from django.core.exceptions import ValidationError

from engagements.common.dates import Exactness
from engagements.models import Meeting
from engagements.models.records import Publication
from engagements.services.publishing import missing_sides_problem

from .problems import RowProblems
from .proposals import CellValue, RawRecord, RecordData


def check_meeting(problems: RowProblems, raw: RawRecord, data: RecordData) -> None:
    """Note what is wrong with a meeting beyond its single fields."""
    if data["fields"].get("publication") == Publication.PUBLISHED:
        sides = [str(line["fields"]["side"]) for line in data["lines"].get("participants", ())]
        if problem := missing_sides_problem(sides):
            problems.note(CellValue("published"), problem)
    if zone := data["fields"].get("timezone"):
        try:
            Meeting(timezone=zone, dates=Exactness.UNKNOWN).clean()
        except ValidationError as error:
            problems.note(raw["timezone"], " ".join(error.messages))
