"""Of which organization somebody is, where the text does not say so of them."""

# ruff: noqa: SIM905 (words are read more easily as a text than as a list of strings)

from collections.abc import Sequence

from engagements.common.folding import fold
from engagements.reader.entities.entity import Entity
from engagements.reader.issuer import NamedOrganization
from engagements.reader.words import HEADS, WORKPLACES

# Offices within any organization.
OF_ANY = frozenset(
    "director manager officer chief head commissioner coordinator superintendent inspector administrator "
    "chairman chairwoman chairperson chair vice-chair co-chair ceo cfo coo adviser advisor member economist "
    "scientist comptroller comptroller-general auditor registrar commandant commander director-general "
    "vice-president counsel secretary-general specialist negotiator controller treasurer surgeon "
    "engineer vp".split()
)
# Those within an organization whose name holds the word.
OF_KINDS = {
    "ministry": "minister undersecretary under-secretary vice-minister secretary consul",
    "department": "undersecretary under-secretary secretary",
    "treasury": "undersecretary under-secretary secretary",
    "embassy": "ambassador consul secretary counsellor counselor attaché attache chargé charge",
    "commission": "high-commissioner secretary counsellor counselor attaché attache president",
    "consulate": "consul consul-general",
    "university": "rector dean president chancellor vice-chancellor provost vice-rector pro-vice-chancellor",
    "universidad": "rector dean president vice-rector",
    "college": "rector dean president provost principal",
    "institute": "president rector",
    "bank": "governor president",
    "banco": "governor president",
    "fund": "president",
    "chamber": "president vice-president",
    "association": "president",
    "federation": "president",
    "union": "president",
    "parliament": "speaker mp clerk",
    "assembly": "speaker mp clerk",
    "senate": "speaker president senator clerk",
    "office": "secretary",
    "government": "minister secretary",
    "city": "mayor",
    "municipality": "mayor",
    "town": "mayor",
}
# Offices of one kind of organization alone, with the words of its name.
UNIVERSITIES = frozenset(
    "university universidad universidade universitas universität polytechnic college".split()
)
KINDS_OF_OFFICES = {
    **dict.fromkeys(
        ("rector", "dean", "vice-rector", "vice-chancellor", "pro-vice-chancellor", "provost", "registrar"),
        UNIVERSITIES,
    ),
    **dict.fromkeys(("ambassador", "chargé", "charge"), frozenset(("embassy",))),
    "senator": frozenset(("senate",)),
}
OF_COMMITTEES = ("chair", "chairman", "chairwoman", "chairperson", "vice-chair", "co-chair", "member")
PARTS_OF_ORGANIZATIONS = frozenset("committee subcommittee school faculty department centre center".split())
OTHER_WORKPLACES = WORKPLACES - frozenset(
    "board committee council staff union fund bank bureau agency company".split()
)
PARLIAMENTS = frozenset(("parliament", "assembly", "senate"))
# Of a ministry, only who is minister of nothing else.
BARE = ("minister", "vice minister", "deputy minister", "state minister", "assistant minister")


def head_of(entity: Entity) -> str:
    """Return the word that makes a title an office, of a list's entry too."""
    words = entity.title.lower().replace("(", " ").replace(",", " ").split()
    return entity.head or next((word for word in words if word in HEADS), "")


def has_office_within(entity: Entity) -> bool:
    """Whether somebody has an office as any organization, or any university, has."""
    head = head_of(entity)
    return head in OF_ANY or KINDS_OF_OFFICES.get(head) is UNIVERSITIES


def only_one_of_kind(entity: Entity, named: Sequence[NamedOrganization]) -> NamedOrganization | None:
    """Return the university of a rector, the embassy of an ambassador, where the text names but one."""
    kinds = KINDS_OF_OFFICES.get(head_of(entity))
    if entity.kind != "person" or not kinds or "committee" in entity.title.lower():
        return None
    candidates = []
    for organization in named:
        words = set(fold(organization.name).split())
        if words & kinds and not words & PARTS_OF_ORGANIZATIONS:
            candidates.append(organization)
    same = [other for other in candidates if other.country and other.country == entity.country]
    fits = same or [other for other in candidates if not (other.country and entity.country)]
    return fits[0] if len(fits) == 1 else None


def is_of_issuer(entity: Entity, issuer: NamedOrganization, home_country: str) -> bool:
    """Whether somebody with an office, and of no organization, is of the one that issues the text."""
    country = issuer.country or home_country
    is_of_country = entity.country == country or not (entity.country or entity.is_listed)
    first = entity.title.split()[0] if entity.title else ""
    # A "hospital director" is of the hospital.
    is_of_other = first.lower() in OTHER_WORKPLACES
    if entity.kind != "person" or entity.is_third_party or not (first and is_of_country) or is_of_other:
        return False
    head = head_of(entity)
    words = fold(issuer.name).split()
    if head in OF_ANY and not (head in OF_COMMITTEES and PARLIAMENTS.intersection(words)):
        return True
    offices = (OF_KINDS[word].split() for word in words if word in OF_KINDS)
    is_office = any(head in heads for heads in offices)
    return is_office and (head != "minister" or fold(entity.title) in BARE)
