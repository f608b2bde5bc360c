"""What a cell of a workbook shows: its value by its number format, and nothing that lies behind it."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from engagements.common.dates import Precision

from .periods import CellDate, CellDayOfYear, CellPeriod, month_period, months_period

# Parts of a format that are no digits and no units: texts, colours and conditions, widths.
TEXT_IN_FORMAT = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
MAX_GENERAL_DIGITS = 15  # a spreadsheet program keeps no more
# No comma at the end: it divides by a thousand.
PLAIN_DIGITS = re.compile(r"([#0?,]*[#0?])?(\.[#0?]*)?%*")
DATE_UNITS = re.compile(r"am/pm|a/p|y+|m+|d+|h+|s+|e+|g+|b+", re.IGNORECASE)


class FormatToken(NamedTuple):
    """A sign of a number format, or a text in it."""

    text: str
    is_text: bool


def shown_date(value: datetime.datetime | datetime.date, number_format: str) -> CellDate | str:
    """Return the days that a date cell shows, or the time of day where it shows no date."""
    units, date, time = date_units(number_format), value, None
    if isinstance(value, datetime.datetime):
        moment = nearest_second(value) if "h" in units else value
        date, time = moment.date(), moment.time() if "h" in units else None
    if not units & {"y", "m", "d"}:
        return time.isoformat() if time else f"{date:%A}"
    if "y" not in units:
        return CellDayOfYear(date.month, date.day if "d" in units else None)
    if "m" not in units:
        return months_period((date.year, 1), (date.year, 12), Precision.YEAR)
    if "d" not in units:
        return month_period(date.year, date.month)
    return CellPeriod(date, date, time=time)


def date_units(number_format: str) -> set[str]:
    """Return which of year (y), month (m), day (d) and hour (h) a number format shows."""
    plain = TEXT_IN_FORMAT.sub("", number_format.partition(";")[0]).lower()
    if plain in ("", "general", "@"):
        return {"y", "m", "d"}
    units: set[str] = set()
    tokens: list[str] = DATE_UNITS.findall(plain)
    for position, token in enumerate(tokens):
        unit = token[0]
        if unit in "yeb":  # eras and the years of other calendars are years
            units.add("y")
        elif unit == "d" and len(token) <= 2:  # longer ones are days of the week
            units.add("d")
        elif unit in "hs":
            units.add("h")
        elif unit == "m":
            before, after = tokens[position - 1 : position], tokens[position + 1 : position + 2]
            if not ((before and before[0][0] == "h") or (after and after[0][0] == "s")):  # else minutes
                units.add("m")
    return units


def nearest_second(value: datetime.datetime) -> datetime.datetime:
    """Return the second nearest to ``value``: in a workbook a time is a fraction of a day."""
    return (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)


def shown_number(value: float, number_format: str) -> str:
    """Return a number as its cell shows it, but for the signs that group its digits.

    A format that is more than digits, texts and percent counts as none.
    """
    sections = split_sections(number_format)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    tokens = tokens_of(section)
    digits = "".join(sign for sign, is_text in tokens if not is_text)
    if not digits and tokens:
        return "".join(text for text, _ in tokens)
    if not PLAIN_DIGITS.fullmatch(digits) or not re.search("[#0?]", digits):
        return general(value)
    whole, _, places = digits.replace(",", "").rstrip("%").partition(".")
    scaled = Decimal(repr(value)) * (100 if "%" in digits else 1)
    try:
        rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than are worked out
        return general(value)
    number, _, fraction = f"{rounded:f}".partition(".")
    number = number.lstrip("0").rjust(whole.count("0"), "0")
    kept = len(places.rstrip("#?"))
    while len(fraction) > kept and fraction.endswith("0"):
        fraction = fraction[:-1]
    return ("-" if scaled < 0 and rounded else "") + laid_out(tokens, number, fraction)


def laid_out(tokens: list[FormatToken], number: str, fraction: str) -> str:
    """Return the digits of a number with the texts of its format around and between them."""
    point = next((number for number, token in enumerate(tokens) if token == (".", False)), len(tokens))
    places = sum(sign in "0#?" for sign, is_text in tokens[:point] if not is_text)
    text, left, is_first = "", number, True
    for position, (sign, is_text) in enumerate(tokens):
        if is_text or sign == "%":
            text += sign
        elif position == point:
            text += f".{fraction}" if fraction else ""
        elif sign in "0#?" and position < point:
            # The first place takes the digits for which there are no places.
            count = max(0, len(left) - places + 1) if is_first or len(left) >= places else 0
            text, left = text + left[:count], left[count:]
            places, is_first = places - 1, False
    return text.strip()


def split_sections(number_format: str) -> list[str]:
    """Return the formats for positive and negative numbers, zero and text, parted by semicolons."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', number_format) or ["General"]


def tokens_of(section: str) -> list[FormatToken]:
    """Return the signs and texts of a format."""
    tokens: list[FormatToken] = []
    position = 0
    while position < len(section):
        if match := TEXT_IN_FORMAT.match(section, position):
            if text := match.group(1) or match.group(2):
                tokens.append(FormatToken(text, True))
            position = match.end()
        else:
            tokens.append(FormatToken(section[position], section[position] in "-+() $€£:"))
            position += 1
    return tokens


def general(value: float) -> str:
    """Return a number as a cell without a format shows it, with all of its digits."""
    if float(value).is_integer() and abs(value) < 10**MAX_GENERAL_DIGITS:
        return str(int(value))
    return str(value) if isinstance(value, int) else f"{value:.{MAX_GENERAL_DIGITS}g}"
