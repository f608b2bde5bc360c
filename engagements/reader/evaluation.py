"""How well readings agree with what people say that accounts say: precision, recall, F1.

What an account says is a JSON file beside it; docs/reader.md tells its form. Names and
phrases count as the same where their words are nearly so; dates, sides and kinds must be
the same.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from engagements.common.folding import fold

from .read import read
from .words import PLAIN_WORDS

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
SAME_NAME, SAME_PHRASE = 90, 60


@dataclass
class Score:
    """Counts of what was found rightly, what was found, and what there was to find."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other):
        return Score(self.right + other.right, self.found + other.found, self.there + other.there)

    @property
    def precision(self):
        return self.right / self.found if self.found else float(not self.there)

    @property
    def recall(self):
        return self.right / self.there if self.there else float(not self.found)

    @property
    def f1(self):
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def facts_of(reading):
    """Return what a reading says, in the form of the files of facts."""

    def dates_of(dates):
        return {
            "start": str(dates.start) if dates.start else None,
            "end": str(dates.end) if dates.end else None,
            "dates": str(dates.dates),
        }

    def party(one):
        return {
            "side": getattr(one, "side", ""), "name": one.name, "title": one.title,
            "organization": one.organization.name if one.organization else "",
            "country": one.country, "description": one.description,
        }  # fmt: skip

    visits, places, meetings = [], [], []
    for visit in reading.visits:
        head = next((one for one in visit.members if one.role == "head"), None)
        visits.append(
            {
                "relation": visit.relation, "countries": sorted({stop.country for stop in visit.stops}),
                "head": head.who if head else "", "dates": dates_of(visit.dates), "progress": visit.progress,
            }
        )  # fmt: skip
        places += [[stop.name, stop.country] for stop in visit.stops]
    for meeting in reading.meetings:
        meetings.append(
            {
                "format": meeting.format, "progress": meeting.progress, "dates": dates_of(meeting.dates),
                "participants": [party(one) for one in meeting.participants],
                "topics": [topic.name for topic in meeting.topics],
                "outcomes": [{"kind": one.kind, "text": one.text} for one in meeting.outcomes],
            }
        )  # fmt: skip
        if meeting.place:
            places.append([meeting.place.name, meeting.place.country])
    topics = [topic.name for visit in reading.visits for topic in visit.topics]
    outcomes = [{"kind": one.kind, "text": one.text} for visit in reading.visits for one in visit.outcomes]
    return {"visits": visits, "places": places, "meetings": meetings, "topics": topics, "outcomes": outcomes}


def stems(text):
    """Return the words that tell, without their endings: migrants and migration are one."""
    words = [word for word in fold(text).split() if word not in PLAIN_WORDS and word not in ("of", "for")]
    return {re.sub(r"(?:ations?|ating|ates?|ants?|ing|ies|es|s|y|e)$", "", word) or word for word in words}


def same_phrase(one, other):
    first, second = stems(one), stems(other)
    if not (first and second):
        return False
    return len(first & second) / min(len(first), len(second)) >= SAME_PHRASE / 100 and (
        len(first & second) / max(len(first), len(second)) >= 0.34
    )


def same_name(one, other):
    one, other = fold(one), fold(other)
    return bool(one) and bool(other) and (one == other or fuzz.token_set_ratio(one, other) >= SAME_NAME)


def same_party(one, other):
    """Whether two lines are of the same participant, their sides apart."""
    if one.get("name") or other.get("name"):
        return same_name(one.get("name", ""), other.get("name", ""))
    if one.get("description") or other.get("description"):
        return same_phrase(one.get("description", ""), other.get("description", ""))
    if one.get("country") and other.get("country") and one["country"] != other["country"]:
        return False
    return same_name(
        one.get("title") or one.get("organization", ""), other.get("title") or other.get("organization", "")
    ) and (
        not one.get("organization")
        or not other.get("organization")
        or same_name(one["organization"], other["organization"])
    )


def pair(said, found, same):
    """Return pairs of ``said`` and ``found`` that are the same, each used once."""
    left, pairs = list(found), []
    for one in said:
        match = next((other for other in left if same(one, other)), None)
        if match is not None:
            left.remove(match)
            pairs.append((one, match))
    return pairs


def away(meeting):
    return [one for one in meeting["participants"] if one.get("side") != "delegation"]


def pair_meetings(said, found):
    """Return pairs of meetings by who took part besides the delegation, the best fit first."""
    fits = []
    for i, one in enumerate(said):
        for j, other in enumerate(found):
            shared = len(pair(away(one), away(other), same_party))
            if shared:
                fits.append(
                    (2 * shared / (len(away(one)) + len(away(other))), one["dates"] == other["dates"], i, j)
                )
    pairs, used_said, used_found = [], set(), set()
    for fit, _, i, j in sorted(fits, key=lambda one: (-one[0], not one[1], one[2], one[3])):
        if i not in used_said and j not in used_found:
            used_said.add(i)
            used_found.add(j)
            pairs.append((said[i], found[j], fit))
    return pairs


def score(said, found):
    """Return the `Score` of each measure for one account."""
    scores = {}

    def count(measure, one, other, same=lambda a, b: a == b):
        scores[measure] = Score(len(pair(one, other, same)), len(other), len(one))

    def same_visit(one, other):
        return one["relation"] == other["relation"] and set(one["countries"]) == set(other["countries"])

    count("visits", said["visits"], found["visits"], same_visit)
    meetings = pair_meetings(said["meetings"], found["meetings"])
    visits = pair(said["visits"], found["visits"], same_visit)
    known = list(found["visits"])
    scores["dates with exactness"] = Score(
        sum(one["dates"] == other["dates"] for one, other in visits)
        + sum(one["dates"] == other["dates"] for one, other, _ in meetings),
        len(known) + len(found["meetings"]),
        len(said["visits"]) + len(said["meetings"]),
    )

    def places(facts):
        return sorted({(fold(name), country) for name, country in facts["places"]})

    count("places", places(said), places(found))
    scores["meetings"] = Score(
        sum(fit == 1 and one["progress"] == other["progress"] for one, other, fit in meetings),
        len(found["meetings"]),
        len(said["meetings"]),
    )
    right = titles = organizations = 0
    for one, other, _ in meetings:
        for person, read_as in pair(one["participants"], other["participants"], same_party):
            right += person.get("side") == read_as.get("side")
            if (
                person.get("title")
                and read_as.get("title")
                and fuzz.token_sort_ratio(fold(person["title"]), fold(read_as["title"])) >= SAME_NAME
            ):
                titles += 1
            if same_name(person.get("organization", ""), read_as.get("organization", "")):
                organizations += 1

    def number(facts, key=None):
        return sum(
            1
            for meeting in facts["meetings"]
            for one in meeting["participants"]
            if key is None or one.get(key)
        )

    scores["participants with side"] = Score(right, number(found), number(said))
    scores["titles"] = Score(titles, number(found, "title"), number(said, "title"))
    scores["organizations"] = Score(
        organizations, number(found, "organization"), number(said, "organization")
    )

    def of_all(facts, key):
        return [*facts.get(key, []), *(one for meeting in facts["meetings"] for one in meeting[key])]

    def same_outcome(one, other):
        return one["kind"] == other["kind"] and same_phrase(one["text"], other["text"])

    count("topics", of_all(said, "topics"), of_all(found, "topics"), same_phrase)
    count("outcomes", of_all(said, "outcomes"), of_all(found, "outcomes"), same_outcome)
    return scores


def accounts_in(folder, shared=None):
    """Yield (name, text, facts) of each account of ``folder`` whose facts are beside it."""
    for path in sorted(Path(folder).glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        account = path.with_suffix(".txt")
        if "text" in facts:  # an account that is kept elsewhere
            account = path.parent / facts["text"]
        if account.exists():
            yield path.stem, account.read_text(encoding="utf-8"), facts


def evaluate(folder):
    """Return set -> account -> measure -> `Score` for the accounts of ``folder``."""
    results = defaultdict(dict)
    for name, account, facts in accounts_in(folder):
        reading = read(account, home_country=facts.get("home_country", ""))
        results[facts.get("set", "")][name] = score(facts, facts_of(reading))
    return results


def total(results):
    """Return measure -> `Score` over all accounts of ``results`` (account -> measure -> score)."""
    return {measure: sum((scores[measure] for scores in results.values()), Score()) for measure in MEASURES}
