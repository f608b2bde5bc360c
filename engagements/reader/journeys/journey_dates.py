"""When somebody travelled."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engagements.common.dates import Exactness
from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.dates.words import NUMBERS, number_of

from .phrases import Journey

# Of a "one-day visit" the one date is given.
LENGTH = re.compile(rf"\b(?!one\b)({'|'.join(NUMBERS)}|[2-9]|1[0-4])-day\b", re.I)
SEVERAL_DAYS = re.compile(r"\b(?:(?:\w+-)?week-?long|\w+-week|multi-day|several-day) ", re.I)
# Before a date these make it the first or the last day of a visit; so they do right after it.
BEGINS = r"(?:arriv\w+|land(?:ed|s)|touched down|c[ao]me to (?-i:[A-Z]|the [A-Z])\w*|beg[aiu]ns?|beginning|start(?:ed|s|ing)?|kick\w* off)\b"
ENDS = r"(?:conclud\w+|complet\w+|wrap(?:s|ped) up|end(?:ed|s|ing)?|return(?:ed|s|ing)?|c[ao]me (?:home|back)|(?:fl(?:ew|y|ies)|head(?:s|ed|ing)?) (?:home|back)|(?:expected|due) (?:home|back)|until|till|through|thru)\b"
LEAVES = r"(?:leav(?:e|es|ing)|left|depart(?:ed|s|ing)?)\b"
EDGE = re.compile(rf"\b(?:(?P<begins>{BEGINS})|(?P<ends>{ENDS})|(?P<leaves>{LEAVES}))", re.I)
TRAVELS = re.compile(rf"\b(?:arriv|land|touched|c[ao]me|fl|head|return|expected|due|{LEAVES})", re.I)
TRIP = re.compile(r"\b(?:visit|trip|tour|mission|stay|journey)\b", re.I)
NEAR_EDGE = 80  # characters between such a word and the date
NEXT_DAY = datetime.timedelta(days=1)
SLATED = re.compile(
    r"\b(?:scheduled|planned|slated|due|set|expected|foreseen|originally|supposed|(?:was|were|had been) to)\b[^.;]{0,80}$",
    re.I,
)
WHO = re.compile(r"\b(?:who|during|while)\b[\w ]*$", re.I)
AT_ITS_END = re.compile(r"\b(?:conclu[ds]|complet|wrapp|end|close\b)\w*", re.I)
BEFORE_TRIP = 25  # characters before a journey that tell of its end: "at the conclusion of a visit"
BY_EDGE = "the account does not say when it began and when it ended"
LONGEST = datetime.timedelta(days=15)  # of a visit of which some days are known
BY_LENGTH = "counted from the length of the visit"
NEAR_CLAUSE = 25  # characters between a journey that is told in passing, and its date
OPENING = 12  # characters of a sentence before its date
NEAR = 40  # characters between a journey that is named in passing, and its date


def dates_of_journey(journey: Journey) -> DateMention | None:
    """Return the date in the sentence of a journey that is its own, or None."""
    is_planned = journey.progress == "planned"
    dates = [
        date
        for date in journey.sentence.dates
        if date.start and (not date.is_due or (date.is_planned and (is_planned or journey.is_called_off)))
    ]
    if journey.is_called_off:
        dates = [date for date in dates if date.is_planned or is_slated(journey.sentence, date)]
    if journey.is_return or journey.is_arrival:
        dates = [date for date in dates if date.length]
    end = journey.passage.end
    if is_beside_meeting(journey):
        dates = [date for date in dates if 0 <= date.passage.start - end <= NEAR_CLAUSE]
    before = journey.sentence.plain[max(journey.sentence.start, journey.passage.start - BEFORE_TRIP) : end]
    if AT_ITS_END.search(before):
        dates = [date for date in dates if date.length]  # the day on which it ended
    if journey.relation != "main":
        dates = [
            date for date in dates if 0 <= date.passage.start - end <= NEAR or opens_sentence(journey, date)
        ]
    if not dates:
        return None
    # A span of days is more of a visit's date than a day is.
    best = max(
        dates, key=lambda date: (date.grain == "day" and bool(date.length), -abs(date.passage.start - end))
    )
    # The one day that is given of a visit of several is but one of them.
    is_longer = length_of(journey) or SEVERAL_DAYS.search(journey.sentence.text)
    return None if is_longer and best.is_one_day else best


def opens_sentence(journey: Journey, date: DateMention) -> bool:
    """Whether a sentence begins with a date, and with no other journey: "Earlier in October, he was in Oslo"."""
    start = journey.sentence.start
    return date.passage.start - start <= OPENING and date.passage.end <= journey.passage.start


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


def length_of(journey: Journey) -> int:
    """Return the number of days of "a three-day visit", or 0."""
    length = LENGTH.search(journey.sentence.text)
    return number_of(length[1]) if length else 0


class Edges:
    """The first and the last day of a visit, as sentences tell them; ``length`` is its number of days, or 0."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.begins: list[DateMention] = []
        self.ends: list[DateMention] = []
        self.leaves: list[DateMention] = []  # for a visit, or from it
        self.places: list[DateMention] = []  # the days at its places

    def add(self, sentence: AnnotatedSentence, of_visit: bool = False) -> None:
        """Add what a sentence says; one that is not ``of_visit`` says it by verbs of travel alone."""
        after = sentence.start
        for date in sentence.dates:
            start = max(after, date.passage.start - NEAR_EDGE)
            edge = next(reversed(list(EDGE.finditer(sentence.plain, start, date.passage.start))), None)
            edge = edge or EDGE.match(sentence.plain, date.passage.end + 1, sentence.end)
            after = date.passage.end
            is_of_visit = of_visit or (
                edge
                and (
                    TRAVELS.match(edge.group())
                    or TRIP.search(sentence.plain, max(start, edge.start() - NEAR_CLAUSE), date.passage.start)
                )
            )
            if edge and edge.lastgroup and date.is_one_day and is_of_visit:
                getattr(self, edge.lastgroup).append(date)

    def add_places(self, dates: Iterable[DateMention]) -> None:
        self.places += [date for date in dates if date.grain == "day" and date.dates == Exactness.EXACT]

    def days(self, day: DateMention | None) -> DateMention | None:
        """Return the days of the visit, or None where they can't be told; ``day``: on which one travelled."""
        if day in self.ends or day in self.leaves:
            day = None
        begins = min(self.begins, key=first_day, default=None)
        ends = max(self.ends, key=first_day, default=None)
        for leaves in self.leaves:
            if begins is None and (ends is None or first_day(leaves) < first_day(ends)):
                begins = leaves
            elif begins and ends is None and first_day(leaves) > first_day(begins):
                ends = leaves
        begins = begins or day
        more = datetime.timedelta(days=self.length - 1)
        if begins and ends and first_day(begins) < first_day(ends):
            return replace(begins, end=ends.end)
        if self.length and begins:
            return replace(begins, end=first_day(begins) + more, reason=BY_LENGTH)
        if self.length and ends:
            return replace(ends, start=first_day(ends) - more, reason=BY_LENGTH)
        return self.days_at_places()

    def within(self, days: Iterable[DateMention]) -> DateMention | None:
        """Return the days within which the visit was, where its first or last is told, and some of its ``days``."""
        edges = [*self.begins, *self.ends, *self.leaves]
        near = [day for day in days if any(abs(first_day(day) - first_day(edge)) < LONGEST for edge in edges)]
        known = sorted([*edges, *near], key=first_day)
        if not known or first_day(known[0]) == first_day(known[-1]):
            return None
        return replace(known[0], end=known[-1].end, dates=Exactness.WITHIN, reason=BY_EDGE)

    def days_at_places(self) -> DateMention | None:
        """Return the days at one place and the next, where no day lies between."""
        dates = sorted(self.places, key=first_day)
        if len(dates) < 2 or any(
            before.end and first_day(after) - before.end > NEXT_DAY
            for before, after in itertools.pairwise(dates)
        ):
            return None
        return replace(dates[0], end=max(date.end for date in dates if date.end))


def first_day(date: DateMention) -> datetime.date:
    return date.start or datetime.date.max


def is_wider(date: DateMention, other: DateMention) -> bool:
    """Whether a date says more of how long a visit took than another."""
    if date.grain != "day" or other.grain != "day":
        return date.grain == "day" and other.grain != "day"
    return date.length > other.length
