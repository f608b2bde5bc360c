"""The organization that issues a text, by its letterhead, and organizations that are named short after it."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engagements.common.folding import fold

from .annotation import AnnotatedSentence
from .mentions.mention import Mention
from .text.capitals import LETTERS, recase_word
from .words import INTERNATIONAL

LETTERHEAD = 3  # sentences, of which one may be it
# What may follow an organization in its letterhead: "National Police - Bulletin", "University | News".
AFTER_NAME = ("-", "|", ":", ",", "(", "\n", ".", "/")
ANNOUNCES = re.compile(
    r"(?:and its [^.]{0,80}? )?(?:today |yesterday |on \w+ |has |have )?"
    r"(?:said|wish\w*|announce\w*|inform\w*|confirm\w*|regret\w*|report\w*|"
    r"conclude\w*|complete\w*|host\w*|welcome\w*|sign\w*|h[eo]ld)\b"
)
# By one of these alone, an organization is one that the text names in full elsewhere: "the Fund's Director".
SHORT_NAMES = frozenset(
    "fund chamber bureau agency authority ministry department office bank university institute council "
    "commission committee association federation foundation service center centre school college hospital "
    "secretariat corporation company organization organisation group embassy municipality academy mission "
    "society union league administration board government".split()
)
# Of these, the short name tells nothing.
NO_NAMES = frozenset(
    "company organization organisation group board government ministry department office".split()
)


class NamedOrganization(NamedTuple):
    """An organization as a text names it; its country may be ""."""

    name: str
    country: str


def issuer_of(sentences: Sequence[AnnotatedSentence]) -> NamedOrganization | None:
    """Return the organization at the head of a text: alone, before a mark, or with what it announces."""
    for sentence in sentences[:LETTERHEAD]:
        mention = next(iter(sentence.mentions), None)
        if mention is None or mention.kind != "organization" or mention.start > sentence.start:
            continue
        rest = sentence.plain[mention.end : sentence.end].lstrip(" ")
        is_letterhead = rest.startswith(":") or (
            sentence.is_heading and (not rest or rest.startswith(AFTER_NAME))
        )
        is_name = (
            " " in mention.name and " to " not in mention.name and fold(mention.name) not in INTERNATIONAL
        )
        if is_name and (is_letterhead or ANNOUNCES.match(rest)):
            return NamedOrganization(in_small_letters(mention.name), mention.country)
    return None


def in_small_letters(name: str) -> str:
    """Return a name in capitals as others are written; "PARLIAMENT OF BOTSWANA"."""
    return LETTERS.sub(recase_word, name) if name.isupper() else name


def spell_out_organizations(sentences: Iterable[AnnotatedSentence], issuer: NamedOrganization | None) -> None:
    """Let "the Fund's Director" be of the fund that the text names in full before, or at its head."""
    full_names: dict[str, NamedOrganization] = {}
    if issuer:
        note_name(full_names, issuer.name, issuer.country)
    for sentence in sentences:
        for mention in sentence.mentions:
            word = fold(mention.organization)
            if word in SHORT_NAMES:
                spell_out(mention, full_names.get(word))
            elif mention.organization:
                note_name(full_names, mention.organization, mention.country)


def note_name(full_names: dict[str, NamedOrganization], name: str, country: str) -> None:
    words = fold(name).split()
    if len(words) > 1 and not name.isupper():
        full_names.update(dict.fromkeys(SHORT_NAMES.intersection(words), NamedOrganization(name, country)))


def spell_out(mention: Mention, full: NamedOrganization | None) -> None:
    """Set the name in full; nobody's organization is but "the Company"."""
    if full:
        mention.organization = full.name
        mention.country = mention.country or full.country
        if mention.kind == "organization":
            mention.name = full.name
    elif mention.kind != "organization" and fold(mention.organization) in NO_NAMES:
        mention.organization = ""
