"""Organizations by name: "the World Bank", "Ministry of Trade and Industry of Ghana", "CBP"."""

from engagements.common.folding import fold
from engagements.reader.words import ALWAYS_HONORIFIC, DOMAIN, INTERNATIONAL, ORGANIZATION_WORDS

from .mention import Mention
from .sentence_words import LONGEST_PHRASE, SentenceWords

CONNECTING = frozenset(
    ("of", "for", "de", "to", "on", "del", "do", "da", "dos", "das", "di", "della", "du", "des")
)
PARTS_OF_NAMES = DOMAIN | ORGANIZATION_WORDS
COLLECTIVES = ("people", "workers", "women", "children", "farmers", "veterans")
# These begin another organization after "and".
BEGIN_ORGANIZATION = frozenset(("ministry", "department", "office", "bureau", "agency"))


class OrganizationName:
    """The words of an organization's name, as far as they have been read."""

    def __init__(self, words: SentenceWords, first: int) -> None:
        self.words, self.first, self.last = words, first, first
        self.is_strong = False  # one of its words is of organizations alone
        self.country = ""
        self.read()

    def read(self) -> None:
        words, i = self.words, self.first
        while i < words.size and i - self.first < LONGEST_PHRASE:
            if i in words.places:
                if i > self.first and not self.is_strong and not words.is_demonym(i):
                    return
                self.country = self.country or words.places[i].country
                i = self.last = words.places[i].last
            elif words.is_name_word(i):
                low = words.low(i)
                if (words.is_head(i) and low != "commissioner") or low in ALWAYS_HONORIFIC:
                    return
                self.is_strong = self.is_strong or words.is_organization_word(i, self.first)
                i += 1
                self.last = i
            elif words.low(i) == "'s" and words.low(i - 1) in COLLECTIVES and words.is_name_word(i + 1):
                i += 1  # "People's Committee"
            elif following := self.word_after_joint(i):
                i = following
            else:
                return

    def word_after_joint(self, i: int) -> int:
        """Return where the name goes on after a word that joins its parts, or 0 where it ends."""
        words, low = self.words, self.words.low(i)
        following = words.after_the(i + 1)
        if self.is_strong and low in CONNECTING:
            return following if words.is_name_word(following) or following in words.places else 0
        return i + 1 if low in ("and", "&", ",") and self.goes_on_after_and(i) else 0

    def goes_on_after_and(self, i: int) -> bool:
        """Whether "and" or a comma at word ``i`` joins two parts of the name."""
        words, following = self.words, self.words.low(i + 1)
        joins_domains = words.low(i) != "," and words.low(i - 1) in DOMAIN
        if not (self.is_strong or joins_domains) or following not in PARTS_OF_NAMES:
            return False
        if not words.is_name_word(i + 1) or words.begins_office(i + 1) or following in BEGIN_ORGANIZATION:
            return False
        return words.low(i) != "," or not {"and", "&"}.isdisjoint(words.lows[i + 2 : i + 6])


def country_after(words: SentenceWords, i: int) -> str:
    """Return the country that stands between marks after a name: "Coastal University, Ghana, ..."."""
    place = words.places.get(i + 1) if words.low(i) in (",", "(") else None
    if place is None or place.is_demonym or place.name or words.low(place.last) not in (",", ".", ")"):
        return ""
    return place.country


def organization_at(words: SentenceWords, i: int) -> Mention | None:
    """Return the mention of an organization that begins at word ``i``, or None."""
    first = words.after_the(i)
    if not (words.is_name_word(first) or first in words.places):
        return None
    name = OrganizationName(words, first)
    last, country = name.last, name.country
    text = words.text(first, last)
    folded = fold(text)
    is_known = words.directory.has_organization(folded)
    is_acronym = last == first + 1 and words.is_acronym(first) and first not in words.covered
    if not text or not (name.is_strong or is_known or is_acronym or folded in INTERNATIONAL):
        return None
    if first in words.places and last == words.places[first].last and not is_known:
        return None
    country = country or country_after(words, last)
    if folded in INTERNATIONAL:
        country = ""
    if words.low(last) == "(" and words.is_acronym(last + 1) and words.low(last + 2) == ")":
        last += 3
    return words.mention(
        i, last, "organization",
        organization=text, name=text, country=country, is_tentative=is_acronym and not is_known,
    )  # fmt: skip
