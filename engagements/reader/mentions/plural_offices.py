"""Offices in the plural: "the governors of A, B and C", "Ministers Roe and Doe"."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from engagements.reader.words import DOMAIN

from .complements import PREPOSITIONS
from .details import add_details
from .mention import Mention
from .office import Office
from .person_names import name_at
from .sentence_words import SentenceWords

# In the plural these are a group, unless they are of countries that are named.
COLLECTIVE = frozenset("representative member leader delegate officer head deputy adviser advisor".split())


def plural_offices(words: SentenceWords, office: Office) -> list[Mention]:
    """Return a mention for each holder of an office in the plural; none where it is but a group."""
    following = words.low(office.end)
    if office.head in COLLECTIVE:
        of_places = words.is_place(office.end + 1) or words.is_place(office.end + 2)
        of_names = words.is_name_word(office.end) and following not in PREPOSITIONS
        if not (of_places or of_names):
            return []
    # One of several "governors" is a Governor.
    singular = office.head.capitalize() if words.is_capital(office.head_at) else office.head
    title = f"{words.text(office.title_begin, office.head_at)} {singular}".strip()
    office.title = title[0].upper() + title[1:]
    if following not in PREPOSITIONS:
        mentions = named_holders(words, office)
    elif following in ("of", "from"):
        mentions = holders_of_places(words, office)
    else:
        mentions = []
    for mention in mentions:
        add_details(words, mention)
    return mentions


def after_joint(words: SentenceWords, i: int) -> int:
    """Return the number of the word after a comma, "and", or both."""
    if words.low(i) == "," and words.low(i + 1) == "and":
        i += 1
    return i + 1


def named_holders(words: SentenceWords, office: Office) -> list[Mention]:
    """Read the names of several who hold the same office: "Ministers Roe, Doe and Poe"."""
    mentions: list[Mention] = []
    i = office.end
    while True:
        name = name_at(words, i, after_office=True)
        if not name.name or words.begins_office(i):
            return mentions
        mentions.append(
            words.mention(
                i if mentions else office.start, name.end, "person",
                name=name.name, honorific=name.honorific, **common_fields(office),
            )
        )  # fmt: skip
        end = after_brackets(words, name.end)
        place = words.places.get(words.after_the(end + 1)) if words.low(end) == "of" else None
        if place and not place.is_demonym:
            mentions[-1].country, end = place.country, place.last
            words.end_at(mentions[-1], end)
        if words.low(end) not in (",", "and"):
            return mentions
        i = after_joint(words, end)


def after_brackets(words: SentenceWords, i: int) -> int:
    """Return the number of the word after "(Louisiana)" at word ``i``; ``i`` where it is none."""
    closing = range(i + 1, min(i + 5, words.size)) if words.low(i) == "(" else ()
    return next((j + 1 for j in closing if words.low(j) == ")"), i)


def common_fields(office: Office) -> dict[str, str | bool]:
    return {
        "title": office.title,
        "country": office.country,
        "organization": office.organization,
        "is_definite": office.is_definite,
        "head": office.head,
    }


def holders_of_places(words: SentenceWords, office: Office) -> list[Mention]:
    """Read what several offices of one kind are of: "the governors of A, B and C"."""
    mentions: list[Mention] = []
    i = office.end + 1
    while i < words.size:
        first = words.after_the(i)
        last = end_of_place(words, first)
        if last == first:
            break
        fields = common_fields(office) | place_fields(words, office, first, last)
        start = first if mentions else office.start
        mentions.append(words.mention(start, last, "office", **fields))
        following = after_joint(words, last)
        if words.low(following - 1) not in (",", "and", "&"):
            break
        begin = words.after_the(following)
        is_next = words.is_name_word(following) or following in words.places or begin != following
        if not is_next or words.begins_office(begin):
            break
        i = following
    return mentions


def end_of_place(words: SentenceWords, first: int) -> int:
    if first in words.places:
        return words.places[first].last
    last = first
    while (
        last < words.size
        and words.is_name_word(last)
        and last not in words.places
        and not words.is_head(last)
    ):
        last += 1
    return last


def place_fields(words: SentenceWords, office: Office, first: int, last: int) -> dict[str, str]:
    """Return what one of the places, portfolios or organizations says of its office."""
    place = words.covered.get(first)
    text = words.text(first, last)
    if place and place.last == last and not place.is_demonym and not place.name:
        return {"country": place.country}
    if all(words.low(i) in DOMAIN for i in range(first, last)):
        return {"title": f"{office.title} of {text}"}
    return {"organization": text, "country": office.country or words.country_at(first)}
