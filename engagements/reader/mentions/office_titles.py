"""The title of an office, and of whom it is by what stands before it: "Mexican Customs Administrator"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re

from engagements.common.folding import fold
from engagements.reader.words import (
    DOMAIN,
    INTERNATIONAL,
    MODIFIERS,
    ORGANIZATION_WORDS,
    PLURAL_HEADS,
    RANKS,
    WORKPLACES,
)

from .complements import IN_PORTFOLIOS, names_organization
from .office import Office
from .sentence_words import ABBREVIATED_HEADS, SentenceWords

IN_BRACKETS = re.compile(r" ?\([^()]*\)$")
AFTER_HEAD = frozenset(
    "executive general d'affaires delegate designate plenipotentiary extraordinary".split()
)
WITH_GENERAL = frozenset(
    "director secretary consul attorney governor inspector auditor comptroller solicitor administrator "
    "surgeon under-secretary prosecutor commissioner adjutant".split()
)
WITH_FIELDS = ("director", "manager", "vp", "head", "officer", "adviser", "advisor", "coordinator")
OF_FIELDS = frozenset("adviser advisor officer coordinator councillor councilor specialist".split())
FORCES = ("police", "army", "navy", "customs")
RANKS_OF_OFFICE = frozenset("state deputy vice first assistant permanent under senior".split())
ENDS_OF_FORCES = ("force", "guard", "corps", "protection")
# Before an office, these alone name no organization: "City Director", "Board member".
PARTS_ALONE = frozenset(
    "city state county provincial municipal district regional board council committee programme program "
    "project division section unit branch ward force mission town".split()
)


def set_title(words: SentenceWords, office: Office) -> None:
    """Set title and head, and of whom the office is by the words before it."""
    low = words.low(office.head_at)
    office.head = PLURAL_HEADS.get(low, low)
    office.title_begin = begin_of_title(words, office)
    set_organization_before(words, office)
    office.end = end_of_title(words, office.head_at)
    heads = (words.low(i) for i in range(office.end - 1, office.head_at, -1) if words.is_head(i))
    office.head = next(heads, office.head)
    if office.head == "commissioner" and words.low(office.end - 2) == "high":
        office.head = "high-commissioner"
    office.title = words.text(office.title_begin, office.end)
    if words.low(office.begin) in RANKS_OF_OFFICE and words.is_demonym(office.begin + 1):
        # "Vice Chinese Foreign Minister"
        office.title = f"{words.words[office.begin].text} {office.title}"
        office.country, office.organization = words.country_at(office.begin + 1), ""


def begin_of_title(words: SentenceWords, office: Office) -> int:
    """Return where the title begins: "Deputy Foreign" belongs to the Minister, "Mexican" doesn't."""
    i, head_at = office.head_at, office.head_at
    while i > office.begin and is_of_title(words, i - 1, office):
        i -= 1
    if office.head == "minister":
        # "Unification Minister": a portfolio of any name.
        while i > office.begin and may_be_portfolio(words, i - 1):
            i -= 1
    if office.has_organization and words.low(i - 1) in ("of", "for", "and", "&"):
        # "Ministry of Energy Undersecretary": the portfolio is that of the ministry.
        i = head_at - (words.low(head_at - 1) in RANKS_OF_OFFICE)
    return i


def is_of_title(words: SentenceWords, i: int, office: Office) -> bool:
    """Whether word ``i``, before the office or what belongs to it, belongs to the title."""
    if i in words.covered:
        return False
    if words.low(i) in ("and", "&"):
        return not office.has_organization and i > office.begin  # "Tourism and Culture Minister"
    is_joined = words.low(i + 1) in ("and", "&") and words.low(i) in DOMAIN
    is_of_workplace = is_workplace(words, i) and not office.has_organization
    return words.low(i) in MODIFIERS or is_of_workplace or is_joined


def is_workplace(words: SentenceWords, i: int) -> bool:
    """Whether word ``i`` tells where somebody works, and names no organization: "plant manager"."""
    is_small = not words.is_capital(i) or i == 0
    return is_small and words.low(i) in WORKPLACES and words.low(i + 1) not in ("of", "for", "to")


def may_be_portfolio(words: SentenceWords, i: int) -> bool:
    """Whether word ``i``, before "Minister", can be no organization, place or acronym."""
    return (
        words.is_name_word(i)
        and i not in words.covered
        and not words.is_acronym(i)
        and words.low(i) not in ORGANIZATION_WORDS
    )


def end_of_title(words: SentenceWords, head_at: int) -> int:
    """Return where an office ends that has its head at word ``head_at``: "Director General"."""
    end = head_at + 1
    while end < words.size and (following := word_after_head(words, end, head_at)):
        end = following
    return end


def word_after_head(words: SentenceWords, i: int, head_at: int) -> int:
    """Return the number of the word after one that belongs to the office before it, or 0."""
    low = words.low(i)
    if low == "." and words.low(i - 1) in ABBREVIATED_HEADS:
        return i + 1
    if low == "-" and words.low(i + 1) == "general":
        return i + 2
    if low in AFTER_HEAD and (low != "general" or words.low(i - 1) in WITH_GENERAL):
        return i + 1
    if low == "and" and words.low(i + 1) == "plenipotentiary":
        return i + 2
    if low == "ad" and words.low(i + 1) == "interim":
        return i + 2
    if names_field(words, i, head_at):
        return i + 1
    if low in RANKS or words.is_capital(i) != words.is_capital(head_at):
        return 0
    if words.is_head(i):
        return i + 1
    return i + 2 if low in MODIFIERS and words.is_head(i + 1) else 0


def names_field(words: SentenceWords, i: int, head_at: int) -> bool:
    """Whether word ``i`` is what the office before it is for: "VP Operations Jane Roe", "Director Border"."""
    is_field = words.low(i) in DOMAIN and words.is_name_word(i) and i not in words.covered
    if not is_field or words.low(head_at) not in WITH_FIELDS or words.is_head(i) or i != head_at + 1:
        return False
    ends = words.low(i + 1) in ("", ",", ")", ";", ".")
    return ends or (
        words.is_name_word(i + 1) and words.is_name_word(i + 2) and words.low(i + 1) not in DOMAIN
    )


def may_be_field(words: SentenceWords, first: int, last: int) -> bool:
    """Whether words before an office are no organization that can be told, and no place."""
    return not words.has_organization_word(first, last) and not any(
        i in words.covered or words.is_acronym(i) or words.low(i) in ("'s", "and", ",")
        for i in range(first, last)
    )


def is_field(words: SentenceWords, first: int, last: int) -> bool:
    """Whether words before an office are what it is for, and no organization: "Social Services"."""
    if first >= last or words.low(last - 1) in ENDS_OF_FORCES or names_organization(words, first, last):
        return last - first == 1 and words.low(first) in PARTS_ALONE
    return all(may_be_of_field(words, i, last - first == 1) for i in range(first, last))


def may_be_of_field(words: SentenceWords, i: int, is_alone: bool) -> bool:
    low = words.low(i)
    if is_alone and low in PARTS_ALONE:
        return True
    if low in ("and", "&", ","):
        return not is_alone
    is_of_portfolio = low in IN_PORTFOLIOS and not is_alone
    return low in DOMAIN and (low not in ORGANIZATION_WORDS or is_of_portfolio)


def is_of_force(words: SentenceWords, office: Office) -> bool:
    """Whether the first word of a title may end the name of what stands before it."""
    return words.low(office.title_begin) in FORCES and office.head_at > office.title_begin


def set_organization_before(words: SentenceWords, office: Office) -> None:
    """Set organization and country from the words before an office: "Mexican Customs"."""
    first, last = office.begin, office.title_begin
    if last <= first:
        return
    if words.low(last - 1) == "'s":
        last -= 1
    if all(i in words.covered for i in range(first, last)):
        is_police = words.low(office.title_begin) == "police"  # "Fiji Police Commissioner"
        if words.is_place(first) and is_of_force(words, office) and not is_police:
            # "Zambia Army Commander"
            office.title_begin += 1
            office.organization = words.text(first, office.title_begin)
            return
        towns = [words.covered[i].name for i in range(first, last) if words.covered[i].name]
        office.organization = towns[0] if towns else ""
        office.country = office.country or words.country_at(first)
        return
    while first < last and first in words.covered:
        first += 1
    if is_field(words, first, last) or (
        first == office.begin and office.head in OF_FIELDS and may_be_field(words, first, last)
    ):
        office.title_begin = first  # "Elections Adviser", "Toledo Utilities Director"
        set_organization_before(words, office)
        return
    first = office.begin
    name = words.text(first, last)
    demonym = words.covered.get(first)
    if demonym and demonym.is_demonym:
        office.country = office.country or demonym.country
        rest = words.text(demonym.last, last)
        # "US INM Commissioner": a nationality before an acronym is not part of its name.
        if (rest and words.is_acronym(demonym.last)) or fold(rest) in INTERNATIONAL:
            name = rest
    if fold(name) in INTERNATIONAL:
        office.country = ""
    if name.lower() == "union":
        office.title_begin, name = first, ""  # "Union Minister of Commerce"
    elif is_of_force(words, office) and not words.has_organization_word(first, last):
        # "Ontario Provincial Police Superintendent"
        name = f"{name} {words.words[office.title_begin].text}"
        office.title_begin += 1
    office.organization = IN_BRACKETS.sub("", name)
