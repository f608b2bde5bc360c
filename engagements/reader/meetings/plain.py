"""Sentences so plain that who met whom is certain: "Minister Roe of Norway met with Kenyan President Doe"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.mentions.mention import Mention

from .clauses import Clause, ClauseMentions

KINDS = ("met", "with", "call", "host", "called_on", "courtesy", "passive")
# Who speaks of himself is not named; what is not so, or may be, is not certain.
NOT_PLAIN = re.compile(
    r"\b(?:I|we|my|our|me|us|not|may|might|could|would|separate\w*|counterpart|behalf|told)\b|[\"“”?]|^[A-Z ]{3,}: "
)
# Between a name and a capital, these go on with the name or the office.
JOINED_AFTER = (",", "and", "&", "of", "for")


def plainly_named(clause: Clause, mentions: ClauseMentions) -> list[Mention]:
    """Return those whom a sentence names in one piece, if it tells of one meeting of two people alone."""
    sentence = clause.sentence
    if clause.trigger.kind not in KINDS or len(sentence.triggers) > 1 or sentence.is_heading:
        return []
    if NOT_PLAIN.search(sentence.text) or mentions.has_joined:
        return []
    if len(mentions.subjects) != 1 or len(mentions.objects) != 1:
        return []
    both = [mentions.subjects[0], mentions.objects[0]]
    if any(mention.kind not in ("person", "office") for mention in both):
        return []
    return [mention for mention in both if is_whole(mention, sentence)]


def is_whole(mention: Mention, sentence: AnnotatedSentence) -> bool:
    """Whether a mention is of a person with an office, and no word beside it may be of either."""
    if mention.kind != "person" or not mention.title or mention.is_tentative or mention.is_counterpart:
        return False
    words = sentence.words
    after = words[mention.last : mention.last + 2]
    if after and (after[0].is_capital or (after[0].text in JOINED_AFTER and after[-1].is_capital)):
        return False
    before = [word for word in words[: mention.first] if word.lower not in ("the", "a", "an")]
    return len(before) < 2 or not before[-1].is_capital
