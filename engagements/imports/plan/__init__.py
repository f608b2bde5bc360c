"""The plan of an import: what would be made, changed and left, and what is wrong."""

from .builder import ProgressNote, make_plan
from .decisions import decide_entries
from .entries import Decision, ImportedLine, ImportedValues, PlanEntry, Ref, Target
from .import_plan import ImportPlan
from .known_records import find_known_records
from .record_comparison import targets_of
from .report import rejected_rows, report_rows
from .store import PLAN_BATCH_SIZE, PlanStore

__all__ = [
    "PLAN_BATCH_SIZE",
    "Decision",
    "ImportPlan",
    "ImportedLine",
    "ImportedValues",
    "PlanEntry",
    "PlanStore",
    "ProgressNote",
    "Ref",
    "Target",
    "decide_entries",
    "find_known_records",
    "make_plan",
    "rejected_rows",
    "report_rows",
    "targets_of",
]
