"""Offices, with or without who holds them: "Mexican Customs General Administrator Horacio Duarte"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from engagements.reader.words import (
    ALWAYS_HONORIFIC,
    DOMAIN,
    MODIFIERS,
    NEEDS_COMPLEMENT,
    ORGANIZATION_WORDS,
    PLAIN_WORDS,
    PLURAL_HEADS,
)

from .complements import ComplementReader, complement_at, name_begins_at
from .details import add_details, add_origin
from .mention import Mention
from .office import Office
from .office_titles import end_of_title, set_title
from .organizations import organization_at
from .person_names import STYLES, PersonName, is_prince, name_at
from .plural_offices import plural_offices
from .sentence_words import LONGEST_PHRASE, SentenceWords

DETERMINERS = frozenset("the his her their its a an then former".split())
WITHIN_ORGANIZATION = frozenset(("in", "of", "for", "and", "&", "the", ","))
RANKS_BEFORE_NAMES = ("Senator", "Ambassador", "General", "Deputy", "Representative")
PASSING = ("outgoing", "incoming", "visiting", "newly", "appointed")
# Offices that only say of whom somebody is one: "her Kenyan counterpart".
WITHOUT_TITLE = ("counterpart", "colleague")


def offices_at(words: SentenceWords, i: int) -> list[Mention]:
    """Return the mention of an office, with or without a holder's name, that begins at word ``i``.

    An office in the plural gives one for each holder; where there is no office, nothing.
    """
    office = None if is_prince(words, i) else begin_office(words, i)
    if office is None:
        return []
    set_title(words, office)
    if follows_acting(words, office) and not add_acting(words, office):
        return []
    if words.low(office.head_at) in PLURAL_HEADS:
        return plural_offices(words, office)
    add_complement(words, office)
    if not office.has_complement and office.head in NEEDS_COMPLEMENT and not office.organization:
        return []
    name = name_at(words, office.end, after_office=True)
    if not name.name:
        if second := second_office(words, office):
            return [second]
        name = name_after_comma(words, office) or name
    return [office_mention(words, office, name)]


def begin_office(words: SentenceWords, i: int) -> Office | None:
    """Read up to the word that makes an office; return None where there is none."""
    start, is_definite = i, False
    if words.low(i) in DETERMINERS:
        if words.low(i) == "former" or words.low(i + 1) in STYLES:
            return None
        is_definite = words.low(i) != "then"
        i += 1
        if words.low(i) == "then":
            i += 1
    while words.low(i) in PASSING:
        i += 1
    office = Office(start, i, is_definite, i, country="", has_organization=False)
    while office.head_at < words.size and office.head_at - office.begin <= LONGEST_PHRASE:
        if is_head_of_office(words, office.head_at):
            return office
        following = word_after(words, office)
        if not following:
            return None
        office.head_at = following
    return None


def is_head_of_office(words: SentenceWords, i: int) -> bool:
    if words.is_head(i) or words.low(i) in PLURAL_HEADS:
        return True
    return (
        words.low(i) == "official"
        and words.low(i - 1) == "senior"
        and words.low(i + 1) in ("serving", "performing", "of")
    )


def word_after(words: SentenceWords, office: Office) -> int:
    """Take what stands before an office; return the number of the word after it, or 0.

    That is a place, an organization's name, or words that belong to the office; nothing else can
    stand there.
    """
    i = office.head_at
    low = words.low(i)
    if low == "'s" and i > office.begin:
        if words.is_place(i - 1) or words.is_acronym(i - 1) or office.has_organization:
            office.country = office.country or words.country_at(i - 1)
            return i + 1
        return 0
    if i in words.places:
        office.country = office.country or words.places[i].country
        return words.places[i].last
    if low in ORGANIZATION_WORDS and words.is_capital(i):
        office.has_organization = True
    if (words.is_name_word(i) and low not in ALWAYS_HONORIFIC) or low in MODIFIERS:
        return i + 1
    if not (office.has_organization and low in WITHIN_ORGANIZATION):
        return 0
    if low == ",":
        in_list = words.low(i + 1) in DOMAIN and not words.begins_office(i + 1)
        return i + 1 if in_list and words.is_name_word(i + 1) else 0
    if low == "in":
        return i + 1 if i + 1 in words.places else 0  # "U.S. Air Forces in Europe commander"
    goes_on = words.is_name_word(i + 1) or i + 1 in words.places or words.low(i + 1) == "the"
    return i + 1 if goes_on else 0


def follows_acting(words: SentenceWords, office: Office) -> bool:
    """Whether what follows says in whose place somebody acts."""
    following = words.low(office.end)
    return following in ("serving", "performing") or (
        words.low(office.head_at) == "official" and following == "of"
    )


def add_acting(words: SentenceWords, office: Office) -> bool:
    """Read "Senior Official [of ORGANIZATION] serving as Commissioner"; return whether it is one."""
    organization, i = "", office.end
    if words.low(i) == "of":
        complement = complement_at(words, i, "official")
        i = complement.last
        organization = words.text(complement.first, complement.last)
    if words.lows[i : i + 2] == ["serving", "as"]:
        first = i + 2
    elif words.lows[i : i + 4] == ["performing", "the", "duties", "of"]:
        first = i + 4
    else:
        return False
    head_at = words.after_the(first)
    while head_at < words.size and words.low(head_at) in MODIFIERS and not words.is_head(head_at):
        head_at += 1
    if not words.is_head(head_at):
        return False
    end = end_of_title(words, head_at)
    office.title = f"{words.text(office.title_begin, office.end)} {words.text(i, end)}"
    office.head, office.end, office.is_acting = words.low(head_at), end, True
    office.organization = office.organization or organization
    return True


def add_complement(words: SentenceWords, office: Office) -> None:
    """Add what an office is of: "Minister of Trade", "Director General for North America"."""
    complement = complement_at(words, office.end, office.head)
    if not complement.preposition and (end := end_of_plain_complement(words, office.end)):
        office.title, office.end, office.has_complement = words.text(office.title_begin, end), end, True
        return
    is_from = complement.preposition == "from"
    if not complement.preposition or (
        is_from and not (words.is_place(complement.first) or office.has_organization)
    ):
        return
    end = name_begins_at(words, complement.first, complement.last)
    reader = ComplementReader(words, complement, end, office.head)
    if reader.title:
        office.title = f"{office.title} {reader.title}".strip()
    office.organization = office.organization or reader.organization
    office.country = reader.country or office.country
    office.end, office.has_complement = end, True
    # "Director for Central America at the National Security Council"
    is_at = words.low(end) == "at" and not office.organization
    if is_at and (organization := organization_at(words, end + 1)):
        office.organization, office.end = organization.name, organization.last
        office.country = office.country or organization.country


def end_of_plain_complement(words: SentenceWords, i: int) -> int:
    """Return where "head of the research department Jane Roe" has its name; 0 where it is none such."""
    first = words.after_the(i + 1)
    j = first
    while words.low(i) == "of" and j < words.size and j - first < 3 and words.low(j) not in PLAIN_WORDS:
        if words.words[j].is_mark or words.is_capital(j):
            break
        j += 1
    has_name = words.is_name_word(j) or (
        words.low(j) == "," and j + 1 < words.size and words.is_name_word(j + 1)
    )
    return j if j > first and has_name and j < words.size else 0


def second_office(words: SentenceWords, office: Office) -> Mention | None:
    """Return the holder of two offices: "State Councilor and Foreign Minister Wang"; None for one office."""
    following = office.end + 1
    if words.low(office.end) != "and" or office.is_definite or not words.begins_office(following):
        return None
    if words.low(following) in PLURAL_HEADS:
        return None
    holders = offices_at(words, following)
    if len(holders) != 1 or holders[0].kind != "person":
        return None
    (holder,) = holders
    holder.title = f"{words.text(office.title_begin, office.end)} and {holder.title}"
    holder.first, holder.start = office.start, words.words[office.start].start
    holder.country = office.country or holder.country
    if not office.has_complement:
        holder.organization = office.organization or holder.organization
    return holder


def name_after_comma(words: SentenceWords, office: Office) -> PersonName | None:
    """Return the name in "the Minister of Trade, Jane Roe"."""
    if words.low(office.end) != "," or not (
        office.is_definite or office.has_complement or office.start == 0 or words.sentence.is_bullet
    ):
        return None
    first = office.end + 1
    organization = None if words.begins_office(first) else organization_at(words, first)
    if organization and words.low(organization.last) == "," and not office.organization:
        # "Senior Director for Energy, National Security Council, Ann Pike"
        name = name_at(words, organization.last + 1)
        if " " in name.name and not words.has_organization_word(organization.last + 1, name.end):
            office.organization = organization.name
            return name
    if words.begins_office(first):
        # "the President of the Senate, Senator Jane Roe"
        holders = offices_at(words, first)
        if len(holders) == 1 and holders[0].name and holders[0].title in RANKS_BEFORE_NAMES:
            return PersonName(holders[0].title, holders[0].name, holders[0].last)
    name = name_at(words, first)
    if not name.name or words.has_organization_word(first, name.end):
        return None
    if not name.honorific and (" " not in name.name or words.begins_office(first)):
        return None
    return name


def office_mention(words: SentenceWords, office: Office, name: PersonName) -> Mention:
    has_name = bool(name.name)
    mention = words.mention(
        office.start,
        name.end if has_name else office.end,
        "person" if has_name else "office",
        name=name.name,
        honorific=name.honorific if has_name else "",
        title=office.title,
        acting=office.is_acting,
        organization=office.organization,
        country=office.country,
        is_definite=office.is_definite,
        head=office.head,
    )
    add_details(words, mention)
    if has_name:
        add_origin(words, mention)
    if office.head in WITHOUT_TITLE:
        mention.title = mention.head = ""
        mention.is_counterpart = True
        if not has_name:
            mention.description = words.text(office.begin, office.end)
    return mention
