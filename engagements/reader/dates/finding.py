"""The dates in a sentence."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.proposals import Passage

from .date_context import DateContext
from .date_mentions import GIVEN, DateMention
from .forms import FORMS, FormMatch
from .relative import BARE_WEEKDAY, RELATIVE, read_relative, read_weekday

# Before a date, these make it one of something else than the sentence tells of.
DUE = re.compile(
    r"\b(?:(?:since|after|before|upon|on) (?:assuming|taking|entering) (?:up )?(?:the |his |her )?"
    r"(?:office|post|duties) (?:on|in)|since|until|till|before|after|by|dated|signed(?: in| on)?|adopted(?: in| on)?|"
    r"concluded in|"
    r"established in|"
    r"founded in|following|ahead of|prior to|as of|from as early as|born|elected in|appointed in|due|"
    r"beginning|starting|scheduled for|planned for|deadline of|end of)(?: the)?(?: \w+)? ?$",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:scheduled|planned|due|set|foreseen|originally) (?:for|to take place on|on|from)(?: the)? ?$", re.I
)
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
        self.find_relative()
        self.find_weekdays()
        exact = [mention for mention in self.mentions if mention.start and mention.reason == GIVEN]
        self.mentions = [
            mention
            for mention in self.mentions
            # "today, 4 December 2023" is one date.
            if mention in exact
            or not any(0 <= date.passage.start - mention.passage.end <= BESIDE for date in exact)
        ]
        return sorted(self.mentions, key=lambda mention: mention.passage)

    def is_free(self, start: int, end: int) -> bool:
        return not any(start < other_end and other_start < end for other_start, other_end in self.taken)

    def passage(self, start: int, end: int) -> Passage:
        return Passage(self.offset + start, self.offset + end)

    def find_forms(self) -> None:
        for form in FORMS:
            for match in form.pattern.finditer(self.text):
                if not self.is_free(*match.span()):
                    continue
                before = self.text[max(0, match.start() - BEFORE) : match.start()]
                meaning = form.read(FormMatch(match, before, self.context, self.ahead))
                if meaning or form.names_day:
                    # "31 February 2021" is no day, and not February either.
                    self.taken.append(match.span())
                if meaning:
                    words = match.group().rstrip(" ,")
                    self.mentions.append(
                        DateMention(
                            **vars(meaning),
                            passage=self.passage(match.start(), match.start() + len(words)),
                            words=words,
                            is_due=bool(DUE.search(before)),
                            is_planned=bool(PLANNED.search(before)),
                        )
                    )

    def find_relative(self) -> None:
        for match in RELATIVE.finditer(self.text):
            beside = BESIDE if match["weekday"] else 0  # "on Sunday 12 May" is that day
            if self.is_free(match.start(), match.end() + beside) and (
                meaning := read_relative(match, self.context, self.ahead)
            ):
                self.mentions.append(
                    DateMention(**vars(meaning), passage=self.passage(*match.span()), words=match.group())
                )
                self.taken.append(match.span())

    def find_weekdays(self) -> None:
        if not self.context.text_date:
            return
        for match in BARE_WEEKDAY.finditer(self.text):
            if self.is_free(match.start() - BESIDE, match.end() + BESIDE):
                meaning = read_weekday(match.group(), self.context.text_date, self.ahead)
                self.mentions.append(
                    DateMention(**vars(meaning), passage=self.passage(*match.span()), words=match.group())
                )


def find_dates(text: str, offset: int, context: DateContext, ahead: bool = False) -> list[DateMention]:
    """Return the dates in ``text``, in order; ``offset`` is where it begins in the whole text.

    ``ahead``: the sentence speaks of what is to come, so that "on Tuesday" is the next.
    """
    return DateFinder(text, offset, context, ahead).find()
