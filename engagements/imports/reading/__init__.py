"""Files as sheets: rows of cells, in CSV or XLSX, and the dates in them."""

from .date_formats import DateFormat, read_period
from .files import SheetFile
from .options import SheetOptions
from .periods import CellPeriod
from .problems import CellProblem, SheetError
from .sheets import ORIGIN_HEADINGS, SheetReader, SheetRow

__all__ = [
    "ORIGIN_HEADINGS",
    "CellPeriod",
    "CellProblem",
    "DateFormat",
    "SheetError",
    "SheetFile",
    "SheetOptions",
    "SheetReader",
    "SheetRow",
    "read_period",
]
