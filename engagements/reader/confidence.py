"""How sure each group of rules is: as often as it was right on accounts that no rule was made from.

`MEASURED` is what ``evaluate_reader --measure`` prints of them; a test compares the two. A share is taken at
the lower end of its 95 % interval, so that few cases never make a rule certain.
"""

import math
from collections.abc import Iterator

from .measured import MEASURED
from .proposals import Confidence, Meeting, Proposal, ReaderResult, Visit

Z = 1.96  # standard deviations within which 95 % lie
LEAST_CERTAIN, LEAST_LIKELY = 0.95, 0.75  # the lower bounds of the share that is right
# However often they were right: who met whom is understood from another sentence.
NEVER_SURE = "understood"


def interval(correct: int, number: int) -> tuple[float, float]:
    """Return the bounds between which a share lies at 95 %, by Wilson's score."""
    if not number:
        return 0.0, 1.0
    share, squared = correct / number, Z * Z
    middle = share + squared / (2 * number)
    spread = Z * math.sqrt(share * (1 - share) / number + squared / (4 * number * number))
    scale = 1 + squared / number
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def confidence_of(kind: str, rule: str) -> Confidence:
    """Return how sure a proposal of a kind is by the group of rules that it comes from."""
    least, _ = interval(*MEASURED.get((kind, rule), (0, 0)))
    if kind == "meeting" and NEVER_SURE in rule:
        return Confidence.OPEN
    if least > LEAST_CERTAIN:
        return Confidence.CERTAIN
    return Confidence.LIKELY if least > LEAST_LIKELY else Confidence.OPEN


def set_confidence(result: ReaderResult) -> None:
    """Set the confidence of all that is proposed."""
    for kind, proposal in proposals_of(result):
        proposal.confidence = confidence_of(kind, proposal.rule)


def proposals_of(result: ReaderResult) -> Iterator[tuple[str, Proposal]]:
    """Yield (kind, proposal) of all that a result holds."""
    for visit in result.visits:
        yield "visit", visit
        yield "dates", visit.dates
        if visit.organization:
            yield "organization", visit.organization
        for stop in visit.stops:
            yield "place", stop
            if stop.dates:
                yield "dates", stop.dates
        for member in visit.members:
            yield ("head" if member.role == "head" else "member"), member
            if member.organization:
                yield "organization", member.organization
    for meeting in result.meetings:
        yield "meeting", meeting
        yield "dates", meeting.dates
        if meeting.place:
            yield "place", meeting.place
        for participant in meeting.participants:
            yield "participant", participant
            if participant.organization:
                yield "organization", participant.organization
    records: list[Visit | Meeting] = [*result.visits, *result.meetings]
    for record in records:
        for topic in record.topics:
            yield "topic", topic
        for outcome in record.outcomes:
            yield "outcome", outcome
