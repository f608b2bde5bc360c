"""Likeness of names: in any order of words, with initials, however they are romanized.

All names here are folded (see ``common/folding.py``). What is in a script other than Latin
is compared as it stands, with names in the same script.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import combinations, permutations, takewhile
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# Below this, names that merely share a pattern ("Government of …") come up.
LIKELY = 88
INITIAL = 85  # how alike an initial is to a word that begins with it
SHORTENED = 92  # how alike a word is to its short form
OTHER_ENDING = 90
SAME_CONSONANTS = 94  # how alike two words are that sound the same but for some vowels
GENITIVE = 90  # how alike "Jo’s" is to "Jo", within a longer name
SURNAME_ALONE = "the surname alone"

# Words that are written or left out as one pleases.
LOOSE = frozenset(
    str.split(
        "al el bin ben ibn bint de del della di da do dos das du des la le les los las van von der den ter "
        "of the and for und et para"
    )
)
# Of these, what is no given name as well, as Al, Ben, Del and Des are.
PARTICLES = LOOSE - frozenset(str.split("al ben del des"))
# They are left out of acronyms, as are the loose words.
PREPOSITIONS = frozenset(str.split("at by in on to with from"))
# What follows the names of persons in lists of members, and stands before them.
HONOURS = frozenset(str.split("rt hon honourable mp mep qc kc cbe obe mbe kbe dbe cmg kcmg gcmg"))
# What companies and associations are by law, and what is written or left out as one pleases beside it.
LEGAL_FORMS = frozenset(
    str.split(
        "plc llp llc lp ltd limited inc incorporated corp corporation co company group holding holdings ag "
        "gmbh ev kg kgaa se sa sas sarl spa srl sl slu nv bv ab asa as aps oy oyj oao ooo pao zao ao ojsc "
        "pjsc jsc asbl aisbl vzw ivzw ltda lda kft zrt nyrt doo dd sro kk tbk pty pte sdn bhd berhad cic "
        "partnership programme"
    )
)
# Of these one name may have one, and the other a word of another kind: "Telegraph Group", "Daily Telegraph".
NO_OTHER_BODY = frozenset(str.split("group holding holdings partnership programme"))
# A branch is written by its country, or without.
COUNTRIES_AT_END = frozenset(str.split("uk us usa"))
SHORT_FORMS = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
# Such words at the head of a name.
FORMS_AT_HEAD = frozenset(str.split("pt ooo oao pao zao ao daily us usa uk british royal"))
# What kind of council it is stands before the word, or is left out.
KINDS_OF_COUNCIL = frozenset(str.split("city borough county district town"))
COOPERATIVE = re.compile(r"\bco ?op(?:erative)?(s?)\b")
# Endings of one English word: Bankers, Banking; Consultancy, Consultancies.
ENDINGS = re.compile(r"(?<=\w{4})(?:e?s|y|ies|ers?|ings?)$")
# "Ann Able (The Sun)", "EEF – The Manufacturing Organisation", "Roundtable with: Macmillan".
EXPLANATION = re.compile(r"\s*\([^()]*\)[.,;]*|\s+[–—-]+\s.*$|^[^:]*:(?!//)", re.DOTALL)
# Words that many share; one of these and one word of the person's own are not two.
TITLES = frozenset(
    str.split(
        "lord lady baron baroness viscount viscountess earl count countess duke duchess sir dame prince "
        "princess king queen emperor sheikh shaikh dr prof professor general colonel"
    )
)
# Of titles of one rank, one is written for the other: every baroness is a lady.
RANKS = (
    dict.fromkeys(str.split("lord baron viscount earl"), "lord")
    | dict.fromkeys(str.split("lady baroness barones viscountess countess"), "lady")
    | dict.fromkeys(str.split("dr prof professor"), "doctor")
)
# What tells rulers apart is right or wrong, as numbers are.
ORDINALS = frozenset(str.split("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xx xxiii"))
RULERS_NUMBERS = ORDINALS | {"i", "v", "x"}
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
# Letters that no other is written for: words that differ in these sound different, which is told sooner.
SURE_SOUNDS = frozenset("blmnr")
DOUBLE = re.compile(r"(.)\1+")
VOWELS = re.compile("[aiu]")
MOST_WORDS = 6
PARTED_ABD = re.compile(r"\babd ?([aeu]\w) ")  # "Abd al-Aziz" and "Abdel Aziz" are "Abdulaziz"
# Of single words alone, shorter ones sound like one another by chance (Create, Great).
LEAST_LETTERS_OF_SOUND = 7


class NameKind(IntEnum):
    """What a name is of; the value is what the score loses for a further word in one of two names."""

    PERSON = 4
    ORGANIZATION = 6
    PLACE = 8


Words = tuple[str, ...]


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
    words = PARTED_ABD.sub(r"abd\1", name).split()
    return tuple([word for word in words if word not in LOOSE and word not in HONOURS] or words)[:MOST_WORDS]


@lru_cache(maxsize=1 << 16)
def without_legal_form(name: str) -> str:
    """Return the folded name of an organization without its legal form, unless nothing else is in it."""
    name = spell_out(name)
    words = [word for word in name.split() if word != "the"] or name.split()
    while len(words) > 1 and (words[-1] in LEGAL_FORMS or words[-1] in COUNTRIES_AT_END):
        words.pop()
    if len(words) > 2 and words[-1] == "council" and words[-2] in KINDS_OF_COUNCIL:
        words.pop(-2)
    while len(words) > 1 and words[0] in FORMS_AT_HEAD:
        words.pop(0)
    return " ".join(words)


def spell_out(name: str) -> str:
    """Return the folded ``name`` with a "co-op" in it, which has many spellings, in one."""
    return COOPERATIVE.sub(r"cooperative\1", name)


def without_explanation(name: str) -> str:
    """Return ``name``, as it is written, without brackets, and what follows a dash or precedes a colon."""
    return EXPLANATION.sub("", name).strip()


def forms_of(name: str) -> set[str]:
    """Return what `without_legal_form` leaves out and makes another body of it, under one spelling each."""
    left_out = set(name.split()) - set(without_legal_form(name).split()) - {"the"} - NO_OTHER_BODY
    return {SHORT_FORMS.get(word, word) for word in left_out}


@lru_cache(maxsize=1 << 17)
def likeness_of_words(word: str, other: str) -> int:
    """Return 0 to 100; 0 for words that are not one word in two spellings."""
    if word == other:
        return 100
    if not (word.isalpha() and other.isalpha()) or word in ORDINALS or other in ORDINALS:
        return 0
    shorter = min(len(word), len(other))
    if word in RANKS and RANKS[word] == RANKS.get(other):
        return 96
    if is_short_for(word, other) or is_short_for(other, word):
        return SHORTENED
    if shorter == 1:
        return INITIAL if word[0] == other[0] else 0
    if SURE_SOUNDS.intersection(word) == SURE_SOUNDS.intersection(other):
        sounds, other_sounds = sound(word), sound(other)
        if sounds == other_sounds:
            return 97 if shorter > 3 else 88
        skeleton = consonants(word)
        if len(skeleton) > 2 and skeleton == consonants(other) and fuzz.ratio(sounds, other_sounds) >= 70:
            return SAME_CONSONANTS
    is_alike = fuzz.ratio(word, other) >= 85 or are_swapped(word, other)
    return 90 if shorter > 4 and is_alike else 0


def are_swapped(word: str, other: str) -> bool:
    """Return whether two neighbouring letters stand in another order in ``other`` (Capita, Captia)."""
    return len(word) == len(other) and sorted(word) == sorted(other) and OSA.distance(word, other) == 1


def is_short_for(word: str, other: str) -> bool:
    """Return whether ``word`` is the short name of a county, as Staffs is of Staffordshire."""
    stem = word.removesuffix("s")
    return len(word) > len(stem) > 3 and other.endswith("shire") and other.startswith(stem)


def likeness(name: str, other: str) -> float:
    """Return 0 to 100 for two folded names; the order of words does not count."""
    return compare(name, other).score


def compare(name: str, other: str, kind: int = NameKind.PERSON) -> Likeness:
    """Return the `Likeness` of two folded names of one `NameKind`.

    Each word of the shorter name must be in the longer one, as an initial or in another spelling. The
    order of words counts for organizations alone.
    """
    if name == other:
        return Likeness(100, "the same name")
    if kind == NameKind.ORGANIZATION:
        return compare_organizations(name, other)
    words, others = words_of_name(name), words_of_name(other)
    if sorted(words) == sorted(others):
        return Likeness(99, "the same words")
    if kind == NameKind.PERSON and (is_surname_of(name, other) or is_surname_of(other, name)):
        return Likeness(LIKELY, SURNAME_ALONE)
    return compare_words(words, others, kind)


def is_surname_of(name: str, other: str) -> bool:
    """Return whether ``name`` is a surname alone, and that of ``other``, or sounds as it does."""
    own, surname = surname_alone(name), surname_of(other)
    if surname == other or len(own) < 3:
        return False
    is_long = min(len(own), len(surname)) >= LEAST_LETTERS_OF_SOUND
    return own == surname or (is_long and sound(own) == sound(surname))


def surname_alone(name: str) -> str:
    """Return the only word of the folded ``name``, but for particles ("Le Drian"); "" if there are others."""
    surname = name.rpartition(" ")[2]
    return surname if PARTICLES.issuperset(name.split()[:-1]) else ""


def surname_of(name: str) -> str:
    """Return the last word of the folded ``name``, or that of a ruler with a number ("Baudouin I")."""
    words = [word for word in name.split() if word not in HONOURS] or [name]
    return words[0] if len(words) == 2 and words[1] in RULERS_NUMBERS else words[-1]


def compare_organizations(name: str, other: str) -> Likeness:
    """Return the `Likeness` of two folded names of organizations, which differ; their words are in order."""
    name, other = spell_out(name), spell_out(other)
    core, other_core = without_legal_form(name), without_legal_form(other)
    words, others = words_of_name(core), words_of_name(other_core)
    if words == others:
        forms, other_forms = forms_of(name), forms_of(other)
        if forms - other_forms and other_forms - forms:
            return Likeness(84, "the same name, with another legal form")
        return Likeness(97 if forms != other_forms else 99, "the same name but for loose words")
    if (likeness := parted(name.split(), other.split())).score:
        return likeness
    if sorted(words) == sorted(others):
        # "Transport, Department for" is inverted; "Council in A for B" and "Council in B for A" are two.
        is_inverted = len(core) == len(other_core) and other_core in f"{core} {core}"
        is_inverted |= core == genitive_first(other_core) or other_core == genitive_first(core)
        return Likeness(98, "the same words, inverted") if is_inverted else Likeness(80, "the same words")
    if has_acronym_of(name, other) or has_acronym_of(other, name):
        return Likeness(96, "the same name with its acronym")
    if is_shortened(name, other) or is_shortened(other, name):
        return Likeness(SHORTENED, "initials stand for words of the other")
    if len(words) > len(others):
        words, others = others, words
    if len(words) < len(others):
        # What follows or precedes a name makes another one of it as often as not.
        is_held = f" {' '.join(words)} " in f" {' '.join(others)} "
        if is_held and len(words) > 1:
            return Likeness(84, "one name contains the other")
        return parted(words, others)
    forms, other_forms = set(name.split()) - set(core.split()), set(other.split()) - set(other_core.split())
    if forms - other_forms and other_forms - forms:
        return UNLIKE  # what is only spelled almost alike differs in nothing else (Co-op Group, Co-ops UK)
    return compare_words(words, others, NameKind.ORGANIZATION)


def genitive_first(name: str) -> str:
    """Return "oxford university" for "university of oxford", "" for a name without an "of"."""
    start, _, end = name.partition(" of ")
    return f"{end} {start}" if end else ""


def has_acronym_of(name: str, other: str) -> bool:
    """Return whether ``name`` is ``other`` and then its initials, of all its words or of those that tell."""
    start, _, last = name.rpartition(" ")
    return words_of_name(start) == words_of_name(other) and last in {
        initials_of(other),
        initials_of(" ".join(words_of_name(other))),
    }


def is_shortened(name: str, other: str) -> bool:
    """Return whether ``name`` is ``other`` but for a word that is the initials of several (Testa CVS)."""
    words, others = (spelled.removeprefix("the ").split() for spelled in (name, other))
    if len(words) >= len(others):
        return False
    start = common_words(words, others)
    end = common_words(words[:start:-1], others[:start:-1])
    replaced, spelled_out = words[start : len(words) - end], others[start : len(others) - end]
    return (
        len(words) > len(replaced) == 1
        and len(replaced[0]) > 2
        and replaced[0] in all_initials_of(" ".join(spelled_out))
    )


def common_words(words: Sequence[str], others: Sequence[str]) -> int:
    """Return with how many words the two begin that are one, or the short one of the other."""
    pairs = takewhile(lambda pair: likeness_of_words(*pair) >= SHORTENED, zip(words, others, strict=False))
    return sum(1 for _ in pairs)


def initials_of(name: str) -> str:
    return "".join(word[0] for word in name.split())


def all_initials_of(name: str) -> set[str]:
    """Return the acronyms that the folded ``name`` may have: of all its words, or without small ones."""
    words = name.split()
    return {
        initials_of(" ".join(word for word in words if word not in left_out))
        for left_out in (frozenset[str](), LOOSE, LOOSE | PREPOSITIONS)
    }


def parted(words: Iterable[str], others: Iterable[str]) -> Likeness:
    """Return the `Likeness` of two names whose words may be parted otherwise (BigGive, Big Give)."""
    is_same = "".join(words) == "".join(others)
    return Likeness(98, "the same name, parted otherwise") if is_same else UNLIKE


def compare_words(words: Words, others: Words, kind: int) -> Likeness:
    """Return the `Likeness` of two names of these words, which are not the same."""
    if len(words) > len(others):
        words, others = others, words
    if (likeness := parted(words, others)).score:
        return likeness
    if kind != NameKind.PLACE and is_short_sound(words, others):
        is_slip = kind == NameKind.ORGANIZATION and are_swapped(*words, *others)
        return Likeness(90, "spelled almost alike") if is_slip and len(words[0]) > 4 else UNLIKE
    if len(words) == 1 and (len(others) > 1 or fuzz.ratio(words[0], others[0]) < 65):
        return UNLIKE  # one word, of many or otherwise spelled, says too little
    return match_words(words, list(others), kind)


def is_short_sound(words: Words, others: Words) -> bool:
    """Return whether all that two names share, but for titles, is the sound of one short word."""
    own, other_own = ([word for word in name if word not in TITLES] for name in (words, others))
    return (
        len(own) == len(other_own) == 1
        and own != other_own
        and min(len(own[0]), len(other_own[0])) < LEAST_LETTERS_OF_SOUND
    )


def match_words(words: Words, others: list[str], kind: int) -> Likeness:
    """Return the `Likeness` of a name of ``words`` and one of ``others``, a list that is used up."""
    first_and_last = (words[0], words[-1]), (others[0], others[-1])
    total = whole = same = initials = 0
    least = 100
    unmatched = []
    for word in words:  # most words are the same or none
        if word in others:
            others.remove(word)
            total += 100
            same += len(word) > 1 and word not in TITLES
        else:
            unmatched.append(word)
    for word in sorted(unmatched, key=len, reverse=True):  # initials take what is left
        best, matches = best_match(word, words, others, kind)
        if not best:
            return UNLIKE
        for match in matches:
            others.remove(match)
        total += best
        if best == INITIAL:
            initials += 1
        elif len(word) > 1 and word not in TITLES:
            whole += 1
            are_long = len(word) >= LEAST_LETTERS_OF_SOUND
            least = min(least, best if are_long else 0)
    is_alike = total + 15 * initials < 100 * len(words)
    sounds_same = kind == NameKind.PERSON and same and least >= SAME_CONSONANTS
    if not same + whole or (is_alike and others and same < 2 and not sounds_same):
        return UNLIKE
    if initials and others and not all(map(likeness_of_words, *first_and_last)):
        return UNLIKE  # the initial is of another name than the one it fits
    score = total / len(words) - sum(kind if len(word) > 1 else kind / 2 for word in others)
    if others and not initials and same + whole < 2:  # "Lord Lucas" may be of Chilworth, or of Crudwell
        score = min(score, LIKELY - 2)
    reasons = (
        (bool(initials), "initials fit"),
        (is_alike, "spelled almost alike"),
        (bool(others), "one name contains the other"),
    )
    return Likeness(max(score, 0), ", ".join(reason for holds, reason in reasons if holds))


def best_match(word: str, words: Words, others: list[str], kind: int) -> tuple[int, list[str]]:
    """Return how alike ``word`` is to which of ``others``; 0 where it is to none."""
    best, match = max(((likeness_of_words(word, other), other) for other in others), default=(0, ""))
    if best:
        return best, [match]
    if kind == NameKind.PERSON and (spelled_out := initials_in(word, others)):
        return INITIAL, spelled_out
    if kind == NameKind.ORGANIZATION and (match := with_other_ending(word, others)):
        return OTHER_ENDING, [match]
    genitives = {f"{word}s", word.removesuffix("s")} & set(others) if len(words) > 2 else set()
    return (GENITIVE, list(genitives)[:1]) if genitives else (0, [])


def with_other_ending(word: str, others: list[str]) -> str:
    """Return which of ``others`` is ``word`` with another ending, "" if none is."""
    stem = ENDINGS.sub("", word)
    return next((other for other in others if stem == ENDINGS.sub("", other)), "")


def initials_in(word: str, others: list[str]) -> list[str]:
    """Return those of ``others``, one after another, whose initials ``word`` is; "J.P." is folded to "jp"."""
    if 1 < len(word) < 4 and word.isalpha():
        for start in range(len(others) - len(word) + 1):
            spelled_out = others[start : start + len(word)]
            if initials_of(" ".join(spelled_out)) == word:
                return spelled_out
    return []


def keys(name: str) -> set[str]:
    """Return what ``name`` is filed under; names that `compare` finds alike share a key, as a rule.

    A word that is spelled otherwise leaves the keys of the others, with its first letter.
    """
    words = words_of_name(name)
    names = {joined_key(words)}
    if len(words) > 1:
        # Of a word as short as "Lee" the consonants are too little.
        skeletons = [consonants(word) if len(consonants(word)) > 1 else word for word in words]
        initials = [(consonants(word) or word)[0] for word in words]
        pairs = permutations(range(len(words)), 2)
        names |= {f"{initials[first]}.{skeletons[second]}" for first, second in pairs}
        names |= {" ".join(sorted(pair)) for pair in combinations(skeletons, 2)}
    return names


def joined_key(words: Iterable[str]) -> str:
    """Return the key of the names that are ``words``, wherever they are parted, in the singular or plural."""
    return "=" + consonants("".join(words).removesuffix("s"))


def keys_of_organization(name: str) -> set[str]:
    """Return what the folded ``name`` is filed under: by its words, and by initials for some of them."""
    first, *words = name.removeprefix("the ").split() or [""]
    ends = {words[-1]} if len(words) == 1 else all_initials_of(" ".join(words))
    shortened = {f"{first[:4]}:{end}" for end in ends if len(end) > 2}
    return keys(without_legal_form(name)) | {joined_key(name.split())} | shortened
