"""Sentences and words, with their offsets in the text that was read."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engagements.reader.proposals import Passage

# Marks that belong to the letter before them, in the scripts that have them.
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e\u1000-\u109f"
LETTER = rf"[\w{MARKS}]"
WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?!{LETTER})"
    rf"|{LETTER}+(?:['’.&/\-‐‑](?=\w){LETTER}+)*"
    r"|[^\w\s]"
)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


class Word:
    """A word or a mark, with its place in the text."""

    __slots__ = ("end", "is_capital", "is_mark", "lower", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.lower = text.lower()
        self.is_mark = not (text[0].isalnum() or text[0] == "_")
        self.is_capital = begins_name(text)

    @property
    def is_upper(self) -> bool:
        letters = [character for character in self.text if character.isalpha()]
        return len(letters) > 1 and all(letter.isupper() for letter in letters)


def begins_name(text: str) -> bool:
    """Whether a word is written with a capital, or in a script that has none."""
    first = text[0]
    if not first.isalpha():
        return False
    # "eThekwini" and "al-Sudani" are names too.
    return not first.islower() or text[1:2].isupper() or ("-" in text and text.split("-")[1][:1].isupper())


@dataclass(eq=False)
class Sentence:
    """One sentence, heading or list entry; ``paragraph`` and ``number`` count from 0."""

    plain: str  # the whole text, one character for one of the original
    start: int
    end: int
    number: int = 0
    paragraph: int = 0
    is_heading: bool = False
    is_bullet: bool = False
    is_dateline: bool = False
    is_delegation: bool = False  # the entries are members of one
    is_prose_entry: bool = False  # an entry of a list of people that begins with no name
    entries: "list[Any] | None" = None  # the mentions of a line in a list of people

    @cached_property
    def text(self) -> str:
        return self.plain[self.start : self.end]

    @cached_property
    def words(self) -> list[Word]:
        words = []
        for match in WORD.finditer(self.plain, self.start, self.end):
            text, start, end = match.group(), match.start(), match.end()
            ending = POSSESSIVE.search(text)
            if ending and ending.start():
                words.append(Word(text[: ending.start()], start, start + ending.start()))
                words.append(Word("'s", start + ending.start(), end))
            else:
                words.append(Word(text, start, end))
        return words

    @cached_property
    def starts(self) -> list[int]:
        return [word.start for word in self.words]

    def word_at(self, offset: int) -> int:
        """Return the number of the first word at or after ``offset`` in the text."""
        return bisect_left(self.starts, offset)

    def word_before(self, position: int) -> str:
        """Return the word before word ``position``, in lower case; "" for the first."""
        return self.words[position - 1].lower if position else ""

    def passage_of(self, first: int, last: int) -> Passage:
        """Return the passage of the words ``first`` up to ``last`` (not included)."""
        return Passage(self.words[first].start, self.words[last - 1].end)

    @property
    def passage(self) -> Passage:
        return Passage(self.start, self.end)
