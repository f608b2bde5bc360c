"""The table [sheet] of a mapping: how files are read, and which of their rows count."""

import json
import re
from dataclasses import fields
from typing import Any

from engagements.common.dates import EARLIEST_DATE, LATEST_DATE
from engagements.imports.reading import FIRST_TWO_DIGIT_YEAR, DateFormat, SheetOptions, TimeFormat

from .conditions import Condition, read_conditions
from .errors import MappingFault
from .toml_checks import text_at, texts_at

SHEET_NAMES = {
    *(option.name for option in fields(SheetOptions)),
    "apart", "apart_by_country", "carry_down", "continued_when_blank", "date_formats", "file_name",
    "first_two_digit_year", "months", "skip", "time_formats",
}  # fmt: skip
OPTION_CHOICES = {
    "merged": ("error", "fill"),
    "short_rows": ("error", "allow"),
    "unnamed_columns": ("error", "leave out"),
    "control_characters": ("tell", "windows-1252"),
}
MAX_HEADING_ROW = 1_000
MAX_HEADING_ROWS = 5


def read_sheet_section(sheet: dict[str, Any], seasons: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes of a `SheetMapping` that [sheet] and [seasons] give; raise `MappingFault`."""
    return {
        "options": read_options(sheet),
        "date_formats": read_date_formats(sheet, seasons),
        "time_formats": read_time_formats(sheet),
        "apart": texts_at(sheet, "apart", ("sheet",)),
        "apart_by_country": texts_at(sheet, "apart_by_country", ("sheet",)),
        "file_name": read_file_name(sheet),
        "carry_down": texts_at(sheet, "carry_down", ("sheet",)),
        "continued_when_blank": texts_at(sheet, "continued_when_blank", ("sheet",)),
        "skip": read_skip(sheet),
    }


def read_options(sheet: dict[str, Any]) -> SheetOptions:
    options = {}
    for option in fields(SheetOptions):
        if option.name not in sheet:
            continue
        value, path = sheet[option.name], ("sheet", option.name)
        if option.default == ():
            value = texts_at(sheet, option.name, ("sheet",))
            for encoding in value if option.name == "encoding" else ():
                try:
                    "".encode(encoding)
                except (LookupError, ValueError):
                    raise MappingFault(path, f"there is no encoding “{encoding}”") from None
        elif type(value) is not type(option.default):
            raise MappingFault(path, f"this must be like {json.dumps(option.default)}")
        choices = OPTION_CHOICES.get(option.name)
        if choices and value not in choices:
            raise MappingFault(path, f"this must be one of {', '.join(choices)}")
        if option.name == "delimiter" and (len(value) != 1 or value in '"\r\n'):
            raise MappingFault(path, "this must be one character")
        most = {"heading_row": MAX_HEADING_ROW, "heading_rows": MAX_HEADING_ROWS}.get(option.name)
        if most and not 1 <= value <= most:
            raise MappingFault(path, f"rows are counted from 1, to {most} at most")
        options[option.name] = value
    return SheetOptions(**options)


def read_date_formats(sheet: dict[str, Any], seasons: dict[str, Any]) -> tuple[DateFormat, ...]:
    months = texts_at(sheet, "months", ("sheet",))
    if months and len(months) != 12:
        raise MappingFault(("sheet", "months"), "give the names of all twelve months")
    months_by_season = {}
    for name, node in seasons.items():
        if not (isinstance(node, list) and len(node) == 2 and all(month in range(1, 13) for month in node)):
            raise MappingFault(("seasons", name), "give its first and its last month, such as [3, 5]")
        months_by_season[name.casefold()] = (node[0], node[1])
    first_year = sheet.get("first_two_digit_year", FIRST_TWO_DIGIT_YEAR)
    if type(first_year) is not int or not EARLIEST_DATE.year <= first_year <= LATEST_DATE.year - 99:
        raise MappingFault(("sheet", "first_two_digit_year"), "this must be a year, such as 1940")
    date_formats = []
    for text in texts_at(sheet, "date_formats", ("sheet",)):
        try:
            date_formats.append(DateFormat(text, months, months_by_season, first_year))
        except ValueError as error:
            raise MappingFault(("sheet", "date_formats"), str(error)) from None
    return tuple(date_formats)


def read_time_formats(sheet: dict[str, Any]) -> tuple[TimeFormat, ...]:
    time_formats = []
    for text in texts_at(sheet, "time_formats", ("sheet",)):
        try:
            time_formats.append(TimeFormat(text))
        except ValueError as error:
            raise MappingFault(("sheet", "time_formats"), str(error)) from None
    return tuple(time_formats)


def read_file_name(sheet: dict[str, Any]) -> re.Pattern[str] | None:
    """Turn ``*{year}.csv`` into a pattern: * is anything, {…} a run of digits or of letters."""
    if "file_name" not in sheet:
        return None
    path = ("sheet", "file_name")
    text, pattern = text_at(sheet["file_name"], path), ""
    for part in re.split(r"(\*|\{\w*\})", text):
        if part == "*":
            pattern += ".*?"
        elif re.fullmatch(r"\{\w+\}", part):
            if not part[1:-1].isidentifier():
                raise MappingFault(path, f"“{part}” can't be the name of a part")
            # Whole runs alone, so that no name of a file takes long to match.
            pattern += rf"(?P<{part[1:-1]}>\d++|[^\W\d_]++)"
        else:
            pattern += re.escape(part)
    if text.count("*") > 3:
        raise MappingFault(path, "at most three * can be used")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error:
        raise MappingFault(path, "each {…} must have a name of its own") from None


def read_skip(sheet: dict[str, Any]) -> tuple[tuple[Condition, ...], ...]:
    """Return the groups of conditions; a row of which one group holds is no data."""
    node = sheet.get("skip", [])
    groups = node if isinstance(node, list) else [node]
    return tuple(read_conditions(group, ("sheet", "skip")) for group in groups)
