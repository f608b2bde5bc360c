"""Reads sentence by sentence who met whom."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterable

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.mentions.mention import Mention

from .attendance import add_attendees
from .clauses import Clause, ClauseMentions, clauses_of, dates_of, mentions_of
from .draft import LocatedMeeting, MeetingDraft
from .kinds import MULTILATERAL, progress_of
from .merging import each_day, goes_on, is_same_meeting, join
from .minutes import MinutesReader
from .scenes import set_scene
from .substance import SubstanceReader
from .triggers import MeetingTrigger

TOGETHER = re.compile(
    r"\b(?:they|both|the (?:two|three)(?: \w+)?|the (?:two )?(?:sides|ministers|leaders|parties|delegations|presidents|secretaries|pair))\b",
    re.I,
)
SEPARATELY = re.compile(
    r"\b(?:bilateral|separate|individual|one-on-one|back-to-back|series of|several)? ?(?:bilateral )?(?:meetings|talks with each|bilaterals|calls|phone calls)\b|\bseparately\b|\bindividually\b|\bin turn\b",
    re.I,
)
GATHERING = re.compile(
    r"\b(?:session|meeting|dialogue|summit|consultations|talks|commission|committee|conference|round|forum)\b"
    r"[^.;]{0,120}? "
    r"(?:(?:was|were) (?:held|convened|organi[sz]ed)|took place|convened|met)\b",
    re.I,
)
BEFORE_TRIGGER = 25  # characters before a trigger in which it is said that there were several meetings
AFTER_GATHERING = 2  # sentences after a gathering in which it is told who took part


class MeetingReader:
    """The meetings of a text, as drafts."""

    def __init__(self, context: ReadoutContext, journeys: JourneyReader) -> None:
        self.context, self.journeys, self.resolver = context, journeys, context.resolver
        self.drafts: list[MeetingDraft] = []
        self.substance = SubstanceReader(context, journeys)
        self.gathering: MeetingDraft | None = None
        self.sentence_drafts: list[MeetingDraft] = []  # the meetings that one sentence tells of
        current = None
        minutes = MinutesReader(context, self.drafts)
        for sentence in context.sentences:
            current = minutes.read_line(sentence) or self.read_sentence(sentence, current)

    def read_sentence(self, sentence: AnnotatedSentence, current: MeetingDraft | None) -> MeetingDraft | None:
        """Read one sentence; return the meeting that the next one may go on with."""
        self.sentence_drafts = []
        located: list[LocatedMeeting] = []
        for clause in clauses_of(sentence):
            if drafts := self.read_clause(clause, current):
                current = drafts[-1]
                self.context.recent = current.participants
                located.append(LocatedMeeting(clause.trigger.start, current))
        if not located:
            self.note_gathering(sentence)
        if current and (located or goes_on(sentence, current)):
            add_attendees(current, sentence, self.context)
        self.substance.read(sentence, current, located)
        return current

    def note_gathering(self, sentence: AnnotatedSentence) -> None:
        """Keep where and when "the session was held", for the sentence that tells who took part."""
        match = None if sentence.is_heading else GATHERING.search(sentence.text)
        if not match:
            return
        trigger = MeetingTrigger("gathering", sentence.start + match.start(), sentence.start + match.end())
        self.gathering = MeetingDraft(sentence)
        set_scene(self.gathering, Clause(sentence, trigger, sentence.start, sentence.end), self.drafts)

    def add_gathering(self, draft: MeetingDraft) -> None:
        """Give a meeting without date or place those of the gathering just told of."""
        gathering = self.gathering
        if gathering is None or draft.date or draft.place:
            return
        if draft.sentence.number - gathering.sentence.number > AFTER_GATHERING:
            return
        draft.date, draft.place = gathering.date, gathering.place
        draft.passages = [*gathering.passages, *draft.passages]
        if draft.format == "bilateral" and MULTILATERAL.search(gathering.sentence.text):
            draft.format = gathering.format

    def read_clause(self, clause: Clause, current: MeetingDraft | None) -> list[MeetingDraft]:
        """Return the meetings that one verb tells of, each new or met before."""
        mentions = mentions_of(clause)
        notes = {self.context.entity(mention): mention.note for mention in mentions.objects if mention.note}
        subjects = self.without_those_met(self.entities_of(mentions.subjects))
        days = self.days_of(clause.sentence, mentions.objects)
        objects = [entity for entity in self.entities_of(mentions.objects) if entity not in subjects]
        subjects, objects = self.by_verb(clause, subjects, objects)
        is_planned = progress_of(clause.verb) == "planned"
        if (
            not objects
            and len(subjects) < 2
            and clause.trigger.kind in ("together", "both", "attend", "between")
        ):
            together = TOGETHER.search(clause.lead)
            if together and is_planned and current:
                return []  # that they will meet again is a next step
            if together and not (clause.trigger.kind == "both" and self.drafts):
                return self.between_both(clause, current)
            if not mentions.has_joined or clause.trigger.kind in ("together", "both"):
                return []
        if not objects and not self.may_meet_others(mentions, subjects):
            self.set_principal(subjects)
            return []
        if not subjects and clause.trigger.kind not in ("between", "chaired"):
            subjects = self.understood_subjects(clause.sentence, objects)
        if not any(map(self.is_official, (*subjects, *objects))):
            return []
        is_known = current is not None and {*objects, *subjects}.issubset(current.participants)
        if is_planned and is_known and not clause.sentence.is_heading:
            return []
        self.set_principal(subjects)
        drafts = []
        for group in self.groups_met(clause, objects):
            draft = MeetingDraft(
                clause.sentence, list(subjects), group, notes=notes, is_heading=clause.sentence.is_heading
            )
            set_scene(draft, clause, self.drafts)
            self.add_gathering(draft)
            drafts += [self.merge(meeting) for meeting in each_day(draft, days)]
        self.sentence_drafts += drafts
        return drafts

    def without_those_met(self, subjects: list[Entity]) -> list[Entity]:
        """Leave out whom the verb before had met: they are not who met the next one."""
        met = {entity for draft in self.sentence_drafts for entity in draft.participants}
        if met.isdisjoint(subjects):
            return subjects
        last, principal = self.sentence_drafts[-1], self.resolver.principal
        if others := [entity for entity in subjects if entity not in met]:
            return others
        return [principal] if principal in last.participants else list(last.subjects)

    def by_verb(
        self, clause: Clause, subjects: list[Entity], objects: list[Entity]
    ) -> tuple[list[Entity], list[Entity]]:
        """Return who met whom, as the verb tells it: those who "were received by" others met them."""
        if clause.trigger.kind == "passive":
            principal = self.resolver.principal
            if not subjects and principal and principal not in objects:
                subjects = [principal]
            return objects, subjects
        if clause.trigger.kind == "chaired" and len(objects) > 1:
            return [], objects
        if clause.trigger.kind == "both":
            # Two who discuss or sign have met; what one of them does by himself is no meeting.
            return [entity for entity in subjects if self.is_official(entity)], []
        return subjects, objects

    def may_meet_others(self, mentions: ClauseMentions, subjects: list[Entity]) -> bool:
        """Whether a verb without objects may tell of a meeting all the same."""
        if any(mention.is_vague for mention in mentions.objects):
            return False
        return mentions.has_joined or len(subjects) > 1

    def set_principal(self, subjects: list[Entity]) -> None:
        self.resolver.principal = self.resolver.principal or next(iter(subjects), None)

    def groups_met(self, clause: Clause, objects: list[Entity]) -> list[list[Entity]]:
        """Return who was met together: each apart in "held separate meetings with A and B"."""
        before = max(clause.sentence.start, clause.trigger.start - BEFORE_TRIGGER)
        words = clause.sentence.plain[before : clause.trigger.end]
        if clause.trigger.kind in ("with", "call") and SEPARATELY.search(words):
            return [[entity] for entity in objects]
        return [objects]

    def days_of(self, sentence: AnnotatedSentence, objects: list[Mention]) -> dict[Entity, DateMention]:
        """Return whom of ``objects`` another day stands before: "A, and on Tuesday B"."""
        days: dict[Entity, DateMention] = {}
        for date in dates_of(sentence, objects[0].end + 1, sentence.end) if objects else ():
            after = [mention for mention in objects if mention.start > date.passage.start]
            days |= {self.context.entity(mention): date for mention in after}
        return days

    def entities_of(self, mentions: Iterable[Mention]) -> list[Entity]:
        usable = (mention for mention in mentions if mention.is_usable and not mention.is_vague)
        return list(dict.fromkeys(map(self.context.entity, usable)))

    def understood_subjects(self, sentence: AnnotatedSentence, objects: list[Entity]) -> list[Entity]:
        """Return who met where the sentence does not say: "he", or nobody at all."""
        principal = self.resolver.principal or self.resolver.first_named(sentence.start)
        return [principal] if principal and principal not in objects else []

    def is_official(self, entity: Entity) -> bool:
        """Whether somebody holds an office, or is known: nobody else makes a meeting."""
        return bool(
            entity.title
            or entity.organization
            or entity.honorific
            or self.resolver.official_named(entity.name)
        )

    def between_both(self, clause: Clause, current: MeetingDraft | None) -> list[MeetingDraft]:
        """Read "The two Ministers held talks": those of the current meeting, or the two named so far."""
        sentence = clause.sentence
        whole = Clause(sentence, clause.trigger, sentence.start, sentence.end)
        if current and current.objects:
            if not (current.date and dates_of(sentence, sentence.start, sentence.end)):
                set_scene(current, whole, self.drafts)
                return [current]
            draft = MeetingDraft(sentence, list(current.subjects), list(current.objects))
            set_scene(draft, whole, self.drafts)
            if draft.date and draft.date.start != current.date.start and draft.date.grain == "day":
                self.drafts.append(draft)
                return [draft]
            return [current]
        holders = self.holders_named(sentence)
        principal = self.resolver.principal or next(iter(holders), None)
        if principal is None:
            return []
        others = [
            entity
            for entity in holders
            if entity is not principal
            and entity not in self.journeys.members
            and not (entity.country and entity.country == principal.country)
        ]
        others = [entity for entity in others if entity.name] or others
        if not others:
            return []
        draft = MeetingDraft(sentence, [principal], others[-1:])
        set_scene(draft, whole, self.drafts)
        return [self.merge(draft)]

    def holders_named(self, sentence: AnnotatedSentence) -> list[Entity]:
        """Return those with an office who have been named up to ``sentence``."""
        holders: dict[Entity, None] = {}
        for earlier in self.context.sentences[: sentence.number + 1]:
            for mention in earlier.mentions:
                entity = self.context.entities.get(mention)
                if entity is None or not entity.title or entity.kind not in ("person", "office"):
                    continue
                if entity.kind == "person" or not mention.is_possessive:
                    holders[entity] = None
        return list(holders)

    def merge(self, draft: MeetingDraft) -> MeetingDraft:
        """Return the meeting that ``draft`` is of: itself, or one that was told of before."""
        delegation = set(self.journeys.members)
        if self.resolver.principal:
            delegation.add(self.resolver.principal)
        for other in reversed(self.drafts):
            if is_same_meeting(draft, other, delegation):
                join(draft, other)
                return other
        self.drafts.append(draft)
        return draft
