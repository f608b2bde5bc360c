"""The cells of a workbook: each as what it shows."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from .number_formats import nearest_second, shown_date, shown_number
from .periods import CellDate
from .sheets import MAX_CELL_CHARACTERS

# How Open XML writes a character that XML can't hold, and an underscore before one that looks so.
ESCAPED_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")


def read_cells(cells: Sequence[Any], results: Sequence[Any]) -> tuple[list[str | CellDate], dict[int, str]]:
    """Return the values of a row, and what is wrong with them by the number of the column, from 0."""
    values: list[str | CellDate] = []
    problems = {}
    for column, (cell, result) in enumerate(zip(cells, results, strict=True)):
        value, problem = read_cell(cell, result)
        if problem:
            problems[column] = problem
        values.append(value)
    return values, problems


def read_cell(cell: Any, result: Any) -> tuple[str | CellDate, str]:
    """Return the value as text or date, and what is wrong with it."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        value = result.value
        if value is None:
            if result.data_type == "str":  # a formula whose result is a text of no letters
                return "", ""
            return "", "a formula that was never worked out: open and save the file in its program"
        cell = result
    number_format = cell.number_format or "General"
    if cell.data_type == "e":
        return str(value), f"the cell shows an error ({value}): mend its formula or its value"
    if isinstance(value, datetime.datetime | datetime.date):
        return shown_date(value, number_format), ""
    if isinstance(value, datetime.time):
        moment = nearest_second(datetime.datetime.combine(datetime.date.min, value))
        return moment.time().isoformat(), ""
    if isinstance(value, bool):
        return "yes" if value else "no", ""
    if isinstance(value, int | float):
        return shown_number(value, number_format), ""
    return read_text(str(value))


def read_text(text: str) -> tuple[str, str]:
    """Return the text of a cell with its escaped characters, and what is wrong with it."""
    if "_x" in text:
        text = ESCAPED_CHARACTER.sub(lambda match: chr(int(match.group(1), 16)), text)
    if len(text) > MAX_CELL_CHARACTERS:
        return "", f"the cell has more than {MAX_CELL_CHARACTERS:,} characters"
    if "\0" in text:
        return "", "the cell has NUL characters"
    return text, ""
