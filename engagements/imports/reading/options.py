"""How to read a sheet, where it does not tell by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetOptions:
    """The fields of [sheet] that say how to read a file; their defaults tell their types."""

    delimiter: str = ""
    encoding: tuple[str, ...] = ()
    heading_row: int = 0  # 0: the first that has the headings of the mapping, else the first not blank
    heading_rows: int = 1  # of a heading in several rows, the first of which is ``heading_row``
    worksheet: str = ""
    merged: str = "error"  # or "fill": every merged cell holds what the first one does
    short_rows: str = "error"  # or "allow"
    unnamed_columns: str = "error"  # or "leave out": columns that have cells and no heading
    control_characters: str = "tell"  # or "windows-1252": what is meant by U+0080 to U+009F
    blanks: tuple[str, ...] = ()  # what cells say that are blank: "N/A"
    # An export wrote it: drop one apostrophe before a cell, else take it letter by letter.
    unescape: bool = False
