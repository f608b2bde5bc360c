"""Reads sentence by sentence who met whom."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Iterable, Iterator

from engagements.common.folding import fold
from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.dates.date_mentions import DateMention
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.mentions.mention import Mention
from engagements.reader.words import INTERNATIONAL, PLURAL_HEADS

from .attendance import add_attendees, country_of_side
from .clauses import SEEN, Clause, ClauseMentions, clauses_of, dates_of, goes_to_country, mentions_of
from .draft import LocatedMeeting, MeetingDraft
from .kinds import MULTILATERAL, progress_of
from .merging import each_day, goes_on, is_same_meeting, join
from .minutes import MinutesReader
from .plain import plainly_named
from .programme import ProgrammeReader
from .scenes import set_scene
from .substance import SubstanceReader
from .triggers import MeetingTrigger

TOGETHER = re.compile(
    r"\b(?:they|both|the (?:two|three)(?: \w+)?|the (?:two )?(?:sides|ministers|leaders|parties|delegations|presidents|secretaries|pair))\b",
    re.I,
)
TRAVELLERS = r"(?:delegation|team|mission|group|party|guests|visitors|lawmakers|legislators|parliamentarians|deputies|senators|members|pair|trio)"
GROUP = re.compile(
    rf"\b(?:the (?:\w+ )?{TRAVELLERS}|(?:and|with) (?:his|her) (?:\w+ )?{TRAVELLERS}|they|we)\b|^members\b",
    re.I,
)
# Whom a verb met, where it is no name: "received the Lao guests", "received him".
GROUP_MET = re.compile(rf" (?:the|his|her|their) (?:[\w-]+ ){{0,2}}{TRAVELLERS}\b| them\b", re.I)
# "received a delegation", where the visit is to the home country
A_GROUP_MET = re.compile(rf" (?:an? )(?:[\w-]+ ){{0,3}}{TRAVELLERS}\b", re.I)
# Who writes so does not name himself.
OF_WRITER = re.compile(
    r"(?:i|we|(?:so |very )?(?:glad|pleased|honou?red|delighted|happy|great|good))\b", re.I
)
HE = re.compile(r"\b(?:he|she)\b", re.I)
VISITOR_MET = re.compile(r" (?:the (?:visitor|guest)|him)\b", re.I)
# "will host the President on a state visit" tells of the visit alone.
ON_VISIT = re.compile(r"\b(?:on|for|during) an? (?:[\w-]+ ){0,3}(?:visit|tour|trip)\b", re.I)
DELEGATION = re.compile(r"\bdelegation\b", re.I)
SEPARATELY = re.compile(
    r"\b(?:bilateral|separate|individual|one-on-one|back-to-back|series of|several)? ?(?:bilateral )?(?:meetings|talks with each|bilaterals|calls|phone calls)\b|\bseparately\b|\bindividually\b|\bin turn\b",
    re.I,
)
GATHERING = re.compile(
    r"\b(?:session|meeting|dialogue|summit|consultations|talks|commission|committee|conference|round|forum)\b"
    r"[^.;]{0,120}? "
    r"(?:(?:was|were) (?:held|convened|organi[sz]ed)|took place|convened|met)\b|"
    r"^(?:\w+ ){0,5}(?:ministers|officials|leaders|representatives|experts|delegations)\b[^.;]{0,60} met (?:in|on)\b",
    re.I,
)
APART = ("with", "call", "met", "called_on", "courtesy", "host")
# "with Minister Roe on trade, and with Minister Doe"
WITH_AGAIN = re.compile(
    r"\b(?:on|about|to discuss|regarding) [^;.]+\b(?:and|then) with\b|(?:,|\band|\bas well as) with (?!whom|which)(?:[\w'&-]+ ){0,5}$",
    re.I,
)
BOTH_MEETINGS = re.compile(
    r"\b(?:both (?:\w+ )?(?:meetings|talks|discussions|calls|sessions|events|conversations)|(?P<all>(?:attended|joined) (?:all )?(?:the )?(?:meetings|calls|sessions)))\b",
    re.I,
)
SEPARATE = re.compile(r"\bin (?:a separate|another) \w+|\bseparately\b", re.I)
# Whoever is quoted speaks of himself: nobody else met.
QUOTED = re.compile(r"\"[^\"]*\bI(?: \w+){0,2} ?$")
BEFORE_TRIGGER = 25  # characters before a trigger in which it is said that there were several meetings
MOST_COMPARED = 100  # meetings before one that it may tell of again: all with all would be quadratic
MOST_BEFORE = 3  # sentences before one in which it is told who "he" is
AFTER_GATHERING = 2  # sentences after a gathering in which it is told who took part


class MeetingReader:
    """The meetings of a text, as drafts."""

    def __init__(self, context: ReadoutContext, journeys: JourneyReader) -> None:
        self.context, self.journeys, self.resolver = context, journeys, context.resolver
        self.drafts: list[MeetingDraft] = []
        self.substance = SubstanceReader(context, journeys)
        self.gathering: MeetingDraft | None = None
        self.sentence_drafts: list[MeetingDraft] = []  # the meetings that one sentence tells of
        self.told_together: list[MeetingDraft] = []  # those of the last sentence that told of any
        current = None
        self.listing: Clause | None = None  # "held talks with:", before a list
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
        self.sentence_drafts = []
        if self.listing and sentence.is_bullet and not sentence.triggers:
            return self.read_listed(sentence, self.listing) or current
        self.listing = None
        located: list[LocatedMeeting] = []
        for clause in clauses_of(sentence):
            if sentence.text.endswith(":") and clause.trigger.kind in ("with", "met"):
                self.listing = clause
            if drafts := self.read_clause(clause, current):
                current = drafts[-1]
                self.context.recent = current.participants
                located += self.located(clause, drafts)
        if not located:
            self.note_gathering(sentence)
        if current and sentence.entries is None and (located or goes_on(sentence, current)):
            number = len(current.attendees)
            add_attendees(current, sentence, self.context)
            if len(current.attendees) > number:
                current.sentence = sentence
            several = BOTH_MEETINGS.search(sentence.text)
            for draft in self.drafts[0 if several["all"] else -2 : -1] if several else ():
                add_attendees(draft, sentence, self.context)
        self.substance.read(sentence, current, located, self.told_together)
        if located:
            self.told_together = [meeting.draft for meeting in located]
        return current

    def located(self, clause: Clause, drafts: list[MeetingDraft]) -> list[LocatedMeeting]:
        """Return where in its sentence each meeting of a verb is told: after the first, where its people are."""
        places = [LocatedMeeting(clause.trigger.start, drafts[0])]
        for draft in drafts[1:]:
            met = self.mentions_by_entity(draft.objects, clause.sentence)
            starts = [mention.start for _, mention in met if mention.start >= clause.trigger.end]
            places.append(LocatedMeeting(min(starts, default=clause.trigger.start), draft))
        return places

    def read_listed(self, sentence: AnnotatedSentence, clause: Clause) -> MeetingDraft | None:
        """Read an entry below "held talks with:" as a meeting of its own."""
        met = self.entities_of(sentence.mentions[:1])
        if not met:
            return None
        subjects = self.entities_of(mentions_of(clause).subjects) or self.understood_subjects(clause, met)
        draft = MeetingDraft(clause.sentence, subjects, met, told_by="entry")
        set_scene(draft, clause)
        draft.passages.append(sentence.passage)
        self.drafts.append(draft)
        return draft

    def note_gathering(self, sentence: AnnotatedSentence) -> None:
        """Keep where and when "the session was held", for the sentence that tells who took part."""
        match = None if sentence.is_heading else GATHERING.search(sentence.text)
        if not match:
            return
        trigger = MeetingTrigger("gathering", sentence.start + match.start(), sentence.start + match.end())
        self.gathering = MeetingDraft(sentence, told_by="gathering")
        set_scene(self.gathering, Clause(sentence, trigger, sentence.start, sentence.end))

    def gathering_led_by(self, heads: list[Entity], sentence: AnnotatedSentence) -> MeetingDraft | None:
        """Return the gathering just told of, with the heads of its delegations; None where there is none."""
        gathering = self.gathering
        if gathering is None or sentence.number - gathering.sentence.number > AFTER_GATHERING or not heads:
            return None
        if DELEGATION.search(sentence.text) is None:
            return None
        gathering.objects += [entity for entity in heads if entity not in gathering.objects]
        gathering.passages.append(sentence.passage)
        if gathering not in self.drafts:
            self.drafts.append(gathering)
        return gathering

    def add_gathering(self, draft: MeetingDraft) -> None:
        """Give a meeting without date or place those of the gathering just told of."""
        gathering = self.gathering
        if gathering is None or draft.date or draft.place:
            return
        if draft.sentence.number - gathering.sentence.number > AFTER_GATHERING:
            return
        draft.date, draft.place, draft.date_from = gathering.date, gathering.place, "of the gathering"
        draft.passages = [*gathering.passages, *draft.passages]
        if draft.format == "bilateral" and MULTILATERAL.search(gathering.sentence.text):
            draft.format = gathering.format

    def read_clause(self, clause: Clause, current: MeetingDraft | None) -> list[MeetingDraft]:
        """Return the meetings that one verb tells of, each new or met before."""
        if QUOTED.search(clause.sentence.plain[clause.sentence.start : clause.trigger.start]):
            return []
        if clause.trigger.kind == "site" and goes_to_country(clause):
            return []
        mentions = mentions_of(clause)
        notes = {self.context.entity(mention): mention.note for mention in mentions.objects if mention.note}
        subjects = self.without_those_met(self.entities_of(mentions.subjects))
        days = self.days_of(clause.sentence, mentions.objects)
        objects = [entity for entity in self.entities_of(mentions.objects) if entity not in subjects]
        subjects, objects = self.by_verb(clause, subjects, objects)
        objects = objects or self.understood_objects(clause, subjects)
        is_planned = progress_of(clause.verb) == "planned"
        if is_planned and clause.trigger.kind == "host" and ON_VISIT.search(clause.text):
            return []
        if clause.trigger.kind == "both" and current and set(subjects) <= set(current.participants):
            return [current] if len(subjects) > 1 else []
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
        if clause.trigger.kind == "chaired" and (current := self.gathering_led_by(objects, clause.sentence)):
            return [current]
        if not objects and not self.may_meet_others(mentions, subjects):
            self.set_principal(subjects)
            return []
        if not subjects and clause.trigger.kind not in ("between", "chaired"):
            subjects = self.understood_subjects(clause, objects)
        if not any(map(self.is_official, (*subjects, *objects))):
            return []
        is_known = (
            current is not None
            and not mentions.has_joined
            and {*objects, *subjects}.issubset(current.participants)
        )
        if is_planned and is_known and not clause.sentence.is_heading:
            return []
        self.set_principal(subjects)
        self.set_titles_of_counterparts(mentions.objects, subjects)
        drafts = []
        for group in self.groups_met(clause, objects, mentions.objects):
            draft = MeetingDraft(
                clause.sentence, list(subjects), group, notes=notes, is_heading=clause.sentence.is_heading
            )
            draft.told_by, draft.named = clause.trigger.kind, self.named_in(clause.sentence)
            draft.plain = set(map(self.context.entity, plainly_named(clause, mentions)))
            set_scene(draft, clause)
            self.add_gathering(draft)
            drafts += [self.merge(meeting) for meeting in each_day(draft, days)]
        self.sentence_drafts += drafts
        return drafts

    def set_titles_of_counterparts(self, mentions: Iterable[Mention], subjects: list[Entity]) -> None:
        """Give "her Kenyan counterpart" the office of whose counterpart they are."""
        titles = {entity.title for entity in subjects if entity.title}
        for mention in mentions:
            entity = self.context.entity(mention)
            if mention.is_counterpart and not entity.title and len(titles) == 1:
                (entity.title,) = titles
                entity.title_reason = "that of whose counterpart they are"

    def without_those_met(self, subjects: list[Entity]) -> list[Entity]:
        """Leave out whom the verb before had met: they are not who met the next one."""
        met = {entity for draft in self.sentence_drafts for entity in draft.participants}
        if met.isdisjoint(subjects):
            return subjects
        last, principal = self.sentence_drafts[-1], self.resolver.principal
        return [principal] if principal in last.participants else list(last.subjects)

    def by_verb(
        self, clause: Clause, subjects: list[Entity], objects: list[Entity]
    ) -> tuple[list[Entity], list[Entity]]:
        """Return who met whom, as the verb tells it: those who "were received by" others met them."""
        if clause.trigger.kind == "passive":
            if not subjects:
                subjects = self.understood_subjects(clause, objects)
            return objects, subjects
        if clause.trigger.kind == "chaired":
            for entity, mention in self.mentions_by_entity(objects, clause.sentence):
                entity.country = entity.country or country_of_side(clause.sentence, mention.start)
            if len(objects) > 1:
                return [], objects
        if clause.trigger.kind == "both":
            # Two who discuss or sign have met; what one of them does by himself is no meeting.
            officials = [entity for entity in subjects if self.is_official(entity)]
            countries = {entity.country for entity in officials if entity not in self.journeys.delegation}
            return [] if SEEN.match(clause.trigger_text) and len(countries) < 2 else officials, []
        return subjects, objects

    def named_in(self, sentence: AnnotatedSentence) -> set[Entity]:
        """Return who is named in a sentence by name or by an office of their own."""
        return {
            self.context.entity(mention)
            for mention in sentence.mentions
            if mention.name or mention.description or not mention.is_definite or mention.country
        }

    def mentions_by_entity(
        self, entities: list[Entity], sentence: AnnotatedSentence
    ) -> Iterator[tuple[Entity, Mention]]:
        for mention in sentence.mentions:
            if (entity := self.context.entities.get(mention)) in entities and entity is not None:
                yield entity, mention

    def may_meet_others(self, mentions: ClauseMentions, subjects: list[Entity]) -> bool:
        """Whether a verb without objects may tell of a meeting all the same."""
        if any(mention.is_vague for mention in mentions.objects):
            return False
        return mentions.has_joined or len(subjects) > 1

    def set_principal(self, subjects: list[Entity]) -> None:
        self.resolver.principal = self.resolver.principal or next(iter(subjects), None)

    def groups_met(
        self, clause: Clause, objects: list[Entity], mentions: list[Mention]
    ) -> list[list[Entity]]:
        """Return who was met together: each apart in "held separate meetings with A and B"."""
        before = max(clause.sentence.start, clause.trigger.start - BEFORE_TRIGGER)
        words = clause.sentence.plain[before : clause.trigger.end]
        if clause.trigger.kind in APART and SEPARATELY.search(words):
            return [[entity] for entity in objects]
        # "with A and, in a separate conversation, with B"
        groups: list[list[Entity]] = [[]]
        end = mentions[0].start if mentions else 0
        for mention in mentions:
            between = clause.sentence.plain[end : mention.start]
            if SEPARATE.search(between) or (mention.kind != "group" and WITH_AGAIN.search(between)):
                groups.append([])
            groups[-1].append(self.context.entity(mention))
            end = mention.end
        groups = [[entity for entity in dict.fromkeys(group) if entity in objects] for group in groups]
        return [group for group in groups if group] or [objects]

    def days_of(self, sentence: AnnotatedSentence, objects: list[Mention]) -> dict[Entity, DateMention]:
        """Return whom of ``objects`` another day stands before: "A, and on Tuesday B"."""
        days: dict[Entity, DateMention] = {}
        for date in dates_of(sentence, objects[0].end + 1, sentence.end) if objects else ():
            if sentence.plain[date.passage.start - 1] != "(":
                after = [mention for mention in objects if mention.start > date.passage.start]
                days |= {self.context.entity(mention): date for mention in after}
        return days

    def entities_of(self, mentions: Iterable[Mention]) -> list[Entity]:
        usable = [mention for mention in mentions if mention.is_usable and not mention.is_vague]
        people = [mention for mention in usable if mention.kind != "organization"]
        # An organization takes part where nobody of it is named; an acronym that nothing explains never does.
        usable = [
            mention
            for mention in usable
            if mention in people
            or (not people and not mention.is_tentative)
            or fold(mention.name) in INTERNATIONAL
        ]
        return list(dict.fromkeys(map(self.context.entity, usable)))

    def understood_subjects(self, clause: Clause, objects: list[Entity]) -> list[Entity]:
        """Return who met where the sentence does not say: "he", "the delegation", or nobody at all."""
        lead = clause.lead.strip()
        delegation = [entity for entity in self.journeys.delegation if entity not in objects]
        if delegation and (GROUP.search(lead) or (clause.sentence.is_bullet and not lead)):
            return delegation
        if OF_WRITER.match(lead) and (writer := self.writer_of(clause.sentence)):
            return [writer]
        principal = self.resolver.principal or self.resolver.first_named(clause.sentence.start)
        if HE.search(lead) and (principal in objects):
            principal = self.subject_before(clause.sentence, objects)
        return [principal] if principal and principal not in objects else []

    def writer_of(self, sentence: AnnotatedSentence) -> Entity | None:
        """Return who signs the paragraph of a sentence: "Glad to host Ms. Roe. - Minister Doe"."""
        for after in self.context.sentences[sentence.number + 1 :][:MOST_BEFORE]:
            people = [mention for mention in after.mentions if mention.kind == "person" and mention.title]
            if after.paragraph == sentence.paragraph and after.text.startswith("- ") and people:
                return self.context.entity(people[0])
        return None

    def subject_before(self, sentence: AnnotatedSentence, objects: list[Entity]) -> Entity | None:
        """Return of whom the sentences before tell, other than of who was met: "He received Ms. Roe"."""
        for before in reversed(
            self.context.sentences[max(0, sentence.number - MOST_BEFORE) : sentence.number]
        ):
            for mention in before.mentions:
                entity = self.context.entity(mention)
                if (
                    mention.kind == "person"
                    and not mention.is_possessive
                    and entity not in objects
                    and entity.title
                ):
                    return entity
        return None

    def understood_objects(self, clause: Clause, subjects: list[Entity]) -> list[Entity]:
        """Return those who travelled where a verb says no more of whom was met: "received the guests"."""
        after = clause.sentence.plain[clause.trigger.end : clause.end]
        met: list[Entity] = []
        main = self.journeys.main
        home = self.context.result.home_country
        if GROUP_MET.match(after) or (A_GROUP_MET.match(after) and main and main.countries == {home}):
            met = self.journeys.delegation
        elif VISITOR_MET.match(after):
            met = self.journeys.delegation[:1]
        return met if set(met).isdisjoint(subjects) else []

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
                set_scene(current, whole)
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
        if alike := [entity for entity in others if is_one_of(entity, clause.lead)]:
            others = alike
        if not others:
            return []
        draft = MeetingDraft(sentence, [principal], others[-1:], told_by="again")
        set_scene(draft, whole)
        return [self.merge(draft)]

    def holders_named(self, sentence: AnnotatedSentence) -> list[Entity]:
        """Return those with an office who have been named up to ``sentence``."""
        sentences = self.context.sentences[: sentence.number + 1]
        named = (self.context.entities.get(mention) for earlier in sentences for mention in earlier.mentions)
        return list(dict.fromkeys(entity for entity in named if entity and entity.title))

    def merge(self, draft: MeetingDraft) -> MeetingDraft:
        """Return the meeting that ``draft`` is of: itself, or one that was told of before."""
        delegation = {entity for entity in (*self.journeys.members, self.resolver.principal) if entity}
        for other in reversed(self.drafts[-MOST_COMPARED:]):
            if is_same_meeting(draft, other, delegation):
                join(draft, other)
                return other
        self.drafts.append(draft)
        return draft


def is_one_of(entity: Entity, lead: str) -> bool:
    """Whether somebody holds the office of "both Governors", "the two Ministers"."""
    return any(PLURAL_HEADS.get(word) == entity.head for word in lead.lower().split() if word in PLURAL_HEADS)
