"""How well the reader's results agree with what people say that texts say.

Precision, recall and F1 of each measure; and of each confidence and each group of rules, how many of
its proposals are right.

What a text says is a JSON file beside it, its facts; docs/reader.md tells their form. Names and
phrases count as the same where their words are nearly so; dates, sides and kinds must be
the same.
"""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from engagements.common.folding import fold

from .proposals import Outcome, Proposal, ProposedDates, ProposedParty, ReaderResult
from .read import read
from .words import PLAIN_WORDS

Facts = dict[str, Any]

MEASURES = (
    "visits",
    "dates with exactness",
    "places",
    "meetings",
    "persons",
    "participants with side",
    "members of delegations",
    "titles",
    "organizations",
    "topics",
    "outcomes",
)
LEAST_NAME_RATIO = 90  # of 100, from which on two names are the same
# Shares of the words of two phrases from which on they are the same.
LEAST_SHARE_OF_SHORTER, LEAST_SHARE_OF_LONGER = 0.6, 0.34
ENDING = re.compile(r"(?:ations?|ating|ates?|ants?|ing|ies|es|s|y|e)$")


@dataclass
class Score:
    """How much was proposed rightly, how much was proposed, and how much there was to propose."""

    correct: int = 0
    proposed: int = 0
    expected: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.correct + other.correct, self.proposed + other.proposed, self.expected + other.expected
        )

    @property
    def precision(self) -> float:
        return self.correct / self.proposed if self.proposed else float(not self.expected)

    @property
    def recall(self) -> float:
        return self.correct / self.expected if self.expected else float(not self.proposed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Verdict(NamedTuple):
    """Whether one proposal is right, with how sure it was called and the rules that it comes from."""

    kind: str
    confidence: str
    rule: str
    is_right: bool


def facts_of(result: ReaderResult) -> Facts:
    """Return what a result says, in the form of the files of facts; each fact also with its confidence."""
    visits: list[Facts] = []
    places: list[Fact] = []
    for visit in result.visits:
        head = next((member for member in visit.members if member.role == "head"), None)
        visits.append(
            sureness_of(visit)
            | {
                "relation": visit.relation,
                "countries": sorted({stop.country for stop in visit.stops}),
                "head": head.who if head else "",
                "of head": sureness_of(head) if head else {},
                "dates": facts_of_dates(visit.dates),
                "progress": visit.progress,
                "members": [facts_of_party(member) for member in visit.members if member is not head],
            }
        )
        places += [Fact([stop.name, stop.country], stop) for stop in visit.stops]
    meetings: list[Facts] = []
    for meeting in result.meetings:
        participants = [
            {"side": participant.side} | facts_of_party(participant) for participant in meeting.participants
        ]
        meetings.append(
            sureness_of(meeting)
            | {
                "format": meeting.format,
                "progress": meeting.progress,
                "dates": facts_of_dates(meeting.dates),
                "participants": participants,
                "topics": [Phrase.of(topic.name, topic) for topic in meeting.topics],
                "outcomes": facts_of_outcomes(meeting.outcomes),
            }
        )
        if meeting.place:
            places.append(Fact([meeting.place.name, meeting.place.country], meeting.place))
    return {
        "visits": visits,
        "places": places,
        "meetings": meetings,
        "topics": [Phrase.of(topic.name, topic) for visit in result.visits for topic in visit.topics],
        "outcomes": [facts for visit in result.visits for facts in facts_of_outcomes(visit.outcomes)],
    }


class Fact(list[str]):
    """A list of words that knows the proposal it comes from."""

    def __init__(self, words: Iterable[str], proposal: Proposal) -> None:
        super().__init__(words)
        self.sureness = sureness_of(proposal)


class Phrase(str):
    """A phrase that knows the proposal it comes from."""

    sureness: Facts

    @classmethod
    def of(cls, words: str, proposal: Proposal) -> "Phrase":
        phrase = cls(words)
        phrase.sureness = sureness_of(proposal)
        return phrase


def sureness_of(proposal: Proposal) -> Facts:
    return {"confidence": str(proposal.confidence), "rule": proposal.rule}


def facts_of_dates(dates: ProposedDates) -> Facts:
    return sureness_of(dates) | {
        "start": str(dates.start) if dates.start else None,
        "end": str(dates.end) if dates.end else None,
        "dates": str(dates.dates),
    }


def facts_of_party(party: ProposedParty) -> Facts:
    organization = party.organization
    return sureness_of(party) | {
        "name": party.name,
        "title": party.title,
        "organization": organization.name if organization else "",
        "of organization": sureness_of(organization) if organization else {},
        "country": party.country,
        "description": party.description,
    }


def facts_of_outcomes(outcomes: Iterable[Outcome]) -> list[Facts]:
    return [sureness_of(outcome) | {"kind": outcome.kind, "text": outcome.text} for outcome in outcomes]


def stems(text: str) -> set[str]:
    """Return the words that tell, without their endings: migrants and migration are one."""
    words = [word for word in fold(text).split() if word not in PLAIN_WORDS and word not in ("of", "for")]
    return {ENDING.sub("", word) or word for word in words}


def same_phrase(phrase: str, other: str) -> bool:
    words, others = stems(phrase), stems(other)
    if not (words and others):
        return False
    shared = len(words & others)
    shorter, longer = sorted((len(words), len(others)))
    return shared / shorter >= LEAST_SHARE_OF_SHORTER and shared / longer >= LEAST_SHARE_OF_LONGER


def same_name(name: str, other: str) -> bool:
    name, other = fold(name), fold(other)
    if not (name and other):
        return False
    return name == other or fuzz.token_set_ratio(name, other) >= LEAST_NAME_RATIO


def same_participant(participant: Facts, other: Facts) -> bool:
    """Whether two lines are of the same participant, their sides apart."""

    def values(key: str) -> tuple[str, str]:
        return participant.get(key, ""), other.get(key, "")

    if any(values("name")):
        return same_name(*values("name"))
    if any(values("description")):
        return same_phrase(*values("description"))
    country, other_country = values("country")
    if country and other_country and country != other_country:
        return False
    (title, other_title), (organization, other_organization) = values("title"), values("organization")
    if not same_name(title or organization, other_title or other_organization):
        return False
    return not (organization and other_organization) or same_name(organization, other_organization)


def same_visit(visit: Facts, other: Facts) -> bool:
    return visit["relation"] == other["relation"] and set(visit["countries"]) == set(other["countries"])


def same_outcome(outcome: Facts, other: Facts) -> bool:
    return outcome["kind"] == other["kind"] and same_phrase(outcome["text"], other["text"])


def same_title(participant: Facts, other: Facts) -> bool:
    title, other_title = participant.get("title", ""), other.get("title", "")
    if not (title and other_title):
        return False
    return fuzz.token_sort_ratio(fold(title), fold(other_title)) >= LEAST_NAME_RATIO


def equal(item: Any, other: Any) -> bool:
    return bool(item == other)


def same_head(visit: Facts, other: Facts) -> bool:
    return same_name(visit.get("head", ""), other.get("head", ""))


def same_dates(dates: Facts, other: Facts) -> bool:
    return all(dates.get(key) == other.get(key) for key in ("start", "end", "dates"))


def pair(
    expected: Iterable[Any], proposed: Iterable[Any], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """Return pairs of ``expected`` and ``proposed`` that are the same, each used once."""
    left, pairs = list(proposed), []
    for item in expected:
        at = next((number for number, other in enumerate(left) if same(item, other)), None)
        if at is not None:
            pairs.append((item, left.pop(at)))
    return pairs


class MeetingPair(NamedTuple):
    expected: Facts
    proposed: Facts
    fit: float  # 1 where the same took part besides the delegation

    @property
    def has_same_dates(self) -> bool:
        return same_dates(self.expected["dates"], self.proposed["dates"])


def counterparts(meeting: Facts) -> list[Facts]:
    return [participant for participant in meeting["participants"] if participant.get("side") != "delegation"]


def pair_meetings(expected: Sequence[Facts], proposed: Sequence[Facts]) -> list[MeetingPair]:
    """Return pairs of meetings by who took part besides the delegation, the best fit first."""
    candidates = []
    for meeting in expected:
        for other in proposed:
            ours, theirs = counterparts(meeting), counterparts(other)
            if shared := len(pair(ours, theirs, same_participant)):
                candidates.append(MeetingPair(meeting, other, 2 * shared / (len(ours) + len(theirs))))
    pairs: list[MeetingPair] = []
    used: set[int] = set()
    for candidate in sorted(candidates, key=lambda pair: (-pair.fit, not pair.has_same_dates)):
        meetings = {id(candidate.expected), id(candidate.proposed)}
        if used.isdisjoint(meetings):
            used |= meetings
            pairs.append(candidate)
    return pairs


class Judge:
    """Compares what is proposed of one text with what it says."""

    def __init__(self, expected: Facts, proposed: Facts) -> None:
        self.expected, self.proposed = expected, proposed
        self.meetings = pair_meetings(expected["meetings"], proposed["meetings"])
        self.visits = pair(expected["visits"], proposed["visits"], same_visit)
        self.participants = [
            participants
            for meeting in self.meetings
            for participants in pair(
                meeting.expected["participants"], meeting.proposed["participants"], same_participant
            )
        ]
        self.scores: dict[str, Score] = {}
        self.verdicts: list[Verdict] = []
        self.judge_records()
        self.judge_participants()
        for measure, kind, items, same in (
            ("places", "place", lambda facts: unique(facts["places"]), same_place),
            ("persons", "", persons_of, same_name),
            ("members of delegations", "member", members_of, same_participant),
            ("topics", "topic", lambda facts: of_all(facts, "topics"), same_phrase),
            ("outcomes", "outcome", lambda facts: of_all(facts, "outcomes"), same_outcome),
        ):
            ours, theirs = items(expected), items(proposed)
            right = [other for _, other in pair(ours, theirs, same)]
            self.count(measure, theirs, right, len(ours))
            if kind:
                self.judge(kind, theirs, right)

    def count(self, kind: str, proposed: Sequence[Any], right: Sequence[Any], expected: int) -> None:
        """Note how many proposals of a kind there are, are right, and were expected."""
        self.scores[kind] = Score(len(right), len(proposed), expected)

    def judge(self, kind: str, proposed: Iterable[Any], right: Iterable[Any]) -> None:
        """Note of each proposal of a kind whether it is right; facts alone are none."""
        right_ids = {id(item) for item in right}
        for item in proposed:
            sureness = item if isinstance(item, dict) else getattr(item, "sureness", {})
            if "confidence" in sureness:
                self.verdicts.append(
                    Verdict(kind, sureness["confidence"], sureness["rule"], id(item) in right_ids)
                )

    def judge_records(self) -> None:
        visits, meetings = self.proposed["visits"], self.proposed["meetings"]
        expected_meetings, expected_visits = self.expected["meetings"], self.expected["visits"]
        self.count("visits", visits, self.visits, len(expected_visits))
        right = [other for visit, other in self.visits if visit.get("progress") == other.get("progress")]
        self.judge("visit", visits, right)
        heads = [visit.get("of head", {}) for visit in visits]
        same = [other.get("of head") for visit, other in self.visits if same_head(visit, other)]
        self.judge("head", heads, same)
        right_dates = [meeting.proposed["dates"] for meeting in self.meetings if meeting.has_same_dates]
        right_dates += [
            other["dates"] for visit, other in self.visits if same_dates(visit["dates"], other["dates"])
        ]
        dates = [record["dates"] for record in (*meetings, *visits)]
        self.count("dates with exactness", dates, right_dates, len(expected_meetings) + len(expected_visits))
        self.judge("dates", [date for date in dates if date.get("start")], right_dates)
        right = [
            meeting.proposed
            for meeting in self.meetings
            if meeting.fit == 1 and meeting.expected["progress"] == meeting.proposed["progress"]
        ]
        self.count("meetings", meetings, right, len(expected_meetings))
        told_of = [
            meeting.proposed
            for meeting in self.meetings
            if meeting.expected["progress"] == meeting.proposed["progress"]
        ]
        self.judge("meeting", meetings, told_of)  # its lines are judged by themselves

    def judge_participants(self) -> None:
        for kind, key, is_right in (
            ("participants with side", "", same_side),
            ("titles", "title", same_title),
            ("organizations", "organization", same_organization),
        ):
            proposed, expected = (with_value(facts, key) for facts in (self.proposed, self.expected))
            right = [other for line, other in self.participants if is_right(line, other)]
            self.count(kind, proposed, right, len(expected))
            if key == "organization":
                organizations = [line.get("of organization", {}) for line in proposed]
                self.judge("organization", organizations, [line.get("of organization") for line in right])
            elif not key:
                self.judge("participant", proposed, right)


def score(expected: Facts, proposed: Facts) -> dict[str, Score]:
    """Return the `Score` of each measure for one text."""
    scores = Judge(expected, proposed).scores
    return {measure: scores[measure] for measure in MEASURES}


def unique(places: Iterable[Any]) -> list[Any]:
    """Return each place once."""
    return list({(fold(name), country): place for place in places for name, country in [place]}.values())


def same_place(place: Sequence[str], other: Sequence[str]) -> bool:
    return fold(place[0]) == fold(other[0]) and place[1] == other[1]


def same_side(participant: Facts, other: Facts) -> bool:
    return bool(participant.get("side") == other.get("side"))


def same_organization(participant: Facts, other: Facts) -> bool:
    return same_name(participant.get("organization", ""), other.get("organization", ""))


def members_of(facts: Facts) -> list[Facts]:
    """Return the members of delegations but for their heads."""
    return [member for visit in facts["visits"] for member in visit.get("members", ())]


def persons_of(facts: Facts) -> list[str]:
    """Return the names of all persons, each once."""
    lines = [line for meeting in facts["meetings"] for line in meeting["participants"]]
    names = [line.get("name", "") for line in (*lines, *members_of(facts))]
    names += [visit["head"] for visit in facts["visits"] if " " in visit.get("head", "")]
    return list({fold(name): name for name in names if name}.values())


def with_value(facts: Facts, key: str) -> list[Facts]:
    """Return the participants, or those with a value of ``key``."""
    lines = (line for meeting in facts["meetings"] for line in meeting["participants"])
    return [line for line in lines if not key or line.get(key)]


def of_all(facts: Facts, key: str) -> list[Any]:
    """Return the topics or outcomes of visits and meetings."""
    return [*facts.get(key, []), *(item for meeting in facts["meetings"] for item in meeting[key])]


def readouts_in(folder: Path) -> Iterator[tuple[str, str, Facts]]:
    """Yield (name, text, facts) of each readout of ``folder`` whose facts are beside it."""
    for path in sorted(folder.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        readout = path.with_suffix(".txt")
        if "text" in facts:  # a readout that is kept elsewhere
            readout = path.parent / facts["text"]
        if readout.exists():
            yield path.stem, readout.read_text(encoding="utf-8"), facts


def judged(text: str, facts: Facts) -> Judge:
    """Return how a text is read, beside its facts; ``dated`` among them is the date that it does not bear."""
    dated = facts.get("dated")
    result = read(
        text,
        home_country=facts.get("home_country", ""),
        dated=datetime.date.fromisoformat(dated) if dated else None,
    )
    return Judge(facts, facts_of(result))


def judge_folder(folder: Path) -> dict[str, dict[str, Judge]]:
    """Return set -> readout -> `Judge` for the readouts of ``folder``."""
    results: dict[str, dict[str, Judge]] = defaultdict(dict)
    for name, text, facts in readouts_in(folder):
        results[facts.get("set", "")][name] = judged(text, facts)
    return results


def evaluate(folder: Path) -> dict[str, dict[str, dict[str, Score]]]:
    """Return set -> readout -> measure -> `Score` for the readouts of ``folder``."""
    return {
        name: {readout: judge.scores for readout, judge in judges.items()}
        for name, judges in judge_folder(folder).items()
    }


def total(results: Mapping[str, Judge]) -> dict[str, Score]:
    """Return measure -> `Score` over all readouts."""
    return {
        measure: sum((judge.scores[measure] for judge in results.values()), Score()) for measure in MEASURES
    }


def calibration(verdicts: Iterable[Verdict], by: str) -> dict[tuple[str, str], Score]:
    """Return (kind, confidence or rule) -> how many were right; ``by`` is the name of that field."""
    counts: dict[tuple[str, str], Score] = defaultdict(Score)
    for verdict in verdicts:
        counts[verdict.kind, getattr(verdict, by)] += Score(verdict.is_right, 1)
    return counts
