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

from .complements import POSTED, UNITS, ComplementReader, complement_at, name_begins_at
from .details import add_details, add_origin
from .mention import Mention
from .office import Office
from .office_titles import end_of_title, is_workplace, set_title
from .organizations import organization_at
from .person_names import LONGEST_NAME, STYLES, PersonName, begins_rank, is_prince, name_at
from .plural_offices import plural_offices
from .sentence_words import LONGEST_PHRASE, SentenceWords

POSSESSIVES = frozenset("his her their its our".split())
DETERMINERS = POSSESSIVES | {"the", "a", "an", "then", "former"}
WITHIN_ORGANIZATION = frozenset(("in", "of", "for", "and", "&", "the", ","))
REFERRING = ("our", "my", "his", "her", "its", "their", "that", "this")
REFERRED = ("state", "institution", "company", "firm", "town", "province", "region", "country", "ministry")
BODIES = frozenset(("committee", "council", "board", "commission"))
# Words that end what an office is of, up to the comma before a name.
ENDS_COMPLEMENT = PLAIN_WORDS - frozenset("the and of for in on with my our his her their its action".split())
# What stands before these is a body, however it is written.
OF_BODIES = frozenset("member members chair chairman chairwoman chairperson".split())
# A unit ends in one of these, and no name does.
ENDS_OF_UNITS = frozenset("operations branch affairs section division unit team department services".split())
LARGE_UNITS = ("department", "bureau", "office", "directorate")
COMPANY_ABBREVIATIONS = ("s.a", "s.r.l", "inc", "ltd", "corp", "co", "s.a.s")
# In the police, customs and the like these are ranks as well.
RANKS_OF_SERVICES = frozenset(
    "commissioner superintendent inspector comptroller comptroller-general constable".split()
)
RANKS_BEFORE_NAMES = ("Senator", "Ambassador", "General", "Deputy", "Representative", "MP", "MEP")
PASSING = frozenset(
    "outgoing incoming visiting newly appointed distinguished dear esteemed respected".split()
)
# Offices that only say of whom somebody is one: "her Kenyan counterpart".
WITHOUT_TITLE = ("counterpart", "colleague")


def offices_at(words: SentenceWords, i: int, after_name: bool = False) -> list[Mention]:
    """Return the mention of an office, with or without a holder's name, that begins at word ``i``.

    An office in the plural gives one for each holder; where there is no office, nothing.
    ``after_name``: a name stands before it, which may be that of its holder.
    """
    is_rank = is_prince(words, i) or (words.is_head(i) and begins_rank(words, i))  # "Chief Master Sgt. Roe"
    office = None if is_rank else begin_office(words, i)
    if office is None:
        return []
    set_title(words, office)
    if follows_acting(words, office) and not add_acting(words, office):
        return []
    if words.low(office.head_at) in PLURAL_HEADS:
        return plural_offices(words, office)
    add_complement(words, office, after_name)
    add_rest_of_complement(words, office)
    if after_name:
        add_unit(words, office)
    office.end = after_acronym(words, office.end) or office.end
    is_plain = not office.has_complement and office.head in NEEDS_COMPLEMENT and not office.organization
    if is_plain and " " not in office.title:
        return []
    name = name_at(words, office.end, after_office=True)
    if not name.name:
        if second := second_office(words, office):
            return [second]
        name = name_after_comma(words, office) or name
    if is_plain and not (name.name or after_name):
        return []  # "a police officer"
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
        is_body = words.low(i - 1) in ORGANIZATION_WORDS and office.is_definite  # "the agency's director"
        if words.is_place(i - 1) or words.is_acronym(i - 1) or office.has_organization or is_body:
            office.country = office.country or words.country_at(i - 1)
            return i + 1
        return 0
    if i in words.places:
        office.country = office.country or words.places[i].country
        return words.places[i].last
    if low in ORGANIZATION_WORDS and words.is_capital(i):
        office.has_organization = True
    is_owner = low in ORGANIZATION_WORDS and words.low(i + 1) == "'s" and i == office.begin
    if is_owner or (low in BODIES and words.low(i + 1) in OF_BODIES) or is_workplace(words, i):
        return i + 1  # "the agency's", "committee members", "plant manager"
    if low in ("and", "&") and joins_portfolios(words, i, office.begin):
        return i + 1
    is_lord = low == "lord" and words.is_head(i + 1)  # "Lord Mayor"
    is_style = (low in ALWAYS_HONORIFIC and not is_lord) or (
        low in STYLES and words.low(i - 1) in POSSESSIVES
    )
    if (words.is_name_word(i) and not is_style) or low in MODIFIERS:
        return i + 1
    if after := after_acronym(words, i):
        return after if i > office.begin else 0
    if not (office.has_organization and low in WITHIN_ORGANIZATION):
        return 0
    if low == "the" and words.low(i - 1) not in ("of", "for"):
        return 0
    if low == ",":
        in_list = words.low(i + 1) in DOMAIN and not words.begins_office(i + 1)
        return i + 1 if in_list and words.is_name_word(i + 1) else 0
    goes_on = words.is_name_word(i + 1) or i + 1 in words.places or words.low(i + 1) == "the"
    return i + 1 if goes_on else 0


def joins_portfolios(words: SentenceWords, i: int, begin: int) -> bool:
    """Whether "and" at word ``i`` joins what one office is for: "Tourism and Culture Minister"."""
    before = [
        words.low(j) in DOMAIN and words.is_capital(j) for j in range(begin, i) if not words.is_demonym(j)
    ]
    following = words.low(i + 1) in DOMAIN and words.is_name_word(i + 1)
    return all(before) and bool(before) and following and not words.is_head(i + 1)


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


def after_acronym(words: SentenceWords, i: int) -> int:
    """Return the number of the word after "(ACRONYM)" at word ``i``; 0 where it is none."""
    is_acronym = words.low(i) == "(" and words.is_acronym(i + 1) and words.low(i + 2) == ")"
    return i + 3 if is_acronym else 0


def add_unit(words: SentenceWords, office: Office) -> None:
    """Add the unit that an office after a name is of: "Director, Trade Division, Ministry of Health"."""
    if words.low(office.end) != "," or office.has_complement or office.organization:
        return
    last = first = office.end + 1
    while words.is_name_word(last) or words.low(last) in ("and", "&", "of"):
        last += 1
    is_unit = last - first > 1 and words.low(last - 1) in UNITS and not words.begins_office(first)
    names_more = words.low(last) == "," and bool(organization_at(words, words.after_the(last + 1)))
    is_small = words.low(last - 1) not in LARGE_UNITS or office.head in NEEDS_COMPLEMENT
    if is_unit and (names_more or is_small):
        office.title, office.end = f"{office.title}, {words.text(first, last)}", last
        office.has_complement = True


def end_of_reference(words: SentenceWords, i: int) -> int:
    """Return where it ends what an office is of, where that is no name: "Rector of our university"; or 0."""
    noun = i + 2
    if words.low(i) not in ("of", "for", "at") or words.low(i + 1) not in REFERRING:
        return 0
    is_noun = words.low(noun) in ORGANIZATION_WORDS or words.low(noun) in REFERRED
    ends = not words.is_name_word(noun + 1) or words.low(noun + 1) in ALWAYS_HONORIFIC
    return noun + 1 if is_noun and (ends or words.low(noun) not in PLAIN_WORDS) else 0


def add_complement(words: SentenceWords, office: Office, after_name: bool) -> None:
    """Add what an office is of: "Minister of Trade", "Director General for North America"."""
    if end := end_of_reference(words, office.end):
        office.end, office.has_complement = end, True
        return
    complement = complement_at(words, office.end, office.head)
    if not complement.preposition and (end := end_of_plain_complement(words, office.end, after_name)):
        office.title, office.end, office.has_complement = words.text(office.title_begin, end), end, True
        return
    is_from = complement.preposition == "from"
    if not complement.preposition or (
        is_from and not (words.is_place(complement.first) or office.has_organization)
    ):
        return
    end = name_begins_at(words, complement.first, complement.last)
    if complement.last - end == 1 and (after_name or has_name_after_comma(words, complement.last)):
        end = complement.last  # "Director of International Programmes, Dr. Jane Roe"
    reader = ComplementReader(words, complement, end, office.head)
    if reader.title:
        office.title = f"{office.title} {reader.title}".strip()
    office.organization = office.organization or reader.organization
    if words.low(end) == "." and words.low(end - 1) in COMPANY_ABBREVIATIONS:
        end += 1
    end = add_post(words, office, end, after_name)
    office.country = reader.country or office.country
    office.end, office.has_complement = end, True
    # "Director for Central America at the National Security Council"
    is_at = words.low(end) == "at" and not office.organization
    if is_at and (organization := organization_at(words, end + 1)):
        # "at the Ministry of Defence Jane Roe"
        first = words.after_the(end + 1)
        office.end = name_begins_at(words, first, organization.last)
        office.organization = words.text(first, office.end)
        office.country = office.country or organization.country


def add_rest_of_complement(words: SentenceWords, office: Office) -> None:
    """Add all that stands between an office and a comma with a name after it.

    "deputy head for civil works, Jane Roe"; "chair of the Senate's trade committee, Jane Roe".
    """
    end = end_before_name(words, office)
    if not end:
        return
    is_owned = words.low(office.end) == "'s" and office.organization
    if is_owned and words.low(end - 1) in ORGANIZATION_WORDS:
        office.organization += words.text(office.end, end)
    else:
        office.title = words.text(office.title_begin, end)
    office.end, office.has_complement = end, True


def ranked_holder(words: SentenceWords, i: int) -> PersonName | None:
    """Return the name in "the President of the Senate, Senator Jane Roe"; "Senator" is word ``i``."""
    holders = offices_at(words, i) if words.begins_office(i) else []
    if len(holders) != 1 or not holders[0].name:
        return None
    if holders[0].title not in RANKS_BEFORE_NAMES and holders[0].head not in RANKS_OF_SERVICES:
        return None
    return PersonName(holders[0].title, holders[0].name, holders[0].last)


def end_before_name(words: SentenceWords, office: Office) -> int:
    """Return where the words after an office end at a comma with a name after it; 0 where none do."""
    joint = words.low(office.end)
    is_posted = office.head in POSTED or bool(office.organization)
    if joint not in ("of", "for", "'s") and not (joint == "in" and is_posted):
        return 0
    for i in range(office.end + 1, min(words.size, office.end + LONGEST_PHRASE)):
        low = words.low(i)
        if words.is_place(i):
            continue  # "New York"
        if low == ",":
            return i if has_name_after_comma(words, i) or ranked_holder(words, i + 1) else 0
        is_plain = low in ENDS_COMPLEMENT or low.endswith("ed") or low[:1].isdigit()
        if is_plain or (words.words[i].is_mark and low not in ("'s", "'")) or words.is_head(i):
            return 0
    return 0


def add_post(words: SentenceWords, office: Office, i: int, after_name: bool) -> int:
    """Add where somebody is posted, at word ``i``: "Consul General of Spain in Lagos, Jane Roe"."""
    place = words.places.get(i + 1)
    if office.head not in POSTED or words.low(i) != "in" or not place or place.is_demonym:
        return i
    ends = after_name and words.low(place.last) in (",", ".", ";", ")", "")
    if not (ends or has_name_after_comma(words, place.last)):
        return i
    office.title = f"{office.title} {words.text(i, place.last)}"
    return place.last


def has_name_after_comma(words: SentenceWords, i: int) -> bool:
    """Whether a comma at word ``i`` stands before the name of a person."""
    if words.low(i) != "," or words.begins_office(i + 1):
        return False
    name = name_at(words, i + 1)
    return bool(name.honorific) or (" " in name.name and not words.has_organization_word(i + 1, name.end))


def end_of_plain_complement(words: SentenceWords, i: int, after_name: bool) -> int:
    """Return where "head of the research department Jane Roe" has its name; 0 where it is none such.

    After a name, it ends at a mark: "Jane Roe, head of forecasting, said".
    """
    first = words.after_the(i + 1)
    j = first
    is_joint = words.low(i) == "of" or (after_name and words.low(i) == "for")
    while is_joint and j < words.size and j - first < 3 and words.low(j) not in PLAIN_WORDS:
        if words.words[j].is_mark or words.is_capital(j):
            break
        j += 1
    has_name = words.is_name_word(j) or (
        words.low(j) == "," and j + 1 < words.size and words.is_name_word(j + 1)
    )
    if after_name and words.low(j) in (",", ")", ";", ""):
        return j if j > first else 0
    return j if j > first and has_name and j < words.size else 0


def second_office(words: SentenceWords, office: Office) -> Mention | None:
    """Return the holder of two offices: "State Councilor and Foreign Minister Wang"; None for one office."""
    following = office.end + 1
    joint = words.low(office.end)
    if joint not in ("and", ",") or not words.begins_office(following):
        return None
    if words.low(following) in PLURAL_HEADS:
        return None
    if joint == "," and (office.is_definite or ranked_holder(words, following)):
        return None
    holders = offices_at(words, following)
    if len(holders) != 1:
        return None
    (holder,) = holders
    if holder.kind == "office" and joint == "and" and has_name_after_comma(words, holder.last):
        # "the Deputy Prime Minister and Foreign Minister, Jane Roe"
        name = name_at(words, holder.last + 1)
        holder.kind, holder.name, holder.honorific = "person", name.name, name.honorific
        words.end_at(holder, name.end)
    elif holder.kind != "person" or (office.is_definite and "," not in words.lows[following : holder.last]):
        return None
    first = words.text(office.title_begin, office.end)
    holder.title = f"{first}, {holder.title}" if joint == "," else f"{first} and {holder.title}"
    holder.first, holder.start = office.start, words.words[office.start].start
    holder.country = office.country or holder.country
    if not office.has_complement:
        holder.organization = office.organization or holder.organization
    return holder


def ends_line_after_dash(words: SentenceWords, i: int) -> bool:
    """Whether a dash or a colon at word ``i`` stands before the last few words of a line."""
    return words.low(i) in ("-", ":") and i < words.size - 2 and words.size - i <= LONGEST_NAME + 2


def name_after_comma(words: SentenceWords, office: Office) -> PersonName | None:
    """Return the name in "the Minister of Trade, Jane Roe"."""
    has_possessive = "'s" in words.lows[office.begin : office.head_at]
    says_of_whom = office.has_complement or office.organization or has_possessive
    if ends_line_after_dash(words, office.end):
        name = name_at(words, office.end + 1)
        is_person = " " in name.name and not words.has_organization_word(office.end + 1, name.end)
        return name if name.end == words.size and is_person else None
    if words.low(office.end) != "," or not (
        office.is_definite or says_of_whom or office.start == 0 or words.sentence.is_bullet
    ):
        return None
    first = office.end + 1
    organization = None if words.begins_office(first) else organization_at(words, first)
    if organization and words.low(organization.last) == ",":
        # "Senior Director for Energy, National Security Council, Ann Pike"
        name = name_at(words, organization.last + 1)
        has_name = name.honorific or " " in name.name
        if has_name and not words.has_organization_word(organization.last + 1, name.end):
            office.organization = office.organization or organization.name
            return name
    if holder := ranked_holder(words, first):
        return holder
    name = name_at(words, first)
    if not name.name or first in words.places or words.has_organization_word(first, name.end):
        return None
    if not name.honorific and (" " not in name.name or words.begins_office(first)):
        return None
    if not name.honorific and words.low(name.end - 1) in ENDS_OF_UNITS:
        return None  # "Deputy Director, Field Operations"
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
