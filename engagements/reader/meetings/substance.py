"""What was talked about and what came of it: to which meeting it belongs, or to the visit."""

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
            self.visit_topics += subjects
            self.visit_outcomes += results
        else:
            for topic in subjects:
                for draft in self.meetings_of(topic, sentence, current, located, together):
                    draft.topics.append(topic)
            for outcome in results:
                meeting_at(outcome.passages[0].start, located, current).outcomes.append(outcome)
            if sentence.passage not in current.passages:
                current.passages.append(sentence.passage)

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
