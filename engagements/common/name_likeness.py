"""Likeness of names: in any order of words, with initials, however they are romanized.

All names here are folded (see ``common/folding.py``). What is in a script other than Latin
is compared as it stands, with names in the same script.
"""

import re
from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple

from rapidfuzz import fuzz

# Below this, names that merely share a pattern ("Government of …") come up.
LIKELY = 88
INITIAL = 85  # how alike an initial is to a word that begins with it

# Words that are written or left out as one pleases.
LOOSE = frozenset(
    str.split(
        "al el bin ben ibn bint de del della di da do dos das du des la le les los las van von der den ter "
        "of the and for und et para"
    )
)
# Words that many share; one of these and one word of the person's own are not two.
TITLES = frozenset(
    str.split(
        "lord lady baron baroness viscount viscountess earl count countess duke duchess sir dame prince "
        "princess king queen emperor sheikh shaikh dr prof professor general colonel"
    )
)
# What tells rulers apart is right or wrong, as numbers are.
ORDINALS = frozenset(str.split("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xx xxiii"))
# Sounds that are romanized in several ways, in the order in which they are replaced: Muhammad and
# Mohamed, Qadhafi and Gaddafi, Yushchenko and Juschtschenko, Wladimir and Vladimir. X is every kind
# of "ch", J a consonant at the head of a word.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("schtsch|shch|tsch|tch|sch|ch|cz|zh|sh", "X"),
        ("kh|gu(?=[eiy])|gh|ck|cq|[cgq]", "k"),
        ("dj", "j"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("x", "ks"),
        ("w", "v"),
        ("tz|ts|z", "s"),
        ("(?<=[aeiouy])h(?![aeiouy])", ""),
        ("^[jy](?=[aeou])", "J"),
        ("j", "y"),
        ("[ou]+", "u"),
        ("[ae][iy]+|[iy]+e?|e+", "i"),
        ("a+", "a"),
    )
]
DOUBLE = re.compile(r"(.)\1+")
VOWELS = re.compile("[aiu]")
MOST_WORDS = 6


class Likeness(NamedTuple):
    score: float  # 0 to 100
    reason: str


UNLIKE = Likeness(0, "")


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return ``word`` in a spelling that its usual romanizations share, but for some vowels."""
    for pattern, replacement in SOUNDS:
        word = pattern.sub(replacement, word)
    return DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """Return the consonants of ``word`` as they sound; a vowel at its head counts as "a"."""
    sounds = sound(word)
    return ("a" if VOWELS.match(sounds) else "") + VOWELS.sub("", sounds)


def sounds_of(folded: str) -> str:
    """Return the consonants of each word of ``folded``, each between blanks."""
    return f" {' '.join(dict.fromkeys(map(consonants, folded.split())))} "


@lru_cache(maxsize=1 << 16)
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of a folded name that tell it from others, at most six."""
    words = name.split()
    return tuple([word for word in words if word not in LOOSE] or words)[:MOST_WORDS]


@lru_cache(maxsize=1 << 17)
def likeness_of_words(word: str, other: str) -> int:
    """Return 0 to 100; 0 for words that are not one word in two spellings."""
    if word == other:
        return 100
    if not (word.isalpha() and other.isalpha()) or word in ORDINALS or other in ORDINALS:
        return 0
    shorter = min(len(word), len(other))
    if shorter == 1:
        return INITIAL if word[0] == other[0] else 0
    sounds, other_sounds = sound(word), sound(other)
    if sounds == other_sounds:
        return 97 if shorter > 3 else 88
    skeleton = consonants(word)
    if len(skeleton) > 2 and skeleton == consonants(other) and fuzz.ratio(sounds, other_sounds) >= 70:
        return 94
    return 90 if shorter > 4 and fuzz.ratio(word, other) >= 85 else 0


def likeness(name: str, other: str) -> float:
    """Return 0 to 100 for two folded names; the order of words does not count."""
    return compare(name, other).score


def compare(name: str, other: str, extra: float = 4) -> Likeness:
    """Return the `Likeness` of two folded names.

    Each word of the shorter name must be in the longer one, in any order, as an initial or
    in another spelling; ``extra`` is taken off for each further word of the longer one.
    """
    if name == other:
        return Likeness(100, "the same name")
    words, others = words_of_name(name), words_of_name(other)
    if sorted(words) == sorted(others):
        return Likeness(99, "the same words")
    if "".join(words) == "".join(others):
        return Likeness(98, "the same name, parted otherwise")
    if len(words) > len(others):
        words, others = others, words
    if len(words) == 1 and (len(others) > 1 or fuzz.ratio(words[0], others[0]) < 65):
        return UNLIKE  # one word, of many or otherwise spelled, says too little
    return match_words(words, list(others), extra)


def match_words(words: tuple[str, ...], others: list[str], extra: float) -> Likeness:
    """Return the `Likeness` of a name of ``words`` and one of ``others``, a list that is used up."""
    total = whole = initials = 0
    unmatched = []
    for word in words:  # most words are the same or none
        if word in others:
            others.remove(word)
            total += 100
            whole += len(word) > 1 and word not in TITLES
        else:
            unmatched.append(word)
    for word in sorted(unmatched, key=len, reverse=True):  # initials take what is left
        best, match = max(((likeness_of_words(word, other), other) for other in others), default=(0, ""))
        if not best:
            return UNLIKE
        others.remove(match)
        total += best
        if best == INITIAL:
            initials += 1
        elif len(word) > 1 and word not in TITLES:
            whole += 1
    is_alike = total + 15 * initials < 100 * len(words)
    if not whole or (is_alike and others and whole < 2):
        return UNLIKE
    score = total / len(words) - sum(extra if len(word) > 1 else extra / 2 for word in others)
    reasons = (
        (bool(initials), "initials fit"),
        (is_alike, "spelled almost alike"),
        (bool(others), "one name holds the other"),
    )
    return Likeness(max(score, 0), ", ".join(reason for holds, reason in reasons if holds))


def keys(name: str) -> set[str]:
    """Return what ``name`` is filed under; names that `compare` finds alike share a key, as a rule.

    A word that is spelled otherwise leaves the keys of the others, with its first letter.
    """
    words = words_of_name(name)
    names = {"=" + consonants("".join(words))}
    if len(words) > 1:
        # Of a word as short as "Lee" the consonants are too little.
        skeletons = [consonants(word) if len(consonants(word)) > 1 else word for word in words]
        initials = [(consonants(word) or word)[0] for word in words]
        pairs = permutations(range(len(words)), 2)
        names |= {f"{initials[first]}.{skeletons[second]}" for first, second in pairs}
        names |= {" ".join(sorted(pair)) for pair in combinations(skeletons, 2)}
    return names
