"""Dates as sheets write them, read by the formats that a mapping gives and by no other."""

import calendar
import datetime
import re

from engagements.common.dates import Precision

from .periods import CellPeriod, checked, month

MONTHS = list(calendar.month_name)[1:]


ABBREVIATIONS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


LETTERS = r"[^\W\d_]+"


# What a format is made of: the unit that each part gives, and what it looks like.
PARTS = {
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
    "%M": ("minute", r"\d{2}"),
    "%S": ("second", r"\d{2}(?:\.\d+)?"),
}


PART = re.compile("|".join(map(re.escape, PARTS)))


def full_year(text):
    """Return the year that "2014" or "14" means; two digits from 69 on are of the last century."""
    if not re.fullmatch(r"\d{2}|\d{4}", text):
        raise ValueError(f"“{text}” is no year")
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 69 else 2000)


class DateFormat:
    """One date format of a mapping. Raises ValueError where it is none."""

    def __init__(self, text, months=(), seasons=None):
        self.text, self.seasons = text, seasons or {}
        names = [*ABBREVIATIONS, *map(str.casefold, MONTHS), *map(str.casefold, months)]
        self.months = {name: number % 12 + 1 for number, name in enumerate(names)} | {"sept": 9}
        self.units = [PARTS[part][0] for part in PART.findall(text)]
        if "%" in PART.sub("", text):
            raise ValueError(f"“{text}” has a part that is none of {', '.join(PARTS)}")
        if not {"month", "month_name", "quarter", "season", "year", "short_year"}.intersection(self.units):
            raise ValueError(f"“{text}” gives neither month nor year")
        if "season" in self.units and not self.seasons:
            raise ValueError("%season needs a table [seasons] that says which months each one has")
        pattern, position = "", 0
        for part in PART.finditer(text):
            pattern += self.literal(text[position : part.start()]) + f"({PARTS[part.group()][1]})"
            position = part.end()
        self.pattern = re.compile(pattern + self.literal(text[position:]))

    @staticmethod
    def literal(text):
        """Hyphens and dashes are one, and so are spaces of any number."""
        text = " ".join(text.replace(" ", " \0 ").split()).replace("\0", " ") if text.strip() else text
        escaped = "".join("[-–—]" if c in "-–—" else r"\s+" if c == " " else re.escape(c) for c in text)
        return re.sub(r"(?:\\s\+)+", r"\\s+", escaped)

    def read(self, text, year=""):
        """Return the `CellPeriod`, or None where ``text`` is not of this format.

        Raises ValueError where it is, and there is no such date.
        """
        match = self.pattern.fullmatch(text)
        if not match:
            return None
        found = {}
        for unit, value in zip(self.units, match.groups(), strict=True):
            if unit == "month_name":
                unit, value = "month", self.months.get(value.casefold().rstrip("."))
                if value is None:
                    return None
            elif unit == "short_year":
                unit, value = "year", full_year(value)
            elif unit in ("day", "month", "year", "quarter"):
                value = int(value)
            elif unit == "season":
                value = self.seasons.get(value.casefold())
                if value is None:
                    return None
            found.setdefault(unit, []).append(value)
        if "year" not in found:
            if not year:
                raise ValueError("it has no year, and the mapping gives none")
            found["year"] = [full_year(year)]
        return checked(self.period(found))

    def period(self, found):
        years = found["year"]
        first, last = years[0], years[-1]
        if "season" in found:
            start, end = found["season"][0]
            return CellPeriod(
                month(first, start).start, month(first + (end < start), end).end, False, "season"
            )
        if "quarter" in found:
            start, end = found["quarter"][0] * 3 - 2, found["quarter"][-1] * 3
            return CellPeriod(month(first, start).start, month(last, end).end, False, "quarter")
        if "month" not in found:
            return CellPeriod(
                month(first, 1).start,
                month(last, 12).end,
                False,
                Precision.YEAR if first == last else "years",
            )
        months = found["month"]
        for number in months:
            if not 1 <= number <= 12:
                raise ValueError(f"there is no month {number}")
        if "day" not in found:
            start, end = month(first, months[0]), month(last, months[-1])
            return start if start == end else CellPeriod(start.start, end.end, False, "months")
        days = found["day"]
        period = CellPeriod(self.day(first, months[0], days[0]), self.day(last, months[-1], days[-1]))
        if (weekday := found.get("weekday")) and not WEEKDAYS[period.start.weekday()].startswith(
            weekday[0].casefold()
        ):
            raise ValueError(f"that day is a {period.start:%A}")
        return period

    @staticmethod
    def day(year, number, day):
        try:
            return datetime.date(year, number, day)
        except ValueError:
            raise ValueError(f"{MONTHS[number - 1]} {year} has no day {day}") from None


def read_period(value, formats, year=""):
    """Return the `CellPeriod` of a cell by the first of ``formats`` that it fits, or raise ValueError."""
    if isinstance(value, CellPeriod):
        return checked(value)
    text, problem = " ".join(value.split()), None
    for one in formats:
        try:
            if period := one.read(text, year):
                return period
        except ValueError as error:
            problem = problem or str(error)
    if problem:
        raise ValueError(f"it is no date: {problem}")
    known = ", ".join(one.text for one in formats) or "none are given"
    raise ValueError(f"it fits no date format of the mapping ({known})")
