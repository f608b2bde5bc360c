"""Minutes with labelled lines: "Date: ...", "Participants: ...", "Next steps: ..."."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re

from engagements.reader import outcomes, topics
from engagements.reader.proposals import Confidence, Outcome, Passage, Topic

from .triggers import Draft

LABELS = (
    ("date", r"dates?(?: and time)?|when|day|held on"),
    ("place", r"place|venue|location|where|held at"),
    (
        "people",
        r"(?:list of )?(?:participants|attendees)|present|in attendance|attendance|attending|attended by|chair|host",
    ),
    (
        "topics",
        r"(?:topics|items|issues|points|subjects)(?: (?:discussed|raised|covered))?|subjects?|agenda|discussions?|purpose|theme|discussion points",
    ),
    ("next", r"(?:action (?:items|points)|next steps|follow-?up(?: actions?)?|actions|to do)"),
    (
        "outcomes",
        r"(?:outcomes?|results?|conclusions?|decisions?|agreements?|agreed(?: points)?|key outcomes|deliverables)",
    ),
    ("requests", r"(?:requests?|asks)"),
    ("commitments", r"(?:commitments?|pledges?)"),
)
PATTERNS = [(name, re.compile(rf"(?:{pattern}) ?[:\-] ?", re.IGNORECASE)) for name, pattern in LABELS]
ALONE = [(name, re.compile(rf"(?:{pattern}) ?:?$", re.IGNORECASE)) for name, pattern in LABELS]
KINDS = {"next": "next_step", "outcomes": "agreement", "requests": "request", "commitments": "commitment"}
ON_BEHALF = re.compile(
    r"(?:for |on behalf of |from )?(?:the )?(?-i:[A-Z])[^:;]{0,60}?(?: side| delegation| participants| team)?:",
    re.I,
)
LEAST = 2  # labels, of different kinds, that make a text minutes


class Minutes:
    """Follows the labels of an account from line to line."""

    def __init__(self, reader):
        self.reader = reader
        kinds = {label_of(sentence.text)[0] for sentence in reader.sentences[:400]} - {""}
        self.active = len(kinds) >= LEAST and "people" in kinds
        self.label, self.draft, self.country, self.organization = "", None, "", ""
        self.groups = {}

    def line(self, number, sentence):
        """Read a line where a label governs it; return its meeting, or None for others to read it."""
        if not self.active:
            return None
        label, length = label_of(sentence.text)
        if label:
            if label == "date" and self.draft and self.draft.moment:
                self.draft = None
            self.label, self.country, self.groups = label, "", {} if label == "people" else self.groups
        elif not (
            sentence.is_bullet or (self.label == "people" and sentence.is_heading) or self.continues(sentence)
        ):
            self.label = ""
        if not self.label:
            return None
        if self.draft is None:
            self.draft = Draft(sentence=sentence)
            self.reader.drafts.append(self.draft)
        self.draft.sentence = sentence
        self.draft.passages.append(sentence.passage)
        start = sentence.start + length
        getattr(self, f"read_{self.label}", self.read_results)(number, sentence, start)
        return self.draft

    def continues(self, sentence):
        return (
            len(sentence.text) < 160
            and self.label in ("people", "topics", "next", "outcomes")
            and sentence.text[-1] not in "."
        )

    def read_date(self, number, sentence, start):
        found = [one for one in self.reader.moments[number] if one.start and one.passage.start >= start]
        if found:
            self.draft.moment = found[0]

    def read_place(self, number, sentence, start):
        spots = [one for one in self.reader.spots[number].values() if not one.is_demonym]
        named = [one for one in spots if one.name] or spots
        if named:
            spot = named[-1]
            end = sentence.words[spot.last - 1].end
            self.draft.spot = (spot, Passage(sentence.words[spot.first].start, end))
            venue = sentence.plain[start : sentence.words[spot.first].start].strip(" ,")
            self.draft.venue = venue if len(venue) > 2 else ""
        else:
            self.draft.venue = sentence.plain[start : sentence.end].strip(" .")

    def read_people(self, number, sentence, start):
        side = ON_BEHALF.match(sentence.plain, start, sentence.end)
        spots = self.reader.spots[number]
        if side:
            inside = [
                one for one in spots.values() if sentence.words[one.first].start < side.end() and one.country
            ]
            if inside:
                self.country = inside[0].country
            start = side.end()
        for mention in self.reader.mentions[number]:
            if mention.start < start or (
                mention.kind == "organization" and len(self.reader.mentions[number]) > 1
            ):
                continue
            person = self.reader.person(mention)
            if self.country and not person.country:
                person.country = self.country
            if person not in self.draft.everyone():
                self.groups.setdefault(person.country, []).append(person)
        home = self.reader.reading.home_country
        first = home if home in self.groups else next(iter(self.groups), "")
        self.draft.home = list(self.groups.get(first, []))
        self.draft.away = [
            one for country, people in self.groups.items() if country != first for one in people
        ]
        if not self.reader.people.principal and self.draft.home:
            self.reader.people.principal = self.draft.home[0]

    def read_topics(self, number, sentence, start):
        rest = sentence.plain[start : sentence.end]
        if len(rest.strip()) < 3:
            return
        if outcomes.find(sentence):
            self.read_results(number, sentence, start)
            return
        inner = topics.find(sentence, start, sentence.end)
        if inner:
            self.draft.topics += inner
            return
        cleaned = topics.clean(rest.strip())
        if cleaned:
            name = cleaned[1] if cleaned[1].split()[0].isupper() else cleaned[1][0].lower() + cleaned[1][1:]
            offset = start + rest.index(rest.strip()) + cleaned[0]
            self.draft.topics.append(
                Topic(
                    name=name,
                    passages=[Passage(offset, offset + len(cleaned[1]))],
                    reason="it is listed as a topic",
                )
            )

    def read_results(self, number, sentence, start):
        rest = " ".join(sentence.plain[start : sentence.end].split()).strip(" .")
        if len(rest) < 4:
            return
        found = outcomes.find(sentence, start)
        if not found:
            match = re.match(r"(?P<owner>(?-i:[A-Z])[\w .'-]{1,60}?) to (?=[a-z])", rest)
            found = [
                Outcome(
                    kind=KINDS.get(self.label, "next_step"),
                    text=rest[match.end() :] if match else rest,
                    owner=match["owner"] if match else "",
                    passages=[Passage(start, sentence.end)],
                    confidence=Confidence.LIKELY,
                    reason="it is listed as one",
                    due_text=due.group().strip() if (due := outcomes.DUE.search(rest)) else "",
                )
            ]
        self.draft.outcomes += found


def label_of(text):
    """Return (kind, length) of the label that a line begins with; ("", 0) where there is none."""
    head = text[:60]
    for name, pattern in PATTERNS:
        if match := pattern.match(head):
            return name, match.end()
    for name, pattern in ALONE:
        if len(text) < 40 and pattern.match(text):
            return name, len(text)
    return "", 0
