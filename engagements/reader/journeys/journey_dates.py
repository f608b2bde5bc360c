"""When somebody travelled."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention

from .phrases import Journey

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
LENGTH = re.compile(r"\b(two|three|four|five|six|seven|[2-7])-day\b", re.I)
AT_ITS_END = re.compile(r"\b(?:conclud|complet|wrapp|end)(?:ed|es|s|ing)\b", re.I)
SLATED = re.compile(
    r"\b(?:scheduled|planned|slated|due|set|expected|foreseen|originally|(?:was|were|had been) to)\b[^.;]{0,80}$",
    re.I,
)
AT_ITS_EDGE = re.compile(
    r"\b(?:conclud|complet|wrapp|end)(?:ed|es|s|ing)\b|\b(?:began|begins?|start\w*|arriv\w+|from|beginning|on (?:a|an))\b",
    re.I,
)
WHO = re.compile(r"\b(?:who|during|while)\b[\w ]*$", re.I)
ENDS = re.compile(r"\b(?:conclud|complet|wrapp|end)\w*", re.I)
NEAR_CLAUSE = 25  # characters between a journey that is told in passing, and its date
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
    if called_off and journey.progress != "planned":
        dates = [date for date in dates if date.is_planned or is_slated(journey.sentence, date)]
    elif called_off:
        dates = [date for date in dates if date.is_planned] or dates
    if journey.is_return or journey.is_arrival:
        dates = [date for date in dates if date.length]
    end = journey.passage.end
    if is_beside_meeting(journey):
        dates = [date for date in dates if 0 <= date.passage.start - end <= NEAR_CLAUSE]
    if ENDS.search(journey.passage_text):
        dates = [date for date in dates if date.length]  # the day on which it ended
    if journey.relation != "main":
        dates = [date for date in dates if 0 <= date.passage.start - end <= NEAR]
    if not dates:
        return None
    # A span of days is more of a visit's date than a day is.
    best = max(
        dates, key=lambda date: (date.grain == "day" and bool(date.length), -abs(date.passage.start - end))
    )
    return with_length(journey, best)


def is_beside_meeting(journey: Journey) -> bool:
    """Whether the sentence tells of a meeting, and of the journey in passing: "Minister Roe, who is visiting"."""
    sentence, start = journey.sentence, journey.passage.start
    before = sentence.plain[max(sentence.start, start - 25) : start]
    return bool(sentence.triggers) and (bool(WHO.search(before)) or sentence.triggers[0].start < start)


def is_slated(sentence: AnnotatedSentence, date: DateMention) -> bool:
    """Whether a date is said to be that of a visit that was to be: "was slated to visit them from ..."."""
    before = sentence.plain[sentence.start : date.passage.start]
    return bool(SLATED.search(before))


def slated_dates(sentences: Sequence[AnnotatedSentence]) -> DateMention | None:
    """Return the first date that sentences tell of a visit that was called off."""
    dates = (
        date for sentence in sentences for date in sentence.dates if date.start and is_slated(sentence, date)
    )
    return next(dates, None)


def with_length(journey: Journey, date: DateMention) -> DateMention | None:
    """Count the days of "a three-day visit" from the one day that is given."""
    length = LENGTH.search(journey.sentence.text)
    if not length or not date.start or not date.end or not date.is_one_day:
        return date
    if not AT_ITS_EDGE.search(journey.sentence.text):
        return None  # the day of something within the visit
    number = length.group(1).lower()
    more = datetime.timedelta(days=(NUMBERS.get(number) or int(number)) - 1)
    at_its_end = AT_ITS_END.search(journey.sentence.text)
    return replace(
        date,
        start=date.start - more if at_its_end else date.start,
        end=date.end if at_its_end else date.end + more,
        reason="counted from the length of the visit",
    )


def is_wider(date: DateMention, other: DateMention) -> bool:
    """Whether a date says more of how long a visit took than another."""
    if date.grain != "day" or other.grain != "day":
        return date.grain == "day" and other.grain != "day"
    return date.length > other.length
