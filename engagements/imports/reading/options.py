"""How to read a sheet, where it does not tell by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetOptions:
    """The fields of [sheet] that say how to read a file; their defaults tell their types."""

    delimiter: str = ""
    encoding: tuple[str, ...] = ()
    heading_row: int = 0  # 0: the first row that is not blank
    worksheet: str = ""
    merged: str = "error"  # or "fill": every merged cell holds what the first one does
    short_rows: str = "error"  # or "allow"
    # An export wrote it: drop one apostrophe before a cell, else take it letter by letter.
    unescape: bool = False
