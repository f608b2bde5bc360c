"""Who was at a meeting too: accompanying, attending, included."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.mentions.mention import Mention

from .clauses import JOINED
from .draft import Companion, MeetingDraft

ATTENDED = re.compile(
    r"\b(?:also )?(?:attended|(?:was|were) (?:also )?(?:present|in attendance)|took part|participated|joined|sat in)\b(?! by)",
    re.I,
)
END_OF_JOINED = re.compile(
    r";|, (?:met|held|visited|discussed|received)\b"
    r"| (?:who|met|held|visited|received|discussed|to discuss|in a meeting)\b"
)
ACCOMPANIES = re.compile(r"accompan|flanked|together|along", re.I)
# What "including" is said of, where it is those who took part.
OF_PARTICIPANTS = re.compile(
    r"\b(?:participation|engagement|meeting|participants|attendees|summit|session|roundtable|delegations?|which|dinner|lunch)\b[^.;]{0,50}$",
    re.I,
)


def add_attendees(draft: MeetingDraft, sentence: AnnotatedSentence, context: ReadoutContext) -> None:
    """Add to a meeting those of whom ``sentence`` says that they were there too."""
    for match in JOINED.finditer(sentence.plain, sentence.start, sentence.end):
        if is_of_participants(sentence, match):
            for mention in mentions_after(sentence, match):
                add_joined(draft, mention, match, sentence, context)
    present = ATTENDED.search(sentence.text)
    if not present or sentence.triggers:
        return
    for mention in sentence.mentions:
        if mention.is_possessive or mention.is_vague or mention.start >= sentence.start + present.start():
            continue
        entity = context.entity(mention)
        if mention.kind != "organization" and mention.is_usable and entity not in draft.participants:
            draft.attendees.append(entity)


def is_of_participants(sentence: AnnotatedSentence, match: re.Match[str]) -> bool:
    """Whether those named after ``match`` took part: "including" may also be said of topics."""
    if not match.group().lower().startswith("includ"):
        return True
    before = sentence.plain[max(sentence.start, match.start() - 60) : match.start()]
    return bool(OF_PARTICIPANTS.search(before))


def mentions_after(sentence: AnnotatedSentence, match: re.Match[str]) -> Iterator[Mention]:
    rest = sentence.plain[match.end() : sentence.end]
    ends = (
        match.end() + end.start()
        for end in END_OF_JOINED.finditer(rest)
        if not sentence.list_goes_on(match.end() + end.start())
    )
    stop = next(ends, sentence.end)
    for mention in sentence.mentions:
        is_participant = mention.is_usable and not mention.is_possessive and not mention.is_vague
        if match.end() <= mention.start < stop and is_participant:
            yield mention


def add_joined(
    draft: MeetingDraft,
    mention: Mention,
    match: re.Match[str],
    sentence: AnnotatedSentence,
    context: ReadoutContext,
) -> None:
    entity = context.entity(mention)
    if entity in draft.participants or mention.kind == "organization":
        return
    draft.attendees.append(entity)
    before = [other for other in sentence.mentions if other.end <= match.start() and other.kind != "group"]
    if before and ACCOMPANIES.search(match.group()):
        draft.companions.append(Companion(entity, context.entity(before[-1])))
    if mention.note:
        draft.notes[entity] = mention.note
