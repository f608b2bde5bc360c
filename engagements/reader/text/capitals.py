"""Texts in capitals, as cables have them, written as others are."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re

from engagements.reader.words import PLAIN_WORDS

MONTHS = frozenset(
    (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    )
)  # fmt: skip
# Verbs and pronouns of accounts, which no name is.
VERBS = frozenset(
    "said told asked added stated noted stressed raised expressed explained replied responded "
    "reiterated reaffirmed emphasized underlined underscored confirmed informed announced invited "
    "offered requested urged proposed thanked briefed congratulated travel visiting planned plans "
    "expected wants wanted went came took take taken made make gave give being does says believes "
    "believed an him them himself herself themselves any because whether whose until since again still "
    "out off up down".split()
)
SHORT_NAMES = frozenset(("ali", "bin", "kim", "lee", "may"))
VOWELS = frozenset("aeiouy")
LETTERS = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")
LEAST_LETTERS = 40  # of a line that may be one in capitals


def recase(plain: str) -> str:
    """Return a text with its lines in capitals written as others are, character for character.

    Names, titles and acronyms can't be told apart there; words of more than three letters
    are taken for what they would be at the beginning of a sentence.
    """
    lines = plain.split("\n")
    goes_on = False  # the line before was one of these: the last of its paragraph may be short
    for number, line in enumerate(lines):
        letters = [character for character in line if character.isalpha()]
        upper = sum(letter.isupper() for letter in letters)
        is_long = len(letters) > LEAST_LETTERS or (goes_on and line.rstrip().endswith("."))
        goes_on = is_long and upper > 0.8 * len(letters)
        if goes_on:
            lines[number] = LETTERS.sub(recase_word, line)
    return "\n".join(lines)


def recase_word(match: re.Match[str]) -> str:
    word = match.group()
    lower = word.lower()
    beside = (
        match.string[max(0, match.start() - 2) : match.start()] + match.string[match.end() : match.end() + 2]
    )
    if lower in MONTHS and DIGIT.search(beside):
        changed = word.capitalize()
    elif lower in PLAIN_WORDS or lower in VERBS or lower in ("of", "for"):
        changed = lower
    elif (len(word) <= 3 and lower not in SHORT_NAMES) or not VOWELS.intersection(lower):
        changed = word
    else:
        changed = word.capitalize()
    return changed if len(changed) == len(word) else word
