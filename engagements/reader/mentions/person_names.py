"""Names of people, with what stands before them: "H.E. Dr. Francisco Garduño Yáñez"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from typing import NamedTuple

from engagements.common.folding import fold
from engagements.reader.words import (
    ALWAYS_HONORIFIC,
    BEFORE_RANKS,
    HONORIFICS,
    ORGANIZATION_WORDS,
    PARTICLES,
    RANKS,
)

from .sentence_words import SentenceWords

STYLES = frozenset("excellency majesty highness royal honour honor eminence holiness worship".split())
ROYAL = frozenset("king queen prince princess emperor empress sultan emir pope".split())
GIVEN_NAMES = ("sultan", "emir")
AFTER_NAMES = frozenset(
    "TD MP MEP KC QC SC CBE OBE MBE DBE KBE KCMG CMG GCMG AO AM CNZM ONZM PhD CSc DrSc LLD MD MLA MSP "
    "NI HI SI EGH EBS MGH".split()
)
SHORT_STYLES = ("HE", "HH", "HRH", "HM")
# Offices that are names as well.
OFFICES_IN_NAMES = frozenset(("prince", "king", "judge", "dean"))
# Given names that are written short: "Ma. Fernanda", "Wm. Roe".
SHORT_GIVEN_NAMES = frozenset(
    "ma md mohd muhd abd wm chas geo jos thos jas alex fco fdo gpe th chr joh".split()
)
QUOTES = ('"', "“", "”", "„", "«", "»")
LONGEST_NAME = 8  # words


class PersonName(NamedTuple):
    honorific: str
    name: str  # "" where there is none
    end: int  # the number of the word after it


class Honorific(NamedTuple):
    text: str  # "" for a word that only leads to one
    end: int


def name_at(words: SentenceWords, i: int, after_office: bool = False) -> PersonName:
    """Return the name that begins at word ``i``, or one that is empty."""
    honorifics, first = honorifics_at(words, i, after_office)
    last = end_of_name(words, first, bool(honorifics), after_office)
    stop = last
    while stop - first > 2 and words.words[stop - 1].text in AFTER_NAMES:
        stop -= 1
    name = words.text(first, stop)
    last = end_of_letters(words, last)
    is_town = last - first == 1 and words.is_place(first) and not honorifics and not after_office
    if not name or is_town:
        return PersonName(" ".join(honorifics), "", i)
    return PersonName(" ".join(honorifics), name, last)


def end_of_letters(words: SentenceWords, i: int) -> int:
    """Return the number of the word after letters behind a name and a comma: "Jane Roe, CSc., Rector"."""
    while words.low(i) == "," and i + 1 < words.size and words.words[i + 1].text in AFTER_NAMES:
        i += 2
        if words.low(i) == "(" and words.low(i + 2) == ")":
            i += 3
        if words.low(i) == "." and words.low(i + 1) == ",":
            i += 1
    return i


def honorifics_at(words: SentenceWords, i: int, after_office: bool) -> tuple[list[str], int]:
    """Return the honorifics from word ``i`` on, and the number of the word after them."""
    honorifics: list[str] = []
    while i < words.size and (honorific := honorific_at(words, i, bool(honorifics), after_office)):
        if honorific.text:
            honorifics.append(honorific.text)
        i = honorific.end
    return honorifics, i


def honorific_at(words: SentenceWords, i: int, after_another: bool, after_office: bool) -> Honorific | None:
    low, following = words.low(i), words.low(i + 1)
    if low == "the" and (following in ALWAYS_HONORIFIC or following == "right"):
        return Honorific("", i + 1)
    if low in ("his", "her", "their") and following in STYLES and words.is_capital(i + 1):
        return Honorific(words.text(i, i + 2), i + 2)
    if (
        (low in ROYAL and low not in GIVEN_NAMES and after_another)
        or is_prince(words, i)
        or (low == "right" and following in ("honourable", "honorable", "hon"))
    ):
        return Honorific(words.words[i].text, i + 1)
    if words.words[i].text in SHORT_STYLES or begins_rank(words, i):
        return abbreviated_honorific(words, i)
    is_rank = low in RANKS and (after_another or after_office or not words.is_place(i + 1))
    if following in ORGANIZATION_WORDS and not after_another:
        is_rank = False  # "General Headquarters"
    is_honorific = low in ALWAYS_HONORIFIC or is_rank or (after_another and low in HONORIFICS)
    if is_honorific and words.is_capital(i):
        return abbreviated_honorific(words, i)
    return None


def begins_rank(words: SentenceWords, i: int) -> bool:
    """Whether word ``i`` is the first of a rank of several words: "Sen. Lt. Gen.", "Vice Admiral"."""
    following = i + 2 if words.low(i + 1) == "." else i + 1
    if words.low(i) not in BEFORE_RANKS or not words.is_capital(i) or following >= words.size:
        return False
    is_rank = words.low(following) in RANKS and words.is_capital(following)
    return is_rank or begins_rank(words, following)


def is_prince(words: SentenceWords, i: int) -> bool:
    """Whether word ``i`` is of the name, not an office: "Princess Noura Bint Saad, Ambassador"."""
    return words.low(i) in ("prince", "princess") and words.is_capital(i) and words.is_name_word(i + 1)


def abbreviated_honorific(words: SentenceWords, i: int) -> Honorific:
    """Read "Gen. (ret.)": an honorific with its full stop, and whether somebody still serves."""
    text = words.words[i].text
    i += 1
    if words.low(i) == ".":
        text += "."
        i += 1
    if words.low(i) == "(" and words.low(i + 1) in ("ret", "retired", "rtd", "mrs"):
        while i < words.size and words.low(i) != ")":
            i += 1
        i += 1
    return Honorific(text, i)


def end_of_name(words: SentenceWords, first: int, has_honorific: bool, after_office: bool) -> int:
    """Return the number of the word after a name that begins at word ``first``; ``first`` for none."""
    i = last = first
    if (has_honorific or after_office) and words.begins_plain_name(first):
        i += 1
    while i < words.size and i - first < LONGEST_NAME:
        if last > first and ends_in_heading(words, i):
            break
        if goes_on_in_name(words, i, first):
            i += 1
        elif is_part_of_name(words, i, first, has_honorific):
            i += 1
            last = i
        else:
            break
    if last - first <= 1 and (has_honorific or after_office) and ends_with_plain_word(words, last):
        last += 1
    return last


def ends_with_plain_word(words: SentenceWords, i: int) -> bool:
    """Whether word ``i`` ends a name, and is a plain one elsewhere: "Mark Day", "Vice Premier He"."""
    is_verb = words.low(i).endswith(("s", "ed", "ing"))
    return words.may_be_name(i) and not is_verb and not (i + 1 < words.size and words.is_capital(i + 1))


def ends_in_heading(words: SentenceWords, i: int) -> bool:
    """Whether a name ends before word ``i`` of a heading that writes all words large."""
    if not words.sentence.is_heading:
        return False
    return fold(words.words[i - 1].text) in words.surnames and fold(words.words[i].text) not in words.surnames


def goes_on_in_name(words: SentenceWords, i: int, first: int) -> bool:
    """Whether word ``i`` is a particle before another part of a name, or the full stop of an initial."""
    if words.words[i].text == ".":
        is_short = words.low(i - 1) in SHORT_GIVEN_NAMES and words.is_name_word(i + 1)
        return i > first and (len(words.words[i - 1].text) == 1 or is_short)
    if words.words[i].text in QUOTES:
        return i > first and is_of_nickname(words, i)
    if words.low(i) not in PARTICLES:
        return False
    return (not words.is_capital(i) and words.is_name_word(i + 1)) or (
        words.low(i + 1) in PARTICLES and words.is_name_word(i + 2)
    )


def is_of_nickname(words: SentenceWords, i: int) -> bool:
    """Whether a quotation mark at word ``i`` begins or ends a name within a name: 'Ann "Bee" Roe'."""
    marks = [j for j in range(max(0, i - 3), i + 4) if j < words.size and words.words[j].text in QUOTES]
    if len(marks) != 2 or not 1 < marks[1] - marks[0] <= 3:
        return False
    inside = range(marks[0] + 1, marks[1] + 2)
    return words.is_name_word(marks[0] - 1) and all(words.is_name_word(j) for j in inside if j != marks[1])


def is_part_of_name(words: SentenceWords, i: int, first: int, has_honorific: bool) -> bool:
    if not words.is_name_word(i) or words.is_demonym(i):
        return False
    low = words.low(i)
    is_name = low in OFFICES_IN_NAMES or (i == first and low in GIVEN_NAMES)
    if words.is_head(i) and not (is_name and (i > first or has_honorific)):
        return False
    if i == first:
        return True
    if low in ALWAYS_HONORIFIC and (words.low(i + 1) == "." or words.is_name_word(i + 1)):
        return False  # "in the Capital Mr. Roe"
    return has_honorific or low not in ORGANIZATION_WORDS
