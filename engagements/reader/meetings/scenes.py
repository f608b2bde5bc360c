"""When, where and how a meeting took place, from the words around the verb that tells of it."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Sequence

from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.places.finding import PlaceMention
from engagements.reader.proposals import MeetingFormat, MeetingProgress, Passage
from engagements.reader.topics import CUES

from .clauses import Clause, dates_of
from .draft import MeetingDraft, MeetingPlace
from .kinds import MULTILATERAL, format_of, progress_of

CALLED_OFF_LATER = re.compile(
    r"\b(?:was|were|has been|have been|is|had been) (?:later |subsequently |then )?"
    r"(?:cancel|postpon|called off|put off|deferred|reschedul)",
    re.I,
)
SAME_DAY = re.compile(
    r"\b(?:same day|(?:earlier|later) in the day|(?:later|earlier) that day|that (?:afternoon|evening|morning|day|night))\b",
    re.I,
)
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
OPENING = 20  # characters of a sentence in which a date is that of all that it tells
AFTER_TRIGGER = 60  # characters in which the format of a meeting is said


def set_scene(draft: MeetingDraft, clause: Clause, drafts: Sequence[MeetingDraft]) -> None:
    """Set format, progress, date and place of a meeting; ``drafts`` are those before it."""
    draft.passages.append(clause.sentence.passage)
    draft.format = format_in(clause, draft)
    draft.progress = progress_in(clause)
    draft.date = date_in(clause, draft.progress, drafts) or draft.date
    draft.heading_date = clause.sentence.heading_date
    draft.place = place_in(clause) or draft.place


def format_in(clause: Clause, draft: MeetingDraft) -> MeetingFormat:
    sentence, trigger = clause.sentence, clause.trigger
    if trigger.kind == "courtesy":
        return "courtesy_call"
    after = sentence.plain[trigger.start : min(sentence.end, trigger.end + AFTER_TRIGGER)]
    meeting_format = format_of(after)
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
    if (
        len(
            {
                entity.country or entity
                for entity in draft.objects
                if entity.kind == "office" or entity.country
            }
        )
        > 1
    ):
        return True
    return (
        clause.trigger.kind == "attend"
        and all(entity.kind == "group" for entity in draft.objects)
        and bool(MULTILATERAL.search(clause.sentence.text))
    )


def progress_in(clause: Clause) -> MeetingProgress:
    progress = progress_of(clause.verb)
    after = clause.sentence.plain[clause.trigger.end : clause.sentence.end]
    if progress in ("held", "planned") and CALLED_OFF_LATER.search(after):
        # "will meet ..., which was rescheduled" is planned anew.
        progress = progress_of(after)
        return "postponed" if progress == "planned" else progress
    return progress


def date_in(clause: Clause, progress: MeetingProgress, drafts: Sequence[MeetingDraft]) -> DateMention | None:
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
    if SAME_DAY.search(sentence.text):
        return next((draft.date for draft in reversed(drafts) if draft.date), None)
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
