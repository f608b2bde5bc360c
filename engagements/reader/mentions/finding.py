"""All who are mentioned in a sentence, in the order of the text."""

import re

from .groups import group_at
from .mention import Mention
from .offices import RANKS_BEFORE_NAMES, offices_at
from .organizations import organization_at
from .persons import add_office_of_rank, person_at
from .sentence_words import SentenceWords

# They tell of a meeting, and take part in none.
# What an office is of, as far as it was not told, before the name
UP_TO_NAME = re.compile(
    r"(?: \([^()]*\))?"
    r"(?: (?:of|for|to|in|at|on|and)(?: the)?(?: (?:(?:of|for|on|and|the|&) ){0,2}[A-Z][\w'&-]*){1,7})?,? "
)
SPEAKERS = frozenset(["spokesperson", "spokesman", "spokeswoman"])


def find_mentions(words: SentenceWords) -> list[Mention]:
    mentions: list[Mention] = []
    i = 0
    while i < words.size:
        if town := words.town_that_leads(i):
            i = town
            continue
        following = [] if words.words[i].is_mark else mentions_at(words, i)
        if not following:
            i = words.places[i].last if i in words.places else i + 1
            continue
        if mentions:
            join_to_previous(words, mentions, following[0])
        mentions += following
        i = following[-1].last
    return [mention for mention in mentions if mention.head not in SPEAKERS]


def mentions_at(words: SentenceWords, i: int) -> list[Mention]:
    """Return who is mentioned from word ``i`` on: several by an office in the plural, one, or nobody."""
    if offices := offices_at(words, i):
        last = offices[-1]
        if last.name and (last.title in RANKS_BEFORE_NAMES or (last.is_counterpart and not last.title)):
            add_office_of_rank(words, last)
        return offices
    mention = group_at(words, i) or person_at(words, i) or organization_at(words, i)
    return [mention] if mention else []


def office_up_to(words: SentenceWords, mentions: list[Mention], person: Mention) -> Mention | None:
    """Return the office that reaches up to a name: "the Consul of Kenya in Turku, Ms. Roe"; or None."""
    *_, before, previous = [None, *mentions]
    is_within = previous.kind == "organization" and before is not None and before.kind == "office"
    office = before if is_within and before else previous
    between = words.sentence.plain[office.end : person.start]
    if office.kind != "office" or not office.title or person.title or not UP_TO_NAME.fullmatch(between):
        return None
    if is_within and not between.startswith(" and "):
        office.organization = previous.name
    elif rest := between.rstrip(", "):
        office.title += rest if not office.organization else ""
        office.organization += rest if office.organization else ""
    return office


def join_to_previous(words: SentenceWords, mentions: list[Mention], mention: Mention) -> None:
    """Make one of a mention and the last of ``mentions`` where both are of one person."""
    previous = mentions[-1]
    # "the Chamber of Commerce, represented by its president, Jane Roe"
    is_its = previous.kind == "organization" and words.low(mention.first) == "its"
    if is_its and mention.title and not mention.organization:
        mention.organization = previous.organization
        mention.country = mention.country or previous.country
    if mention.kind != "person":
        return
    # "Mexican Ministry of Foreign Affairs, Director General Roberto Velasco"
    if (
        previous.kind == "organization"
        and mention.title
        and not mention.organization
        and not mention.is_definite
        and words.low(previous.last) == ","
        and mention.first == previous.last + 1
    ):
        mentions.pop()
        mention.organization = previous.organization
        mention.country = mention.country or previous.country
        mention.first, mention.start = previous.first, previous.start
    elif office := office_up_to(words, mentions, mention):
        del mentions[mentions.index(office) :]
        mention.title, mention.head = office.title, office.head
        mention.organization = mention.organization or office.organization
        mention.country = office.country or mention.country
        mention.is_tentative, mention.acting = False, mention.acting or office.acting
        mention.first, mention.start = office.first, office.start
    # "her Kenyan colleague, Foreign Minister Alfred Mutai"
    elif previous.kind == "office" and not previous.title and mention.first - previous.last <= 1:
        mentions.pop()
        mention.country = mention.country or previous.country
        mention.is_counterpart = True
