"""Ties those whom a text names to the directory: to one record, or to those that may be meant."""

from collections.abc import Iterable

from engagements.common.folding import fold
from engagements.reader.directory import Directory, DirectoryEntry

from .entity import Entity


def link_entities(entities: Iterable[Entity], directory: Directory) -> None:
    for entity in entities:
        if entity.kind == "office" and entity.title:
            entity.candidates = directory.holders(entity.title, entity.organization, entity.country)
        elif entity.kind == "person" and entity.name:
            link_person(entity, directory)


def link_person(entity: Entity, directory: Directory) -> None:
    entry, entity.candidates = directory.look_up("official", entity.name)
    if not entry and not entity.candidates:
        names = [entity.name, *sorted(entity.aliases - {entity.name}, key=len)]
        full_names = [name for name in names if " " in name]
        entry, entity.candidates = directory.look_up("official", *full_names)
    if not entry and not entity.candidates and len(entity.name.split()) == 1:
        entity.candidates = directory.with_surname(entity.name)
    if entry:
        entity.known = entry
        country = country_of_posts(entry, entity.title)
        if country is not None and not entity.country:
            entity.country, entity.country_reason = country, "from the directory"


def country_of_posts(entry: DirectoryEntry, title: str) -> str | None:
    """Return the one country of the posts of this title, or of all posts; None for several or none."""
    posts = [post for post in entry.posts if fold(post.title) == fold(title)] or entry.posts
    countries = {post.country for post in posts}
    return countries.pop() if len(countries) == 1 else None
