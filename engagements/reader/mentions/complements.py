"""What an office is of: "Minister of Foreign Affairs of Japan", "Director at the Bureau of Trade"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from typing import NamedTuple

from engagements.common.folding import fold
from engagements.reader.words import (
    ALWAYS_HONORIFIC,
    DOMAIN,
    INTERNATIONAL,
    MODIFIERS,
    ORGANIZATION_WORDS,
    PARTICLES,
    PLAIN_WORDS,
    PLURAL_HEADS,
    RANKS,
    SUBNATIONAL_HEADS,
)

from .sentence_words import LONGEST_PHRASE, SentenceWords

PREPOSITIONS = frozenset("of for to on at from".split())
# Within what an office is of, these lead on.
CONNECTING = frozenset("of for in de to with".split())
ROMANCE = ("del", "do", "da", "dos", "das", "di", "della", "du", "des")
LEADING = frozenset("of for the and & de".split())
# Who is posted to a country.
POSTED = frozenset(
    "ambassador high-commissioner representative envoy consul delegate nuncio adviser advisor permrep "
    "attaché consul-general".split()
)
# Whose office names the country that sent them, too.
SENT = ("ambassador", "high-commissioner", "consul", "consul-general")
# "the copper company Minera Andina"
DESCRIBES = frozenset(
    "company group bank firm university federation association organization organisation foundation "
    "institute agency ngo party corporation conglomerate giant maker operator think-tank".split()
)
OF_GOVERNMENTS = frozenset(("ministry", "department", "cabinet"))
# Words that are part of a portfolio as often as of an organization's name.
IN_PORTFOLIOS = frozenset(
    "services service mission protection police port union customs forces society".split()
)
# What these are "of" is an organization, if no portfolio.
HEADS_OF_COMPANIES = frozenset(
    "ceo chairman chairwoman chairperson president commander founder rector speaker officer".split()
)
OF_ANY_NAME = ("ceo", "chairman", "chairwoman", "commander", "founder")
PLAIN_DOMAIN = DOMAIN - ORGANIZATION_WORDS
NAMES_ORGANIZATION = ORGANIZATION_WORDS - MODIFIERS - IN_PORTFOLIOS
# The head of one of these is called so.
UNITS = frozenset("directorate department division unit section bureau office wing branch".split())
LONGEST_PLAIN_BODY = 5  # words
# What a chief or head is of, and that is no organization.
OF_A_CHIEF = frozenset("mission staff cabinet police party army defence defense naval general joint".split())


class Complement(NamedTuple):
    """What follows an office, as words ``first`` up to ``last``; without ``preposition``, nothing does."""

    preposition: str
    first: int
    last: int


def complement_at(words: SentenceWords, i: int, head: str) -> Complement:
    """Return what an office is of, from word ``i`` on; ``head`` is the word that makes it one."""
    start = i
    if words.lows[i : i + 3] == ["in", "charge", "of"]:
        i += 2
    preposition = words.low(i)
    # "Secretary To Lam"
    if preposition not in PREPOSITIONS or words.begins_plain_name(i):
        return Complement("", start, start)
    first = after_description(words, words.after_the(i + 1))
    last = end_of_complement(words, first, preposition, head)
    return Complement(preposition, first, last) if last > first else Complement("", start, start)


def after_description(words: SentenceWords, i: int) -> int:
    """Return where the name begins in "the copper company Minera Andina"; ``i`` for no description."""
    for j in range(i, min(i + 4, words.size)):
        if words.words[j].is_mark or words.is_capital(j):
            return j if j > i and words.low(j - 1) in DESCRIBES and words.is_name_word(j) else i
    return i


def end_of_complement(words: SentenceWords, first: int, preposition: str, head: str) -> int:
    i = last = first
    while i < words.size and i - first < LONGEST_PHRASE:
        if i in words.places:
            i = last = words.places[i].last
        elif words.is_name_word(i) or (words.low(i) in DOMAIN and preposition != "to"):
            if begins_name_or_office(words, i, first):
                break
            i += 1
            last = i
        elif words.low(i) == "'s" and is_body(words, i + 1):
            i += 1
        elif last == i and ends_body(words, i, first):
            i += 1
            last = i
        elif words.low(i) == "'s" and words.is_place(i - 1) and (end := end_of_plain_body(words, i + 1)):
            i = last = end
        elif following := word_after_joint(words, i, Complement(preposition, first, last), head):
            i = following
        else:
            break
    return last


def is_body(words: SentenceWords, i: int) -> bool:
    """Whether what follows "'s" is the rest of an organization's name: "People's Committee"."""
    last = i
    while last < i + 2 and words.is_name_word(last) and words.low(last) not in ORGANIZATION_WORDS:
        last += 1
    is_named = words.is_name_word(last) and words.low(last) in ORGANIZATION_WORDS
    return is_named and not words.begins_office(i)


def ends_body(words: SentenceWords, i: int, first: int) -> bool:
    """Whether word ``i`` ends the name of a body in small letters: "the Kara military hospital"."""
    is_named = any(map(words.is_capital, range(first, i)))
    return is_named and words.low(i) in NAMES_ORGANIZATION and not words.begins_office(i)


def end_of_plain_body(words: SentenceWords, first: int) -> int:
    """Return where a body in small letters after "'s" ends: "Portugal's rural fire agency"; 0 for none."""
    for i in range(first, min(words.size, first + LONGEST_PLAIN_BODY)):
        low = words.low(i)
        if words.words[i].is_mark or words.is_capital(i) or low in PLAIN_WORDS or words.is_head(i):
            return 0
        if low in NAMES_ORGANIZATION and words.low(i + 1) not in ORGANIZATION_WORDS:
            return i + 1
    return 0


def begins_name_or_office(words: SentenceWords, i: int, first: int) -> bool:
    """Whether word ``i`` is no part of what an office is of: an honorific, or another office."""
    low = words.low(i)
    if low in ALWAYS_HONORIFIC or (low in RANKS and low not in DOMAIN):
        return True
    if low in RANKS and i > first and words.is_name_word(i + 1) and words.low(i + 1) not in DOMAIN:
        return words.is_capital(i)  # "Minister of Defence General Jane Roe"
    return i > first and words.is_head(i) and words.low(i - 1) not in ("of", "the") and low not in DOMAIN


def word_after_joint(words: SentenceWords, i: int, complement: Complement, head: str) -> int:
    """Return where a complement goes on after a word that joins its parts, or 0 where it ends."""
    low = words.low(i)
    if low == ".":
        return i + 1 if words.low(i - 1) == "st" else 0  # "St. Olav"
    if low in ("and", "&"):
        goes_on = goes_on_after_and(words, i, complement.preposition)
        if not goes_on and head in ("minister", "secretary") and complement.preposition in ("of", "for"):
            goes_on = ends_portfolio(words, i + 1)
        return words.after_the(i + 1) if goes_on else 0
    if low == ",":
        # "Trade, Industry, Science and Energy"
        in_list = words.low(i + 1) in DOMAIN and words.is_name_word(i + 1) and not words.begins_office(i + 1)
        last = i + 1
        while words.low(last) in DOMAIN or words.low(last) == ",":
            last += 1
        return i + 1 if in_list and words.low(last) in ("and", "&") else 0
    if low in CONNECTING:
        return words.after_the(i + 1) if goes_on_after_preposition(words, i, complement, head) else 0
    if low in ROMANCE and words.low(i - 1) not in DOMAIN:
        ends_in_company = any(words.is_organization_word(j, i) for j in range(i + 2, min(i + 5, words.size)))
        is_described = words.low(complement.first - 1) in DESCRIBES or head in SUBNATIONAL_HEADS
        return i + 1 if words.is_name_word(i + 1) and (ends_in_company or is_described) else 0
    return 0


def goes_on_after_and(words: SentenceWords, i: int, preposition: str) -> bool:
    """Whether "and" at word ``i`` joins two parts of a portfolio, not two people or offices."""
    following = i + 1
    if words.low(following) == "the":
        # "Latin America and the Caribbean"
        following += 1
        is_plain = words.low(following) in PLAIN_DOMAIN and not words.begins_office(following)
        return is_plain and words.is_name_word(following) and not words.is_name_word(following + 1)
    if words.begins_office(following):
        return False
    if words.low(following) in ALWAYS_HONORIFIC:
        return False
    if words.low(i - 1) not in DOMAIN and i - 1 not in words.covered and words.is_capital(i - 1):
        # "Vocational Training and Employment, Mr. Roe"; "Further and Higher Education"
        if words.low(i - 2) in PREPOSITIONS and words.low(following + 1) in DOMAIN:
            return words.is_name_word(following)
        return words.low(following) in DOMAIN and words.low(following + 1) == ","
    if words.low(following) in DOMAIN:
        return True
    if words.low(following + 1) in DOMAIN and all(map(words.is_name_word, (following, following + 1))):
        return True
    return following in words.places and preposition != "to" and not words.is_place(i - 1)


def ends_portfolio(words: SentenceWords, first: int) -> bool:
    """Whether the words after "and" end what a minister is for: "Women and Early Childhood Protection"."""
    last = first
    while words.is_name_word(last) and last not in words.places and not words.is_head(last):
        last += 1
    if words.low(first) in ALWAYS_HONORIFIC or words.low(first) in RANKS or last == first:
        return False
    is_field = words.low(last - 1) in DOMAIN and not names_organization(words, first, last)
    return is_field and words.low(last) in (",", ".", ")", ";", "")


def goes_on_after_preposition(words: SentenceWords, i: int, complement: Complement, head: str) -> bool:
    """Whether what stands after "of", "for", "in" and the like at word ``i`` belongs to the office."""
    low, following = words.low(i), words.after_the(i + 1)
    is_place = following in words.places
    if not (is_place or words.is_name_word(following)):
        return False
    if low in ("in", "to", "with") and not words.is_name_word(i - 1):
        return False
    if low == "in":
        return words.low(following) in DOMAIN and complement.last > complement.first
    if low == "to":
        return is_place and head in POSTED
    # "Minister of Trade Jane Roe of Norway": the country is that of the person.
    return not (
        low == "of"
        and is_place
        and words.low(complement.first) in DOMAIN
        and name_begins_at(words, complement.first, i) <= i - 2
    )


def name_begins_at(words: SentenceWords, first: int, last: int) -> int:
    """Return where in a run of capitals after "of" the holder's name begins; ``last`` for nowhere."""
    in_portfolio = [i for i in range(first, last) if is_in_portfolio(words, i, first, last)]
    if in_portfolio and words.low(in_portfolio[-1]) not in LEADING:
        return in_portfolio[-1] + 1
    if in_portfolio:
        first = in_portfolio[-1] + 1  # "Dean of the Faculty of Agrobiology": no name begins there
    if last - first < 3 or any(words.low(i) in ("of", "for") for i in range(first, last)):
        return last
    begin = last - 2
    while begin > first + 1 and words.low(begin - 1) in PARTICLES:
        begin -= 1
    return begin


def is_in_portfolio(words: SentenceWords, i: int, first: int, last: int) -> bool:
    low = words.low(i)
    if low in PARTICLES:
        return False
    return (
        (i in words.covered and not is_given_name(words, i, first, last))
        or low in DOMAIN
        or low in ORGANIZATION_WORDS
        or low in PLURAL_HEADS
        or not words.is_capital(i)
        or (words.is_acronym(i) and not first < i < last - 1)
    )


def is_given_name(words: SentenceWords, i: int, first: int, last: int) -> bool:
    """Whether a town's name is that of a person: "Minister of Migration Sofia Mavrou"."""
    return bool(words.covered[i].name) and first < i < last - 1 and i + 1 not in words.covered


def names_organization(words: SentenceWords, first: int, last: int) -> bool:
    """Whether a run of words is the name of an organization, not a portfolio."""
    lows = words.lows[first:last]
    return (
        not NAMES_ORGANIZATION.isdisjoint(lows)
        or ("customs" in lows and "protection" in lows)
        or (len(lows) > 1 and lows[-1] in ("police", "customs", "navy", "army"))
        or (len(lows) > 2 and lows[-1] in IN_PORTFOLIOS and words.lows[first - 2 : first] == ["of", "the"])
        or "forces" in lows
    )


class Part(NamedTuple):
    """A part of a complement, between prepositions."""

    first: int
    last: int


class ComplementReader:
    """Tells what a complement adds: to the title, or as organization or country."""

    def __init__(self, words: SentenceWords, complement: Complement, last: int, head: str) -> None:
        self.words, self.complement, self.last, self.head = words, complement, last, head
        office = words.lows[max(0, complement.first - 4) : complement.first - 1]
        if " ".join(office) == "chief executive officer":
            self.head = "ceo"
        self.titles: list[str] = []
        self.organization = self.country = ""
        self.parts = self.split()
        for number in range(len(self.parts)):
            if self.read_rest(number):
                break
            self.read_part(number)

    @property
    def title(self) -> str:
        return " ".join(self.titles)

    def split(self) -> list[Part]:
        """Return the parts: the last may name a country, "Minister of Foreign Affairs of Japan"."""
        words = self.words
        parts, i = [], self.complement.first
        begin = i
        while i < self.last:
            if i in words.places and words.places[i].last <= self.last:
                i = words.places[i].last  # "of" is part of "Republic of Korea"
            elif words.low(i) in ("of", "to", "at") and i > begin:
                parts.append(Part(begin, i))
                i = begin = words.after_the(i + 1)
            else:
                i += 1
        return [*parts, Part(begin, self.last)]

    def preposition(self, number: int) -> str:
        if number == 0:
            return self.complement.preposition
        first = self.parts[number].first
        return self.words.low(first - 2 if self.words.low(first - 1) == "the" else first - 1)

    def is_whole_place(self, part: Part) -> bool:
        place = self.words.places.get(part.first)
        return place is not None and place.last == part.last and not place.is_demonym

    def is_country(self, part: Part) -> bool:
        return self.is_whole_place(part) and not self.words.places[part.first].name

    def is_organization(self, part: Part) -> bool:
        """Whether a part is the name of an organization, or begins one."""
        words = self.words
        lows = words.lows[part.first : part.last]
        if self.head == "minister" and part is self.parts[0] and OF_GOVERNMENTS.isdisjoint(lows):
            return False
        if words.is_acronym(part.first) and len(lows) == 1 and lows[0] not in DOMAIN:
            return True
        return (
            names_organization(words, *part)
            and not (len(lows) == 1 and (lows[0] in MODIFIERS or lows[0] == "board"))
            and not (self.head in ("chief", "head") and lows[0] in OF_A_CHIEF)
        )

    def read_rest(self, number: int) -> bool:
        """Read all from a part on as an organization where it is one; return whether it is."""
        words, part = self.words, self.parts[number]
        if self.preposition(number) == "to" or self.is_place_of_office(part):
            return False
        is_described = words.low(part.first - 1) in DESCRIBES
        before_organization = (
            number + 1 < len(self.parts)
            and not DOMAIN.issuperset(words.lows[part.first : part.last])
            and names_organization(words, *self.parts[-1])
        )
        if is_described or before_organization:
            self.organization = words.text(part.first, self.last)
            return True
        if self.is_known(number) or not self.is_organization(part):
            return False
        self.organization = words.text(part.first, self.end_of_organization(number))
        if self.head == "head" and words.low(part.last - 1) in UNITS:
            article = "the " if words.low(part.first - 1) == "the" else ""
            self.titles.append(f"of {article}{words.text(*part)}")
        self.country = self.country or words.country_at(part.first)
        return True

    def is_place_of_office(self, part: Part) -> bool:
        """Whether a part is a place, or what a governor or mayor is of."""
        return self.is_whole_place(part) or (
            self.head in SUBNATIONAL_HEADS
            and self.complement.preposition != "for"
            and not self.organization
            and not names_organization(self.words, *part)
        )

    def is_name(self, part: Part) -> bool:
        """Whether a part is a name in capitals, with no word of a portfolio in it."""
        lows = self.words.lows[part.first : part.last]
        is_portfolio = lows == ["board"] or (self.head not in OF_ANY_NAME and not DOMAIN.isdisjoint(lows))
        return not is_portfolio and all(map(self.words.is_name_word, range(*part)))

    def is_known(self, number: int) -> bool:
        folded = fold(self.words.text(*self.parts[number]))
        return folded in INTERNATIONAL or self.words.directory.has_organization(folded)

    def end_of_organization(self, number: int) -> int:
        """Return where an organization's name ends: with all that follows, but for a country at the end."""
        part = self.parts[number]
        end = part.last
        for following in self.parts[number + 1 :]:
            if self.is_country(following):
                self.country = self.words.country_at(following.first)
                # "Central Bank of Egypt" is a name; "Ministry of Trade of Egypt" goes without.
                is_name = {"ministry", "department"}.isdisjoint(self.words.lows[part.first : part.last])
                return following.last if end == part.last and is_name else end
            end = following.last
        return end

    def read_part(self, number: int) -> None:
        words, part = self.words, self.parts[number]
        text, preposition = words.text(*part), self.preposition(number)
        article = "the " if words.low(part.first - 1) == "the" else ""
        if preposition == "to":
            self.titles.append(f"to {article}{text}")
        elif self.is_country(part):
            self.country = self.country or words.country_at(part.first)
            if self.head in SENT:
                self.titles.append(f"of {article}{text}")  # "Ambassador of Mexico to Kenya"
        elif self.is_place_of_office(part):
            self.organization = self.organization or text
            self.country = self.country or words.country_at(part.first)
        elif self.is_known(number) or (self.head in HEADS_OF_COMPANIES and self.is_name(part)):
            self.organization = text
        elif not self.organization:
            self.titles.append(f"{preposition} {article if number == 0 else ''}{text}")
