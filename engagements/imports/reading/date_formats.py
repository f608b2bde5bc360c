"""Dates as sheets write them, read by the formats that a mapping gives and by no other."""

import calendar
import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engagements.common.dates import Precision

from .periods import CellDate, CellDayOfYear, CellPeriod, existing_day, month_period, months_period
from .times import clock_time

MONTH_NAMES = list(calendar.month_name)[1:]
MONTH_ABBREVIATIONS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LETTERS = r"[^\W\d_]+"


# What a format is made of: the unit that each part gives, and what it looks like.
FORMAT_PARTS = {
    "%season": ("season", LETTERS),
    "%quarter": ("quarter", "[1-4]"),
    "%d": ("day", r"\d{1,2}"),
    "%m": ("month", r"\d{1,2}"),
    "%b": ("month_name", LETTERS + r"\.?"),
    "%B": ("month_name", LETTERS + r"\.?"),
    "%Y": ("year", r"\d{4}"),
    "%y": ("short_year", r"\d{2}"),
    "%a": ("weekday", LETTERS),
    "%A": ("weekday", LETTERS),
    "%H": ("hour", r"\d{1,2}"),
    "%I": ("hour", r"\d{1,2}"),
    "%p": ("half", r"[AaPp]\.?[Mm]\.?"),
    "%M": ("minute", r"\d{2}"),
    "%S": ("second", r"\d{2}(?:\.\d+)?"),
}
FORMAT_PART = re.compile("|".join(map(re.escape, FORMAT_PARTS)))


FIRST_TWO_DIGIT_YEAR = 1940  # "40" is 1940, "39" is 2039, where a mapping says nothing else


def full_year(text: str, first_year: int = FIRST_TWO_DIGIT_YEAR) -> int:
    """Return the year that "2014" or "14" means; two digits are of the 100 years from ``first_year``."""
    if not re.fullmatch(r"\d{2}|\d{4}", text):
        raise ValueError(f"“{text}” is no year")
    year = int(text)
    return year if len(text) == 4 else first_year + (year - first_year) % 100


@dataclass
class DateParts:
    """The parts of a date, each as often as its format has it."""

    years: list[int] = field(default_factory=list)
    quarters: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    seasons: list[tuple[int, int]] = field(default_factory=list)  # first and last month
    weekdays: list[str] = field(default_factory=list)
    clock: dict[str, str] = field(default_factory=dict)  # hour, minute, second, half of the day

    def period(self) -> CellPeriod:
        """Return the days from the first date to the last; raise ValueError where there is no such day."""
        start_year, end_year = self.years[0], self.years[-1]
        if self.seasons:
            start, end = self.seasons[0]
            return months_period((start_year, start), (start_year + (end < start), end), "season")
        if self.quarters:
            start, end = self.quarters[0] * 3 - 2, self.quarters[-1] * 3
            return months_period((start_year, start), (end_year, end), "quarter")
        if not self.months:
            precision = Precision.YEAR if start_year == end_year else "years"
            return months_period((start_year, 1), (end_year, 12), precision)
        for month in self.months:
            if not 1 <= month <= 12:
                raise ValueError(f"there is no month {month}")
        start, end = self.months[0], self.months[-1]
        if self.days:
            return self.exact_period(start, end)
        if (start_year, start) == (end_year, end):
            return month_period(start_year, start)
        return months_period((start_year, start), (end_year, end), "months")

    def exact_period(self, start_month: int, end_month: int) -> CellPeriod:
        start = existing_day(self.years[0], start_month, self.days[0])
        end = existing_day(self.years[-1], end_month, self.days[-1])
        weekday = WEEKDAYS[start.weekday()]
        if self.weekdays and not weekday.startswith(self.weekdays[0].casefold()):
            raise ValueError(f"that day is a {start:%A}")
        return CellPeriod(start, end, time=self.time())

    def time(self) -> datetime.time | None:
        """Return the time of the day, None without one in the format; raise ValueError for no time."""
        if not self.clock:
            return None
        clock = self.clock
        half, hour = clock.get("half", "").lower()[:1], int(clock.get("hour", 0))
        return clock_time(hour, int(clock.get("minute", 0)), int(float(clock.get("second", 0))), half)


class DateFormat:
    """One date format of a mapping. Raises ValueError where it is none.

    ``months`` are twelve names beside the English ones, ``seasons`` first and last month by name.
    """

    def __init__(
        self,
        text: str,
        months: Sequence[str] = (),
        seasons: Mapping[str, tuple[int, int]] | None = None,
        first_year: int = FIRST_TWO_DIGIT_YEAR,
    ) -> None:
        self.text, self.seasons, self.first_year = text, seasons or {}, first_year
        names = [*MONTH_ABBREVIATIONS, *map(str.casefold, MONTH_NAMES), *map(str.casefold, months)]
        self.months = {name: number % 12 + 1 for number, name in enumerate(names)} | {"sept": 9}
        self.units = [FORMAT_PARTS[part][0] for part in FORMAT_PART.findall(text)]
        if "%" in FORMAT_PART.sub("", text):
            raise ValueError(f"“{text}” has a part that is none of {', '.join(FORMAT_PARTS)}")
        if not {"month", "month_name", "quarter", "season", "year", "short_year"}.intersection(self.units):
            raise ValueError(f"“{text}” gives neither month nor year")
        if "season" in self.units and not self.seasons:
            raise ValueError("%season needs a table [seasons] that says which months each one has")
        pattern, position = "", 0
        for part in FORMAT_PART.finditer(text):
            pattern += literal_pattern(text[position : part.start()]) + f"({FORMAT_PARTS[part.group()][1]})"
            position = part.end()
        self.pattern = re.compile(pattern + literal_pattern(text[position:]))

    def read(self, text: str, year: str = "") -> CellPeriod | None:
        """Return the `CellPeriod`, or None where ``text`` is not of this format.

        ``year`` counts where the text has none. Raises ValueError where the text is of this
        format, and there is no such date.
        """
        match = self.pattern.fullmatch(text)
        if not match:
            return None
        parts = DateParts()
        for unit, value in zip(self.units, match.groups(), strict=True):
            if not self.add_part(parts, unit, value):
                return None
        if not parts.years:
            if not year:
                raise ValueError("it has no year, and the mapping gives none")
            parts.years = [full_year(year, self.first_year)]
        return parts.period().checked()

    def add_part(self, parts: DateParts, unit: str, value: str) -> bool:
        """Add ``value`` to ``parts``; return whether it may stand there."""
        match unit:
            case "year":
                parts.years.append(int(value))
            case "short_year":
                parts.years.append(full_year(value, self.first_year))
            case "quarter":
                parts.quarters.append(int(value))
            case "month":
                parts.months.append(int(value))
            case "month_name":
                month = self.months.get(value.casefold().rstrip("."))
                if month is None:
                    return False
                parts.months.append(month)
            case "day":
                parts.days.append(int(value))
            case "weekday":
                parts.weekdays.append(value)
            case "hour" | "minute" | "second" | "half":
                parts.clock[unit] = value
            case "season":
                season = self.seasons.get(value.casefold())
                if season is None:
                    return False
                parts.seasons.append(season)
        return True


def literal_pattern(text: str) -> str:
    """Return the pattern of ``text``, in which hyphens and dashes are one, and spaces of any number."""
    text = " ".join(text.replace(" ", " \0 ").split()).replace("\0", " ") if text.strip() else text
    escaped = "".join("[-–—]" if c in "-–—" else r"\s+" if c == " " else re.escape(c) for c in text)
    return re.sub(r"(?:\\s\+)+", r"\\s+", escaped)


def read_period(value: str | CellDate, formats: Sequence[DateFormat], year: str = "") -> CellPeriod:
    """Return the `CellPeriod` of a cell by the one of ``formats`` that it fits.

    Raises ValueError where it fits none, and where two give different days.
    """
    if isinstance(value, CellPeriod):
        return value.checked()
    if isinstance(value, CellDayOfYear):
        if not year:
            raise ValueError("the cell shows no year, and the mapping gives none: say year = … of the date")
        return value.in_year(full_year(year)).checked()
    text, problem = " ".join(value.split()), None
    periods: dict[CellPeriod, str] = {}  # each with the first format that gives it
    for date_format in formats:
        try:
            if period := date_format.read(text, year):
                periods.setdefault(period, date_format.text)
        except ValueError as error:
            problem = problem or str(error)
    if len(periods) > 1:
        readings = " and ".join(f"{period} by {text}" for period, text in periods.items())
        raise ValueError(f"it is {readings}: leave the wrong one out of date_formats")
    for period in periods:
        return period
    if problem:
        raise ValueError(f"it is no date: {problem}")
    format_texts = ", ".join(date_format.text for date_format in formats) or "none are given"
    raise ValueError(f"it fits no date format of the mapping ({format_texts}): add one to date_formats")
