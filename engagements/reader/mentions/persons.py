"""People named before their office, or without one: "Jane Doe, Minister of Health of Norway"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from engagements.common.folding import fold
from engagements.reader.words import ALWAYS_HONORIFIC, DOMAIN, ORGANIZATION_WORDS

from .details import add_details, add_origin
from .mention import Mention
from .offices import offices_at
from .organizations import organization_at
from .person_names import PersonName, name_at
from .sentence_words import SentenceWords

ROLES = frozenset(
    "chair co-chair host moderator interpreter notetaker note-taker rapporteur facilitator observer".split()
)
# The last word of the names of buildings and streets.
PLACE_WORDS = frozenset(
    "street road avenue square boulevard palace hotel airport building room hall house tower villa port "
    "park plaza base station".split()
)
LONGEST_FOREIGN_OFFICE = 2  # words
MANDATES = ("MP", "MEP", "MLA", "MSP", "TD")
AFTER_ORGANIZATION = ("", ",", ".", ";", ")", "(", "and")
AFTER_COUNTRY = ("", ".", ";", ")", ",")


def person_at(words: SentenceWords, i: int) -> Mention | None:
    """Return the mention of a person whose name begins at word ``i``, or None."""
    if words.low(i) == "the" and words.low(i + 1) not in ALWAYS_HONORIFIC:
        return None
    place = words.places.get(i)
    if place and (place.is_demonym or place.last >= words.size):
        return None
    name = name_at(words, i)
    if not name.name and words.begins_plain_name(i):
        # "Per Hansen, Minister of Trade"
        name = name_at(words, i, after_office=True)
        if words.low(name.end) not in (",", "(") or not words.begins_office(words.after_the(name.end + 1)):
            return None
    if not name.name:
        return None
    is_known = bool(words.directory.officials_named(fold(name.name)))
    if place and not (name.honorific or is_known or name.end > place.last):
        return None
    is_surname = fold(name.name.split()[-1]) in words.surnames
    if not name.honorific and not is_known and not may_be_person(words, i, name, is_surname):
        return None
    is_tentative = not (name.honorific or is_known or (is_surname and " " not in name.name))
    mention = words.mention(
        i, name.end, "person", name=name.name, honorific=name.honorific, is_tentative=is_tentative
    )
    add_details(words, mention)
    add_apposition(words, mention)
    if not mention.title:
        mention.title = mandate_of(words, mention)
        mention.head = mention.title.lower()
    if not mention.title:
        add_origin(words, mention)
    return mention


def mandate_of(words: SentenceWords, mention: Mention) -> str:
    """Return the letters behind a name that are an office: "Hon. Jane Roe, MP"."""
    letters = (words.words[i].text for i in range(max(mention.first, mention.last - 4), mention.last))
    return next((text for text in letters if text in MANDATES), "")


def add_office_of_rank(words: SentenceWords, mention: Mention) -> None:
    """Take the office after a name with a rank: "Ambassador Jane Roe, Director for Asia"."""
    mark, following = words.low(mention.last), mention.last + 1
    offices = offices_at(words, following, after_name=True) if mark in ("(", ",") else []
    if len(offices) != 1 or offices[0].kind != "office" or offices[0].is_definite or not offices[0].title:
        return
    if words.low(offices[0].last - 1) == "delegation":
        return
    rank = mention.title
    add_office(words, mention, offices[0])
    mention.honorific = mention.honorific or rank


def may_be_person(words: SentenceWords, i: int, name: PersonName, is_surname: bool) -> bool:
    """Whether capitals alone may be the name of a person; ``is_surname``: somebody's of the text."""
    is_single = " " not in name.name
    if words.sentence.is_heading and all(word.is_upper for word in words.words if len(word.text) > 2):
        return is_surname  # all of it is written large
    # "Ivoire Réunies S.A." is no person.
    is_organization = words.low(name.end) in ORGANIZATION_WORDS and words.is_capital(name.end)
    if words.low(name.end - 1) in PLACE_WORDS or is_organization:
        return False
    if words.has_organization_word(i, name.end) or (words.is_acronym(i) and is_single):
        return False
    if not is_surname and (is_single or any(words.low(j) in DOMAIN for j in range(i, name.end))):
        return False
    return i not in words.covered or name.end > words.covered[i].last


def add_apposition(words: SentenceWords, mention: Mention) -> None:
    """Add an office or an organization that follows the name: "Jane Doe, Minister of Health, ..."."""
    mark = words.low(mention.last)
    is_listed = words.sentence.is_bullet and mark in ("-", ":")
    if mark not in ("(", ",") and not is_listed:
        return
    following = mention.last + 1
    offices = offices_at(words, following, after_name=True)
    has_office = bool(offices) and offices[0].kind == "office"
    if not offices and mark == "," and (mention.honorific or not mention.is_tentative):
        add_foreign_office(words, mention)
    if has_office and len(offices) == 1 and offices[0].title:
        add_office(words, mention, offices[0])
        following = mention.last + 1 if words.low(mention.last) == "," else 0
    if following:
        add_affiliation(words, mention, words.after_the(following), mark == "(", has_office)
    if mark == "(" and words.low(mention.last) == ")":
        words.end_at(mention, mention.last + 1)
    add_role(words, mention)


def add_foreign_office(words: SentenceWords, mention: Mention) -> None:
    """Add an office whose word is not known: "Mr. Roe, Dijkgraaf of the Water Authority"."""
    first = mention.last + 1
    last = first
    while words.is_name_word(last) and last not in words.covered and last - first < LONGEST_FOREIGN_OFFICE:
        last += 1
    if last == first or words.low(last) != "of" or words.has_organization_word(first, last):
        return
    if organization := organization_at(words, last + 1):
        mention.title, mention.organization = words.text(first, last), organization.name
        mention.country = mention.country or organization.country
        words.end_at(mention, organization.last)


def add_office(words: SentenceWords, mention: Mention, office: Mention) -> None:
    """Add an office that follows the name, and a second one after "and"."""
    mention.title, mention.head = office.title, office.head
    mention.organization, mention.country = office.organization, office.country
    mention.acting = mention.acting or office.acting
    mention.is_tentative = False
    mention.last, mention.end = office.last, office.end
    if words.low(mention.last) != "and" or not words.begins_office(mention.last + 1):
        return
    offices = offices_at(words, mention.last + 1)
    if len(offices) == 1 and offices[0].kind == "office":
        (second,) = offices
        mention.title = f"{mention.title} and {second.title}"
        mention.organization = mention.organization or second.organization
        mention.country = mention.country or second.country
        mention.last, mention.end = second.last, second.end


def add_affiliation(
    words: SentenceWords, mention: Mention, i: int, in_brackets: bool, has_office: bool
) -> None:
    """Add the organization or the country that stands at word ``i``, after the name or its office."""
    organization = organization_at(words, i)
    if organization and not offices_at(words, i):
        ends = words.low(organization.last) in AFTER_ORGANIZATION
        stands_alone = in_brackets or words.sentence.is_bullet or bool(mention.honorific)
        if has_office or (stands_alone and ends):
            mention.organization = mention.organization or organization.name
            mention.country = mention.country or organization.country
            mention.last, mention.end = organization.last, organization.end
            mention.is_tentative = False
        return
    if has_office and (last := end_of_listed_name(words, i)):
        mention.organization = mention.organization or words.text(i, last)
        words.end_at(mention, last)
        return
    place = words.places.get(i)
    if not place or place.is_demonym or not mention.title or mention.country:
        return
    if words.low(place.last) in AFTER_COUNTRY:
        mention.country = place.country
        words.end_at(mention, place.last)


def end_of_listed_name(words: SentenceWords, i: int) -> int:
    """Return where a name in capitals ends that closes an entry of a list: "Counsel, Joint Staff;"; or 0."""
    last = i
    while last < words.size and (
        words.is_name_word(last) or (words.is_capital(last) and words.low(last) in DOMAIN)
    ):
        last += 1
    if last == i or words.places.get(i) or any(map(words.is_head, range(i, last))):
        return 0
    closes_entry = words.low(last) == ";" or last == words.size
    return last if closes_entry or words.low(last - 1) == "staff" else 0


def add_role(words: SentenceWords, mention: Mention) -> None:
    """Add the role in the meeting: "Jane Roe (chair)"."""
    role = words.low(mention.last + 1)
    if words.low(mention.last) == "(" and role in ROLES and words.low(mention.last + 2) == ")":
        mention.role = role
        words.end_at(mention, mention.last + 3)
