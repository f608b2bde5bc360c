"""Reads sentence by sentence who met whom: who took part, and when, is learned; where and how, by rules."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from typing import NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.learned.likelihood import EVEN, Likelihood
from engagements.reader.mentions.mention import Mention
from engagements.reader.proposals import MeetingProgress

from .draft import LocatedMeeting, MeetingDraft
from .kinds import progress_of
from .merging import is_same_meeting, join, may_be_same_day
from .minutes import MinutesReader
from .programme import ProgrammeReader
from .scenes import nearest_date, set_scene
from .substance import SubstanceReader
from .triggers import MeetingTrigger

TRAVELLERS = r"(?:delegation|team|mission|group|party|guests|visitors|lawmakers|legislators|parliamentarians|deputies|senators|members|pair|trio)"
GROUP = re.compile(
    rf"\b(?:the (?:\w+ )?{TRAVELLERS}|(?:and|with) (?:his|her) (?:\w+ )?{TRAVELLERS}|they|we)\b|^members\b",
    re.I,
)
# Who writes so does not name himself.
OF_WRITER = re.compile(
    r"(?:i|we|(?:so |very )?(?:glad|pleased|honou?red|delighted|happy|great|good))\b", re.I
)
CALLED_OFF = ("cancelled", "postponed")
# Who is named last before these words was at no meeting.
ABSENT = re.compile(
    r"\b(?:(?:was|were|is|are|be) (?:not (?:present|there|able)|absent|away|unable|excused|ill|indisposed|on leave)|(?:could|did|will|would) not (?:attend|join (?:them|the (?:talks|meeting|call))|take part|come)\b|(?:sent|sends|tendered|conveyed) (?:his|her|their)? ?(?:regrets|apologies|excuses)|apologi[sz]ed for (?:(?:his|her|their) absence|not))",
    re.I,
)
# Those named after these words, to the end of the clause, were not met; what was asked for may have been.
NOT_MET = re.compile(
    r"\b(?:apologies (?:were |was )?(?:received )?from|(?:never|did not|didn't|not|without|if \w+(?: \w+){0,3} had|(?:refused|declined|failed|were unable|was unable|unwilling) to)(?: \w+){0,1} (?:met|meet(?:ing)?(?: with)?|see(?:n|ing)?|receiv(?:ed?|ing)|speak(?:ing)? (?:to|with)|spoken (?:to|with)|hold(?:ing)? talks with|call(?:ed)? on))\b",
    re.I,
)
IN_ROW = re.compile(r"[\s,]*(?:and|nor|or|&)?\s*")  # what stands between those of a row
CLAUSE_ENDS = re.compile(r"[.;]|, but\b|, though\b")
# Said of the meeting that was told before.
CAME_TO_NOTHING = re.compile(
    r"(?:but |however, )?(?:the|this|that|their) (?:\w+ ){0,2}?(?:meeting|talks|call|visit|session|encounter|lunch|dinner|discussions) (?:was|were|has been|have been|had been|had to be|is|did not)\b",
    re.I,
)
APART = re.compile(r" (?:separate(?:ly)?|individually|in turn)\b", re.I)  # not "Separately, she met"
PARTIES = ("person", "office", "group", "organization")
MOST_AFTER = 3  # sentences in which somebody may sign
LEAST_MET = 0.4  # from which on somebody is proposed: what is missed costs more than what is not ticked
LEAST_SUBJECT = 0.3  # how likely who is named came, where it is the likeliest of who met somebody
LATER = 2  # sentences after a meeting in which it is told who came along


class LastMet(NamedTuple):
    """Who was met last, where that is told, and at which meeting."""

    mention: Mention
    sentence: AnnotatedSentence
    draft: MeetingDraft


class SidesNamed(NamedTuple):
    """Whom a sentence names of each side of a meeting."""

    met: list[Mention]
    came: list[Mention]


def absent_in(sentence: AnnotatedSentence) -> set[Mention]:
    """Return those of whom a sentence says that they were at no meeting, or not met."""
    people = [mention for mention in sentence.mentions if mention.kind in ("person", "office")]
    absent = set()
    for match in ABSENT.finditer(sentence.plain, sentence.start, sentence.end):
        end = match.start()
        for mention in reversed([mention for mention in people if mention.end <= end]):
            between = sentence.plain[mention.end : end]
            if CLAUSE_ENDS.search(between) or (end < match.start() and not IN_ROW.fullmatch(between)):
                break
            absent.add(mention)
            end = mention.start
    for match in NOT_MET.finditer(sentence.plain, sentence.start, sentence.end):
        clause_end = CLAUSE_ENDS.search(sentence.plain, match.end(), sentence.end)
        end = clause_end.start() if clause_end else sentence.end
        absent.update(mention for mention in people if match.start() <= mention.start < end)
    return absent


class MeetingReader:
    """The meetings of a text, as drafts."""

    def __init__(self, context: ReadoutContext, journeys: JourneyReader) -> None:
        self.context, self.journeys, self.resolver = context, journeys, context.resolver
        self.drafts: list[MeetingDraft] = []
        self.substance = SubstanceReader(context, journeys)
        self.likelihood = Likelihood(context, journeys)
        self.last_met: LastMet | None = None
        self.told_together: list[MeetingDraft] = []  # those of the last sentence that told of any
        current = None
        minutes = MinutesReader(context, self.drafts)
        programme = ProgrammeReader(context, journeys, self.drafts)
        for sentence in context.sentences:
            current = (
                minutes.read_line(sentence)
                or programme.read_line(sentence)
                or self.read_sentence(sentence, current)
            )
        self.leave_out_headings()

    def leave_out_headings(self) -> None:
        """Leave out what a heading alone tells of, where the text goes on to tell of it."""
        in_prose = {entity for draft in self.drafts if not draft.is_heading for entity in draft.participants}
        self.drafts[:] = [
            draft
            for draft in self.drafts
            if not draft.is_heading
            or (
                not in_prose.issuperset(draft.participants)
                and all(entity.name for entity in draft.participants)
            )
        ]

    def read_sentence(self, sentence: AnnotatedSentence, current: MeetingDraft | None) -> MeetingDraft | None:
        """Read one sentence; return the meeting that the next one may go on with."""
        sides = self.sides_named(sentence)
        if current and CAME_TO_NOTHING.match(sentence.text):
            progress = progress_of(sentence.text)
            current.progress = progress if progress in CALLED_OFF else current.progress
        located = [
            LocatedMeeting(mention.start, self.meeting_of(mention, sentence, sides.came))
            for mention in sides.met
        ]
        came = list(dict.fromkeys(map(self.context.entity, sides.came)))
        self.add_who_came(sentence, came, [meeting.draft for meeting in located])
        if located:
            current = located[-1].draft
            self.context.recent = current.participants
        self.substance.read(sentence, current, located, self.told_together)
        if located:
            self.told_together = [meeting.draft for meeting in located]
        return current

    def sides_named(self, sentence: AnnotatedSentence) -> SidesNamed:
        """Return who of those whom a sentence names was met, and who came to meet them."""
        sides = SidesNamed([], [])
        absent = absent_in(sentence)
        unsure: list[tuple[float, Mention]] = []
        for mention in sentence.mentions:
            if mention.kind not in PARTIES or not mention.is_usable or mention.is_vague or mention in absent:
                continue
            entity = self.context.entity(mention)
            met = 0.0
            if entity not in self.journeys.delegation:
                met = self.likelihood.of("met", mention, sentence)
            came = self.likelihood.of("came", mention, sentence)
            if met > LEAST_MET and met >= came:
                sides.met.append(mention)
            elif came > EVEN:
                sides.came.append(mention)
            else:
                unsure.append((came, mention))
        if sides.met and not sides.came:  # somebody met them
            likely, subject = max(unsure, default=(0.0, None), key=lambda other: other[0])
            if subject and likely > LEAST_SUBJECT:
                sides.came.append(subject)
        return sides

    def meeting_of(self, mention: Mention, sentence: AnnotatedSentence, came: list[Mention]) -> MeetingDraft:
        """Return the meeting at which somebody was met: one told of before, or a new one."""
        entity = self.context.entity(mention)
        # Those named before who was met, met them; those named after came along.
        first = [other for other in came if other.start < mention.start] or came
        subjects = [other for other in map(self.context.entity, first) if other is not entity]
        draft = self.draft_of(mention, sentence, list(dict.fromkeys(subjects)))
        before = next((other for other in reversed(self.drafts) if entity in other.met), None)
        if before and is_same_meeting(draft, before):
            if before.sentence is not sentence:
                join(draft, before)
            draft = before
        elif self.last_met and self.is_together(mention, sentence, draft.date, self.last_met):
            likely, draft = draft.likely, self.last_met.draft
            draft.objects.append(entity)
            draft.likely |= likely
            draft.passages.append(sentence.passage)
        else:
            self.drafts.append(draft)
        if mention.note:
            draft.notes[entity] = mention.note
        self.last_met = LastMet(mention, sentence, draft)
        return draft

    def is_together(
        self, mention: Mention, sentence: AnnotatedSentence, date: DateMention | None, last: LastMet
    ) -> bool:
        """Whether somebody was likely met together with who was met last."""
        if sentence is last.sentence and APART.search(sentence.text):
            return False
        if not may_be_same_day(date, last.draft.date):
            return False
        return self.likelihood.are_together(mention, sentence, last.mention, last.sentence)

    def draft_of(self, mention: Mention, sentence: AnnotatedSentence, came: list[Entity]) -> MeetingDraft:
        """Return the meeting with somebody as one sentence tells it."""
        entity = self.context.entity(mention)
        before = [trigger for trigger in sentence.triggers if trigger.start <= mention.start]
        trigger = before[-1] if before else MeetingTrigger("with", mention.start, mention.start)
        lead = sentence.plain[sentence.start : trigger.start].strip()
        subjects = came or self.understood_subjects(sentence, lead, entity)
        self.resolver.principal = self.resolver.principal or next(iter(subjects), None)
        draft = MeetingDraft(
            sentence, subjects, [entity], came=set(subjects), told_by="prose", is_heading=sentence.is_heading
        )
        draft.named = {self.context.entity(other) for other in sentence.mentions}
        set_scene(draft, sentence, trigger)
        beside = nearest_date(sentence, mention.start)
        draft.date = self.likelihood.date_of(mention, sentence) or (
            beside if beside and self.likelihood.reader.may_be_of_meeting(beside) else None
        )
        if draft.progress not in CALLED_OFF:
            draft.progress = self.progress_of(mention, sentence)
        draft.likely[entity] = self.likelihood.of("met", mention, sentence)
        return draft

    def progress_of(self, mention: Mention, sentence: AnnotatedSentence) -> MeetingProgress:
        """Return whether the meeting with somebody took place, where no words around its verb say so."""
        if self.likelihood.of("off", mention, sentence) > EVEN:
            return "postponed"
        return "planned" if self.likelihood.of("ahead", mention, sentence) > EVEN else "held"

    def add_who_came(
        self, sentence: AnnotatedSentence, came: list[Entity], drafts: list[MeetingDraft]
    ) -> None:
        """Add those who came to the meetings of their sentence, or to the one just told of."""
        if not drafts and self.last_met and sentence.number - self.last_met.sentence.number <= LATER:
            drafts = [self.last_met.draft]
        for draft in drafts:
            draft.attendees += [entity for entity in came if entity not in draft.participants]
            draft.came.update(came)

    def understood_subjects(self, sentence: AnnotatedSentence, lead: str, met: Entity) -> list[Entity]:
        """Return who met where the sentence does not say: "he", "the delegation", or nobody at all."""
        delegation = [entity for entity in self.journeys.delegation if entity is not met]
        if delegation and (GROUP.search(lead) or (sentence.is_bullet and not lead)):
            return delegation
        if OF_WRITER.match(lead) and (writer := self.writer_of(sentence)):
            return [writer]
        principal = self.resolver.principal or self.resolver.first_named(sentence.start)
        return [principal] if principal and principal is not met else []

    def writer_of(self, sentence: AnnotatedSentence) -> Entity | None:
        """Return who signs the paragraph of a sentence: "Glad to host Ms. Roe. - Minister Doe"."""
        for after in self.context.sentences[sentence.number + 1 :][:MOST_AFTER]:
            people = [mention for mention in after.mentions if mention.kind == "person" and mention.title]
            if after.paragraph == sentence.paragraph and after.text.startswith("- ") and people:
                return self.context.entity(people[0])
        return None
