"""Tells which mentions of a text are of one entity."""

from collections import defaultdict
from collections.abc import Sequence

from engagements.common.folding import fold
from engagements.reader.directory import Directory
from engagements.reader.mentions.mention import Mention
from engagements.reader.words import PARTICLES

from .entity import Entity
from .titles import expand_title


def name_words(name: str) -> list[str]:
    """Return the folded words of a name, without initials."""
    return [word for word in fold(name).split() if len(word) > 1 or not word.isascii()]


def is_part(words: list[str], others: list[str]) -> bool:
    """Whether ``words`` stand together in ``others``, at its beginning or its end."""
    size = len(words)
    if others[:size] == words or others[-size:] == words:
        return True
    if size > 1:
        # "KAMIKAWA Yoko" is "Yoko Kamikawa".
        return sorted(words) == sorted(others) or words == [word for word in others if word in words]
    return words[0] in others[1:-1] and words[0] not in PARTICLES


def may_be_of_country(entity: Entity, mention: Mention) -> bool:
    """Whether the country of an office that is named again is no other than the entity's.

    Only a heading names the country of somebody whose country the text does not give.
    """
    if not mention.country or mention.country == entity.country:
        return True
    return mention.in_heading and not entity.country


class EntityResolver:
    """All who are named in a text; `resolve` tells whom a mention is of."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.entities: list[Entity] = []
        self.by_word: dict[str, list[Entity]] = defaultdict(list)
        # Groups and organizations, by their kind and their folded words.
        self.by_words: dict[tuple[str, str], Entity] = {}
        self.by_official: dict[int | str, Entity] = {}  # by the id of the one who goes by their name
        self.principal: Entity | None = None  # whom "he" and "the Minister" are taken for

    def resolve(self, mention: Mention, recent: Sequence[Entity] = ()) -> Entity:
        """Return the entity that ``mention`` is of, made where there was none.

        ``recent`` are those of the meeting before it.
        """
        if mention.kind == "person":
            entity = self.find_person(mention.name) or self.bearer_of_surname(mention)
            if entity is None and (known := self.known_by_surname(mention.name)):
                known.aliases.add(mention.name)
                known.passages.append(mention.passage)
                return known
        elif mention.kind == "office":
            if entity := self.in_office(mention, recent):
                entity.country = entity.country or mention.country
                entity.passages.append(mention.passage)
                return entity
        else:
            entity = self.same_words(mention)
        if entity is None:
            return self.add(mention)
        entity.add(mention)
        return entity

    def add(self, mention: Mention) -> Entity:
        entity = Entity(
            mention.kind, is_third_party=mention.is_third_party, is_tentative=mention.is_tentative
        )
        entity.add(mention)
        expand_title(entity)
        self.entities.append(entity)
        self.by_words.setdefault((entity.kind, fold(entity.name or entity.description)), entity)
        if mention.kind == "person":
            official = self.official_named(mention.name)
            if official is not None:
                self.by_official.setdefault(official, entity)
            for word in set(name_words(mention.name)):
                self.by_word[word].append(entity)
        return entity

    def official_named(self, name: str) -> int | str | None:
        """Return the id of the one official on record by that very name, or None."""
        entries = self.directory.officials_named(fold(name))
        return entries[0].id if len(entries) == 1 else None

    def find_person(self, name: str) -> Entity | None:
        """Return the person of this name, or of whom it is another name on record: "SOPDOC Miller"."""
        if entity := self.person_named(name):
            return entity
        official = self.official_named(name)
        return None if official is None else self.by_official.get(official)

    def known_by_surname(self, name: str) -> Entity | None:
        """Return the person whom "SOPDOC Miller" names: capitals before a name that is known."""
        capitals, _, rest = name.partition(" ")
        is_office = capitals.isupper() and "." not in capitals  # "A. K. Antony" is a name
        return self.person_named(rest) if rest and is_office else None

    def person_named(self, name: str) -> Entity | None:
        """Return the one person who goes by ``name``, whole or in part, or None."""
        words = name_words(name)
        fits = self.all_named(name)
        if len(fits) == 1:
            return fits[0]
        return next((entity for entity in fits if sorted(name_words(entity.name)) == sorted(words)), None)

    def all_named(self, name: str) -> list[Entity]:
        """Return all who may go by ``name``, whole or in part."""
        words, fits = name_words(name), []
        for entity in self.by_word.get(words[-1], ()) if words else ():
            others = name_words(entity.name)
            if name[1:2] == "." and others[-1] != words[-1]:
                continue  # "J. Antony" is not Antony Roe
            if is_part(words, others) or (len(others) > 1 and is_part(others, words)):
                fits.append(entity)
        return fits

    def bearer_of_surname(self, mention: Mention) -> Entity | None:
        """Return whom of several of one family a surname names: who is named last before it; or None.

        An office before it must be theirs: "Senator Roe".
        """
        if len(name_words(mention.name)) != 1:
            return None
        title = set(fold(mention.title).split())
        fits = [
            entity for entity in self.all_named(mention.name) if title.issubset(fold(entity.title).split())
        ]
        earlier = [
            (passage.start, number)
            for number, entity in enumerate(fits)
            for passage in entity.passages
            if passage.start < mention.start
        ]
        return fits[max(earlier)[1]] if earlier else next(iter(fits), None)

    def first_named(self, before: int) -> Entity | None:
        """Return the first person with an office whom the text names before an offset, or None."""
        holders = [
            entity
            for entity in self.entities
            if entity.name and entity.title and entity.passages[0].start < before
        ]
        return min(holders, key=lambda entity: entity.passages[0].start, default=None)

    def same_words(self, mention: Mention) -> Entity | None:
        """Return the group or organization that is named in the same words, or None."""
        return self.by_words.get((mention.kind, fold(mention.name or mention.description)))

    def in_office(self, mention: Mention, recent: Sequence[Entity]) -> Entity | None:
        """Return whose office ``mention`` names again ("the Foreign Minister"), or None."""
        if not mention.title or (mention.organization and not mention.is_definite):
            return None
        fits = self.fitting(mention)
        holders = [entity for entity in fits if entity.name] or fits
        exact = [entity for entity in holders if fold(entity.title) == fold(mention.title)]
        is_principal = self.principal in holders and len(mention.title.split()) == 1 and not mention.country
        if len(exact) == 1 and not is_principal:
            return exact[0]
        if len(holders) == 1:
            return holders[0]
        if is_principal:
            return self.principal
        met = next((entity for entity in recent if entity in holders), None)
        return met or next(iter(exact or holders), None)

    def fitting(self, mention: Mention) -> list[Entity]:
        """Return those who may hold the office that ``mention`` names again."""
        title = fold(mention.title)
        words = set(title.split())
        organization = fold(mention.organization)
        fits = [
            entity
            for entity in self.entities
            if entity.title
            and words.issubset(fold(entity.title).split())
            and may_be_of_country(entity, mention)
            and not (mention.organization and organization != fold(entity.organization))
        ]
        if mention.country and any(entity.country for entity in fits):
            fits = [entity for entity in fits if entity.country]
        # Those named before, but that a heading's office may be named after it.
        if earlier := [entity for entity in fits if entity.passages[0].start < mention.start]:
            return earlier
        if len(mention.title.split()) != 1:
            return fits
        # "The Minister met Deputy Minister Doe" is of two people.
        return [
            entity
            for entity in fits
            if entity.passages[0].start >= mention.sentence_end or fold(entity.title) == title
        ]
