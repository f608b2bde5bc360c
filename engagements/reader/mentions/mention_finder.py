"""People, offices, organizations and groups in a sentence, by the patterns of English accounts.

A small parser over words, from left to right: what stands before an office ("Mexican
Customs"), the office ("General Administrator"), what it is of ("of Labor"), the name.
"""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re
from dataclasses import dataclass, field

from engagements.common.folding import fold
from engagements.reader.dates.finding import MONTHS
from engagements.reader.proposals import Passage
from engagements.reader.words import (
    ALWAYS_HONORIFIC,
    DOMAIN,
    GROUPS,
    HEADS,
    HONORIFICS,
    INTERNATIONAL,
    MODIFIERS,
    NEEDS_COMPLEMENT,
    ORGANIZATION_WORDS,
    PARTICLES,
    PLAIN_WORDS,
    PLURAL_HEADS,
    RANKS,
    SHORT_OFFICES,
    SUBNATIONAL_HEADS,
    THIRD_PARTY_WORDS,
    VAGUE,
)

LONGEST_PHRASE = 16  # words before an office, or after it
AFTER_HEAD = frozenset("executive general d'affaires delegate designate plenipotentiary".split())
WITH_GENERAL = frozenset(
    "director secretary consul attorney governor inspector auditor comptroller solicitor administrator "
    "surgeon under-secretary prosecutor commissioner".split()
)
PREPOSITIONS = frozenset("of for to on at from".split())
STAFF = re.compile(
    r"\s*,?\s*(?:and|along with|with|together with)\s+(?:(?:his|her|their|the|other|accompanying)\s+)?"
    r"(?:senior\s+)?"
    r"(?:staff|team|teams|delegation|delegations|aides|advisers|colleagues)\b"
)
STYLES = frozenset("excellency majesty highness royal honour honor eminence holiness worship".split())
OF_THOSE_NAMED = re.compile(r"(?:the )?(?:two|three|both)\b", re.I)  # "the two ministers"
ROYAL = frozenset("king queen prince princess emperor empress sultan emir pope".split())
AFTER_NAMES = frozenset("TD MP MEP KC QC CBE OBE MBE DBE KBE PhD MD MLA MSP".split())
ROLES = frozenset(
    "chair co-chair host moderator interpreter notetaker note-taker rapporteur facilitator observer".split()
)
DESCRIBES = frozenset(
    "company group bank firm university federation association organization organisation foundation "
    "institute agency ngo party corporation conglomerate giant maker operator think-tank".split()
)
# What follows these tells no more of who a group is.
ENDS_GROUP = frozenset(
    "also participated attended joined met discussed took have has is are will as by for who to on in at "
    "about during with including was were had where".split()
)
# In the plural these are a group, unless they are of countries that are named.
COLLECTIVE = frozenset("representative member leader delegate officer head deputy adviser advisor".split())
POSTED = frozenset(
    "ambassador high-commissioner representative envoy consul delegate nuncio adviser advisor permrep "
    "attaché".split()
)
PORTFOLIOS = {"foreign": "Foreign Affairs", "interior": "Interior", "home": "Home Affairs"}


@dataclass
class Mention:
    """Who is named by words ``first`` up to ``last`` (not included) of a sentence."""

    first: int
    last: int
    start: int
    end: int
    kind: str  # person, office, group, organization
    name: str = ""
    honorific: str = ""
    native_name: str = ""
    title: str = ""
    acting: bool = False
    organization: str = ""
    country: str = ""
    description: str = ""
    note: str = ""
    definite: bool = False
    is_possessive: bool = False
    role: str = ""  # in the meeting: "Chair"
    tentative: bool = False  # a name by its capitals alone
    derived: bool = False  # the organization follows from the office alone
    head: str = ""
    until: int = 0  # where its sentence ends
    in_heading: bool = False
    siblings: list = field(default_factory=list)

    @property
    def passage(self):
        return Passage(self.start, self.end)

    @property
    def is_third_party(self):
        folded = fold(self.description)
        international = any(f" {name} " in f" {folded} " for name in INTERNATIONAL)
        return self.kind == "group" and (international or bool(set(folded.split()) & THIRD_PARTY_WORDS))

    @property
    def is_usable(self):
        """Whether it can be somebody who took part."""
        if self.kind == "person" and self.tentative:
            return " " in self.name
        if self.kind == "group":
            return not OF_THOSE_NAMED.match(self.description)
        return self.kind != "office" or bool(self.title or self.description)

    @property
    def is_vague(self):
        """Whether it is a group that says no more than "numerous Mexican officials"."""
        if self.kind != "group":
            return False
        words = self.description.split()
        named = sum(not word[0].islower() for word in words)
        return named <= bool(self.country) and all(fold(word) in VAGUE for word in words if word[0].islower())


class Finder:
    """Finds the mentions of one sentence."""

    def __init__(self, sentence, spots, directory, names=frozenset()):
        self.sentence, self.spots, self.directory = sentence, spots, directory
        self.words = sentence.words
        self.size = len(self.words)
        self.lows = [word.lower for word in self.words]
        self.names = names  # folded surnames that the account gives elsewhere
        self.covered = {}
        for spot in spots.values():
            for i in range(spot.first, spot.last):
                self.covered[i] = spot

    def may_name(self, names):
        """Whether one of these folded names stands in the sentence."""
        return any(word.is_capital and fold(word.text) in names for word in self.words)

    # What a word is

    def low(self, i):
        return self.lows[i] if 0 <= i < self.size else ""

    def text(self, first, last):
        if first >= last:
            return ""
        start, end = self.words[first].start, self.words[last - 1].end
        return " ".join(self.sentence.plain[start:end].split())

    def is_name_word(self, i):
        """Whether word ``i`` is written like part of a name."""
        if not i < self.size or self.words[i].is_mark or self.words[i].text == "'s":
            return False
        word = self.words[i]
        if not word.is_capital or word.text[0].isdigit():
            return False
        low = word.lower
        if low in MONTHS and (self.low(i - 1)[:1].isdigit() or self.low(i + 1)[:1].isdigit()):
            return False
        if low in ("city", "state", "port") and self.low(i + 1) == "of":
            return True
        if low in PLAIN_WORDS and (
            low not in ("new", "main", "key", "will", "may", "april", "june") or word.is_upper
        ):
            return False
        return not (i == 0 and low.endswith("ly") and len(low) > 5)

    def is_head(self, i):
        low = self.low(i)
        if low not in HEADS:
            return False
        if low in SHORT_OFFICES:
            return self.words[i].text[0].isupper()
        return True

    def begins_office(self, i):
        """Whether an office without anything before it begins at word ``i``."""
        for j in range(i, min(self.size, i + 5)):
            if self.is_head(j) or self.low(j) in PLURAL_HEADS:
                return True
            if self.low(j) not in MODIFIERS and not self.is_demonym(j):
                return False
        return False

    def is_demonym(self, i):
        return i in self.covered and self.covered[i].is_demonym

    def country_at(self, i):
        spot = self.covered.get(i)
        return spot.country if spot else ""

    def is_place(self, i):
        return i in self.covered and not self.covered[i].is_demonym

    def is_acronym(self, i):
        return i < self.size and self.words[i].is_upper and 2 <= len(self.words[i].text) <= 8

    # The parts of a mention

    def name_at(self, i, after_office=False):
        """Return (honorific, name, end) of a name that begins at word ``i``; name "" where none does."""
        j, honorific = i, []
        while j < self.size:
            low = self.low(j)
            if low == "the" and (self.low(j + 1) in ALWAYS_HONORIFIC or self.low(j + 1) == "right"):
                j += 1
                continue
            if low in ("his", "her", "their") and self.low(j + 1) in STYLES and self.words[j + 1].is_capital:
                honorific.append(self.text(j, j + 2))
                j += 2
                continue
            if low in ROYAL and honorific:
                honorific.append(self.words[j].text)
                j += 1
                continue
            if low == "right" and self.low(j + 1) in ("honourable", "honorable", "hon"):
                honorific.append(self.words[j].text)
                j += 1
                continue
            is_rank = low in RANKS and (honorific or after_office or not self.is_place(j + 1))
            if (low in ALWAYS_HONORIFIC or is_rank or (honorific and low in HONORIFICS)) and self.words[
                j
            ].is_capital:
                honorific.append(self.words[j].text)
                j += 1
                if self.low(j) == ".":
                    honorific[-1] += "."
                    j += 1
                if self.low(j) == "(" and self.low(j + 1) in ("ret", "retired", "rtd"):
                    while j < self.size and self.low(j) != ")":
                        j += 1
                    j += 1
                continue
            if low == "," and honorific and self.low(j + 1) in ALWAYS_HONORIFIC:
                j += 1
                continue
            break
        first = j
        last = first
        while j < self.size and j - first < 8:
            low = self.low(j)
            if self.words[j].text == "." and j > first and len(self.words[j - 1].text) == 1:
                j += 1
                continue
            if (low in PARTICLES and not self.words[j].is_capital and self.is_name_word(j + 1)) or (
                low in PARTICLES and self.low(j + 1) in PARTICLES and self.is_name_word(j + 2)
            ):
                j += 1
                continue
            if not self.is_name_word(j) or self.is_demonym(j):
                break
            if j > first and (self.is_head(j) or low in ("and",)) and low not in ("prince", "king", "judge"):
                break
            if j > first and low in ORGANIZATION_WORDS and not honorific:
                break
            if j == first and self.is_head(j) and not honorific and self.begins_office(j):
                break
            j += 1
            last = j
        stop = last
        while stop - first > 2 and self.words[stop - 1].text in AFTER_NAMES:
            stop -= 1
        name = self.text(first, stop)
        if (
            last < self.size
            and len(self.words[last - 1].text) == 1
            and self.low(last) == "."
            and last > first
        ):
            last += 0
        if not name or (last - first == 1 and self.is_place(first) and not honorific and not after_office):
            return " ".join(honorific), "", i
        return " ".join(honorific), name, last

    def complement_at(self, i, head):
        """Return (preposition, domain first, domain last, end) of what an office is of."""
        j = i
        if self.low(j) == "in" and self.low(j + 1) == "charge" and self.low(j + 2) == "of":
            j += 2
        preposition = self.low(j)
        if preposition not in PREPOSITIONS:
            return "", i, i, i
        j += 1
        if self.low(j) == "the":
            j += 1
        # "the president of the copper company Minera Andina"
        described = next(
            (n for n in range(j, min(j + 4, self.size)) if self.words[n].is_mark or self.words[n].is_capital),
            j,
        )
        if described > j and self.low(described - 1) in DESCRIBES and self.is_name_word(described):
            j = described
        first = last = j
        while j < self.size and j - first < LONGEST_PHRASE:
            low = self.low(j)
            if j in self.spots:
                j = last = self.spots[j].last
                continue
            lower_domain = low in DOMAIN and not self.words[j].is_capital and preposition != "to"
            if self.is_name_word(j) or lower_domain:
                if low in ALWAYS_HONORIFIC or (low in RANKS and low not in DOMAIN):
                    break
                if (
                    j > first
                    and self.is_head(j)
                    and self.low(j - 1) not in ("of", "the")
                    and low not in DOMAIN
                ):
                    break
                j += 1
                last = j
                continue
            following = self.low(j + 1)
            nearest = j + 2 if following == "the" else j + 1
            if low in ("and", "&"):
                if nearest != j + 1 or self.begins_office(nearest) or self.low(nearest) in ALWAYS_HONORIFIC:
                    break
                if (
                    self.low(j - 1) not in DOMAIN
                    and (j - 1) not in self.covered
                    and self.words[j - 1].is_capital
                ):
                    break
                if not (
                    self.low(nearest) in DOMAIN
                    or (
                        self.low(nearest + 1) in DOMAIN
                        and self.is_name_word(nearest)
                        and self.is_name_word(nearest + 1)
                    )
                    or (nearest in self.spots and preposition != "to" and not self.is_place(j - 1))
                ):
                    break
                j += 1
                continue
            if (
                low == ","
                and following in DOMAIN
                and self.is_name_word(j + 1)
                and not self.begins_office(j + 1)
            ):
                ahead = self.lows[j + 2 : j + 6]
                if "and" in ahead or "&" in ahead:
                    j += 1
                    continue
                break
            if low in ("of", "for", "in", "de", "to", "with") and (
                self.is_name_word(nearest) or nearest in self.spots
            ):
                if low in ("in", "to", "with") and not self.is_name_word(j - 1):
                    break
                if low == "in" and (nearest in self.spots or last - first < 1):
                    break
                if low == "to" and not (nearest in self.spots and head in POSTED):
                    break
                # "Minister of Trade Jane Roe of Norway": the country is that of the person.
                if (
                    low == "of"
                    and nearest in self.spots
                    and self.low(first) in DOMAIN
                    and self.part_name(first, j) <= j - 2
                ):
                    break
                j = nearest
                continue
            break
        if last == first:
            return "", i, i, i
        return preposition, first, last, last

    def part_name(self, first, last):
        """Return where in a run of capitals after "of" the holder's name begins; ``last`` for nowhere."""
        anchor = None
        for j in range(first, last):
            if (
                j in self.covered
                or self.low(j) in DOMAIN
                or self.low(j) in ORGANIZATION_WORDS
                or not self.words[j].is_capital
                or (self.is_acronym(j) and not (j + 1 < last and j > first))
            ) and self.low(j) not in PARTICLES:
                anchor = j
        if anchor is None:
            if last - first < 3 or any(self.low(j) in ("of", "for") for j in range(first, last)):
                return last
            begin = last - 2
            while begin > first + 1 and self.low(begin - 1) in PARTICLES:
                begin -= 1
            return begin
        begin = anchor + 1
        return begin if begin < last else last

    def office_at(self, i):
        """Return the mention of an office, with or without a holder's name, that begins at word ``i``."""
        start, definite = i, False
        if self.low(i) in ("the", "his", "her", "their", "its", "a", "an", "then", "former"):
            if self.low(i) == "former" or self.low(i + 1) in STYLES:
                return None
            definite = self.low(i) != "then"
            i += 1
            if self.low(i) == "then":
                i += 1
        begin, j, country, before = i, i, "", i
        has_organization = False
        while j < self.size and j - i <= LONGEST_PHRASE:
            low = self.low(j)
            if self.is_head(j) or low in PLURAL_HEADS:
                break
            if (
                low == "official"
                and self.low(j - 1) == "senior"
                and self.low(j + 1) in ("serving", "performing", "of")
            ):
                break
            if low == "'s" and j > i:
                if self.is_place(j - 1) or self.is_acronym(j - 1) or has_organization:
                    country = country or self.country_at(j - 1)
                    j += 1
                    before = before if not self.is_place(j - 2) else j
                    continue
                return None
            if j in self.spots:
                country = country or self.spots[j].country
                j = self.spots[j].last
                continue
            if low in ORGANIZATION_WORDS and self.words[j].is_capital:
                has_organization = True
            if (self.is_name_word(j) and low not in ALWAYS_HONORIFIC) or low in MODIFIERS:
                j += 1
                continue
            if (
                has_organization
                and low in ("of", "for", "and", "&", "the", ",")
                and (
                    self.is_name_word(j + 1)
                    or j + 1 in self.spots
                    or (self.low(j + 1) == "the" and low != ",")
                )
            ):
                if low == "," and not (self.low(j + 1) in DOMAIN and not self.begins_office(j + 1)):
                    return None
                j += 1
                continue
            return None
        else:
            return None
        if j >= self.size:
            return None
        plural = self.low(j) in PLURAL_HEADS
        head = PLURAL_HEADS.get(self.low(j), self.low(j))
        zone = j
        while (
            zone > begin
            and self.low(zone - 1) in MODIFIERS
            and not self.is_demonym(zone - 1)
            and not self.is_place(zone - 1)
        ):
            zone -= 1
        if head == "minister":
            # "Unification Minister": a portfolio of any name.
            while zone > begin and self.is_portfolio(zone - 1):
                zone -= 1
        if head in SUBNATIONAL_HEADS:
            zone = max(
                zone, j - 1 if self.low(j - 1) in ("deputy", "acting", "lieutenant", "vice", "lord") else j
            )
        organization, country = self.before_office(begin, zone, country)
        end = self.end_of_zone(j)
        if not plural:
            head = next((self.low(n) for n in range(end - 1, j, -1) if self.is_head(n)), head)
            if head == "commissioner" and self.low(end - 2) == "high":
                head = "high-commissioner"
        title = self.text(zone, end)
        acting = False
        if self.low(end) in ("serving", "performing") or (
            self.low(j) == "official" and self.low(end) == "of"
        ):
            title, end, head, found = self.acting_as(zone, end)
            if not found:
                return None
            organization = organization or found[0]
            acting = True
        if plural:
            of_places = self.is_place(end + 1) or self.is_place(end + 2)
            of_names = self.is_name_word(end) and self.low(end) not in PREPOSITIONS
            if head in COLLECTIVE and not (of_places or of_names):
                return None
            return self.several(start, zone, j, end, head, organization, country, definite)
        preposition, first, last, _ = self.complement_at(end, head)
        if preposition == "from" and not (self.is_place(first) or has_organization):
            preposition, last = "", end
        named_at = self.part_name(first, last) if preposition else end
        complement = {}
        tail = end
        if preposition:
            complement = self.read_complement(preposition, first, named_at, head)
            title = f"{title} {complement['title']}".strip() if complement["title"] else title
            organization = organization or complement["organization"]
            country = complement["country"] or country
            end = tail = named_at
        elif head in NEEDS_COMPLEMENT and not organization:
            return None
        # A second office of the same person: "State Councilor and Foreign Minister".
        honorific, name, name_end = self.name_at(tail, after_office=True)
        if not name and self.low(tail) == "and" and self.begins_office(tail + 1) and not definite:
            other = self.office_at(tail + 1)
            if (
                other
                and other.kind == "person"
                and not other.siblings
                and self.low(tail + 1) not in PLURAL_HEADS
            ):
                other.title = f"{title} and {other.title}"
                other.first, other.start = start, self.words[start].start
                other.country = country or other.country
                other.organization = organization or other.organization
                return other
        if (
            not name
            and self.low(tail) == ","
            and (definite or preposition or start == 0 or self.sentence.is_bullet)
        ):
            skip = tail + 1
            honorific, name, name_end = self.name_at(skip)
            single = name and " " not in name and not honorific
            if name and (
                single
                or (self.begins_office(skip) and not honorific)
                or self.looks_like_organization(skip, name_end)
            ):
                name = ""
        mention = Mention(
            start,
            name_end if name else tail,
            self.words[start].start,
            0,
            kind="person" if name else "office",
            name=name,
            honorific=honorific if name else "",
            title=title,
            acting=acting,
            organization=organization,
            country=country,
            definite=definite,
            head=head,
        )
        self.finish(mention)
        if name:
            self.of_what(mention)
        if head in ("counterpart", "colleague"):
            mention.title, mention.head = "", ""
            if not name:
                mention.description = self.text(begin, end)
        return mention

    def of_what(self, mention):
        """Add what follows the name: "President Mensah of Ghana", "Dr. Doe of the World Bank"."""
        j = mention.last
        if self.low(j) == "(" and (organization := self.organization_at(j + 1)):
            if self.low(organization.last) == ")" and not mention.organization:
                mention.organization = organization.name
                mention.last, mention.end = organization.last + 1, self.words[organization.last].end
            return
        if self.low(j) not in ("of", "from") or mention.note:
            return
        j += 2 if self.low(j + 1) == "the" else 1
        if (
            j in self.spots
            and not self.is_demonym(j)
            and not self.looks_like_organization(j, self.spots[j].last + 1)
        ):
            spot = self.spots[j]
            mention.country = mention.country or spot.country
            if spot.name and mention.title:
                mention.organization = mention.organization or spot.name
            mention.last = spot.last
        elif organization := self.organization_at(j):
            mention.organization = mention.organization or organization.name
            mention.country = mention.country or organization.country
            mention.last = organization.last
        else:
            return
        mention.end = self.words[mention.last - 1].end
        mention.is_possessive = self.low(mention.last) == "'s"

    def is_portfolio(self, i):
        """Whether word ``i``, before "Minister", can be no organization, place or acronym."""
        return (
            self.is_name_word(i)
            and i not in self.covered
            and not self.is_acronym(i)
            and self.low(i) not in ORGANIZATION_WORDS
        )

    def end_of_zone(self, j):
        """Return where an office ends that has its head at word ``j``: "Director General"."""
        end = j + 1
        while end < self.size:
            low = self.low(end)
            if low == "." and self.low(end - 1) in ("pres", "gov", "sen"):
                end += 1
            elif low in ("-",) and self.low(end + 1) == "general":
                end += 2
            elif low in AFTER_HEAD and (low != "general" or self.low(end - 1) in WITH_GENERAL):
                end += 1
            elif low == "ad" and self.low(end + 1) == "interim":
                end += 2
            elif (
                self.is_head(end)
                and self.words[end].is_capital == self.words[j].is_capital
                and low not in RANKS
            ):
                end += 1
            elif (
                low in MODIFIERS
                and self.is_head(end + 1)
                and low not in RANKS
                and self.words[end].is_capital == self.words[j].is_capital
            ):
                end += 2
            else:
                break
        return end

    def acting_as(self, zone, end):
        """Read "Senior Official [of ORG] serving as Commissioner"; return title, end, head, (ORG,)."""
        organization = ""
        j = end
        if self.low(j) == "of":
            _preposition, first, last, j = self.complement_at(j, "official")
            organization = self.text(first, last)
        if self.low(j) == "serving" and self.low(j + 1) == "as":
            k = j + 2
        elif [self.low(j + n) for n in range(4)] == ["performing", "the", "duties", "of"]:
            k = j + 4
        else:
            return "", end, "", None
        if self.low(k) == "the":
            k += 1
        head = k
        while head < self.size and self.low(head) in MODIFIERS and not self.is_head(head):
            head += 1
        if not self.is_head(head):
            return "", end, "", None
        stop = self.end_of_zone(head)
        return f"{self.text(zone, end)} {self.text(j, stop)}", stop, self.low(head), (organization,)

    def before_office(self, first, last, country):
        """Return (organization, country) from the words before an office."""
        if last <= first:
            return "", country
        if self.low(last - 1) == "'s":
            last -= 1
        if all(j in self.covered for j in range(first, last)):
            spot = self.covered[first]
            towns = [self.covered[j].name for j in range(first, last) if self.covered[j].name]
            return (towns[0] if towns else ""), country or spot.country
        text = self.text(first, last)
        demonym = self.covered.get(first)
        if demonym and demonym.is_demonym:
            country = country or demonym.country
            rest = self.text(demonym.last, last).strip()
            # "US INM Commissioner": a nationality before an acronym is not part of its name.
            if (rest and self.is_acronym(demonym.last)) or (rest and fold(rest) in INTERNATIONAL):
                text = rest
        if fold(text) in INTERNATIONAL:
            country = ""
        return text, country

    def read_complement(self, preposition, first, last, head):
        """Return what the words after "of" add: to the title, or as organization or country."""
        found = {"title": "", "organization": "", "country": ""}
        # The last "of" may name a country: "Minister of Foreign Affairs of Japan".
        pieces, j = [], first
        begin = first
        while j < last:
            if j in self.spots and self.spots[j].last <= last:
                j = self.spots[j].last  # "of" is part of "Republic of Korea"
            elif self.low(j) in ("of", "to", "at") and j > begin:
                pieces.append((self.low(begin - 1) if begin > first else preposition, begin, j))
                begin = j + 2 if self.low(j + 1) == "the" else j + 1
                j = begin
            else:
                j += 1
        pieces.append((self.low(begin - 1) if begin > first else preposition, begin, last))
        title = []
        k = 0
        while k < len(pieces):
            word, begin, end = pieces[k]
            word = preposition if k == 0 else self.connecting(begin)
            place = self.covered.get(begin)
            whole_place = place and begin == place.first and end == place.last and not place.is_demonym
            text = self.text(begin, end)
            contains = [self.low(j) for j in range(begin, end)]
            if word == "to":
                title.append(f"to {'the ' if self.low(begin - 1) == 'the' else ''}{text}")
            elif whole_place and not place.name:
                found["country"] = found["country"] or place.country
            elif whole_place or (
                head in SUBNATIONAL_HEADS
                and not found["organization"]
                and not self.names_organization(begin, end)
            ):
                found["organization"] = found["organization"] or text
                found["country"] = found["country"] or self.country_at(begin)
            elif (word in ("of", "at", "for") and self.low(begin - 1) in DESCRIBES) or (
                k + 1 < len(pieces)
                and not set(contains) <= DOMAIN
                and not whole_place
                and self.names_organization(pieces[-1][1], pieces[-1][2])
            ):
                found["organization"] = self.text(begin, last)
                break
            elif fold(text) in INTERNATIONAL or word == "at" or self.directory.organization_named(fold(text)):
                found["organization"] = self.text(begin, last if word == "at" else end)
            elif (
                set(contains) & ORGANIZATION_WORDS
                and not (contains[0] in MODIFIERS and len(contains) == 1)
                and not (
                    head in ("chief", "head")
                    and contains[0] in ("mission", "staff", "cabinet", "police", "party")
                )
                and contains != ["customs"]
                and self.names_organization(begin, end)
            ) or (self.is_acronym(begin) and end == begin + 1 and self.low(begin) not in DOMAIN):
                # All that follows is the organization's own name, but for a country at the end.
                stop = end
                m = k + 1
                while m < len(pieces):
                    spot = self.covered.get(pieces[m][1])
                    if spot and spot.last == pieces[m][2] and not spot.name and not spot.is_demonym:
                        found["country"] = spot.country
                        # "Central Bank of Egypt" is a name; "Ministry of Trade of Egypt" goes without.
                        stop = (
                            pieces[m][2]
                            if m == k + 1 and not {"ministry", "department"} & set(contains)
                            else stop
                        )
                        break
                    stop = pieces[m][2]
                    m += 1
                found["organization"] = self.text(begin, stop)
                found["country"] = found["country"] or self.country_at(begin)
                break
            elif not found["organization"]:
                title.append(f"{word} {'the ' if self.low(begin - 1) == 'the' and k == 0 else ''}{text}")
            k += 1
        found["title"] = " ".join(title)
        return found

    def connecting(self, begin):
        return self.low(begin - 2) if self.low(begin - 1) == "the" else self.low(begin - 1)

    def names_organization(self, first, last):
        """Whether a run of words is the name of an organization, not a portfolio."""
        strong = (
            ORGANIZATION_WORDS
            - MODIFIERS
            - {
                "services",
                "service",
                "mission",
                "protection",
                "police",
                "port",
                "union",
                "customs",
                "forces",
                "society",
            }
        )
        lows = self.lows[first:last]
        if set(lows) & strong:
            return True
        return ("customs" in lows and "protection" in lows) or lows[-1:] == ["police"] or "forces" in lows

    def several(self, start, zone, j, end, head, organization, country, definite):
        """Read an office in the plural: the governors of A, B and C; Ministers A and B."""
        # One of several "governors" is a Governor.
        one = head.capitalize() if self.words[j].is_capital else head
        title = f"{self.text(zone, j)} {one}".strip()
        title = title[0].upper() + title[1:]
        common = {
            "title": title,
            "country": country,
            "organization": organization,
            "definite": definite,
            "head": head,
        }
        k = end
        names = []
        if self.low(k) not in PREPOSITIONS:
            while True:
                honorific, name, after = self.name_at(k, after_office=True)
                if not name or self.begins_office(k):
                    break
                names.append((honorific, name, k, after))
                k = after
                if self.low(k) == "," and self.low(k + 1) == "and":
                    k += 1
                if self.low(k) in (",", "and"):
                    k += 1
                    continue
                break
            found = [
                Mention(
                    start if n == 0 else first,
                    after,
                    0,
                    0,
                    "person",
                    name=name,
                    honorific=honorific,
                    **common,
                )
                for n, (honorific, name, first, after) in enumerate(names)
            ]
            return self.chain(found)
        if self.low(k) not in ("of", "from"):
            return None
        k += 1
        found = []
        while k < self.size:
            first = k + 1 if self.low(k) == "the" else k
            if first in self.spots:
                after = self.spots[first].last
            else:
                after = first
                while (
                    after < self.size
                    and self.is_name_word(after)
                    and after not in self.spots
                    and not self.is_head(after)
                ):
                    after += 1
            if after == first:
                break
            spot = self.covered.get(first)
            values = dict(common)
            if spot and spot.last == after and not spot.is_demonym and not spot.name:
                values["country"] = spot.country
            elif all(self.low(n) in DOMAIN for n in range(first, after)):
                values["title"] = f"{title} of {self.text(first, after)}"
            else:
                values["organization"] = self.text(first, after)
                values["country"] = values["country"] or (spot.country if spot else "")
            found.append(Mention(start if not found else first, after, 0, 0, "office", **values))
            k = after
            if self.low(k) == "," and self.low(k + 1) == "and":
                k += 1
            if self.low(k) in (",", "and", "&") and (
                self.is_name_word(k + 1) or k + 1 in self.spots or self.low(k + 1) == "the"
            ):
                if self.begins_office(k + 2 if self.low(k + 1) == "the" else k + 1):
                    break
                k += 1
                continue
            break
        return self.chain(found)

    def chain(self, found):
        if not found:
            return None
        for mention in found:
            self.finish(mention)
        first, *others = found
        first.siblings = others
        return first

    def finish(self, mention):
        """Set what every mention has: offsets, notes, a native name, the acting holder."""
        mention.start = self.words[mention.first].start
        mention.until, mention.in_heading = self.sentence.end, self.sentence.is_heading
        last = mention.last
        if mention.name and self.low(last) == "(":
            close = next((j for j in range(last + 1, min(self.size, last + 9)) if self.low(j) == ")"), None)
            if close:
                inside = self.sentence.plain[self.words[last].end : self.words[close].start].strip()
                letters = [c for c in inside if c.isalpha()]
                if letters and all(ord(c) > 0x24F and not 0x1E00 <= ord(c) <= 0x1EFF for c in letters):
                    mention.native_name = inside
                    mention.last = last = close + 1
        mention.end = self.words[last - 1].end
        mention.is_possessive = self.low(last) == "'s"
        title = mention.title.split()
        for word in ("Acting", "acting", "Interim", "interim"):
            if word in title:
                title.remove(word)
                mention.acting = True
        if "ad interim" in mention.title.lower():
            mention.acting = True
        mention.title = " ".join(title)
        staff = STAFF.match(self.sentence.plain, mention.end, min(self.sentence.end, mention.end + 60))
        if staff and mention.kind in ("person", "office"):
            mention.note = " ".join(staff.group().split()).lstrip(", ")
            while mention.last < self.size and self.words[mention.last].start < staff.end():
                mention.last += 1
            mention.end = staff.end()

    def looks_like_organization(self, first, last):
        return any(self.low(j) in ORGANIZATION_WORDS for j in range(first, last))

    def person_at(self, i):
        """Return the mention of a person named before the office, or without one."""
        start = i
        if self.low(i) == "the" and self.low(i + 1) not in ALWAYS_HONORIFIC:
            return None
        if i in self.spots and (self.is_demonym(i) or not self.spots[i].last < self.size):
            return None
        honorific, name, end = self.name_at(i)
        if not name:
            return None
        parts = name.split()
        known = fold(name) in self.directory.tables["official"].by_name
        surname = fold(parts[-1])
        if i in self.spots and not (honorific or known or end > self.spots[i].last):
            return None
        if not honorific and not known:
            if self.looks_like_organization(i, end) or (self.is_acronym(i) and len(parts) == 1):
                return None
            if len(parts) == 1 and surname not in self.names:
                return None
            if any(self.low(j) in DOMAIN for j in range(i, end)) and surname not in self.names:
                return None
            if i in self.covered and end <= self.covered[i].last:
                return None
        mention = Mention(
            start,
            end,
            0,
            0,
            "person",
            name=name,
            honorific=honorific,
            tentative=not (honorific or known or (surname in self.names and len(parts) == 1)),
        )
        self.finish(mention)
        self.apposition(mention)
        if not mention.title:
            self.of_what(mention)
        return mention

    def apposition(self, mention):
        """Add an office that follows the name: "Jane Doe, Minister of Health of Norway, ..."."""
        j = mention.last
        bracket = self.low(j) == "("
        if not (bracket or self.low(j) == "," or (self.low(j) in ("-", ":") and self.sentence.is_bullet)):
            return
        j += 1
        office = self.office_at(j)
        if office and office.kind == "office" and not office.siblings and office.title:
            mention.title, mention.head = office.title, office.head
            mention.organization, mention.country = office.organization, office.country
            mention.acting = mention.acting or office.acting
            mention.derived, mention.tentative = office.derived, False
            mention.last, mention.end = office.last, office.end
            if self.low(mention.last) == "and" and self.begins_office(mention.last + 1):
                second = self.office_at(mention.last + 1)
                if second and second.kind == "office" and not second.siblings:
                    mention.title = f"{mention.title} and {second.title}"
                    mention.organization = mention.organization or second.organization
                    mention.country = mention.country or second.country
                    mention.last, mention.end = second.last, second.end
            j = mention.last + 1
            if self.low(mention.last) != ",":
                j = None
        if j is not None:
            k = j + 1 if self.low(j) == "the" else j
            organization = self.organization_at(k)
            separate = organization and self.office_at(k)
            if organization and not separate:
                ends = self.low(organization.last) in ("", ",", ".", ";", ")", "(", "and")
                if (
                    (office and office.kind == "office")
                    or ((bracket or self.sentence.is_bullet) and ends)
                    or (organization and mention.honorific and ends)
                ):
                    mention.organization = mention.organization or organization.name
                    mention.country = mention.country or organization.country
                    mention.last, mention.end = organization.last, organization.end
                    mention.tentative = False
            elif (
                k in self.spots
                and not self.is_demonym(k)
                and mention.title
                and self.low(self.spots[k].last) in ("", ".", ";", ")", ",")
                and not mention.country
            ):
                mention.country = self.spots[k].country
                mention.last = self.spots[k].last
                mention.end = self.words[mention.last - 1].end
        if bracket and self.low(mention.last) == ")":
            mention.last += 1
            mention.end = self.words[mention.last - 1].end
        if (
            self.low(mention.last) == "("
            and self.low(mention.last + 1) in ROLES
            and self.low(mention.last + 2) == ")"
        ):
            mention.role = self.low(mention.last + 1)
            mention.last += 3
            mention.end = self.words[mention.last - 1].end

    def organization_at(self, i):
        """Return the mention of an organization that begins at word ``i``."""
        first = i + 1 if self.low(i) == "the" else i
        if not (self.is_name_word(first) or first in self.spots):
            return None
        j = first
        strong, country = False, ""
        last = first
        while j < self.size and j - first < LONGEST_PHRASE:
            if j in self.spots:
                if j > first and not strong and not self.is_demonym(j):
                    break
                country = country or self.spots[j].country
                j = last = self.spots[j].last
                continue
            low = self.low(j)
            if self.is_name_word(j):
                if (self.is_head(j) and low not in ("commissioner",)) or low in ALWAYS_HONORIFIC:
                    break
                strong = strong or low in ORGANIZATION_WORDS
                j += 1
                last = j
                continue
            nearest = j + 2 if self.low(j + 1) == "the" else j + 1
            if (
                strong
                and low in ("of", "for", "de", "to", "on", "del")
                and (self.is_name_word(nearest) or nearest in self.spots)
            ):
                j = nearest
                continue
            if (
                (
                    strong
                    or (
                        low != ","
                        and self.low(j - 1) in DOMAIN
                        and self.low(j + 1) in DOMAIN | ORGANIZATION_WORDS
                    )
                )
                and low in ("and", "&", ",")
                and self.low(j + 1) in DOMAIN | ORGANIZATION_WORDS
                and self.is_name_word(j + 1)
                and not self.begins_office(j + 1)
                and self.low(j + 1) not in ("ministry", "department", "office", "bureau", "agency")
            ):
                if low == "," and not set(self.lows[j + 2 : j + 6]) & {"and", "&"}:
                    break
                j += 1
                continue
            break
        text = self.text(first, last)
        folded = fold(text)
        known = self.directory.organization_named(folded)
        acronym = last == first + 1 and self.is_acronym(first) and first not in self.covered
        if not (strong or known or acronym or folded in INTERNATIONAL) or not text:
            return None
        if first in self.spots and last == self.spots[first].last and not known:
            return None
        if folded in INTERNATIONAL:
            country = ""
        if self.low(last) == "(" and self.is_acronym(last + 1) and self.low(last + 2) == ")":
            last += 3
        mention = Mention(i, last, 0, 0, "organization", organization=text, name=text, country=country)
        mention.start, mention.end = self.words[i].start, self.words[last - 1].end
        mention.is_possessive = self.low(last) == "'s"
        mention.tentative = acronym and not known
        return mention

    def group_at(self, i):
        """Return the mention of a group without names: "representatives of private industry"."""
        first = i + 1 if self.low(i) in ("the", "some", "other") else i
        j, country = first, ""
        while j < self.size and j - first < 6:
            low = self.low(j)
            if low in GROUPS and self.low(j + 1) not in GROUPS:
                break
            if j in self.spots:
                country = country or self.spots[j].country
                j = self.spots[j].last
                continue
            if low in ("of", "for"):
                return None
            word = self.words[j]
            joined = (
                low in ("and", "-")
                and j > first
                and self.low(j + 1) in (THIRD_PARTY_WORDS | GROUPS | MODIFIERS)
            )
            if (
                (word.is_mark and not joined)
                or word.text == "'s"
                or (low in PLAIN_WORDS - {"new", "various", "several", "many", "key"} and not joined)
            ):
                return None
            if low.endswith(("ed", "ly")) and len(low) > 4 and low not in ("united", "family"):
                return None
            if low in HEADS and self.low(j + 1) not in GROUPS:
                return None
            j += 1
        else:
            return None
        if self.low(j) not in GROUPS:
            return None
        last = j + 1
        if self.low(last) in ("of", "from"):
            k = last + 1
            stop = k
            while k < self.size and k - last < 10:
                low = self.low(k)
                if k in self.spots:
                    country = country or self.spots[k].country
                    k = stop = self.spots[k].last
                    continue
                if low in ENDS_GROUP or (self.words[k].is_mark and low not in (",", "&", "-", "'s")):
                    break
                if low in ("the", "and", "a", "of", "&", ",", "-"):
                    if low == "," or low == "and":
                        ahead = self.low(k + 1)
                        if ahead not in (
                            THIRD_PARTY_WORDS | ORGANIZATION_WORDS | {"the"}
                        ) or self.begins_office(k + 1):
                            break
                    k += 1
                    continue
                k += 1
                stop = k
            last = max(last, stop)
        text = self.text(first, last)
        mention = Mention(i, last, 0, 0, "group", description=text, country=country)
        mention.start, mention.end = self.words[i].start, self.words[last - 1].end
        mention.is_possessive = self.low(last) == "'s"
        return mention

    def find(self):
        """Return the mentions in the order of the text."""
        found, i = [], 0
        while i < self.size:
            if self.words[i].is_mark:
                i += 1
                continue
            mention = self.office_at(i) or self.group_at(i) or self.person_at(i) or self.organization_at(i)
            if mention is None or mention.last <= i:
                i = self.spots[i].last if i in self.spots else i + 1
                continue
            # "Mexican Ministry of Foreign Affairs, Director General Roberto Velasco"
            before = found[-1] if found else None
            if (
                before
                and before.kind == "organization"
                and mention.kind == "person"
                and not mention.organization
                and mention.title
                and not mention.definite
                and self.low(before.last) == ","
                and mention.first == before.last + 1
            ):
                found.pop()
                mention.organization = before.organization
                mention.country = mention.country or before.country
                mention.first, mention.start = before.first, before.start
            # "her Kenyan colleague, Foreign Minister Alfred Mutai"
            if (
                found
                and before is found[-1]
                and before.kind == "office"
                and not before.title
                and mention.kind == "person"
                and mention.first - before.last <= 1
            ):
                found.pop()
                mention.country = mention.country or before.country
            everyone = [mention, *mention.siblings]
            found += everyone
            i = everyone[-1].last
        return found
