"""Lines on those who took part."""

from collections.abc import Sequence
from typing import Any, TypeVar

from engagements.common.folding import fold
from engagements.reader.context import ReadoutContext
from engagements.reader.entities.entity import Entity
from engagements.reader.learned.affiliation import AffiliationReader
from engagements.reader.learned.model import band_of
from engagements.reader.proposals import Organization, ProposedParty
from engagements.reader.words import INTERNATIONAL, SUBNATIONAL_HEADS

from .organizations import implied_organization, kind_of_organization

PartyType = TypeVar("PartyType", bound=ProposedParty)


class PartyWriter:
    """Proposes lines for the entities of a text."""

    def __init__(self, context: ReadoutContext, travellers: Sequence[Entity] = ()) -> None:
        self.entities, self.directory = context.resolver.entities, context.directory
        self.affiliation = AffiliationReader(context, travellers)

    def party(self, entity: Entity, kind: type[PartyType], **fields: Any) -> PartyType:
        """Return a proposal of ``kind`` for ``entity``; ``fields`` go before what is known of it."""
        reason = reason_of(entity)
        if entity.country_reason and entity.country:
            reason = f"{reason}; the country is {entity.country_reason}"
        values: dict[str, Any] = {
            "name": entity.name if entity.kind == "person" else "",
            "honorific": entity.honorific,
            "native_name": entity.native_name,
            "title": entity.title,
            "acting": entity.acting,
            "organization": self.organization(entity) if entity.kind != "group" else None,
            "country": entity.country,
            "description": entity.description,
            "known": entity.known.candidate if entity.known else None,
            "candidates": list(entity.candidates),
            "passages": list(dict.fromkeys(entity.passages)),
            "reason": reason,
        }
        return kind(**values | fields)

    def organization(self, entity: Entity) -> Organization | None:
        """Return the organization that the line of ``entity`` is to have, or None."""
        name, reason = entity.organization, "the account names it"
        how = "of a list" if entity.is_listed else "of prose"
        if not name and entity.title:
            name = implied_organization(entity.title, entity.country)
            reason = "only the office implies it"
        passages = entity.passages[:1]
        if not name and (affiliation := self.affiliation.organization_of(entity)):
            employer, likely = affiliation
            name, passages = employer.name, [employer.occurrences[0].mention.passage]
            reason, how = "the account names it, likely as theirs", band_of(likely)
        if not name:
            return None
        country = "" if fold(name) in INTERNATIONAL else entity.country
        known, candidates = self.directory.look_up(
            "organization", name, self.spelled_out(name), country=country
        )
        if not known and not candidates and entity.known and not entity.organization:
            names = {fold(post.organization): post.organization for post in entity.known.posts}
            if len(names) == 1:
                known, _ = self.directory.look_up("organization", *names.values())
        is_subnational = entity.head in SUBNATIONAL_HEADS
        return Organization(
            name=name,
            acronym=name if is_acronym(name) else "",
            country=country,
            kind="subnational" if is_subnational else kind_of_organization(name),
            reason=reason,
            rule=f"{reason}, {how}",
            known=known.candidate if known else None,
            candidates=candidates,
            passages=passages,
        )

    def spelled_out(self, acronym: str) -> str:
        """Return the organization of the text that ``acronym`` stands for, or ""."""
        if not is_acronym(acronym):
            return ""
        for entity in self.entities:
            words = entity.organization.split()
            initials = "".join(word[0] for word in words if word[0].isupper())
            if len(words) > 1 and initials.endswith(acronym):
                return entity.organization
        return ""


def is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def reason_of(entity: Entity) -> str:
    """Return what the account gives of somebody."""
    if entity.kind == "office":
        return "the account gives the office and no name"
    if entity.kind != "person":
        return "the account gives no name"
    if entity.is_tentative:
        return "its capitals alone make it a name"
    return "the account names name and office" if entity.title else "the account gives the name and no office"
