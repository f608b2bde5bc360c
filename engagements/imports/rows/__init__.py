"""Rows checked against a mapping: each gives proposals of records, or what is wrong with it."""

from .constants import check_constants
from .evaluation import SheetContext
from .keys import APART
from .logical_rows import logical_rows
from .proposals import FieldValue, LineData, RecordData, RowResult
from .row_parser import RowParser

__all__ = [
    "APART",
    "FieldValue",
    "LineData",
    "RecordData",
    "RowParser",
    "RowResult",
    "SheetContext",
    "check_constants",
    "logical_rows",
]
