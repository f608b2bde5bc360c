"""Where and how a meeting took place, and whether it did, from the words around the verb that tells of it."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.journeys.programme import TIME
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import MeetingFormat, MeetingProgress, Passage
from engagements.reader.topics import CUES

from .draft import MeetingDraft
from .kinds import MULTILATERAL, format_of, progress_of
from .triggers import CALLS, MEETING, MeetingTrigger

# "A meeting with the Minister, set for May 3, had to be postponed", "is planned for the spring"
TOLD_LATER = re.compile(
    r"(?:\b(?:was|were|been|is|are|be|got)|'s been) (?:later |subsequently |then |also |now |eventually )?"
    r"(?:cancel\w*|postpon\w*|called off|put (?:off|back)|pushed back|deferred|rescheduled|moved (?:to|until)|scrapped|shelved|dropped|"
    r"planned|scheduled|foreseen|envisaged|to (?:be held|take place|follow)|being (?:planned|arranged))|"
    r"\b(?:did|will) not (?:go ahead|take place|happen)|\bfell through|"
    r"\bwill (?:\w+ )?(?:take place|be (?:held|rescheduled)|follow)\b",
    re.I,
)
# A meeting named, of which what became of it is told later; a verb is of what it says.
NOUN = re.compile(rf"{MEETING}\b|{CALLS}\b", re.I)
PRESENT = re.compile(
    r"\b(?:meet|receive|host|hold|attend|participate|call|speak|visit|chair|pay|make|see|join)s\b", re.I
)
BARE = re.compile(
    r"(?:meet|receive|host|hold|attend|participate in|call on|speak|chair|pay|see|join)\b", re.I
)
# A meeting there is not the conference.
BESIDE_CONFERENCE = re.compile(r"\b(?:margins?|sidelines?|fringes) of [^,;]*", re.I)
# Buildings that are as good as a town.
TOWNS_OF_VENUES = {
    "pentagon": ("Washington", "US"),
    "white house": ("Washington", "US"),
    "blair house": ("Washington", "US"),
    "department of state": ("Washington", "US"),
    "state department": ("Washington", "US"),
    "downing street": ("London", "GB"),
    "kremlin": ("Moscow", "RU"),
    "nato headquarters": ("Brussels", "BE"),
    "united nations headquarters": ("New York", "US"),
    "un headquarters": ("New York", "US"),
}
VENUE = re.compile(rf"\bat (?:the |10 |No\. 10 )?(?P<name>{'|'.join(TOWNS_OF_VENUES)})\b", re.I)
FORMATS_OF_KINDS: dict[str, MeetingFormat] = {
    "courtesy": "courtesy_call",
    "called_on": "courtesy_call",
    "site": "site_visit",
}
# "visited the port, where she was received by"
SEEN_WHERE = re.compile(
    r"\b(?:visit|tour|inspect)(?:s|ed)? (?:the|an?) [^.;]{3,80}, where (?:he|she|they|the \w+) (?:\w+ )?$",
    re.I,
)
# "forced the cancellation of the tour and of the meeting with"
NOT_HELD = re.compile(r"\b(?P<word>cancellation|postponement) of [^.;]*$", re.I)
# Before a date, these make it the day of something else than a meeting.
NOT_OF_MEETING = re.compile(r"\b(?:returned|departed|postponed|cancell?ed)(?: (?:on|late|early))* ?$", re.I)
BEFORE_VERB = 40  # characters that say whether what a verb tells of took place
AFTER_TRIGGER = 60  # characters in which the format of a meeting is said


def set_scene(draft: MeetingDraft, sentence: AnnotatedSentence, trigger: MeetingTrigger) -> None:
    """Set format, progress and place of a meeting, as a sentence with a ``trigger`` tells them."""
    draft.passages.append(sentence.passage)
    draft.format = format_in(sentence, trigger, draft)
    draft.progress = progress_in(sentence, trigger)
    draft.place = place_in(sentence, trigger) or draft.place


def format_in(sentence: AnnotatedSentence, trigger: MeetingTrigger, draft: MeetingDraft) -> MeetingFormat:
    if trigger.kind in FORMATS_OF_KINDS:
        return FORMATS_OF_KINDS[trigger.kind]
    if trigger.kind == "passive" and SEEN_WHERE.search(sentence.plain, sentence.start, trigger.start):
        return "site_visit"
    after = sentence.plain[trigger.start : min(sentence.end, trigger.end + AFTER_TRIGGER)]
    meeting_format = format_of(BESIDE_CONFERENCE.sub("", after))
    if meeting_format == "bilateral":
        of_sentence = format_of(sentence.text)
        if of_sentence in ("call", "video", "courtesy_call"):
            meeting_format = of_sentence
    if trigger.kind == "call" and meeting_format != "video":
        return "call"
    is_of_many = meeting_format == "bilateral" and is_multilateral(sentence, trigger, draft)
    return "multilateral" if is_of_many else meeting_format


def is_multilateral(sentence: AnnotatedSentence, trigger: MeetingTrigger, draft: MeetingDraft) -> bool:
    """Whether those who were met are of several countries, or a conference was attended."""
    countries = {
        entity.country or entity for entity in draft.objects if entity.kind == "office" or entity.country
    }
    # Where the verb parts nobody, two are the two sides: "chaired by A and B".
    if len(countries) > (1 if draft.subjects else 2):
        return True
    return (
        trigger.kind == "attend"
        and all(entity.kind == "group" for entity in draft.objects)
        and bool(MULTILATERAL.search(sentence.text))
    )


def progress_in(sentence: AnnotatedSentence, trigger: MeetingTrigger) -> MeetingProgress:
    """Return whether a meeting took place, where the words around its verb say so."""
    verb = sentence.plain[max(sentence.start, trigger.start - BEFORE_VERB) : trigger.end]
    progress = progress_of(verb)
    words = sentence.plain[trigger.start : trigger.end]
    after = sentence.plain[trigger.end : sentence.end]
    later = TOLD_LATER.search(after)
    if later and progress == "planned":
        # "will meet ..., which was rescheduled" is planned anew.
        return progress if progress_of(later.group()) == "planned" else progress_of(after)
    if NOUN.match(words) and (not_held := NOT_HELD.search(sentence.plain, sentence.start, trigger.start)):
        return "cancelled" if not_held["word"].lower() == "cancellation" else "postponed"
    if progress != "held":
        return progress
    line = sentence.plain.rfind("\n", 0, sentence.start) + 1  # "11 a.m. Minister Roe meets"
    if TIME.match(sentence.plain, line) and PRESENT.search(verb):
        return "planned"
    if NOUN.match(words) or trigger.kind == "chaired":
        return progress_of(later.group()) if later else progress
    if BARE.match(words):  # "is to visit the port and meet the Mayor"
        return progress_of(sentence.plain[sentence.start : trigger.start])
    return progress


def nearest_date(sentence: AnnotatedSentence, offset: int) -> DateMention | None:
    """Return the date of a sentence that stands nearest to an offset, of those on which something took place."""
    dates = [
        date
        for date in sentence.dates
        if date.start
        and not date.is_due
        and date.grain != "year"
        and not NOT_OF_MEETING.search(sentence.plain, sentence.start, date.passage.start)
    ]
    return min(dates, default=None, key=lambda date: abs(date.passage.start - offset))


def place_in(sentence: AnnotatedSentence, trigger: MeetingTrigger) -> PlaceMention | None:
    """Return the town where they met: "in Accra", but not in "to discuss the ceasefire in Gaza"."""
    if venue := VENUE.search(sentence.plain, sentence.start, sentence.end):
        name, country = TOWNS_OF_VENUES[venue["name"].lower()]
        first = sentence.word_at(venue.start("name"))
        return PlaceMention(first, first + 1, Passage(*venue.span("name")), name, country)
    cue = CUES.search(sentence.plain, trigger.end, sentence.end)
    last = None
    for place in sentence.places.values():
        if not place.is_town or (cue and place.passage.start > cue.start()):
            continue
        before = sentence.word_before(place.first)
        if before not in ("in", "at") and not (before == "to" and trigger.kind == "host"):
            continue
        if sentence.is_within_mention(place):
            continue
        last = place
    return last
