"""Who was at a meeting too: joined, accompanied, attended; and on which side, where that is said."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import itertools
import re

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity
from engagements.reader.lists import named_after
from engagements.reader.mentions.mention import Mention

from .draft import Companion, MeetingDraft

# People named after these are there too, on no side that the verb gives.
JOINED = re.compile(
    r"\b(?:(?:was|were|is|are) (?:also )?(?:joined|accompanied|flanked|assisted|attended)(?: also| (?:at|in|for) [\w ]{2,25})? by|(?:accompanied|joined|flanked|attended) by|also included(?: the participation of)?|includ(?:ed|es|ing)(?: the participation of)?|with the participation of|in the presence of|"
    r"together with|along with|alongside|also (?:attending|present|participating|joining|in attendance|at the table|on hand)(?:(?: [\w ]{3,30}?)? (?:was|were|is|are)|:)|(?:joining|accompanying) (?:him|her|them|the \w+) (?:was|were|is|are)|also took part (?:were|was)|(?:also (?:took part|participated|attended)|(?:took part|participated|attended) also),?(?: as [\w ]{3,20}?)?(?=,? (?:the (?!(?:\w+ )?(?:meetings?|talks|discussions?|session|call|events?|ceremony|dinner|lunch|reception|dialogue|summit|conference)\b)|an? |(?:Mr|Ms|Mrs|Dr|Prof|H\.?E|Amb|Hon|Eng)\b|(?-i:[A-Z])))|participants(?: also)? included|took part:|taking part[^.;:]{0,40}? (?:was|were)|(?:on|from) the [\w ]{3,20} side(?: (?:was|were))?:?|(?:those )?(?:present|attending|in attendance)(?: (?:at|in|on|during|for|from) [\w ]{3,30}?)? (?:was|were|included):?|"
    r"with (?=[^.;]{3,80} (?:also )?(?:in attendance|present|attending)\b))(?:\b|(?<=[(:]))",
    re.IGNORECASE,
)
ATTENDED = re.compile(
    r"\b(?:(?:also )?(?:attended(?! by)|(?:was|were) (?:also )?(?:present|in attendance|there|on hand)\b(?! (?:is|are|was|were)\b)|joined(?! by)|sat in|came along|(?:honou?red|graced) the \w+ with (?:his|her|their) presence)|also (?:took part|participated)|(?:has|have) (?:also )?taken part in the (?:meetings?|talks)|(?:participated|took part)(?: in (?:the|both) (?:meetings?|talks|discussions?|sessions?|calls?|dialogue)|(?! in\b)))\b",
    re.I,
)
ACCOMPANIES = re.compile(r"accompan|flanked|together|along|joined by|assisted", re.I)
# What "including" is said of, where it is those who took part.
OF_PARTICIPANTS = re.compile(
    r"\b(?:participation|engagement|meeting|participants|attendees|summit|session|roundtable|delegations?|dinner|lunch|officials|ministers|representatives|team)\b[^.;]{0,50}$",
    re.I,
)
OBSERVER = re.compile(r"\bas (?:an )?observers?\b", re.I)
# A sentence that begins so tells of the meeting before it, wherever that was told.
TELLS_WHO_CAME = re.compile(
    r"[^.;]{3,60} (?:was|were) (?:also )?(?:accompanied|joined|flanked|assisted) by\b|"
    r"(?:also |others |those )?(?:present|attending|in attendance|participating|joining|accompanying|taking part)\b[^.;]{0,60}? (?:was|were|is|are|included)\b|"
    r"(?:also )?(?:present|attending|in attendance|at the table):|[^.;]{5,160} (?:was|were) (?:also )?(?:present|in attendance)\W*$|"
    r"the (?:\w+ )?(?:meeting|talks|call|event|session|ceremony|dinner|lunch|reception|visit|tour|discussions?|delegations?|sides?)\b[^.;]{0,40}? (?:was|were) (?:also )?(?:attended|joined) by\b|"
    r"[^.;]{5,160} (?:also )?(?:attended|joined|participated in|took part in|(?:was|were) (?:also )?(?:present|in attendance)) (?:(?:at|in|for|during) )?(?:the|both|this|that) (?:\w+ )?(?:meetings?|talks|discussions?|call|session|events?)\b",
    re.I,
)
OUR_SIDE = re.compile(r"\b(?:on|from) our side\b", re.I)


def add_attendees(draft: MeetingDraft, sentence: AnnotatedSentence, context: ReadoutContext) -> None:
    """Add to a meeting those of whom ``sentence`` says that they were there too."""
    matches = [
        match
        for match in JOINED.finditer(sentence.plain, sentence.start, sentence.end)
        if is_of_participants(sentence, match)
    ]
    for match, following in itertools.zip_longest(matches, matches[1:]):
        stop = following.start() if following else sentence.end
        for mention in named_after(sentence, match.end(), stop):
            add_joined(draft, mention, match, sentence, context)
    present = None if matches else ATTENDED.search(sentence.text)
    if present:
        add_present(draft, sentence, sentence.start + present.start(), context)


def add_present(draft: MeetingDraft, sentence: AnnotatedSentence, stop: int, context: ReadoutContext) -> None:
    """Add those of whom it is said before the offset ``stop`` that they were there."""
    for mention in sentence.mentions:
        if mention.start < stop:
            add_attendee(draft, mention, sentence, context)


def is_of_participants(sentence: AnnotatedSentence, match: re.Match[str]) -> bool:
    """Whether those named after ``match`` took part: "including" may also be said of topics."""
    if not match.group().lower().startswith("includ"):
        return True
    before = sentence.plain[max(sentence.start, match.start() - 60) : match.start()]
    return bool(OF_PARTICIPANTS.search(before))


def add_attendee(
    draft: MeetingDraft, mention: Mention, sentence: AnnotatedSentence, context: ReadoutContext
) -> Entity | None:
    """Add who is said to have been there, with the country of the side that is named before; return them."""
    entity = context.entity(mention)
    if entity in draft.participants or mention.kind == "organization":
        return None
    if not mention.is_usable or mention.is_possessive or mention.is_vague:
        return None
    draft.attendees.append(entity)
    if mention.note:
        draft.notes[entity] = mention.note
    country = country_of_side(sentence, mention.start)
    if OBSERVER.search(sentence.plain, sentence.start, mention.end):
        entity.is_third_party = True
    if OUR_SIDE.search(sentence.plain, sentence.start, mention.start):
        country = context.result.home_country
    if country:
        draft.of_side.add(entity)
    if not entity.country and country:
        entity.country, entity.country_reason = country, "that of the side that is named"
    return entity


def country_of_side(sentence: AnnotatedSentence, offset: int) -> str:
    """Return the country of the side that is named last before an offset, or ""."""
    country = ""
    for place in sentence.places.values():
        if sentence.words[place.first].start >= offset:
            break
        after = sentence.words[place.last].lower if place.last < len(sentence.words) else ""
        is_led = sentence.word_before(place.first) in ("for", "from") and after in (",", ":")
        if is_led or after in ("side", "delegation", "team", "one", "part"):
            country = place.country
    return country


def add_joined(
    draft: MeetingDraft,
    mention: Mention,
    match: re.Match[str],
    sentence: AnnotatedSentence,
    context: ReadoutContext,
) -> None:
    entity = add_attendee(draft, mention, sentence, context)
    if entity is None:
        return
    if not ACCOMPANIES.search(match.group()):
        return
    before = [other for other in sentence.mentions if other.end <= match.start() and other.kind != "group"]
    if not before or (beside := context.entity(before[-1])) not in draft.participants:
        return
    is_of_other = entity.country and entity.country != beside.country
    if not is_of_other:
        draft.companions.append(Companion(entity, beside))
