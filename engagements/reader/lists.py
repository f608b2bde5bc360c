"""Lists of people in prose: "accompanied by A, Minister of Trade; B; and C, Counsel, Joint Staff"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from .annotation import AnnotatedSentence
from .mentions.mention import Mention

# Between two of a list, these say that another clause has begun.
END_OF_LIST = re.compile(
    r"\b(?:and|then) (?:discussed|visited|toured|signed|met|held|paid|travel\w+)\b|"
    r",? (?:paid|visited|arrived|will|held|discussed|received|to discuss|to attend|who (?:discussed|met|held|will))\b|"
    r"\bmet\b|\bin a meeting with\b|, (?:the (?:two )?(?:parties|sides|ministers|leaders|delegations)|both|they|he|she|it|we)\b"
)
IS_SUBJECT = re.compile(r" (?:was|were|is|are|will|met|held|thanked|said|expressed|welcomed|also|has|had)\b")


def named_after(sentence: AnnotatedSentence, begin: int, stop: int | None = None) -> list[Mention]:
    """Return those of the list that begins at the offset ``begin``, up to ``stop``."""
    members: list[Mention] = []
    at = begin
    for mention in sentence.mentions:
        if mention.start < begin or (stop is not None and mention.start >= stop):
            continue
        if END_OF_LIST.search(sentence.plain[at : mention.start]):
            break
        at = mention.end
        if IS_SUBJECT.match(sentence.plain, mention.end):
            break
        members.append(mention)
    return members
