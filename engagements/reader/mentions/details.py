"""What stands right after a person or an office: the name in another script, "and staff", "of Ghana"."""

import re

from engagements.reader.words import SUBNATIONAL_HEADS

from .mention import Mention
from .organizations import organization_at
from .sentence_words import SentenceWords

STAFF = re.compile(
    r"\s*,?\s*(?:and|along with|with|together with)\s+(?:(?:his|her|their|the|other|accompanying)\s+)?"
    r"(?:senior\s+)?"
    r"(?:staff|team|teams|delegation|delegations|aides|advisers|colleagues)\b"
)
ACTING_WORDS = ("Acting", "acting", "Interim", "interim")
LONGEST_NATIVE_NAME = 8  # words and marks in brackets
LONGEST_STAFF = 60  # characters


def add_details(words: SentenceWords, mention: Mention) -> None:
    """Set what every person and office may have: a native name, whether it is for the time being, staff."""
    if mention.name and words.low(mention.last) == "(":
        add_native_name(words, mention)
    title = mention.title.split()
    for word in ACTING_WORDS:
        if word in title:
            title.remove(word)
            mention.acting = True
    if "ad interim" in mention.title.lower():
        mention.acting = True
    mention.title = " ".join(title)
    add_staff(words, mention)


def add_native_name(words: SentenceWords, mention: Mention) -> None:
    """Take what stands in brackets in another script for the name in it: "Wang Haoran (王浩然)"."""
    first = mention.last + 1
    closing = range(first, min(words.size, first + LONGEST_NATIVE_NAME))
    close = next((i for i in closing if words.low(i) == ")"), None)
    if close is None:
        return
    inside = words.sentence.plain[words.words[mention.last].end : words.words[close].start].strip()
    letters = [character for character in inside if character.isalpha()]
    if letters and not any(map(is_latin, letters)):
        mention.native_name = inside
        words.end_at(mention, close + 1)
        mention.is_possessive = words.low(mention.last) == "'s"


def is_latin(letter: str) -> bool:
    return ord(letter) <= 0x24F or 0x1E00 <= ord(letter) <= 0x1EFF


def add_staff(words: SentenceWords, mention: Mention) -> None:
    sentence = words.sentence
    staff = STAFF.match(sentence.plain, mention.end, min(sentence.end, mention.end + LONGEST_STAFF))
    if not staff:
        return
    mention.note = " ".join(staff.group().split()).lstrip(", ")
    while mention.last < words.size and words.words[mention.last].start < staff.end():
        mention.last += 1
    mention.end = staff.end()


def add_origin(words: SentenceWords, mention: Mention) -> None:
    """Add what follows the name: "President Mensah of Ghana", "Dr. Doe of the World Bank"."""
    i = mention.last
    if words.low(i) == "(" and (organization := organization_at(words, i + 1)):
        if words.low(organization.last) == ")" and not mention.organization:
            mention.organization = organization.name
            words.end_at(mention, organization.last + 1)
        return
    if words.low(i) not in ("of", "from") or mention.note:
        return
    i = words.after_the(i + 1)
    place = words.places.get(i)
    organization = organization_at(words, i)
    is_longer = organization is not None and place is not None and organization.last > place.last
    if place and not place.is_demonym and not (is_longer or words.has_organization_word(i, place.last + 1)):
        mention.country = mention.country or place.country
        if place.name and mention.title:
            mention.organization = mention.organization or place.name
        words.end_at(mention, place.last)
    elif mention.head in SUBNATIONAL_HEADS and words.is_name_word(i):
        last = i
        while last < words.size and words.is_name_word(last):
            last += 1
        mention.organization = mention.organization or words.text(i, last)
        words.end_at(mention, last)
    elif organization:
        mention.organization = mention.organization or organization.name
        mention.country = mention.country or organization.country
        words.end_at(mention, organization.last)
    else:
        return
    mention.is_possessive = words.low(mention.last) == "'s"
