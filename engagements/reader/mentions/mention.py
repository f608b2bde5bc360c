"""Who is named by some words of a sentence."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re
from dataclasses import dataclass
from typing import Literal

from engagements.common.folding import fold
from engagements.reader.proposals import Passage
from engagements.reader.words import INTERNATIONAL, THIRD_PARTY_WORDS

MentionKind = Literal["person", "office", "group", "organization"]

# A group of these words says no more than "numerous Mexican officials".
VAGUE_WORDS = frozenset(
    "numerous several various many senior other high-level key top officials counterparts leaders figures "
    "partners authorities local government governors representatives members stakeholders and with of "
    "from range number a the his her their both two countries sides agencies executives".split()
)
REFERS_BACK = re.compile(r"(?:the )?(?:two|three|both)\b", re.I)  # "the two ministers"


@dataclass(eq=False)
class Mention:
    """Who is named by words ``first`` up to ``last`` (not included) of a sentence."""

    first: int
    last: int
    start: int
    end: int
    kind: MentionKind
    name: str = ""
    honorific: str = ""
    native_name: str = ""
    title: str = ""
    acting: bool = False
    organization: str = ""
    country: str = ""
    description: str = ""
    note: str = ""
    is_definite: bool = False  # "the Minister", "his Minister"
    is_possessive: bool = False
    role: str = ""  # in the meeting: "Chair"
    is_tentative: bool = False  # a name by its capitals alone
    head: str = ""  # the word that makes the title an office
    sentence_end: int = 0
    in_heading: bool = False
    is_counterpart: bool = False  # "her Kenyan counterpart": of the same office
    is_listed: bool = False
    section: str = ""  # of a list of people that it stands in: "country", "third", "other"

    @property
    def passage(self) -> Passage:
        return Passage(self.start, self.end)

    @property
    def is_third_party(self) -> bool:
        if self.section == "third":
            return True
        if self.kind != "group":
            return False
        folded = fold(self.description)
        international = any(f" {name} " in f" {folded} " for name in INTERNATIONAL)
        return international or not THIRD_PARTY_WORDS.isdisjoint(folded.split())

    @property
    def is_usable(self) -> bool:
        """Whether it can be somebody who took part."""
        if self.kind == "person" and self.is_tentative:
            return " " in self.name
        if self.kind == "group":
            return not REFERS_BACK.match(self.description)
        return self.kind != "office" or bool(self.title or self.description)

    @property
    def is_vague(self) -> bool:
        """Whether it is a group that says no more than "numerous Mexican officials"."""
        if self.kind != "group":
            return False
        words = self.description.split()
        plain = [word for word in words if word[0].islower()]
        names = len(words) - len(plain)
        return names <= bool(self.country) and all(fold(word) in VAGUE_WORDS for word in plain)
