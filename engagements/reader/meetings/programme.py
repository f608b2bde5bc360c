"""Programmes with times: "11.00 Meeting with the Minister of Trade, Ms. Jane Roe"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity
from engagements.reader.journeys.programme import TIME, is_programme
from engagements.reader.journeys.reader import JourneyReader
from engagements.reader.proposals import MeetingFormat
from engagements.reader.topics import find_topics

from .draft import MeetingDraft
from .kinds import progress_of

FORMATS: tuple[tuple[MeetingFormat, re.Pattern[str]], ...] = (
    ("video", re.compile(r"(?:video ?-?(?:conference|call|meeting)|vtc|virtual|online)\b", re.I)),
    ("call", re.compile(r"(?:(?:tele)?phone |conference )?calls? (?:with|to|from|between)\b|teleconference", re.I)),
    ("courtesy_call", re.compile(r"(?:courtesy )?call (?:up)?on\b|courtesy", re.I)),
    ("reception", re.compile(r"(?:(?:working|official|state|gala) )?(?:lunch(?:eon)?|dinner|reception|breakfast|banquet|cocktail)", re.I)),
    ("multilateral", re.compile(r"round[ -]?table|conference|forum|panel", re.I)),
    ("site_visit", re.compile(r"(?:site )?visit|tour", re.I)),
    ("other", re.compile(r"arrival|departure|welcome|farewell|briefing|presentation|ceremony|signing", re.I)),
    ("bilateral", re.compile(r"(?:(?:bilateral|working|one-on-one|official|plenary|private|restricted|expanded|enlarged|extended|follow-up|internal) )?(?:meeting|talks|discussion|audience|exchange|consultations|session|conversation|interview)|t[êe]te-[àa]-t[êe]te|one-on-one\b|met\b|received", re.I)),
)  # fmt: skip
CALLED_OFF = re.compile(r"(?:cancell?ed|postponed|called off)\b[ :-]*", re.I)
VISIT_TO = re.compile(r"(?:site )?(?:visit|tour)(?: to| of)(?: the)? ", re.I)


class ProgrammeReader:
    """Reads each line with a time as a meeting of who visits, or of whose diary it is.

    Of a text that is no programme it reads nothing.
    """

    def __init__(self, context: ReadoutContext, journeys: JourneyReader, drafts: list[MeetingDraft]) -> None:
        self.context, self.journeys, self.drafts = context, journeys, drafts
        self.is_active = is_programme(context.sentences)
        self.owner = journeys.visitor
        self.draft: MeetingDraft | None = None

    def read_line(self, sentence: AnnotatedSentence) -> MeetingDraft | None:
        """Return the meeting of a line, or None for a line that is not of the programme."""
        if not self.is_active:
            return None
        time = TIME.match(sentence.text)
        if not time and sentence.is_heading and self.journeys.visitor is None:
            self.owner = self.named_in_heading(sentence) or self.owner
        if time:
            self.draft = self.begin(sentence, sentence.text[time.end() :])
        elif self.draft is None or sentence.paragraph != self.draft.sentence.paragraph:
            self.draft = None
            return None
        if self.draft is None:
            return None
        self.add_people(self.draft, sentence)
        self.draft.topics += find_topics(sentence)
        if self.draft.objects and self.draft not in self.drafts:
            self.drafts.append(self.draft)
        return self.draft

    def named_in_heading(self, sentence: AnnotatedSentence) -> Entity | None:
        """Return whose diary stands below "Deputy Governor - Jane Roe", or None."""
        people = [mention for mention in sentence.mentions if mention.kind == "person"]
        if len(people) != 1 or people[0].is_possessive:
            return None
        owner = self.context.entity(people[0])
        return owner if owner.title else None

    def begin(self, sentence: AnnotatedSentence, activity: str) -> MeetingDraft | None:
        called_off = CALLED_OFF.match(activity)
        activity = activity[called_off.end() :] if called_off else activity
        meeting_format = next((name for name, sign in FORMATS if sign.match(activity)), None)
        if meeting_format is None or self.owner is None:
            return None
        main = self.journeys.main
        draft = MeetingDraft(sentence, [self.owner], format=meeting_format)
        draft.told_by = "programme"
        draft.progress = "held" if main and main.progress == "completed" else "planned"
        if called_off:
            draft.progress = progress_of(called_off.group())
        draft.passages, draft.heading_date = [sentence.passage], sentence.heading_date
        towns = [
            place
            for place in sentence.places.values()
            if place.is_town and not sentence.is_within_mention(place)
        ]
        if towns:
            draft.place = towns[-1]
        return draft

    def add_people(self, draft: MeetingDraft, sentence: AnnotatedSentence) -> None:
        for mention in sentence.mentions:
            entity = self.context.entity(mention)
            is_name = mention.kind in ("office", "group") or bool(entity.title or entity.honorific)
            if not is_name or not mention.is_usable or entity in draft.participants:
                continue
            draft.objects.append(entity)
            if draft.format == "site_visit" and not entity.organization:
                entity.organization = visited_by(draft.sentence) or entity.organization


def visited_by(sentence: AnnotatedSentence) -> str:
    """Return what "3.15 pm Visit to NZ Dairy." goes to."""
    time = TIME.match(sentence.text)
    visit = VISIT_TO.match(sentence.text, time.end() if time else 0)
    return re.split(r"[.,;]", sentence.text[visit.end() :])[0].strip() if visit else ""
