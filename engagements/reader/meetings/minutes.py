"""Minutes with labelled lines: "Date: ...", "Participants: ...", "Next steps: ..."."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from typing import Literal, NamedTuple

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity
from engagements.reader.outcomes import DUE, add_outcomes, find_outcomes
from engagements.reader.proposals import Outcome, OutcomeKind, Passage, Topic
from engagements.reader.topics import add_topics, clean_topic, find_topics

from .draft import MeetingDraft

LabelKind = Literal[
    "", "items", "date", "place", "people", "topics", "next", "outcomes", "requests", "commitments"
]

# In the order in which they are tried.
LABELS: dict[LabelKind, str] = {
    "date": r"dates?(?: and time)?|when|day|held on",
    "place": r"place|venue|location|where|held at",
    "people": r"(?:list of )?(?:participants|attendees)|present|in attendance|attendance|attending|attended by|chair|host",
    "topics": r"(?:topics|items|issues|points|subjects)(?: (?:discussed|raised|covered))?|subjects?|agenda|discussions?|purpose|theme|discussion points",
    "next": r"(?:action (?:items|points)|next (?:meeting|round|session)|next steps|follow-?up(?: actions?)?|actions|to do)",
    "outcomes": r"(?:outcomes?|results?|conclusions?|decisions?|agreements?|agreed(?: points| actions?)?|key outcomes|deliverables)",
    "requests": r"(?:requests?|asks)",
    "commitments": r"(?:commitments?|pledges?)",
}
BEFORE_TEXT = [(kind, re.compile(rf"(?:{words}) ?[:\-] ?", re.IGNORECASE)) for kind, words in LABELS.items()]
ALONE = [(kind, re.compile(rf"(?:{words}) ?:?$", re.IGNORECASE)) for kind, words in LABELS.items()]
OUTCOME_KINDS: dict[LabelKind, OutcomeKind] = {
    "next": "next_step",
    "outcomes": "agreement",
    "requests": "request",
    "commitments": "commitment",
}
# These hold of the lines below them as well.
LASTING: tuple[LabelKind, ...] = ("people", "topics", "next", "outcomes")
# Heads of a cable or a mail: their date and subject are its own.
MESSAGE = re.compile(r"(?:fm|from|to|info|cc)(?: ?:| (?-i:[A-Z]{4,}))", re.IGNORECASE)
OWNER = re.compile(r"(?P<owner>(?-i:[A-Z])[\w .'-]{1,60}?) to (?=[a-z])")
# What a record is of, where its subject names the meeting.
NAMES_MEETING = re.compile(r"\b(?:meeting|session|talks|consultations|call|visit)$", re.I)
WRITER = re.compile(r"(?:prepared|drafted|recorded|written|minutes taken|signed|approved|cleared) by\b", re.I)
LONGEST_TITLE = 7  # words of that of a point of minutes
MOST_LISTED = 30  # lines of a list that are compared with the meetings before it
LEAST_ENTRIES = 2  # of people in lists, that make a text minutes
HEAD = 6  # sentences that may say when and where
MOST_LINES = 400  # in which they are looked for
SECTIONS = ("third", "hosts", "guests")  # of a list, that are no countries
LONGEST_LINE = 160  # of one that goes on below a label


class Label(NamedTuple):
    kind: LabelKind
    length: int


NO_LABEL = Label("", 0)


def label_of(text: str) -> Label:
    """Return the label that a line begins with."""
    for kind, pattern in BEFORE_TEXT:
        if match := pattern.match(text[:60]):
            return Label(kind, match.end())
    for kind, pattern in ALONE:
        if len(text) < 40 and pattern.match(text):
            return Label(kind, len(text))
    return NO_LABEL


class MinutesReader:
    """Follows the labels of minutes from line to line; of a text that is none it reads nothing."""

    def __init__(self, context: ReadoutContext, drafts: list[MeetingDraft]) -> None:
        self.context, self.drafts = context, drafts
        entries = [
            sentence.entries
            for sentence in context.sentences[:MOST_LINES]
            if sentence.entries and not sentence.is_delegation
        ]
        self.is_active = sum(map(len, entries)) >= LEAST_ENTRIES
        self.is_message = any(MESSAGE.match(sentence.text) for sentence in context.sentences[:HEAD])
        self.draft: MeetingDraft | None = None
        self.label: LabelKind = ""
        self.groups: dict[str, list[Entity]] = {}  # who took part, by country

    def read_line(self, sentence: AnnotatedSentence) -> MeetingDraft | None:
        """Read a line where a label governs it; return its meeting, or None for others to read it."""
        if not self.is_active:
            return None
        label = label_of(sentence.text)
        if sentence.entries is not None and not sentence.is_delegation:
            self.label = "people"
        elif label.kind and not (self.is_message and self.draft is None):
            self.label = label.kind
        elif not self.goes_on(sentence):
            self.label = ""
        if not self.label and self.is_item(sentence):
            self.label = "items"
        if not self.label:
            return None
        if self.draft is None and self.label == "people" and (before := self.told_before(sentence)):
            self.draft = before
        elif self.draft is None:
            self.draft = MeetingDraft(sentence)
            self.drafts.append(self.draft)
            self.set_heading(self.draft)
        self.draft.sentence = sentence
        self.draft.passages.append(sentence.passage)
        start = sentence.start + label.length
        match self.label:
            case "date":
                self.read_date(self.draft, sentence, start)
            case "place":
                self.read_place(self.draft, sentence, start)
            case "people":
                self.read_people(self.draft, sentence)
            case "items":
                self.read_item(self.draft, sentence)
            case "topics":
                self.read_topics(self.draft, sentence, start)
            case _:
                self.read_results(self.draft, sentence, start)
        return self.draft

    def told_before(self, sentence: AnnotatedSentence) -> MeetingDraft | None:
        """Return the meeting that the text before a list of people told of: who met most of them, or the only one."""
        held = [draft for draft in self.drafts if not draft.is_heading and draft.progress == "held"]
        listed = {
            self.context.entity(mention)
            for line in self.context.sentences[sentence.number : sentence.number + MOST_LISTED]
            for mention in line.entries or ()
        }
        fits = [(len(listed.intersection(draft.participants)), draft) for draft in held]
        most = max((shared for shared, _ in fits), default=0)
        best = [draft for shared, draft in fits if shared == most]
        return best[0] if len(best) == 1 else None

    def goes_on(self, sentence: AnnotatedSentence) -> bool:
        """Whether a line without a label goes on with the one above it."""
        if sentence.is_bullet:
            return self.label != "people"
        if WRITER.match(sentence.text):
            return False
        return len(sentence.text) < LONGEST_LINE and self.label in LASTING and not sentence.text.endswith(".")

    def is_item(self, sentence: AnnotatedSentence) -> bool:
        """Whether a line is of the numbered points below the list of who took part."""
        return sentence.is_bullet and bool(self.groups) and self.draft is not None and not sentence.triggers

    def read_item(self, draft: MeetingDraft, sentence: AnnotatedSentence) -> None:
        """Read a point of minutes: its title is a topic, what follows tells what came of it."""
        add_outcomes(draft.outcomes, find_outcomes(sentence))
        following = self.context.sentences[sentence.number + 1 : sentence.number + 2]
        goes_on = any(other.paragraph == sentence.paragraph for other in following)
        if (
            goes_on
            and not NAMES_MEETING.search(sentence.text.rstrip(" .:"))
            and self.begins_paragraph(sentence)
            and len(sentence.text.split()) <= LONGEST_TITLE
        ):
            self.add_topic(draft, sentence.text, sentence.start)

    def read_date(self, draft: MeetingDraft, sentence: AnnotatedSentence, start: int) -> None:
        dates = (date for date in sentence.dates if date.start and date.passage.start >= start)
        draft.date = next(dates, draft.date)

    def read_place(self, draft: MeetingDraft, sentence: AnnotatedSentence, start: int) -> None:
        places = [place for place in sentence.places.values() if not place.is_demonym]
        places = [place for place in places if place.name] or places
        if places:
            draft.place = places[-1]

    def read_people(self, draft: MeetingDraft, sentence: AnnotatedSentence) -> None:
        for mention in sentence.entries or ():
            entity = self.context.entity(mention)
            entity.country = entity.country or mention.country
            entity.is_third_party = entity.is_third_party or mention.is_third_party
            if draft.told_by != "list":
                if entity not in draft.participants:
                    draft.attendees.append(entity)
            elif entity not in draft.participants:
                group = mention.section if mention.section in SECTIONS else entity.country
                self.groups.setdefault(group, []).append(entity)
        if draft.told_by == "list":
            self.set_sides(draft)
            if len([country for country in self.groups if country not in ("", *SECTIONS)]) > len(
                ("ours", "theirs")
            ):
                draft.format = "multilateral"

    def set_sides(self, draft: MeetingDraft) -> None:
        """Take the home country's participants for one side, or those listed first."""
        home = self.context.result.home_country
        groups = self.organizations() or self.groups
        self.set_countries_of_hosts_and_guests(draft)
        hosts_at_home = any(entity.country == home for entity in groups.get("hosts", ()))
        of_mission = (side for side, group in groups.items() if any(other.is_of_mission for other in group))
        if home in groups or not groups:
            first = home
        elif "guests" in groups and not (home and hosts_at_home):
            first = "guests"
        elif groups is not self.groups:
            first = next(of_mission, next(iter(groups)))
        else:
            first = next((side for side in groups if side != "third"), "third")
        draft.subjects = list(groups.get(first, []))
        draft.objects = [entity for side, group in groups.items() if side != first for entity in group]
        resolver = self.context.resolver
        resolver.principal = resolver.principal or next(iter(draft.subjects), None)

    def organizations(self) -> dict[str, list[Entity]]:
        """Return who took part by organization, where no country is named and there are two of them."""
        groups: dict[str, list[Entity]] = {}
        for entity in self.groups.get("", ()) if self.groups.keys() <= {"", "third"} else ():
            groups.setdefault(entity.organization, []).append(entity)
        if len(groups) != 2 or "" in groups:
            return {}
        return groups | {side: group for side, group in self.groups.items() if side}

    def set_countries_of_hosts_and_guests(self, draft: MeetingDraft) -> None:
        """Take hosts for of the country where they met, and their guests for of the home country elsewhere."""
        visited = draft.place.country if draft.place else ""
        home = self.context.result.home_country
        for side, country, reason in (
            ("hosts", visited, "that of the place where they met"),
            ("guests", home if visited != home else "", "taken to be the home country: they were guests"),
        ):
            for entity in self.groups.get(side, ()) if visited else ():
                if country and not entity.country:
                    entity.country, entity.country_reason = country, reason

    def set_heading(self, draft: MeetingDraft) -> None:
        """Take date and place from the lines at the head, where no label gives them."""
        head = [sentence for sentence in self.context.sentences[:HEAD] if sentence.entries is None]
        draft.date = draft.date or self.context.publication
        for sentence in head:
            draft.date = draft.date or next((date for date in sentence.dates if date.is_one_day), None)
            if draft.place is None:
                towns = [place for place in sentence.places.values() if place.is_town]
                if towns:
                    draft.place = towns[-1]

    def read_topics(self, draft: MeetingDraft, sentence: AnnotatedSentence, start: int) -> None:
        rest = sentence.plain[start : sentence.end]
        if len(rest.strip()) < 3:
            return
        if find_outcomes(sentence):
            self.read_results(draft, sentence, start)
        elif topics := find_topics(sentence, start):
            add_topics(draft.topics, topics)
        elif self.begins_paragraph(sentence) and not NAMES_MEETING.search(rest):
            self.add_topic(draft, rest.strip(), start + rest.index(rest.strip()))

    def add_topic(self, draft: MeetingDraft, text: str, start: int) -> None:
        """Add what a line names as a topic, without what says nothing."""
        cleaned = clean_topic(text)
        if not cleaned:
            return
        name, begin = cleaned.words, start + cleaned.offset
        topic = Topic(
            name=name[0].lower() + name[1:] if name[1:2].islower() else name,
            passages=[Passage(begin, begin + len(name))],
            reason="it is listed as a topic",
            rule="listed",
        )
        add_topics(draft.topics, [topic])

    def begins_paragraph(self, sentence: AnnotatedSentence) -> bool:
        """Whether a line names a topic; what follows in its paragraph says what was said of it."""
        before = self.context.sentences[sentence.number - 1] if sentence.number else None
        return before is None or before.paragraph != sentence.paragraph

    def read_results(self, draft: MeetingDraft, sentence: AnnotatedSentence, start: int) -> None:
        rest = " ".join(sentence.plain[start : sentence.end].split()).strip(" .")
        if len(rest) < 4:
            return
        is_action = self.label == "next" and OWNER.match(rest)
        results = [] if is_action else find_outcomes(sentence, start)
        add_outcomes(draft.outcomes, results or [self.listed_outcome(sentence, start, rest)])

    def listed_outcome(self, sentence: AnnotatedSentence, start: int, text: str) -> Outcome:
        """Return a line of a list as an outcome: "Acme to send the list by June"."""
        due = DUE.search(text)
        owner = OWNER.match(text)
        return Outcome(
            kind=OUTCOME_KINDS.get(self.label, "next_step"),
            text=text[owner.end() :] if owner else text,
            owner=owner["owner"] if owner else "",
            passages=[Passage(start, sentence.end)],
            reason="it is listed as one",
            rule="listed",
            due_text=due.group().strip() if due else "",
        )
