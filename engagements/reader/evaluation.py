"""How well the reader's results agree with what people say that texts say: precision, recall, F1.

What a text says is a JSON file beside it, its facts; docs/reader.md tells their form. Names and
phrases count as the same where their words are nearly so; dates, sides and kinds must be
the same.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from engagements.common.folding import fold

from .proposals import Outcome, Participant, ProposedDates, ReaderResult
from .read import read
from .words import PLAIN_WORDS

Facts = dict[str, Any]

MEASURES = (
    "visits",
    "dates with exactness",
    "places",
    "meetings",
    "participants with side",
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


def facts_of(result: ReaderResult) -> Facts:
    """Return what a result says, in the form of the files of facts."""
    visits: list[Facts] = []
    places: list[list[str]] = []
    for visit in result.visits:
        head = next((member for member in visit.members if member.role == "head"), None)
        visits.append(
            {
                "relation": visit.relation,
                "countries": sorted({stop.country for stop in visit.stops}),
                "head": head.who if head else "",
                "dates": facts_of_dates(visit.dates),
                "progress": visit.progress,
            }
        )
        places += [[stop.name, stop.country] for stop in visit.stops]
    meetings: list[Facts] = []
    for meeting in result.meetings:
        meetings.append(
            {
                "format": meeting.format,
                "progress": meeting.progress,
                "dates": facts_of_dates(meeting.dates),
                "participants": [facts_of_participant(participant) for participant in meeting.participants],
                "topics": [topic.name for topic in meeting.topics],
                "outcomes": facts_of_outcomes(meeting.outcomes),
            }
        )
        if meeting.place:
            places.append([meeting.place.name, meeting.place.country])
    return {
        "visits": visits,
        "places": places,
        "meetings": meetings,
        "topics": [topic.name for visit in result.visits for topic in visit.topics],
        "outcomes": [facts for visit in result.visits for facts in facts_of_outcomes(visit.outcomes)],
    }


def facts_of_dates(dates: ProposedDates) -> Facts:
    return {
        "start": str(dates.start) if dates.start else None,
        "end": str(dates.end) if dates.end else None,
        "dates": str(dates.dates),
    }


def facts_of_participant(participant: Participant) -> Facts:
    return {
        "side": participant.side,
        "name": participant.name,
        "title": participant.title,
        "organization": participant.organization.name if participant.organization else "",
        "country": participant.country,
        "description": participant.description,
    }


def facts_of_outcomes(outcomes: Iterable[Outcome]) -> list[Facts]:
    return [{"kind": outcome.kind, "text": outcome.text} for outcome in outcomes]


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


def pair(
    expected: Iterable[Any], proposed: Iterable[Any], same: Callable[[Any, Any], bool]
) -> list[tuple[Any, Any]]:
    """Return pairs of ``expected`` and ``proposed`` that are the same, each used once."""
    left, pairs = list(proposed), []
    for item in expected:
        match = next((other for other in left if same(item, other)), None)
        if match is not None:
            left.remove(match)
            pairs.append((item, match))
    return pairs


class MeetingPair(NamedTuple):
    expected: Facts
    proposed: Facts
    fit: float  # 1 where the same took part besides the delegation

    @property
    def has_same_dates(self) -> bool:
        return bool(self.expected["dates"] == self.proposed["dates"])


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


def score(expected: Facts, proposed: Facts) -> dict[str, Score]:
    """Return the `Score` of each measure for one text."""
    meetings = pair_meetings(expected["meetings"], proposed["meetings"])
    visits = pair(expected["visits"], proposed["visits"], same_visit)
    participants = [
        participant_pair
        for meeting in meetings
        for participant_pair in pair(
            meeting.expected["participants"], meeting.proposed["participants"], same_participant
        )
    ]

    def count(of: Callable[[Facts], Sequence[Any]], same: Callable[[Any, Any], bool]) -> Score:
        items, others = of(expected), of(proposed)
        return Score(len(pair(items, others, same)), len(others), len(items))

    def of_meetings(correct: Iterable[bool]) -> Score:
        return Score(sum(correct), len(proposed["meetings"]), len(expected["meetings"]))

    def of_participants(correct: Iterable[bool], key: str = "") -> Score:
        return Score(sum(correct), number_of(proposed, key), number_of(expected, key))

    same_dates = sum(visit["dates"] == other["dates"] for visit, other in visits)
    return {
        "visits": count(lambda facts: facts["visits"], same_visit),
        "dates with exactness": of_meetings(meeting.has_same_dates for meeting in meetings)
        + Score(same_dates, len(proposed["visits"]), len(expected["visits"])),
        "places": count(places_of, equal),
        "meetings": of_meetings(
            meeting.fit == 1 and meeting.expected["progress"] == meeting.proposed["progress"]
            for meeting in meetings
        ),
        "participants with side": of_participants(
            participant.get("side") == other.get("side") for participant, other in participants
        ),
        "titles": of_participants((same_title(*participants) for participants in participants), "title"),
        "organizations": of_participants(
            (
                same_name(participant.get("organization", ""), other.get("organization", ""))
                for participant, other in participants
            ),
            "organization",
        ),
        "topics": count(lambda facts: of_all(facts, "topics"), same_phrase),
        "outcomes": count(lambda facts: of_all(facts, "outcomes"), same_outcome),
    }


def places_of(facts: Facts) -> list[tuple[str, str]]:
    return sorted({(fold(name), country) for name, country in facts["places"]})


def number_of(facts: Facts, key: str) -> int:
    """Return how many participants there are, or how many with a value of ``key``."""
    participants = (participant for meeting in facts["meetings"] for participant in meeting["participants"])
    return sum(not key or bool(participant.get(key)) for participant in participants)


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


def evaluate(folder: Path) -> dict[str, dict[str, dict[str, Score]]]:
    """Return set -> readout -> measure -> `Score` for the readouts of ``folder``."""
    results: dict[str, dict[str, dict[str, Score]]] = defaultdict(dict)
    for name, text, facts in readouts_in(folder):
        result = read(text, home_country=facts.get("home_country", ""))
        results[facts.get("set", "")][name] = score(facts, facts_of(result))
    return results


def total(results: dict[str, dict[str, Score]]) -> dict[str, Score]:
    """Return measure -> `Score` over all readouts of ``results`` (readout -> measure -> score)."""
    return {measure: sum((scores[measure] for scores in results.values()), Score()) for measure in MEASURES}
