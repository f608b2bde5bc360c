"""Which sentences tell of one meeting."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterator
from dataclasses import replace

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.proposals import MeetingFormat

from .attendance import TELLS_WHO_CAME
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
        or bool(TELLS_WHO_CAME.match(sentence.text))
        or sentence.paragraph - draft.sentence.paragraph <= 1
    )


def is_same_meeting(draft: MeetingDraft, other: MeetingDraft, delegation: set[Entity]) -> bool:
    """Whether ``draft`` tells again of the meeting ``other``; who is of the delegation makes no difference."""
    return (
        has_same_participants(draft, other, delegation)
        and (other.is_heading or draft.progress in (other.progress, "cancelled"))
        and (other.is_heading or may_be_of_format(draft, other))
        and may_be_same_day(draft.date, other.date)
        and (
            any(entity.kind not in ("group", "organization") for entity in draft.objects)
            or other.sentence.paragraph == draft.sentence.paragraph
        )
    )


def has_same_participants(draft: MeetingDraft, other: MeetingDraft, delegation: set[Entity]) -> bool:
    participants, others = set(draft.participants), set(other.participants)
    met = participants - delegation or participants
    others_met = others - delegation
    return (
        met <= others_met or (other.is_heading and others <= participants) or names_offices(met, others_met)
    )


def may_be_of_format(draft: MeetingDraft, other: MeetingDraft) -> bool:
    """Whether the formats may be of one meeting: a call or the sight of a port is nothing else.

    A reception is told of again by "Welcoming the guests", but not by "held a meeting with".
    """
    formats = {draft.format, other.format}
    if len(formats) == 1:
        return True
    if other.format == "reception" and draft.told_by not in ("with", "together", "between"):
        return APART_FORMATS.isdisjoint({draft.format})
    return APART_FORMATS.isdisjoint(formats)


def may_be_same_day(date: DateMention | None, other: DateMention | None) -> bool:
    if not (date and other and date.start and date.end and other.start and other.end):
        return True
    return date.end >= other.start and other.end >= date.start


def names_offices(met: set[Entity], others: set[Entity]) -> bool:
    """Whether ``met`` are the names of those whom ``others`` has by their offices alone."""
    unnamed = {
        entity for entity in others - met if entity.kind == "office" and not entity.name and entity.country
    }
    countries = {entity.country for entity in met - others if entity.name}
    return bool(unnamed) and unnamed == others - met and {entity.country for entity in unnamed} == countries


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
    other.subjects += [entity for entity in draft.subjects if entity not in others]
    other.objects += [entity for entity in draft.objects if entity not in others]
    other.date, other.place = other.date or draft.date, other.place or draft.place
    other.passages += draft.passages
    other.notes = other.notes | draft.notes
    other.plain = other.plain | draft.plain
    if draft.progress == "cancelled":
        other.progress = "cancelled"
    if other.format == "bilateral" or (other.is_heading and draft.format != "bilateral"):
        other.format = draft.format
    if draft.names_both_sides and not other.names_both_sides:
        other.told_by, other.named = draft.told_by, other.named | draft.named
    other.sentence, other.is_heading = draft.sentence, other.is_heading and draft.is_heading


def each_day(draft: MeetingDraft, days: dict[Entity, DateMention]) -> Iterator[MeetingDraft]:
    """Yield the meeting for each day that its participants were met on."""
    for day in dict.fromkeys([None, *days.values()]):
        objects = [entity for entity in draft.objects if days.get(entity) is day]
        if objects or (day is None and not draft.objects):
            yield replace(
                draft,
                subjects=list(draft.subjects),
                objects=objects,
                attendees=list(draft.attendees),
                companions=list(draft.companions),
                passages=list(draft.passages),
                topics=list(draft.topics),
                outcomes=list(draft.outcomes),
                of_side=set(draft.of_side),
                date=day or draft.date,
            )
