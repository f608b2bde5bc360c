"""The visit that is told by who received whom: "met the visiting Minister", "hosted a delegation led by"."""

# ruff: noqa: E501 (a pattern is read more easily on one line)

import re
from collections.abc import Callable, Iterator, Sequence

from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.entities.entity import Entity
from engagements.reader.mentions.mention import Mention
from engagements.reader.proposals import Passage

from .members import GROUP, heads_in
from .phrases import Journey, progress_of_journey

# "the visiting Minister", and nobody who is visiting a place
VISITING = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bwhile )\bvisiting (?!the\b|an?\b|his\b|her\b|professor|fellow|scholar|hours)",
    re.I,
)
HAS_PARTY = re.compile(
    rf",? (?:and|with|(?:together|along) with|accompanied by) (?:his|her|their|an?|the) (?:[\w-]+ ){{0,3}}{GROUP}\b",
    re.I,
)
HEADS_GROUP = re.compile(
    rf"\b(?:led|leads|leading|headed|heads|heading|(?:at )?the head of) (?:the|a|an|his|her) (?:[\w-]+ ){{0,4}}{GROUP}\b",
    re.I,
)
# "the visit of the Speaker, Mr. Doe, which was to take place"
VISIT_OF = re.compile(r"\b(?:visit|trip) (?:here )?(?:of|by) (?:the |his |her |H\.?E\.? )*$", re.I)
VISIT_OF_SOMEBODY = re.compile(r"\bvisit (?:of|by)\b", re.I)
HOSTS = re.compile(r"\b(?:welcom|receiv|host|met\b|meets?\b|visited\b|call(?:s|ed) on|talks|courtesy)", re.I)
HEAD_ROLES = ("head", "leader", "head of delegation")
# Without such a word those of a list may live where they met.
TRAVELLED = re.compile(r"\b(?:heads? of (?:the )?delegations?|visit(?:ing|ed)?)\b", re.I)
REMOTE = re.compile(r"\b(?:phone|telephone|video|virtual|online|remote)", re.I)
RESIDES = re.compile(
    r"\b(?:ambassador|charg[ée]|high commissioner|consul|resident|country (?:director|manager|representative))\b",
    re.I,
)
GROUP_VISITED = re.compile(rf"\b{GROUP}\b[^;]{{0,160}}\bvisited\b", re.I)


def guests_in(sentence: AnnotatedSentence) -> Iterator[Mention]:
    """Yield those of whom a sentence says that they came from elsewhere."""
    people = [mention for mention in sentence.mentions if mention.kind == "person"]
    for match in VISITING.finditer(sentence.text):
        yield from [mention for mention in people if mention.end > sentence.start + match.end()][:1]
    yield from heads_in(sentence)[:1]
    for mention in people:
        if HAS_PARTY.match(sentence.plain, mention.end) or "delegation" in mention.note:
            yield mention
    for mention in people:
        if mention.country and VISIT_OF.search(sentence.plain, sentence.start, mention.start):
            yield mention
    for match in HEADS_GROUP.finditer(sentence.text):
        yield from [mention for mention in people if mention.end <= sentence.start + match.start()][-1:]


def hosted_journey(
    sentences: Sequence[AnnotatedSentence], entity_of: Callable[[Mention], Entity], home: str
) -> Journey | None:
    """Return the visit to the country ``home`` of the first guest of another country, or None."""
    for sentence in sentences if home else ():
        near = sentences[max(0, sentence.number - 1) : sentence.number + 1]
        is_hosted = any(HOSTS.search(other.text) for other in near) or VISIT_OF_SOMEBODY.search(sentence.text)
        if not is_hosted or REMOTE.search(sentence.text):
            continue
        for mention in guests_in(sentence):
            entity = entity_of(mention)
            if is_foreign(entity, near, home) and not RESIDES.search(entity.title):
                return visit_of_guest(sentence, near, mention, entity)
    return None


def listed_journey(
    sentences: Sequence[AnnotatedSentence], entity_of: Callable[[Mention], Entity]
) -> Journey | None:
    """Return the visit of the side of a list that came to the town of the other, named above the list."""
    sides: dict[str, list[Mention]] = {}
    for entry in (entry for sentence in sentences for entry in sentence.entries or ()):
        if entry.section == "country" and entry.kind == "person":
            sides.setdefault(entry.country, []).append(entry)
    if len(sides) != len(("hosts", "guests")) or not any(TRAVELLED.search(other.text) for other in sentences):
        return None
    first = min(entry.start for entries in sides.values() for entry in entries)
    above = [sentence for sentence in sentences if sentence.end <= first]
    if any(REMOTE.search(sentence.text) for sentence in above):
        return None
    for sentence in above:
        for place in sentence.places.values():
            if place.is_town and place.country in sides:
                guests = next(entries for country, entries in sides.items() if country != place.country)
                head = next((entry for entry in guests if entry.role in HEAD_ROLES), guests[0])
                dates = (date for other in above for date in other.dates if date.start)
                passage = Passage(sentence.start, sentence.end)
                return Journey(
                    sentence, passage, [place], is_noun=True, visitor=entity_of(head), dates=next(dates, None)
                )
    return None


def is_foreign(entity: Entity, sentences: Sequence[AnnotatedSentence], home: str) -> bool:
    """Whether somebody is not of the home country, and nothing tells that they were met abroad."""
    return entity.country != home and not any(
        place.is_town and place.country not in ("", home) and sentence.word_before(place.first) == "in"
        for sentence in sentences
        for place in sentence.places.values()
    )


def visit_of_guest(
    sentence: AnnotatedSentence, near: Sequence[AnnotatedSentence], mention: Mention, entity: Entity
) -> Journey:
    """Return the visit that somebody is supposed to be on; where it is to, is not told yet."""
    visit = next((other for other in near if GROUP_VISITED.search(other.text)), None)
    progress = progress_of_journey(sentence.text, "", "main")
    if progress == "completed" and not visit:
        progress = "under_way"
    return Journey(
        sentence,
        Passage(mention.start, mention.end),
        [],
        progress=progress,
        is_noun=True,
        is_to_host=True,
        visitor=entity,
        dates=next((date for date in visit.dates if date.start), None) if visit else None,
    )
