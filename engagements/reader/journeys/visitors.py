"""Who travelled: which of those who are mentioned beside a journey."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Callable, Sequence

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.entities.entity import Entity
from engagements.reader.mentions.mention import Mention

from .phrases import Journey

BEFORE_VISITOR = ("by", "of", "by the", "of the", ", by")
OF_VISITOR = re.compile(r"\b(?:by|of) (?:the )?$", re.I)
OPENS_WITH_TRIP = re.compile(
    r"in (?-i:[A-Z])|"
    r"(?:during|on|following|after|in the course of|as part of|at the (?:start|end|beginning) of) "
    r"(?:a|an|his|her|their)\b",
    re.I,
)
HOSTED = re.compile(r"welcom|receiv|host|invit|greet", re.I)
WAS_HOSTED = re.compile(r"(?:was|were|been) (?:welcom|receiv|host|greet|invit)|at the invitation", re.I)
IN_COMPANY = re.compile(r"(?:accompanied|joined|flanked) by|(?:along|together) with", re.I)
LATTER = re.compile(r"\bthe latter's ?$", re.I)
OF_HOST = re.compile(r"\b(?:invitation of|invited by|guest of|behalf of)(?: the| his| her)?(?: \w+)? $", re.I)
REFERS_TO_VISITOR = re.compile(
    r"\b(?:I|we|he|she|they|his|her|their|the delegation|the minister|the secretary|the president)\b", re.I
)
JOINTS = (",", "and", ", and", "&")
CLAUSE = re.compile(r"[;:]|\b(?:said|met|received|welcom\w+|host\w+|who|which|thank\w+)\b", re.I)
WHO = re.compile(r"^,? who\b|, who\b[^,;.]*$", re.I)
# "the mission which Ms. Roe was to lead"
MAKES_IT = re.compile(
    r"(?: (?:was|is|were|are|had|has|will|would|due|set|scheduled|expected|supposed|planned|been|to|have)){0,4} (?:le[ad]+|head(?:ed)?|ma[dk]e|pa[iy]d?|undert[ao]\w+)\b",
    re.I,
)
WHICH = re.compile(r"\b(?:which|that)\b", re.I)
LONGEST_GAP = 4  # characters between "the Minister's" and "visit"


def visitor_of(journey: Journey) -> Mention | None:
    """Return the mention of who travelled, or None where the sentence does not name them."""
    sentence, start, end = journey.sentence, journey.passage.start, journey.passage.end
    mentions = [mention for mention in sentence.mentions if mention.kind != "group"]
    before = [mention for mention in mentions if mention.end <= start + 1]
    if LATTER.search(sentence.plain, sentence.start, start):
        return next((mention for mention in reversed(before) if mention.kind == "person"), None)
    after = [mention for mention in mentions if mention.start >= end and mention.kind != "organization"]
    for mention in before:
        if mention.is_possessive and start - mention.end <= LONGEST_GAP:
            return mention
    for mention in after:
        if sentence.plain[end : mention.start].strip().lower() in BEFORE_VISITOR:
            return mention
    for mention in after[:1]:
        if WHICH.search(sentence.plain[end : mention.start]) and MAKES_IT.match(sentence.plain, mention.end):
            return mention
    before = [mention for mention in before if not mention.is_possessive]
    if not before and after and OPENS_WITH_TRIP.match(sentence.text):
        return after[0]
    for mention in mentions:
        if start <= mention.start < end and OF_VISITOR.search(sentence.plain[start : mention.start]):
            return mention
    return subject_of(sentence, before, start) if before else None


def visitors_beside(journey: Journey, entity_of: Callable[[Mention], Entity]) -> list[Mention]:
    """Return those who are named in a row with who travelled: "Senators A and B visited"."""
    sentence = journey.sentence
    people = [
        mention
        for mention in sentence.mentions
        if mention.kind == "person" and mention.end <= journey.passage.start + 1
        if not is_host(sentence, mention)
    ]
    row: list[Mention] = []
    for mention in people:
        joint = sentence.plain[row[-1].end : mention.start].strip() if row else ""
        if row and joint not in JOINTS:
            break
        row.append(mention)
    is_subject = bool(row) and not CLAUSE.search(sentence.plain[row[-1].end : journey.passage.start])
    is_row_of_visitor = any(entity_of(mention) is journey.visitor for mention in row)
    return row if is_subject and is_row_of_visitor else []


def subject_of(sentence: AnnotatedSentence, before: Sequence[Mention], start: int) -> Mention | None:
    """Return who travelled of those named before a journey: the last where others are its hosts."""
    people = [mention for mention in before if mention.kind == "person" or mention.title] or before
    near = [mention for mention in people if not is_host(sentence, mention)]
    if not near:
        return None
    if WHO.search(sentence.plain[near[-1].end : start]):
        return near[-1]
    lead = sentence.plain[sentence.start : start]
    is_hosted = HOSTED.search(lead) and not WAS_HOSTED.search(lead)
    return near[-1] if is_hosted or IN_COMPANY.match(lead) else near[0]


def is_host(sentence: AnnotatedSentence, mention: Mention) -> bool:
    """Whether ``mention`` is of who invited."""
    return bool(OF_HOST.search(sentence.plain[max(sentence.start, mention.start - 40) : mention.start]))


def refers_to_visitor(journey: Journey) -> bool:
    """Whether the sentence of a journey speaks of somebody named before: "she", "the Minister"."""
    sentence = journey.sentence
    return bool(REFERS_TO_VISITOR.search(sentence.plain[sentence.start : journey.passage.end]))
