"""Which sentences tell of one meeting."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.proposals import MeetingFormat

from .draft import MeetingDraft

CONTINUES = re.compile(
    r"^(?:during|in|at|throughout|following|after|concluding) (?:the|their|this|that|these|those|his|her) (?:\w+ ){0,3}?(?:meetings?|talks|discussions?|conversations?|calls?|consultations|summit|exchange|dialogue|session|engagement|visit|encounter|roundtable)|"
    r"^(?:they|both|the two|the (?:two )?(?:sides|ministers|leaders|officials|parties|delegations|presidents|secretaries|pair)|he|she|this (?:meeting|engagement)|the (?:meeting|talks|discussions?|call|conversation|engagement|summit|dialogue))\b|"
    r"^in (?-i:[A-Z])\w+, [^.;]{3,60} (?:this|that) (?:\w+ ){0,3}(?:engagement|meeting|summit|event|dialogue)",
    re.IGNORECASE,
)
THIS_MEETING = re.compile(
    r"\bthis (?:\w+ ){0,3}(?:engagement|meeting|summit|dialogue)\b|"
    r"\b(?:attended|joined|(?:present|attendance) (?:at|in|during)|part in|participated in) the (?:meeting|talks|discussions|reception|call|conversation|session|audience)\b",
    re.I,
)
APART_FORMATS: frozenset[MeetingFormat] = frozenset(("call", "reception", "site_visit"))


def goes_on(sentence: AnnotatedSentence, draft: MeetingDraft) -> bool:
    """Whether ``sentence`` still tells of the meeting before it."""
    return (
        bool(CONTINUES.search(sentence.text) or THIS_MEETING.search(sentence.text))
        or sentence.paragraph - draft.sentence.paragraph <= 1
    )


def is_same_meeting(draft: MeetingDraft, other: MeetingDraft) -> bool:
    """Whether ``draft`` tells again of the meeting ``other``, at which the same somebody was met."""
    if draft.sentence is other.sentence:
        return True
    is_apart = draft.format in APART_FORMATS and draft.format != other.format
    if draft.place and other.place and draft.place.name != other.place.name:
        return False
    return may_be_same_day(draft.date, other.date) and not is_apart


def may_be_same_day(date: DateMention | None, other: DateMention | None) -> bool:
    if not (date and other and date.start and date.end and other.start and other.end):
        return True
    return date.end >= other.start and other.end >= date.start


def join(draft: MeetingDraft, other: MeetingDraft) -> None:
    """Add to the meeting ``other`` what ``draft`` says of it."""
    participants = draft.participants
    countries = {entity.country for entity in participants if entity.name}
    for side in (other.subjects, other.objects):
        # Who was named by the office alone goes by the name now.
        side[:] = [
            entity
            for entity in side
            if entity in participants or entity.kind != "office" or entity.country not in countries
        ]
    others = other.participants
    other.attendees += [entity for entity in draft.subjects if entity not in others]
    other.objects += [entity for entity in draft.objects if entity not in others]
    other.came |= draft.came
    other.likely = draft.likely | other.likely
    other.date, other.place = other.date or draft.date, other.place or draft.place
    other.passages += draft.passages
    other.notes = other.notes | draft.notes
    if draft.progress in ("cancelled", "postponed") or other.is_heading:
        other.progress = draft.progress
    if other.format == "bilateral" or (other.is_heading and draft.format != "bilateral"):
        other.format = draft.format
    if draft.names_both_sides and not other.names_both_sides:
        other.named = other.named | draft.named
    other.sentence, other.is_heading = draft.sentence, other.is_heading and draft.is_heading
