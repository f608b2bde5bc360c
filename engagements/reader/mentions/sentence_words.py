"""The words of a sentence, and what each of them may be."""

from collections.abc import Collection
from typing import Any

from engagements.common.folding import fold
from engagements.reader.dates.words import MONTHS
from engagements.reader.directory import Directory
from engagements.reader.places.cities import countries_of_city
from engagements.reader.places.finding import PlaceMention
from engagements.reader.text.sentences import Sentence
from engagements.reader.words import (
    COMPANY_ENDINGS,
    DOMAIN,
    HEADS,
    HEADS_BEFORE_FOR,
    MODIFIERS,
    ORGANIZATION_WORDS,
    PLAIN_WORDS,
    PLURAL_HEADS,
    SHORT_OFFICES,
)

from .mention import Mention, MentionKind

LONGEST_PHRASE = 16  # words before an office, or after it
LONGEST_OFFICE = 5  # words up to the one that makes it an office
# Plain words that are names as well, where they are written large.
NAME_WORDS = frozenset(("new", "main", "key", "will", "may", "april", "june"))
ABBREVIATED_HEADS = ("pres", "gov", "sen", "rep")  # offices only before a name


class SentenceWords:
    """The words of one sentence; ``surnames`` are folded ones that the text gives elsewhere."""

    def __init__(
        self,
        sentence: Sentence,
        places: dict[int, PlaceMention],
        directory: Directory,
        surnames: Collection[str] = frozenset(),
    ) -> None:
        self.sentence, self.places, self.directory, self.surnames = sentence, places, directory, surnames
        self.words = sentence.words
        self.size = len(self.words)
        self.lows = [word.lower for word in self.words]
        self.covered = {i: place for place in places.values() for i in range(place.first, place.last)}

    def low(self, i: int) -> str:
        """Return word ``i`` in lower case; "" before the first and after the last."""
        return self.lows[i] if 0 <= i < self.size else ""

    def after_the(self, i: int) -> int:
        """Return ``i``, or the number of the word after it where word ``i`` is "the"."""
        return i + 1 if self.low(i) == "the" else i

    def text(self, first: int, last: int) -> str:
        if first >= last:
            return ""
        start, end = self.words[first].start, self.words[last - 1].end
        return " ".join(self.sentence.plain[start:end].split())

    def mention(self, first: int, last: int, kind: MentionKind, **fields: Any) -> Mention:
        """Return the mention that words ``first`` up to ``last`` are."""
        return Mention(
            first, last, self.words[first].start, self.words[last - 1].end, kind,
            is_possessive=self.low(last) == "'s", sentence_end=self.sentence.end,
            in_heading=self.sentence.is_heading, **fields,
        )  # fmt: skip

    def end_at(self, mention: Mention, last: int) -> None:
        """Let ``mention`` reach up to word ``last``."""
        mention.last, mention.end = last, self.words[last - 1].end

    def may_name(self, surnames: Collection[str]) -> bool:
        """Whether one of these folded names stands in the sentence."""
        return any(word.is_capital and fold(word.text) in surnames for word in self.words)

    def is_capital(self, i: int) -> bool:
        return self.words[i].is_capital

    def is_name_word(self, i: int) -> bool:
        """Whether word ``i`` is written like part of a name."""
        if not i < self.size or self.words[i].is_mark or self.words[i].text == "'s":
            return False
        word = self.words[i]
        if not word.is_capital or word.text[0].isdigit():
            return False
        low = word.lower
        if low in MONTHS and (self.low(i - 1)[:1].isdigit() or self.low(i + 1)[:1].isdigit()):
            return False
        is_initial = len(word.text) == 1 and self.low(i + 1) == "."
        if low in PLAIN_WORDS and not is_initial and (low not in NAME_WORDS or word.is_upper):
            return False
        return not (i == 0 and low.endswith("ly") and len(low) > 5)

    def may_be_name(self, i: int) -> bool:
        """Whether word ``i`` is a plain word that may be a name where only a name can stand: "To Lam"."""
        return (
            0 < i < self.size
            and self.lows[i] in PLAIN_WORDS
            and self.words[i].text.istitle()
            and not self.sentence.is_heading
        )

    def begins_plain_name(self, i: int) -> bool:
        """Whether a name begins at word ``i`` with a word that is a plain one elsewhere: "He Lifeng"."""
        following = i + 1
        return (
            self.may_be_name(i)
            and self.is_name_word(following)
            and following not in self.covered
            and self.low(following) not in DOMAIN
            and not self.begins_office(following)
        )

    def is_head(self, i: int) -> bool:
        """Whether word ``i`` makes a phrase an office."""
        low = self.low(i)
        if low in ABBREVIATED_HEADS and not self.is_name_word(i + 1 + (self.low(i + 1) == ".")):
            return False  # "Hun Sen"
        if low == "das" and not self.words[i].is_upper:
            return False  # a DAS is a Deputy Assistant Secretary, "Das" a name
        if low in HEADS_BEFORE_FOR:
            return self.low(i + 1) == "for"
        if low in ("chief", "marshal") and self.low(i - 1) in ("air", "chief", "field"):
            return False
        return low in HEADS and (low not in SHORT_OFFICES or self.words[i].text[0].isupper())

    def begins_office(self, i: int) -> bool:
        """Whether an office without anything before it begins at word ``i``."""
        for j in range(i, min(self.size, i + LONGEST_OFFICE)):
            if self.is_head(j) or self.low(j) in PLURAL_HEADS:
                return True
            if self.low(j) not in MODIFIERS and not self.is_demonym(j):
                return False
        return False

    def is_demonym(self, i: int) -> bool:
        return i in self.covered and self.covered[i].is_demonym

    def is_place(self, i: int) -> bool:
        return i in self.covered and not self.covered[i].is_demonym

    def country_at(self, i: int) -> str:
        place = self.covered.get(i)
        return place.country if place else ""

    def town_that_leads(self, i: int) -> int:
        """Return where a town ends at word ``i`` that says where all that follows was; 0 where none is.

        "In Oslo Ambassador Roe met", "Yesterday in Oslo Ambassador Roe met".
        """
        if self.low(i - 1) not in ("in", "at"):
            return 0
        j = i - 2
        while j >= 0 and (self.lows[j] in PLAIN_WORDS or self.lows[j][0].isdigit()):
            j -= 1
        if j >= 0 and not self.words[j].is_mark:
            return 0
        if place := self.places.get(i):
            is_of_name = self.has_organization_word(place.last, place.last + 2)  # "Oslo City Hall"
            return place.last if place.is_town and not is_of_name else 0
        last = i
        while last < self.size and self.is_name_word(last) and not self.begins_office(last):
            last += 1
        is_city = last < self.size and self.begins_office(last) and countries_of_city(self.text(i, last))
        return last if is_city else 0

    def is_acronym(self, i: int) -> bool:
        return i < self.size and self.words[i].is_upper and 2 <= len(self.words[i].text) <= 8

    def is_organization_word(self, i: int, first: int) -> bool:
        """Whether word ``i`` of a name that begins at word ``first`` makes it that of an organization."""
        low = self.low(i)
        if low in ORGANIZATION_WORDS or (low.endswith("bank") and self.is_name_word(i)):
            return True
        return i > first and self.words[i].text in COMPANY_ENDINGS

    def has_organization_word(self, first: int, last: int) -> bool:
        return any(self.is_organization_word(j, first) for j in range(first, min(last, self.size)))
