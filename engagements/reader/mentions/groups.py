"""Groups without names: "representatives of private industry"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from typing import NamedTuple

from engagements.reader.words import (
    GROUPS,
    HEADS,
    MODIFIERS,
    ORGANIZATION_WORDS,
    PLAIN_WORDS,
    THIRD_PARTY_WORDS,
)

from .mention import Mention
from .sentence_words import SentenceWords

LONGEST_BEFORE, LONGEST_AFTER = 6, 9  # words before the one that makes a group, and after it
JOINED_WORDS = THIRD_PARTY_WORDS | GROUPS | MODIFIERS
ENDING_WORDS = PLAIN_WORDS - {"new", "various", "several", "many", "key"}
LISTED_WORDS = THIRD_PARTY_WORDS | ORGANIZATION_WORDS | {"the"}
# What follows these tells no more of who a group is.
AFTER_GROUP = frozenset(
    "also participated attended joined met discussed took have has is are will as by for who to on in at "
    "about during with including was were had where".split()
)
LINKING_WORDS = frozenset(("the", "and", "a", "of", "&", ",", "-"))


class GroupPart(NamedTuple):
    last: int  # the number of the word after it
    country: str


def group_at(words: SentenceWords, i: int) -> Mention | None:
    """Return the mention of a group that begins at word ``i``, or None."""
    first = i + 1 if words.low(i) in ("the", "some", "other") else i
    group = group_word_after(words, first)
    if group is None:
        return None
    last, country = group
    if words.low(last) in ("of", "from"):
        last, country_after = end_of_origin(words, last + 1)
        country = country or country_after
    return words.mention(i, last, "group", description=words.text(first, last), country=country)


def group_word_after(words: SentenceWords, first: int) -> GroupPart | None:
    """Return the end of the word that makes a group, and the country named before it: "Kenyan officials"."""
    i, country = first, ""
    while i < words.size and i - first < LONGEST_BEFORE:
        if words.low(i) in GROUPS and words.low(i + 1) not in GROUPS:
            return GroupPart(i + 1, country)
        if i in words.places:
            country = country or words.places[i].country
            i = words.places[i].last
        elif may_stand_before_group(words, i, first):
            i += 1
        else:
            return None
    return None


def may_stand_before_group(words: SentenceWords, i: int, first: int) -> bool:
    """Whether word ``i`` may say of what kind a group is: "private", "mining"."""
    low, following = words.low(i), words.low(i + 1)
    if low in ("of", "for", "'s"):
        return False
    is_joint = low in ("and", "-") and i > first and following in JOINED_WORDS
    if (words.words[i].is_mark or low in ENDING_WORDS) and not is_joint:
        return False
    if low.endswith(("ed", "ly")) and len(low) > 4 and low not in ("united", "family"):
        return False
    return low not in HEADS or following in GROUPS


def end_of_origin(words: SentenceWords, first: int) -> GroupPart:
    """Return where it ends what a group is of, and the country in it: "of mining companies from Ghana"."""
    i = last = first
    country = ""
    while i < words.size and i - first < LONGEST_AFTER:
        low = words.low(i)
        if i in words.places:
            country = country or words.places[i].country
            i = last = words.places[i].last
        elif low in LINKING_WORDS:
            if low in (",", "and") and (words.low(i + 1) not in LISTED_WORDS or words.begins_office(i + 1)):
                break
            i += 1
        elif low in AFTER_GROUP or (words.words[i].is_mark and low != "'s"):
            break
        else:
            i += 1
            last = i
    return GroupPart(last, country)
