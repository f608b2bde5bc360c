"""The columns of a sheet, and what their cells look like."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from engagements.common.countries import find_country
from engagements.common.folding import fold
from engagements.imports.reading import CellDate, DateFormat, SheetLine, read_time

SAMPLED_ROWS = 300
MAX_SAMPLED_VALUES = 60  # of a column, for what takes longer to find out
ENOUGH = 0.7  # of the cells of a column that look like something make it so
# In the order in which they are preferred.
DATE_FORMATS = (
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%d %B %Y",
    "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%A %d %B %Y", "%A, %d %B %Y", "%A, %B %d, %Y",
    "%a %d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%b-%y", "%b-%Y", "%B %Y", "%b %Y", "%B, %Y",
    "%B-%y", "%m/%Y", "%Y-%m", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%Y", "Q%quarter %Y", "%d %B", "%d %b",
    "%B", "%b/%b", "%d-%d %B %Y", "%B %d-%d, %Y", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M",
)  # fmt: skip
MONTH_FIRST = {"%d/%m/%Y": "%m/%d/%Y", "%d-%m-%Y": "%m-%d-%Y", "%d/%m/%y": "%m/%d/%y"}
# How several things stand in one cell, by name: the option of a mapping that parts them.
SEPARATORS = {
    "": "one thing",
    ";": "several, by semicolons",
    ",": "several, by commas",
    ",(?! )": "several, by commas that no blank follows",
    "|": "several, by |",
    "/": "several, by slashes",
    "\n": "several, one a line",
}
PART_SIGNS = (";", "|", "\n", ",(?! )", ",")


@dataclass
class ColumnSample:
    """One column: its heading, and the cells of the first rows."""

    heading: str
    cells: list[str | CellDate]
    date_formats: list[str] = field(default_factory=list)

    @cached_property
    def folded_heading(self) -> str:
        return fold(self.heading)

    @cached_property
    def values(self) -> list[str]:
        return [str(cell).strip() for cell in self.cells if str(cell).strip()]

    @cached_property
    def few_values(self) -> list[str]:
        return list(dict.fromkeys(self.values))[:MAX_SAMPLED_VALUES]

    @property
    def blank_share(self) -> float:
        return 1 - len(self.values) / max(1, len(self.cells))

    @cached_property
    def is_date(self) -> bool:
        """Whether the cells are dates; sets ``date_formats`` to those that they are written in."""
        if not self.values:
            return False
        texts = [" ".join(str(cell).split()) for cell in self.cells if isinstance(cell, str) and cell.strip()]
        texts = list(dict.fromkeys(texts))[:MAX_SAMPLED_VALUES]
        dates = len(self.values) - sum(isinstance(cell, str) and bool(cell.strip()) for cell in self.cells)
        left = texts
        chosen: list[str] = []
        while left:
            fits = {text: [cell for cell in left if fits_format(cell, text)] for text in DATE_FORMATS}
            best = max(fits, key=lambda text: len(fits[text]))
            if not fits[best]:
                break
            other = MONTH_FIRST.get(best)
            if other and len(fits[other]) == len(fits[best]) and settings.HOME_COUNTRY == "US":
                best = other
            chosen.append(best)
            left = [cell for cell in left if cell not in fits[best]]
        self.date_formats = chosen
        if texts and len(left) > (1 - ENOUGH) * len(texts):
            return False
        is_year = chosen == ["%Y"] and not re.search(
            r"\b(year|date|from|to|start|end)\b", self.folded_heading
        )
        return bool(dates or chosen) and not is_year

    @cached_property
    def is_time(self) -> bool:
        return self.share(is_time) >= ENOUGH

    @cached_property
    def is_country(self) -> bool:
        return self.share(lambda value: bool(find_country(value))) >= ENOUGH

    @cached_property
    def is_address(self) -> bool:
        return self.share(lambda value: value.startswith(("http://", "https://", "www."))) >= ENOUGH

    @cached_property
    def is_unique(self) -> bool:
        """Whether no cell is blank, and none stands twice."""
        return len(self.values) == len(self.cells) == len(set(self.values))

    @cached_property
    def is_slug(self) -> bool:
        """Whether the cells are names as addresses have them, "korea-south": keys, and not for people."""
        return self.share(
            lambda value: bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value))
        ) > ENOUGH and any("-" in value for value in self.few_values)

    @cached_property
    def names_come_last(self) -> bool:
        """Whether a cell has a title and then, after the last comma, the name: "Minister for X, Ann Able"."""

        def comes_last(value: str) -> bool:
            title, comma, name = value.rpartition(",")
            return bool(comma) and len(title.split()) > 1 and 2 <= len(name.split()) <= 6 and ";" not in value

        return self.share(comes_last) > ENOUGH

    @cached_property
    def is_long(self) -> bool:
        return sum(map(len, self.few_values)) > 70 * max(1, len(self.few_values))

    @cached_property
    def separator(self) -> str:
        """The sign by which several things stand in one cell, as `SEPARATORS` has it; "" for none."""
        for sign in PART_SIGNS:
            parts = [
                len(re.split(sign if len(sign) > 1 else re.escape(sign), value)) for value in self.few_values
            ]
            several = sum(part > 1 for part in parts) / max(1, len(parts))
            if several > (0.05 if sign in ";|\n" else 0.2):
                return sign
        return ""

    @cached_property
    def has_titles(self) -> bool:
        """Whether the people in a cell have titles beside them: "Ann Able, Minister; Ben Baker (Envoy)"."""
        parts = [part for value in self.few_values for part in re.split(r"[;\n|]", value) if part.strip()]
        titled = sum(bool(re.search(r"\w, \w|\w \(\w", part)) for part in parts)
        return self.separator in (";", "\n", "|") and titled > ENOUGH * max(1, len(parts))

    def share(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self.few_values)) / max(1, len(self.few_values))


def fits_format(text: str, date_format: str) -> bool:
    try:
        return bool(FORMATS[date_format].read(text, "2000"))
    except ValueError:
        return False


def is_time(value: str) -> bool:
    try:
        return bool(read_time(value))
    except ValueError:
        return False


FORMATS = {text: DateFormat(text) for text in DATE_FORMATS}


def heading_place(lines: Sequence[SheetLine]) -> tuple[int, int]:
    """Return the place of the heading row among ``lines``, from 0, and how many rows it takes."""
    widths = [sum(bool(str(value).strip()) for value in line.values) for line in lines[:30]]
    common = Counter(width for width in widths if width > 1).most_common(1)
    usual = common[0][0] if common else 1
    first = next((number for number, width in enumerate(widths) if width and width >= min(usual, 2)), 0)
    # A title or a note above has one cell, the heading of a group fewer than those below it.
    while (
        first + 1 < len(widths) and widths[first] * 2 < usual and not is_group(lines[first], lines[first + 1])
    ):
        first += 1
    rows = 2 if first + 1 < len(lines) and is_group(lines[first], lines[first + 1]) else 1
    return first, rows


def is_group(upper: SheetLine, lower: SheetLine) -> bool:
    """Whether ``upper`` names groups of the columns whose headings ``lower`` has."""
    above = [str(value).strip() for value in upper.values]
    below = [str(value).strip() for value in lower.values]
    above += [""] * (len(below) - len(above))
    # Under a blank on the right of a heading stands another one; none of them is a number or a date.
    under_blanks = [text for number, text in enumerate(below) if text and number and not above[number]]
    plain = all(isinstance(value, str) and not re.search(r"\d", value) for value in lower.values)
    filled_above = sum(map(bool, above))
    return (
        bool(under_blanks)
        and plain
        and 1 < filled_above < len([text for text in below if text]) + filled_above
    )
