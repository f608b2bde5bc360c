"""Whether two spellings are of one name: the one rule for imports, duplicates and suggestions.

What differs in nothing but case, composition, apostrophes, invisible characters or punctuation is the
same. What differs in marks may be the same where one spelling has none (Jose, José); different marks
make two names (Hùng, Hưng). Any other difference makes two names, however near; how near is told by
`engagements.common.name_likeness`.
"""

import unicodedata
from enum import Enum
from functools import lru_cache
from itertools import product

from .folding import UNMARKED, fold, fold_keeping_marks

Letters = tuple[tuple[str, str], ...]  # each letter without its marks, and what these are


class Sameness(Enum):
    SAME = "the same"
    MAY_BE = "may be the same"
    DIFFERENT = "different"


def compare_spellings(name: str, other: str) -> Sameness:
    """Return whether ``name`` and ``other``, as they are written, are of one name."""
    if fold_keeping_marks(name) == fold_keeping_marks(other):
        return Sameness.SAME
    if fold(name) != fold(other):
        return Sameness.DIFFERENT
    return Sameness.MAY_BE if marks_agree(name, other) else Sameness.DIFFERENT


def marks_agree(name: str, other: str) -> bool:
    """Return whether two names that are folded alike have the same marks, wherever both have one."""
    pairs = zip(marked_letters(name), marked_letters(other), strict=True)
    return all(not marks or not other_marks or marks == other_marks for (_, marks), (_, other_marks) in pairs)


def marks_contradict(name: str, other: str) -> bool:
    """Return whether a word stands in both names with different marks; the order of words does not count."""
    pairs = product(fold_keeping_marks(name).split(), fold_keeping_marks(other).split())
    agreements: dict[str, bool] = {}
    for word, other_word in pairs:
        if (folded := fold(word)) == fold(other_word):
            agreements[folded] = agreements.get(folded, False) or marks_agree(word, other_word)
    return not all(agreements.values())


@lru_cache(maxsize=1 << 12)
def marked_letters(name: str) -> Letters:
    """Return the letters of ``name``; a letter that is folded into two (æ) has its mark on the second."""
    letters: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFKD", fold_keeping_marks(name)):
        base = character if character == " " else UNMARKED[ord(character)].strip()
        letters += [(letter, "") for letter in base]
        if base != character and letters:
            letter, marks = letters[-1]
            letters[-1] = letter, marks + character
    return tuple(letters)
