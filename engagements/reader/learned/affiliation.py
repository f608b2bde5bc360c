"""Of which organization somebody is, where the text does not say so of them: one of those that it names."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from engagements.common.folding import fold
from engagements.reader.annotation import AnnotatedSentence
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity
from engagements.reader.mentions.mention import Mention
from engagements.reader.words import INTERNATIONAL, ORGANIZATION_WORDS, PLAIN_WORDS

from .features import MOST
from .model import probability

LEAST_LIKELY = 0.4  # as of who was met: what is missed costs more than what is not ticked
LONGEST_BETWEEN = 4  # words between the two that are looked at in their order
WORDS_BEFORE = 2
MOST_NEAR = 8  # organizations that are looked at, besides who issues the text: a long text names hundreds


class Occurrence(NamedTuple):
    """Where somebody, or an organization, is named."""

    mention: Mention
    sentence: AnnotatedSentence


@dataclass(eq=False)
class Employer:
    """An organization that a text names, alone or as somebody's; its country may be ""."""

    name: str
    country: str = ""
    is_issuer: bool = False
    occurrences: list[Occurrence] = field(default_factory=list)
    holders: set[Entity] = field(default_factory=set)


class AffiliationReader:
    """Answers of which organization somebody is; ``travellers`` are the delegation of the visit."""

    def __init__(self, context: ReadoutContext, travellers: Collection[Entity] = ()) -> None:
        self.context, self.travellers = context, travellers
        self.organizations: dict[str, Employer] = {}
        self.first: dict[Entity, Occurrence] = {}  # where somebody is named first
        self.likeliest: dict[Entity, tuple[Employer, float] | None] = {}
        for sentence in context.sentences:
            for mention in sentence.mentions:
                self.note(Occurrence(mention, sentence))
        issuer = self.organizations.get(fold(context.issuer.name)) if context.issuer else None
        if issuer:
            issuer.is_issuer = True

    def note(self, occurrence: Occurrence) -> None:
        """Note where a mention stands, and the organization that it names."""
        mention = occurrence.mention
        is_organization = mention.kind == "organization"
        if name := mention.organization or (mention.name if is_organization else ""):
            organization = self.organizations.setdefault(fold(name), Employer(name))
            organization.country = organization.country or mention.country
            organization.occurrences.append(occurrence)
            if not is_organization:
                organization.holders.add(self.context.entity(mention))
        self.first.setdefault(self.context.entity(mention), occurrence)

    def organization_of(self, entity: Entity) -> tuple[Employer, float] | None:
        """Return the likeliest organization of somebody, and how likely it is, from 0 to 1; or None."""
        if entity not in self.likeliest:  # who is at many meetings is asked of for each
            likely = (
                (organization, probability("employs", features))
                for organization, features in self.features_of(entity)
            )
            best = max(likely, default=None, key=lambda affiliation: affiliation[1])
            self.likeliest[entity] = best if best and best[1] > LEAST_LIKELY else None
        return self.likeliest[entity]

    def features_of(self, entity: Entity) -> Iterator[tuple[Employer, set[str]]]:
        """Yield the organizations named nearest to somebody, with the names of what holds of both."""
        first = self.first.get(entity)
        if first is None:
            return
        nearest = [
            (organization, min(organization.occurrences, key=partial(span, first)))
            for organization in self.organizations.values()
        ]
        nearest.sort(key=lambda pair: span(first, pair[1]))
        for rank, (organization, named) in enumerate(nearest):
            if rank >= MOST_NEAR and not organization.is_issuer:
                continue
            before = " ".join(words_before(named))
            yield (
                organization,
                {
                    *self.features_of_names(entity, organization),
                    *self.features_of_distance(first, named, min(rank, MOST)),
                    f"named after {before}",
                    f"travels {entity in self.travellers}, after {before}",
                },
            )

    def features_of_names(self, entity: Entity, organization: Employer) -> set[str]:
        """Return the names of what holds of somebody and an organization."""
        title = {*fold(entity.title).split(), f"<{entity.head}>"} - PLAIN_WORDS
        words = set(fold(organization.name).split())
        kinds = words & ORGANIZATION_WORDS or {"name"}
        travels = entity in self.travellers
        country = country_of_both(entity.country, organization.country)
        at_home = entity.country == (organization.country or self.context.result.home_country)
        features = {
            *(f"title {word}" for word in title),
            *(f"kind {kind}" for kind in kinds),
            *(f"{word} of {kind}" for word in title for kind in kinds),
            f"titled {bool(entity.title)}",
            f"listed {entity.is_listed}",
            f"travels {travels}",
            f"country {country}",
            f"words shared {min(len(title & words), 2)}",
            f"organizations {min(len(self.organizations), MOST)}",
            f"named {min(len(organization.occurrences), MOST)} times",
            f"holders {min(len(organization.holders), MOST)}",
            f"international {fold(organization.name) in INTERNATIONAL}",
            f"acronym {organization.name.isupper() and ' ' not in organization.name}",
        }
        if organization.is_issuer:
            features |= {"issuer", f"issuer, travels {travels}", f"issuer, country {country}"}
            features |= {f"issuer, at home {at_home}", *(f"issuer, {word}" for word in title)}
        return features

    def features_of_distance(self, person: Occurrence, named: Occurrence, rank: int) -> set[str]:
        """Return the names of what holds of the words between the two; ``rank`` organizations are nearer."""
        sentence, of_named = person.sentence, named.sentence
        distance = of_named.number - sentence.number
        where = f"{'before' if distance < 0 else 'after'} {min(abs(distance), MOST)}"
        if not distance:
            where = f"beside, {'before' if named.mention.start < person.mention.start else 'after'}"
        features = {
            where,
            f"nearer {rank}",
            f"{where}, nearer {rank}",
            f"{where}, kind {named.mention.kind}",
            f"{where}, one paragraph {sentence.paragraph == of_named.paragraph}",
            f"{where}, entries {sentence.entries is not None} {of_named.entries is not None}",
            f"{where}, one section {person.mention.section == named.mention.section}",
        }
        if not distance:
            first, second = sorted((person.mention, named.mention), key=lambda mention: mention.start)
            between = [
                "<name>" if word.is_capital else word.lower
                for word in sentence.words
                if first.end <= word.start < second.start
            ]
            people = sum(first.end <= other.start < second.start for other in sentence.mentions)
            features |= {f"{where}, {word}" for word in between}
            features |= {
                f"{where}, begins {' '.join(between[:LONGEST_BETWEEN])}",
                f"{where}, ends {' '.join(between[-2:])}",
                f"{where}, {min(len(between) // 3, MOST)} words",
                f"{where}, {min(people, MOST)} others between",
            }
        return features


def span(occurrence: Occurrence, other: Occurrence) -> tuple[int, int]:
    """Return how many sentences, and characters, the two are apart."""
    (mention, sentence), (of_other, other_sentence) = occurrence, other
    return abs(sentence.number - other_sentence.number), abs(mention.start - of_other.start)


def words_before(occurrence: Occurrence) -> list[str]:
    """Return the two words before a mention, without names."""
    first = occurrence.mention.first
    words = occurrence.sentence.words[max(0, first - WORDS_BEFORE) : first]
    return ["<name>" if word.is_capital else word.lower for word in words]


def country_of_both(country: str, other: str) -> str:
    """Return whether two countries are known, and the same."""
    if country and other:
        return "the same" if country == other else "another"
    return "of one" if country or other else "unknown"
