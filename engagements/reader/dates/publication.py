"""The date that a text bears itself, which is no date of a visit."""

import re
from collections.abc import Sequence

from engagements.reader.text.sentences import Sentence

from .date_context import DateContext
from .date_mentions import DateMention
from .finding import find_dates
from .words import WEEKDAY, WEEKDAYS

LABEL = re.compile(
    r"^(?:(?:published|posted|released?|issued|updated|press release|date of (?:publication|issue)|"
    r"for release)"
    r"(?: on| date)?:?)\s",
    re.I,
)
# The head of a cable or a letter.
CABLE_DATE = re.compile(r"(?:date|dtg) ?: ", re.I)
CABLE = re.compile(r"(?:from|to|fm|ref|refs|reference|classification) ?: ", re.I)
DATE_OF_MEETING = re.compile(r"(?:day|dates?|when|time)\b", re.I)
HEAD, FOOT = 8, 3  # sentences in which it is looked for
LONGEST_LINE = 70
# "Wednesday 12 May", the heading of a day
DAY_HEADING = re.compile(rf"{WEEKDAY}\b", re.I)
BESIDE_DATE = frozenset(("the", "on", "day", "st", "th"))
PARTICLES = frozenset(("of", "de", "del", "el", "es"))


def publication_date(sentences: Sequence[Sentence], context: DateContext) -> DateMention | None:
    """Return the date of the text itself, or None.

    That is one labelled as the day of publication, the date of a dateline ("HANOI, 20
    September 2022 -"), or a line of a date alone near the top or at the end. Where
    several lines are dates, they are the headings of days.
    """
    is_cable = any(CABLE.match(sentence.text) for sentence in sentences[:HEAD])
    lines = []
    for sentence in sentences:
        text = sentence.text
        is_at_edge = sentence.number < HEAD or sentence.number >= len(sentences) - FOOT
        if not is_at_edge and not (sentence.is_heading and DAY_HEADING.match(text)):
            continue
        labelled = LABEL.match(text) or (is_cable and CABLE_DATE.match(text))
        if not (labelled or sentence.is_dateline or len(text) <= LONGEST_LINE):
            continue
        dates = (date for date in find_dates(text[:100], sentence.start, context) if date.start)
        date = next(dates, None)
        if not date or not date.is_one_day or not any(map(str.isdigit, date.words)):
            continue  # "Monday: budget hearing" is a day of a week
        if labelled or sentence.is_dateline:
            return date
        if holds_no_more(text[:100], date):
            lines.append(date)
    return lines[0] if len({date.start for date in lines}) == 1 else None


def holds_no_more(line: str, date: DateMention) -> bool:
    """Whether a line holds no more than a date and the name of a place."""
    others = [
        word
        for word in re.findall(r"[^\W\d_]+", line.replace(date.words, " "))
        if word.lower() not in WEEKDAYS and word.lower() not in BESIDE_DATE
    ]
    names = all(word[0].isupper() or word in PARTICLES for word in others)
    return len(others) <= 4 and names and not DATE_OF_MEETING.match(line)
