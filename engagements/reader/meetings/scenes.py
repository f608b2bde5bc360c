"""When, where and how a meeting took place, from the words around the verb that tells of it."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.journeys.programme import TIME
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import MeetingFormat, MeetingProgress, Passage
from engagements.reader.topics import CUES

from .clauses import Clause, dates_of
from .draft import MeetingDraft, MeetingPlace
from .kinds import MULTILATERAL, format_of, progress_of
from .triggers import CALLS, MEETING

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
OPENING = 20  # characters of a sentence in which a date is that of all that it tells
AFTER_TRIGGER = 60  # characters in which the format of a meeting is said


def set_scene(draft: MeetingDraft, clause: Clause) -> None:
    """Set format, progress, date and place of a meeting."""
    draft.passages.append(clause.sentence.passage)
    draft.format = format_in(clause, draft)
    draft.progress = progress_in(clause)
    draft.date = date_in(clause, draft.progress) or draft.date
    draft.heading_date = clause.sentence.heading_date
    draft.place = place_in(clause) or draft.place


def format_in(clause: Clause, draft: MeetingDraft) -> MeetingFormat:
    sentence, trigger = clause.sentence, clause.trigger
    if trigger.kind in FORMATS_OF_KINDS:
        return FORMATS_OF_KINDS[trigger.kind]
    if trigger.kind == "passive" and SEEN_WHERE.search(sentence.plain, sentence.start, trigger.start):
        return "site_visit"
    after = sentence.plain[trigger.start : min(sentence.end, trigger.end + AFTER_TRIGGER)]
    meeting_format = format_of(BESIDE_CONFERENCE.sub("", after))
    if meeting_format == "bilateral":
        of_clause = format_of(clause.text)
        if of_clause in ("call", "video", "courtesy_call"):
            meeting_format = of_clause
    if trigger.kind == "call" and meeting_format != "video":
        return "call"
    return (
        "multilateral" if meeting_format == "bilateral" and is_multilateral(clause, draft) else meeting_format
    )


def is_multilateral(clause: Clause, draft: MeetingDraft) -> bool:
    """Whether those who were met are of several countries, or a conference was attended."""
    countries = {
        entity.country or entity for entity in draft.objects if entity.kind == "office" or entity.country
    }
    # Where the verb parts nobody, two are the two sides: "chaired by A and B".
    if len(countries) > (1 if draft.subjects else 2):
        return True
    return (
        clause.trigger.kind == "attend"
        and all(entity.kind == "group" for entity in draft.objects)
        and bool(MULTILATERAL.search(clause.sentence.text))
    )


def progress_in(clause: Clause) -> MeetingProgress:
    progress = progress_of(clause.verb)
    trigger = clause.sentence.plain[clause.trigger.start : clause.trigger.end]
    after = clause.sentence.plain[clause.trigger.end : clause.sentence.end]
    later = TOLD_LATER.search(after)
    if later and progress == "planned":
        # "will meet ..., which was rescheduled" is planned anew.
        return progress if progress_of(later.group()) == "planned" else progress_of(after)
    sentence = clause.sentence
    if NOUN.match(trigger) and (
        not_held := NOT_HELD.search(sentence.plain, sentence.start, clause.trigger.start)
    ):
        return "cancelled" if not_held["word"].lower() == "cancellation" else "postponed"
    if progress != "held":
        return progress
    line = sentence.plain.rfind("\n", 0, sentence.start) + 1  # "11 a.m. Minister Roe meets"
    if TIME.match(sentence.plain, line) and PRESENT.search(clause.verb):
        return "planned"
    if NOUN.match(trigger) or clause.trigger.kind == "chaired":
        return progress_of(later.group()) if later else progress
    if BARE.match(trigger):  # "is to visit the port and meet the Mayor"
        return progress_of(sentence.plain[sentence.start : clause.trigger.start])
    return progress


def date_in(clause: Clause, progress: MeetingProgress) -> DateMention | None:
    sentence, trigger = clause.sentence, clause.trigger
    dates = [date for date in dates_near(clause) if date.grain != "year"]
    if progress != "held":
        dates = [date for date in sentence.dates if date.is_planned and date.start] or dates
    if dates:
        return min(
            dates,
            key=lambda date: (
                date.grain != "day",
                min(abs(date.passage.start - trigger.end), abs(date.passage.end - trigger.start)),
            ),
        )
    return None


def dates_near(clause: Clause) -> list[DateMention]:
    """Return the dates of a clause, or those of its sentence that may be of it as well."""
    sentence = clause.sentence
    start = clause.start if clause.is_of_whole_sentence else clause.trigger.start
    if dates := dates_of(sentence, start, clause.end):
        return dates
    if clause.is_of_whole_sentence:
        return dates_of(sentence, sentence.start, sentence.end)
    return dates_of(sentence, sentence.start, min(clause.start, sentence.start + OPENING))


def place_in(clause: Clause) -> MeetingPlace | None:
    """Return the town where they met: "in Accra", but not in "to discuss the ceasefire in Gaza"."""
    sentence = clause.sentence
    if venue := VENUE.search(sentence.plain, sentence.start, sentence.end):
        name, country = TOWNS_OF_VENUES[venue["name"].lower()]
        first = sentence.word_at(venue.start("name"))
        return MeetingPlace(
            PlaceMention(first, first + 1, name, country), Passage(venue.start("name"), venue.end("name"))
        )
    cue = CUES.search(sentence.plain, clause.trigger.end, sentence.end)
    last = None
    for place in sentence.places.values():
        start = sentence.words[place.first].start
        if not place.is_town or (cue and start > cue.start()):
            continue
        before = sentence.word_before(place.first)
        if before not in ("in", "at") and not (before == "to" and clause.trigger.kind == "host"):
            continue
        if sentence.is_within_mention(place):
            continue
        if clause.start <= start < clause.end or place.first < 3:
            last = MeetingPlace(place, sentence.passage_of(place))
    return last
