"""Dates as accounts write them: read strictly by known forms, never made more exact than said."""

import datetime
import re
from dataclasses import dataclass, field

from engagements.common.dates import EARLIEST_DATE, LATEST_DATE, Exactness, last_day_of_month
from engagements.reader.proposals import Confidence, Dates, Passage

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip

DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
MONTH = rf"({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
YEAR = r"(?:,? ?(?:of )?((?:1[5-9]|2[01])\d\d)\b)?"
TO = r" ?(?:-|to|until|till|through|thru|and|&) ?"
WEEKDAY = rf"(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?,? (?:the )?)?"

# Each form: its pattern, and which of day, month, year each group is (2: of the end).
FORMS = [
    (re.compile(pattern, re.IGNORECASE), groups.split())
    for pattern, groups in (
        (r"\b(\d{4})-(\d\d)-(\d\d)(?: ?(?:/|to|-) ?(\d{4})-(\d\d)-(\d\d))?\b(?!-)", "y m d y2 m2 d2"),
        (rf"\b{DAY} (?:of )?{MONTH}{YEAR}{TO}{WEEKDAY}{DAY} (?:of )?{MONTH}{YEAR}", "d m y d2 m2 y2"),
        (rf"\b{MONTH} {DAY}{YEAR}{TO}{WEEKDAY}{MONTH} {DAY}{YEAR}", "m d y m2 d2 y2"),
        (rf"\b{MONTH} {DAY}{TO}{WEEKDAY}{DAY}\b(?!:){YEAR}", "m d d2 y"),
        (rf"\b{DAY}{TO}{WEEKDAY}{DAY} (?:of )?{MONTH}{YEAR}", "d d2 m y"),
        (rf"\b{MONTH} {DAY}\b(?!:){YEAR}", "m d y"),
        (rf"\b{DAY}[ -](?:of )?{MONTH}-?{YEAR}", "d m y"),
        (r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", "s s2 y"),
        (r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b", "d mm y"),
        (rf"\b{MONTH}{YEAR}", "m y"),
        (r"\b((?:19|20)\d\d)\b", "y"),
    )
]
RELATIVE = re.compile(
    r"\b(?:(?P<day>(?:earlier |later )?today|tonight|this (?:morning|afternoon|evening)|yesterday|tomorrow|"
    r"(?:last|the previous) night)"
    r"|(?P<which>on|last|this|next|by) (?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?P<early>earlier )?(?P<turn>this|last|next) (?P<period>week|month|year))\b",
    re.IGNORECASE,
)
BARE_WEEKDAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
PART = re.compile(
    r"\b(early|mid|late|beginning of|start of|middle of|end of|first half of|second half of)[ -]$", re.I
)
PARTS = {
    "early": (1, 10), "beginning of": (1, 10), "start of": (1, 10), "mid": (11, 20), "middle of": (11, 20),
    "late": (21, 31), "end of": (21, 31), "first half of": (1, 15), "second half of": (16, 31),
}  # fmt: skip
IN_MONTH = re.compile(
    r"\b(?:in|during|of|since|by|until|for|last|next|this|early|mid|late|half of|month of)[ -]$", re.I
)
WEEK_OF = re.compile(r"\bweek of (?:the )?$", re.I)
# Before a date, these make it one of something else than the sentence tells of.
ELSEWHERE = re.compile(
    r"\b(?:since|until|till|before|after|by|dated|signed(?: in| on)?|adopted(?: in| on)?|concluded in|"
    r"established in|"
    r"founded in|following|ahead of|prior to|as of|from as early as|born|elected in|appointed in|due|"
    r"beginning|starting|scheduled for|planned for|deadline of|end of)(?: the)?(?: \w+)? ?$",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:scheduled|planned|due|set|foreseen|originally) (?:for|to take place on|on|from)(?: the)? ?$", re.I
)
MONTHS_ALONE = re.compile(r"(?:may|march|mar|sep|jan|dec|sat|sun)\.?$", re.I)


@dataclass(eq=False)
class Moment:
    """A date in the text; ``start`` is None where its year or its day can't be told."""

    passage: Passage
    words: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    dates: Exactness = Exactness.EXACT
    confidence: Confidence = Confidence.CERTAIN
    reason: str = "the account gives the date"
    between: bool = False
    due: bool = False  # a deadline, or the date of something else
    planned: bool = False  # "planned for 8 November"
    grain: str = "day"

    def as_dates(self, **changes):
        if not self.start:
            return Dates(
                passages=[self.passage], confidence=Confidence.OPEN, reason=self.reason, words=self.words
            )
        values = {"start": self.start, "end": self.end, "dates": self.dates, "words": self.words}
        values |= {"passages": [self.passage], "confidence": self.confidence, "reason": self.reason}
        return Dates(**values | changes)


@dataclass
class Calendar:
    """What is known of time while reading: the account's own date and the years that it names."""

    account_date: datetime.date | None = None
    year: int | None = None
    anchor: datetime.date | None = None  # the last exact date before the sentence that is read
    notes: list[str] = field(default_factory=list)

    def year_of(self, month, day, ahead=False):
        """Return the year that a date without one lies in, and why; (None, reason) where it can't be told."""
        if self.account_date:
            year = self.account_date.year
            try:
                date = datetime.date(year, month, day)
            except ValueError:
                date = datetime.date(year, month, 28)
            away = (date - self.account_date).days
            if away > 45 and not ahead:
                year -= 1
            elif away < -45 and ahead:
                year += 1
            return year, "the year is taken from the date of the account"
        if self.year:
            return self.year, "the year is taken from another date in the account"
        return None, "the account does not say of which year"


def make_date(year, month, day):
    try:
        date = datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None
    return date if EARLIEST_DATE <= date <= LATEST_DATE else None


def find(text, offset, calendar, ahead=False):
    """Return the moments in ``text``, in order; ``offset`` is where it lies in the account.

    ``ahead``: the sentence speaks of what is to come, so that "on Tuesday" is the next.
    """
    found, taken = [], []

    def free(start, end):
        return not any(start < other_end and other_start < end for other_start, other_end in taken)

    for pattern, groups in FORMS:
        for match in pattern.finditer(text):
            if not free(*match.span()):
                continue
            moment = read_form(match, groups, text, calendar, ahead)
            if not moment:
                if "d" in groups:
                    taken.append(match.span())  # "31 February 2021" is no day, and not February either
                continue
            if moment:
                start, end = match.start(), match.start() + len(match.group().rstrip(" ,"))
                moment.passage = Passage(offset + start, offset + end)
                moment.words = text[start:end]
                moment.due = bool(ELSEWHERE.search(text[max(0, start - 40) : start]))
                moment.planned = bool(PLANNED.search(text[max(0, start - 40) : start]))
                found.append(moment)
                taken.append(match.span())
    for match in RELATIVE.finditer(text):
        if free(*match.span()):
            moment = read_relative(match, calendar, ahead)
            if moment:
                moment.passage = Passage(offset + match.start(), offset + match.end())
                moment.words = match.group()
                found.append(moment)
                taken.append(match.span())
    for match in BARE_WEEKDAY.finditer(text):
        # A weekday that stands beside a date belongs to it.
        if free(match.start() - 8, match.end() + 8) and calendar.account_date:
            start = weekday_near(calendar.account_date, match.group(1), "", ahead)
            found.append(
                Moment(
                    Passage(offset + match.start(), offset + match.end()), match.group(), start, start,
                    confidence=Confidence.LIKELY, reason="counted from the date of the account",
                )
            )  # fmt: skip
    return sorted(found, key=lambda moment: moment.passage)


def read_form(match, groups, text, calendar, ahead):
    """Return the `Moment` that a form gives, without its passage; None where it is no date."""
    values = dict(zip(groups, match.groups(), strict=True))
    before = text[max(0, match.start() - 40) : match.start()]
    if groups == ["y"]:
        if not re.search(r"\b(?:in|during|since|year|of|by)(?: early| late| mid)? $", before, re.I):
            return None
        year = int(values["y"])
        start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return Moment(
            None, "", start, end, Exactness.WITHIN, reason="the account gives the year alone", grain="year"
        )
    if "s" in values:
        first, second = int(values["s"]), int(values["s2"])
        if (first > 12) == (second > 12) and first != second:
            calendar.notes.append(f"“{match.group()}” can be two days, so it was not read as a date.")
            return None
        month, day = (second, first) if first > 12 else (first, second)
        date = make_date(int(values["y"]), month, day)
        return date and Moment(None, "", date, date)

    def month_of(key):
        name = values.get(key)
        if not name:
            return None
        return int(name) if name.isdigit() else MONTHS[name.lower().rstrip(".")]

    if "mm" in values:
        month = int(values["mm"])
        if not 1 <= month <= 12:
            return None
        values["m"] = values["mm"]
    month, day = month_of("m"), values.get("d")
    year, end_year = values.get("y"), values.get("y2")
    year, end_year = (int(value) if value else None for value in (year, end_year))
    if groups == ["m", "y"] and not year:
        name = values["m"].rstrip(".")
        # "may", "march": a month only where it is written like one and something says so.
        if not (name[0].isupper() and IN_MONTH.search(before)) or (
            MONTHS_ALONE.match(name) and len(name) < 4 and name.lower() != "may"
        ):
            return None
    elif "d" in values and not year and values["m"] and values["m"].islower():
        return None
    confidence, reason = Confidence.CERTAIN, "the account gives the date"
    year_said = year or end_year
    if not year_said:
        year, reason = calendar.year_of(month, int(day or 15), ahead)
        confidence = Confidence.LIKELY
        if not year:
            return Moment(None, "", reason=reason)
    year = year or end_year
    if day is None:
        start = datetime.date(year, month, 1)
        end = last_day_of_month(start)
        part = PART.search(before)
        grain = "month"
        if part:
            first, last = PARTS[part.group(1).lower()]
            start, end = start.replace(day=first), start.replace(day=min(last, end.day))
        reason = "the account gives the month, not the day" if year_said else reason
        return Moment(None, "", start, end, Exactness.WITHIN, confidence, reason, grain=grain)
    start = make_date(year, month, int(day))
    end = start
    exactness = Exactness.EXACT
    between = False
    if values.get("d2"):
        end_month = month_of("m2") or month
        if not end_year and values.get("m2") and year_said and end_month < month and not values.get("y"):
            end_year = year
        end = make_date(end_year or year, end_month, int(values["d2"]))
        if start and end and end < start and "m2" in values and not values.get("y"):
            start = make_date(year - 1, month, int(day))
        between = bool(re.search(r"\bbetween (?:\w+day,? )?$", before, re.I))
        apart = re.search(r"\d(?:st|nd|rd|th)? (?:and|&) |\band \d", match.group())
        if start and end and apart and (end - start).days > 1:
            exactness, reason = Exactness.WITHIN, "the account names two days, not the days between"
    if not (start and end) or end < start:
        return None
    if WEEK_OF.search(before):
        end = start + datetime.timedelta(days=6)
        exactness, reason = Exactness.WITHIN, "the account gives the week, not the day"
    return Moment(None, "", start, end, exactness, confidence, reason, between)


def weekday_near(date, name, which, ahead):
    """Return the last such weekday up to ``date``, or the next one where what is told lies ahead."""
    wanted = WEEKDAYS[name.lower()]
    if which == "next" or (ahead and which != "last"):
        return date + datetime.timedelta(days=(wanted - date.weekday() - 1) % 7 + 1)
    back = (date.weekday() - wanted) % 7
    if which == "last" and back == 0:
        back = 7
    return date - datetime.timedelta(days=back)


def read_relative(match, calendar, ahead):
    date = calendar.account_date
    if not date and match["weekday"] and match["which"].lower() == "on" and calendar.anchor:
        day = calendar.anchor + datetime.timedelta(
            days=(WEEKDAYS[match["weekday"].lower()] - calendar.anchor.weekday()) % 7
        )
        return Moment(
            None, "", day, day, confidence=Confidence.LIKELY, reason="counted from the date named before it"
        )
    if not date:
        return Moment(None, "", reason="it counts from the date of the account, which is not known")
    likely = {"confidence": Confidence.LIKELY, "reason": "counted from the date of the account"}
    if match["day"]:
        word = match["day"].lower()
        days = {"yesterday": -1, "tomorrow": 1}.get(word, -1 if word.endswith(" night") else 0)
        day = date + datetime.timedelta(days=days)
        return Moment(None, "", day, day, **likely)
    if match["weekday"]:
        if match["which"].lower() == "by":
            return None
        day = weekday_near(date, match["weekday"], match["which"].lower(), ahead)
        return Moment(None, "", day, day, **likely)
    turn = {"last": -1, "this": 0, "next": 1}[match["turn"].lower()]
    period = match["period"].lower()
    if period == "week":
        start = date - datetime.timedelta(days=date.weekday()) + datetime.timedelta(weeks=turn)
        end = start + datetime.timedelta(days=6)
    elif period == "month":
        months = date.year * 12 + date.month - 1 + turn
        start = datetime.date(months // 12, months % 12 + 1, 1)
        end = last_day_of_month(start)
    else:
        start, end = datetime.date(date.year + turn, 1, 1), datetime.date(date.year + turn, 12, 31)
    if match["early"]:
        end = min(end, date)
    return Moment(None, "", start, end, Exactness.WITHIN, **likely, grain=period)


DATELINE = re.compile(r"[^.;:]{2,60}?(?=\s?(?:\([A-Z]\w{1,10}\)\s?)?-{1,2}\s|:\s)")
OF_A_MEETING = re.compile(r"(?:day|dates?|when|time)\b", re.I)
# The head of a cable or a letter.
CABLE_DATE = re.compile(r"(?:date|dtg) ?: ", re.I)
CABLE = re.compile(r"(?:from|to|fm|ref|refs|reference|classification) ?: ", re.I)
LABEL = re.compile(
    r"^(?:(?:published|posted|released?|issued|updated|press release|date of (?:publication|issue)|"
    r"for release)"
    r"(?: on| date)?:?)\s",
    re.I,
)


def own_date(sentences, calendar):
    """Return the moment that is the date of the account itself, or None.

    That is one labelled as the day of publication, the date of a dateline ("HANOI, 20
    September 2022 -"), or a line of a date alone near the top or at the end. Where
    several lines are dates, they are the headings of days.
    """
    lines = []
    for sentence in [*sentences[:8], *(one for one in sentences[-3:] if one.number >= 8)]:
        text = sentence.text
        labelled = LABEL.match(text) or (
            CABLE_DATE.match(text) and any(CABLE.match(one.text) for one in sentences[:8])
        )
        dateline = len(text) > 70 and DATELINE.match(text[:70])
        if not (labelled or dateline or len(text) <= 70):
            continue
        head = dateline.group() if dateline else text[:100]
        moment = next((one for one in find(head, sentence.start, calendar) if one.start), None)
        if not moment or moment.grain != "day" or moment.start != moment.end:
            continue
        if labelled:
            return moment
        others = [
            word
            for word in re.findall(r"[^\W\d_]+", head.replace(moment.words, " "))
            if word.lower() not in WEEKDAYS and word.lower() not in ("the", "on", "day", "st", "th")
        ]
        names = all(word[0].isupper() or word in ("of", "de", "del", "el", "es") for word in others)
        if len(others) <= 4 and names and not OF_A_MEETING.match(head):
            if dateline:
                return moment
            lines.append(moment)
    return lines[0] if len({moment.start for moment in lines}) == 1 else None
