"""Files as sheets: rows of cells, in CSV or XLSX, and the dates in them."""

from .date_formats import FIRST_TWO_DIGIT_YEAR, DateFormat, read_period
from .encodings import EncodingQuestion
from .files import SheetFile
from .options import SheetOptions
from .periods import CellDate, CellDayOfYear, CellPeriod
from .problems import DECIDED_BY, CellProblem, Notice, NoticeKind, SheetError, with_remedy
from .sheets import ORIGIN_HEADINGS, SheetLine, SheetReader, SheetRow, folded_case
from .times import SheetTime, TimeFormat, read_time

__all__ = [
    "DECIDED_BY",
    "FIRST_TWO_DIGIT_YEAR",
    "ORIGIN_HEADINGS",
    "CellDate",
    "CellDayOfYear",
    "CellPeriod",
    "CellProblem",
    "DateFormat",
    "EncodingQuestion",
    "Notice",
    "NoticeKind",
    "SheetError",
    "SheetFile",
    "SheetLine",
    "SheetOptions",
    "SheetReader",
    "SheetRow",
    "SheetTime",
    "TimeFormat",
    "folded_case",
    "read_period",
    "read_time",
    "with_remedy",
]
