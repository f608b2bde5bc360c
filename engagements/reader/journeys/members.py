"""Who else was of a delegation, and who sent it."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator
from typing import NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.mentions.mention import Mention

DELEGATION = re.compile(
    r"\b(?:delegation|entourage|team|party)\b[^.;]{0,80}?\b(?:include[sd]?|including|compris\w+|consist\w+ of|composed of|made up of|members are|were|headed by|led by)|"
    r"\bmembers of the (?:[\w.]+ )?delegation\b|\bdelegation members\b|\b(?:accompan(?:ied|ying)|joined) (?:by|him|her|the)\b|\b(?:also travel\w+|travel\w+) with (?:him|her|the)\b|\btravel\w* (?:to [^.;]{3,60}? )?(?:together |along )?with\b|\bled by\b|\bheaded by\b",
    re.I,
)
END_OF_MEMBERS = re.compile(
    r";|\.(?!\w)|, (?:paid|visited|travel\w*|arrived|will|met)\b| (?:visited|paid|arrived|met)\b"
)
# "A delegation from the City of Rotterdam led by ..."
SENT_FROM = re.compile(r"\b(?:delegation|mission|team)\b(?: (?:from|of))(?: the)? (?P<name>(?-i:[A-Z]))")
HE_WAS_JOINED = re.compile(
    r"(?:he|she|the \w+) (?:was|is|will be) (?:also )?(?:joined|accompanied) (?:on (?:the|this|his|her) \w+ )?by\b",
    re.I,
)
SENT_BY = re.compile(
    r"\b(?:led|leads|headed|heads|leading|heading)(?: (?:a|an|the|his|her))? (?:[a-z-]+ )*?(?P<name>(?-i:[A-Z])[^.;,]{1,80}?) (?:delegation|mission|team)\b"
)


class DelegationPhrase(NamedTuple):
    """Words that announce who is of a delegation."""

    words: str
    names_head: bool
    mentions: list[Mention]  # those named after them

    @property
    def names_delegation(self) -> bool:
        return "delegation" in self.words


def delegation_phrases(sentence: AnnotatedSentence) -> Iterator[DelegationPhrase]:
    for match in DELEGATION.finditer(sentence.text):
        words, begin = match.group().lower(), sentence.start + match.end()
        names_head = "led by" in words or "headed by" in words
        end = None if names_head else END_OF_MEMBERS.search(sentence.plain[begin : sentence.end])
        stop = begin + end.start() if end else sentence.end
        mentions = [mention for mention in sentence.mentions if begin <= mention.start <= stop]
        yield DelegationPhrase(words, names_head, mentions)


def country_of_delegation(sentence: AnnotatedSentence) -> str:
    """Return the country of "an Irish parliamentary delegation", or ""."""
    position = next((i for i, word in enumerate(sentence.words) if word.lower == "delegation"), None)
    if position is None:
        return ""
    countries = (
        place.country
        for place in sentence.places.values()
        if place.is_demonym and 0 <= position - place.last <= 3
    )
    return next(countries, "")


def sender_of(sentence: AnnotatedSentence) -> Mention | None:
    """Return the organization that sent a delegation: "led a World Bank mission", or None."""
    sent = SENT_BY.search(sentence.text) or SENT_FROM.search(sentence.text)
    if not sent:
        return None
    start = sentence.start + sent.start("name")
    senders = (
        mention
        for mention in sentence.mentions
        if mention.kind == "organization" and mention.start <= start < mention.end
    )
    return next(senders, None)
