"""What must hold of a meeting as a whole."""

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
