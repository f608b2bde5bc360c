"""What was talked about and what came of it: to which meeting it belongs, or to the visit."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import datetime
import re

from engagements.reader import outcomes, topics
from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.proposals import Outcome, Passage, Topic

from .draft import LocatedMeeting, MeetingDraft
from .merging import goes_on

OF_ALL = re.compile(
    r"(?:the|these|all|both)(?: (?:the|these))? (?:\w+ )?(?:meetings|calls|encounters|conversations)\b", re.I
)
# Sentences that begin so tell of other meetings.
LONG_AGO = re.compile(
    r"(?:(?:some|about|over|nearly|already) )?(?:[\w-]+ (?:years?|months|decades?) (?:ago|earlier|before)|last year|previously|in the past|historically)\b",
    re.I,
)
RECENT = datetime.timedelta(days=60)  # that a text may look back and still tell of its meetings
# Who asks where nobody who takes part does: "Human Rights Watch urged".
NAME_BEFORE = re.compile(
    r"(?:^|[,;] |\b(?:while|and|but) )((?:[A-Z][\w'&-]*)(?: (?:of |for |the )*[A-Z][\w'&-]*)+) (?:also |has |have |had )*$"
)
NEXT_MEETING = 40  # characters from the beginning of a next step in which it tells of a meeting


class SubstanceReader:
    """Gives topics and outcomes to the meeting they belong to; the rest is the visit's."""

    def __init__(self, context: ReadoutContext, journeys: JourneyReader) -> None:
        self.context, self.journeys = context, journeys
        self.visit_topics: list[Topic] = []
        self.visit_outcomes: list[Outcome] = []

    def read(
        self,
        sentence: AnnotatedSentence,
        current: MeetingDraft | None,
        located: list[LocatedMeeting],
        together: list[MeetingDraft],
    ) -> None:
        """Read a sentence; ``located``: the meetings that it tells of, and where.

        ``together``: those told of in one sentence before, which "the meetings" are.
        """
        if sentence.is_heading and not current:
            return
        if not located and self.is_of_before(sentence, current):
            return
        relations = {
            journey.relation for journey in self.journeys.journeys if journey.sentence is sentence
        } - {"invitation"}
        results = self.outcomes_of(sentence, bool(located), bool(relations))
        subjects = self.topics_of(sentence, results)
        if not (results or subjects):
            return
        if current is None or not (
            located or goes_on(sentence, current) or self.is_said_by_met(sentence, current)
        ):
            topics.add_topics(self.visit_topics, subjects)
            outcomes.add_outcomes(self.visit_outcomes, results)
        else:
            for topic in subjects:
                for draft in self.meetings_of(topic, sentence, current, located, together):
                    topics.add_topics(draft.topics, [topic])
            for outcome in results:
                draft = meeting_at(outcome.passages[0].start, located, current)
                outcomes.add_outcomes(draft.outcomes, [outcome])
            if sentence.passage not in current.passages:
                current.passages.append(sentence.passage)

    def is_of_before(self, sentence: AnnotatedSentence, current: MeetingDraft | None) -> bool:
        """Whether a sentence begins with a time long before what the text tells of: "Last year", "In 2019"."""
        if LONG_AGO.match(sentence.text):
            return True
        told_of = (current and current.date) or self.context.publication
        if not (told_of and told_of.start):
            return False
        earliest = told_of.start - RECENT
        return any(
            date.end and date.end < earliest and date.passage.start - sentence.start < len("On the ")
            for date in sentence.dates
        )

    def meetings_of(
        self,
        topic: Topic,
        sentence: AnnotatedSentence,
        current: MeetingDraft,
        located: list[LocatedMeeting],
        together: list[MeetingDraft],
    ) -> list[MeetingDraft]:
        """Return the meetings that a topic is of: of "the meetings" all, else the one told of nearest."""
        if not located and OF_ALL.match(sentence.text) and current in together:
            return together
        return [meeting_at(topic.passages[0].start, located, current)]

    def is_said_by_met(self, sentence: AnnotatedSentence, draft: MeetingDraft) -> bool:
        """Whether a sentence tells what somebody said who was met."""
        first = next((mention for mention in sentence.mentions if mention.kind == "person"), None)
        return first is not None and self.context.entity(first) in (*draft.objects, *draft.attendees)

    def outcomes_of(
        self, sentence: AnnotatedSentence, tells_of_meeting: bool, about_visit: bool
    ) -> list[Outcome]:
        results = [
            outcome
            for outcome in outcomes.find_outcomes(sentence)
            if outcome.kind != "next_step"
            or not (about_visit or (tells_of_meeting and is_meeting(sentence, outcome.passages[0].start)))
        ]
        results = [outcome for outcome in results if not self.is_of_others(sentence, outcome)]
        for outcome in results:
            before = [
                mention
                for mention in sentence.mentions
                if mention.kind in ("person", "office") and mention.end <= outcome.passages[0].start
            ]
            if before:
                owner = self.context.entity(before[-1])
                outcome.owner = owner.name or owner.title
        return results

    def is_of_others(self, sentence: AnnotatedSentence, outcome: Outcome) -> bool:
        """Whether somebody asks who is nowhere else in the text and is of no country: "Human Rights Watch urged"."""
        start = outcome.passages[0].start
        name = NAME_BEFORE.search(sentence.plain[sentence.start : start])
        if outcome.kind != "request" or not name:
            return False
        begin, end = sentence.start + name.start(1), sentence.start + name.end(1)
        known = [mention.passage for mention in sentence.mentions]
        known += [place.passage for place in sentence.places.values()]
        if any(passage.start < end and begin < passage.end for passage in known):
            return False
        return not any(name[1] in other.text for other in self.context.sentences if other is not sentence)

    def topics_of(self, sentence: AnnotatedSentence, results: list[Outcome]) -> list[Topic]:
        people = [
            mention.passage
            for mention in sentence.mentions
            if (mention.kind == "person" and not mention.is_tentative)
            or (mention.kind == "office" and mention.is_definite)
        ]
        subjects = topics.find_topics(
            sentence,
            avoid=[*people, *(before_including(sentence, outcome.passages[0]) for outcome in results)],
            after=[mention.end for mention in sentence.mentions] if sentence.triggers else (),
        )
        for topic in subjects:
            known, topic.candidates = self.context.directory.look_up("topic", topic.name)
            topic.known = known.candidate if known else None
        return subjects


def is_meeting(sentence: AnnotatedSentence, start: int) -> bool:
    """Whether a next step is a meeting itself, not an outcome of one: "She will meet the President"."""
    return any(start <= trigger.start < start + NEXT_MEETING for trigger in sentence.triggers)


def before_including(sentence: AnnotatedSentence, passage: Passage) -> Passage:
    """Return the part of an outcome's passage that holds no topics: what it includes may be some."""
    at = sentence.plain.find("including", passage.start, passage.end)
    return Passage(passage.start, at) if at > 0 else passage


def meeting_at(offset: int, located: list[LocatedMeeting], current: MeetingDraft) -> MeetingDraft:
    """Return the meeting of a sentence that the words at ``offset`` are about, else ``current``."""
    before = [meeting.draft for meeting in located if meeting.start <= offset]
    if before:
        return before[-1]
    return located[0].draft if located else current
