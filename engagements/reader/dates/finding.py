"""The dates in a sentence."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from dataclasses import replace
from typing import Any

from engagements.reader.proposals import Passage

from .date_context import DateContext
from .date_mentions import GIVEN, DateMeaning, DateMention
from .forms import FORMS, FormMatch
from .relative import (
    BARE_WEEKDAY,
    DAY_OF_VISIT,
    FROM_LAST_DAY,
    ORDINAL,
    RELATIVE,
    WEEKDAYS_SPAN,
    day_of_visit,
    day_of_visit_from,
    read_from_last_day,
    read_ordinal,
    read_relative,
    read_weekday,
    read_weekdays,
)

# Before a date, these make it one of something else than the sentence tells of.
DUE = re.compile(
    r"\b(?:(?:since|after|before|upon|on) (?:assuming|taking|entering|\w+ took|\w+ assumed) (?:up )?(?:the |his |her )?"
    r"(?:office|post|duties) (?:on|in)|since|until|till|before|after|by(?! (?:phone|telephone|video|letter|mail|air|train)\b)|dated|signed(?: in| on)?|adopted(?: in| on)?|"
    r"concluded in|"
    r"established in|"
    r"founded in|following|ahead of|prior to|as of|from as early as|born|elected in|appointed in|due|"
    r"beginning|starting|scheduled for|planned for|deadline of|end of)(?: the)?(?: \w+)? ?$|"
    r"\b(?:said|says|announced|reported|informed|told \w+)(?: (?:on|late|early|in a statement))* ?$",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:scheduled|planned|due|set|foreseen|originally) (?:for|to take place on|on|from)(?: the)? ?$", re.I
)
# After a date these make it the day on which it was said: "today issued the following statement".
SAID = re.compile(
    r",? (?:issued|released|published|announced|said|told reporters|reported|confirmed|stated) (?!by\b)", re.I
)
# What is told of in these is past, though the sentence speaks of what is to come as well.
PAST = re.compile(
    r"\b(?:was|were|had|met|held|arrived|visited|left|began|came|went|took|spoke|received|travell?ed|flew|returned|"
    r"signed|hosted|attended|toured|opened|concluded|landed|paid|led|gave|saw|sat|stopped|walked)\b",
    re.I,
)
COMING = re.compile(r"\b(?:will|to|next|upcoming|expected|due|scheduled|planned)\b", re.I)
CLAUSE = re.compile(r"[,;:(]|\b(?:who|where|which|when|while|and|but)\b", re.I)
# Between two days, these make a span of them: "today and tomorrow", "Monday through Wednesday".
BETWEEN_DAYS = re.compile(r" (?:and|&) (?:on )?|(?P<up_to> ?- ?| (?:to|through|thru|until|till) )", re.I)
OF_WEEK = re.compile(r" of (?:this|last|next) week\b", re.I)
JOINT = re.compile(r"(?:\b(?:and|to|through|thru|until|till)|&|-) ?$", re.I)
LONGEST_BETWEEN = 10  # days from the first to the last
IS_NOW = re.compile(r"\b(?:is|are)\b")
DAY_OF_VISIT_GIVEN = "the account gives the day of the visit"
BEFORE = 40  # characters that are looked at before a date
BESIDE = 8  # characters within which a weekday stands beside a date, and belongs to it


class DateFinder:
    """Finds the dates of one sentence; ``offset`` is where it begins in the text."""

    def __init__(self, text: str, offset: int, context: DateContext, ahead: bool) -> None:
        self.text, self.offset, self.context, self.ahead = text, offset, context, ahead
        self.mentions: list[DateMention] = []
        self.taken: list[tuple[int, int]] = []

    def find(self) -> list[DateMention]:
        self.find_forms()
        self.find_spans()
        self.find_relative()
        self.find_weekdays()
        self.find_from_last_day()
        self.find_days_of_visit()
        self.join_days()
        exact = [mention for mention in self.mentions if mention.start and mention.reason == GIVEN]
        self.mentions = [
            mention
            for mention in self.mentions
            # "today, 4 December 2023" is one date.
            if mention in exact
            or not any(0 <= date.passage.start - mention.passage.end <= BESIDE for date in exact)
        ]
        return sorted(self.mentions, key=lambda mention: mention.passage)

    def join_days(self) -> None:
        """Make one span of two days that stand side by side: "today and tomorrow"."""
        self.mentions.sort(key=lambda mention: mention.passage)
        joined: list[DateMention] = []
        for mention in self.mentions:
            before = joined[-1] if joined else None
            if before and self.are_joined(before, mention):
                joined[-1] = replace(
                    before,
                    end=mention.end,
                    passage=Passage(before.passage.start, mention.passage.end),
                    words=self.text[before.passage.start - self.offset : mention.passage.end - self.offset],
                )
            else:
                joined.append(mention)
        self.mentions = joined

    def are_joined(self, first: DateMention, last: DateMention) -> bool:
        between = BETWEEN_DAYS.fullmatch(
            self.text, first.passage.end - self.offset, last.passage.start - self.offset
        )
        if not between or not (first.is_one_day and last.is_one_day and first.start and last.start):
            return False
        days = (last.start - first.start).days
        return days == 1 or (bool(between["up_to"]) and 0 < days <= LONGEST_BETWEEN)

    def is_ahead(self, match: re.Match[str]) -> bool:
        """Whether the words before a date speak of what is to come."""
        clause = CLAUSE.split(self.text[: match.start()])[-1]
        return self.ahead and (not PAST.search(clause) or bool(COMING.search(clause)))

    def is_free(self, start: int, end: int) -> bool:
        return not any(start < other_end and other_start < end for other_start, other_end in self.taken)

    def passage(self, start: int, end: int) -> Passage:
        return Passage(self.offset + start, self.offset + end)

    def add(self, match: re.Match[str], meaning: DateMeaning | None, **changes: Any) -> None:
        """Add the date that words mean, if they mean one; ``changes``: what more is known of it."""
        if meaning is None:
            return
        before, words = self.before(match), match.group().rstrip(" ,")
        if words.lower().startswith("on "):
            before += "on "
        self.mentions.append(
            DateMention(
                **vars(meaning),
                passage=self.passage(match.start(), match.start() + len(words)),
                words=words,
                is_due=bool(DUE.search(before) or SAID.match(self.text, match.end())),
                **changes,
            )
        )
        self.taken.append(match.span())

    def before(self, match: re.Match[str]) -> str:
        return self.text[max(0, match.start() - BEFORE) : match.start()]

    def find_forms(self) -> None:
        for form in FORMS:
            for match in form.pattern.finditer(self.text):
                if not self.is_free(*match.span()):
                    continue
                before = self.before(match)
                meaning = form.read(FormMatch(match, before, self.context, self.is_ahead(match)))
                self.add(match, meaning, is_planned=bool(PLANNED.search(before)))
                if meaning is None and form.names_day:
                    # "31 February 2021" is no day, and not February either.
                    self.taken.append(match.span())

    def find_spans(self) -> None:
        if not self.context.text_date:
            return
        for match in WEEKDAYS_SPAN.finditer(self.text):
            if self.is_free(match.start(), match.end() + BESIDE):
                is_now = bool(IS_NOW.search(self.text))
                self.add(match, read_weekdays(match, self.context.text_date, self.is_ahead(match), is_now))

    def find_relative(self) -> None:
        for match in RELATIVE.finditer(self.text):
            beside = BESIDE if match["weekday"] else 0  # "on Sunday 12 May" is that day
            if self.is_free(match.start(), match.end() + beside):
                self.add(match, read_relative(match, self.context, self.is_ahead(match)))

    def find_weekdays(self) -> None:
        if not self.context.text_date:
            return
        for match in BARE_WEEKDAY.finditer(self.text):
            # "Monday and Tuesday" are two days, "12 May, Sunday" is one.
            beside = 0 if JOINT.search(self.text, max(0, match.start() - BESIDE), match.start()) else BESIDE
            after = 0 if OF_WEEK.match(self.text, match.end()) else BESIDE
            if self.is_free(match.start() - beside, match.end() + after):
                self.add(match, read_weekday(match.group(), self.context.text_date, self.is_ahead(match)))

    def find_from_last_day(self) -> None:
        for match in FROM_LAST_DAY.finditer(self.text):
            at = self.offset + match.start()
            before = [
                mention for mention in self.mentions if mention.passage.end <= at and mention.is_one_day
            ]
            last_day = (
                max(before, key=lambda mention: mention.passage).start if before else self.context.last_day
            )
            if not self.is_free(*match.span()):
                continue
            if last_day:
                self.add(match, read_from_last_day(match, last_day))
            elif number := day_of_visit_from(match, self.context.visit_day):
                self.add(match, DateMeaning(reason=DAY_OF_VISIT_GIVEN), day_of_visit=number)
        for match in ORDINAL.finditer(self.text):
            if self.is_free(*match.span()):
                self.add(match, read_ordinal(match, self.context))

    def find_days_of_visit(self) -> None:
        for match in DAY_OF_VISIT.finditer(self.text):
            if self.is_free(*match.span()):
                meaning = DateMeaning(reason=DAY_OF_VISIT_GIVEN)
                self.add(match, meaning, day_of_visit=day_of_visit(match))


def find_dates(text: str, offset: int, context: DateContext, ahead: bool = False) -> list[DateMention]:
    """Return the dates in ``text``, in order; ``offset`` is where it begins in the whole text.

    ``ahead``: the sentence speaks of what is to come, so that "on Tuesday" is the next.
    """
    return DateFinder(text, offset, context, ahead).find()
