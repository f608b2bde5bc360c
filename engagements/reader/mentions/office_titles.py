"""The title of an office, and of whom it is by what stands before it: "Mexican Customs Administrator"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from engagements.common.folding import fold
from engagements.reader.words import (
    INTERNATIONAL,
    MODIFIERS,
    ORGANIZATION_WORDS,
    PLURAL_HEADS,
    RANKS,
    SUBNATIONAL_HEADS,
)

from .office import Office
from .sentence_words import SentenceWords

AFTER_HEAD = frozenset("executive general d'affaires delegate designate plenipotentiary".split())
WITH_GENERAL = frozenset(
    "director secretary consul attorney governor inspector auditor comptroller solicitor administrator "
    "surgeon under-secretary prosecutor commissioner".split()
)
ABBREVIATED_HEADS = ("pres", "gov", "sen")
FORCES = ("police", "army", "navy", "customs")
RANKS_OF_OFFICE = frozenset("state deputy vice first assistant permanent under senior".split())
BEFORE_SUBNATIONAL = (
    "deputy",
    "acting",
    "lieutenant",
    "vice",
    "lord",
    "federal",
    "national",
    "city",
    "county",
)


def set_title(words: SentenceWords, office: Office) -> None:
    """Set title and head, and of whom the office is by the words before it."""
    low = words.low(office.head_at)
    office.head = PLURAL_HEADS.get(low, low)
    office.title_begin = begin_of_title(words, office)
    set_organization_before(words, office)
    office.end = end_of_title(words, office.head_at)
    if low not in PLURAL_HEADS:
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
    while i > office.begin and words.low(i - 1) in MODIFIERS and i - 1 not in words.covered:
        i -= 1
    if office.head == "minister":
        # "Unification Minister": a portfolio of any name.
        while i > office.begin and may_be_portfolio(words, i - 1):
            i -= 1
    if office.has_organization and words.low(i - 1) in ("of", "for", "and", "&"):
        # "Ministry of Energy Undersecretary": the portfolio is that of the ministry.
        i = head_at - (words.low(head_at - 1) in RANKS_OF_OFFICE)
    if office.head in SUBNATIONAL_HEADS:
        first = head_at
        while first > office.begin and words.low(first - 1) in BEFORE_SUBNATIONAL:
            first -= 1
        i = max(i, first)
    return i


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
    if low == "ad" and words.low(i + 1) == "interim":
        return i + 2
    if low in RANKS or words.is_capital(i) != words.is_capital(head_at):
        return 0
    if words.is_head(i):
        return i + 1
    return i + 2 if low in MODIFIERS and words.is_head(i + 1) else 0


def set_organization_before(words: SentenceWords, office: Office) -> None:
    """Set organization and country from the words before an office: "Mexican Customs"."""
    first, last = office.begin, office.title_begin
    if last <= first:
        return
    if words.low(last - 1) == "'s":
        last -= 1
    if all(i in words.covered for i in range(first, last)):
        towns = [words.covered[i].name for i in range(first, last) if words.covered[i].name]
        office.organization = towns[0] if towns else ""
        office.country = office.country or words.country_at(first)
        return
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
    first_of_title = words.low(office.title_begin)
    if name.lower() == "union":
        office.title_begin, name = first, ""  # "Union Minister of Commerce"
    elif (
        first_of_title in FORCES
        and office.head_at > office.title_begin
        and not words.has_organization_word(first, last)
    ):
        # "Ontario Provincial Police Superintendent"
        name = f"{name} {words.words[office.title_begin].text}"
        office.title_begin += 1
    office.organization = name
