"""Titles that are written short, or as an honorific."""

from .entity import Entity

SPELLED_OUT = {
    "Pres": "President",
    "Gov": "Governor",
    "Sen": "Senator",
    "Amb": "Ambassador",
    "Rep": "Representative",
    "Sec": "Secretary",
    "Min": "Minister",
}
OFFICES_AS_HONORIFICS = ("Ambassador", "Senator", "Governor", "Representative")


def expand_title(entity: Entity) -> None:
    """Spell out a title, and take an honorific that is an office for the title where there is no other."""
    entity.title = SPELLED_OUT.get(entity.title.rstrip("."), entity.title)
    rank = entity.honorific.rstrip(".")
    office = SPELLED_OUT.get(rank, rank)
    if not entity.title and office in OFFICES_AS_HONORIFICS:
        entity.title, entity.head, entity.honorific = office, rank.lower(), ""
