"""When somebody travelled."""

import datetime
import re
from dataclasses import replace

from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.proposals import Confidence

from .phrases import Journey

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
LENGTH = re.compile(r"\b(two|three|four|five|six|seven|[2-7])-day\b", re.I)
AT_ITS_END = re.compile(r"\b(?:conclud|complet|wrapp|end)(?:ed|es|s|ing)\b", re.I)
CALLED_OFF = ("cancelled", "postponed", "planned")
NEAR = 12  # characters between a journey that is named in passing, and its date


def dates_of_journey(journey: Journey) -> DateMention | None:
    """Return the date in the sentence of a journey that is its own, or None."""
    called_off = journey.progress in CALLED_OFF
    dates = [
        date
        for date in journey.sentence.dates
        if date.start and (not date.is_due or (called_off and date.is_planned))
    ]
    if called_off:
        dates = [date for date in dates if date.is_planned] or dates
    end = journey.passage.end
    if journey.relation != "main":
        dates = [date for date in dates if 0 <= date.passage.start - end <= NEAR]
    if not dates:
        return None
    # A span of days is more of a visit's date than a day is.
    best = max(
        dates, key=lambda date: (date.grain == "day" and bool(date.length), -abs(date.passage.start - end))
    )
    return with_length(journey, best)


def with_length(journey: Journey, date: DateMention) -> DateMention:
    """Count the days of "a three-day visit" from the one day that is given."""
    length = LENGTH.search(journey.sentence.text)
    if not length or not date.start or not date.end or not date.is_one_day:
        return date
    number = length.group(1).lower()
    more = datetime.timedelta(days=(NUMBERS.get(number) or int(number)) - 1)
    at_its_end = AT_ITS_END.search(journey.sentence.text)
    return replace(
        date,
        start=date.start - more if at_its_end else date.start,
        end=date.end if at_its_end else date.end + more,
        confidence=Confidence.LIKELY,
        reason="counted from the length of the visit",
    )


def is_wider(date: DateMention, other: DateMention) -> bool:
    """Whether a date says more of how long a visit took than another."""
    if date.grain != "day" or other.grain != "day":
        return date.grain == "day" and other.grain != "day"
    return date.length > other.length
