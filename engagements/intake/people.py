"""Who of the directory is meant by the name and the address that a mail program gives."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models.functions import Lower

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, compare
from engagements.duplicates.directory import folded_names, similar_positions
from engagements.models import ContactDetail, Official

MAX_COMPARED_NAMES = 30  # that nobody goes by: each is compared with all of the directory
OFFERED_OFFICIALS = 5


class Person(NamedTuple):
    name: str
    address: str = ""


def officials_of(people: Sequence[Person], user: User) -> dict[str, Official]:
    """Return the one official for each name: by an address that ``user`` may see, else by the name."""
    named = officials_named([person.name for person in people])
    by_address = officials_by_address([person.address for person in people], user)
    return named | {
        person.name: by_address[person.address] for person in people if person.address in by_address
    }


def officials_by_address(addresses: Iterable[str], user: User) -> dict[str, Official]:
    """Return the official by each address that ``user`` may see, and that is of one official alone."""
    details = ContactDetail.objects.visible_to(user).annotate(lower=Lower("value"))
    rows = details.filter(kind=ContactDetail.Kind.EMAIL, lower__in=set(filter(None, addresses)))
    owners: dict[str, set[int]] = {}
    for address, pk in rows.exclude(official=None).order_by().values_list("lower", "official"):
        owners.setdefault(address, set()).add(pk)
    return only_officials(owners)


def officials_named(names: Iterable[str]) -> dict[str, Official]:
    """Return the official by each name that is exactly that of one of them, or an alias."""
    names_by_folded: dict[str, list[str]] = {}
    for name in names:
        for order in (name, " ".join(reversed(name.split(",")))):  # as in "Roe, Jane"
            names_by_folded.setdefault(fold(order), []).append(name)
    pks: dict[str, set[int]] = {}
    for pk, folded in folded_names(Official.objects.all()).iterator(chunk_size=5_000):
        for part in folded.split(" | "):
            for name in names_by_folded.get(part, ()):
                pks.setdefault(name, set()).add(pk)
    return only_officials(pks)


def only_officials(pks: dict[str, set[int]]) -> dict[str, Official]:
    single = {text: next(iter(owners)) for text, owners in pks.items() if len(owners) == 1}
    officials = Official.objects.in_bulk(single.values())
    return {text: officials[pk] for text, pk in single.items()}


def near_officials(names: Sequence[str]) -> dict[str, list[Official]]:
    """Return those who may be meant by each name, the likeliest first; by the first names alone, if many."""
    compared = [name for name in dict.fromkeys(names) if " " in name][:MAX_COMPARED_NAMES]
    known = [
        (pk, part)
        for pk, folded in (folded_names(Official.objects.all()) if compared else ())
        for part in folded.split(" | ")
    ]
    parts = [part for _, part in known]
    likely: dict[str, list[int]] = {}
    for name in compared:
        scores: dict[int, float] = {}
        for position in similar_positions(fold(name), parts):
            pk, part = known[position]
            scores[pk] = max(scores.get(pk, 0), compare(fold(name), part).score)
        best = sorted((pk for pk in scores if scores[pk] >= LIKELY), key=scores.__getitem__, reverse=True)
        likely[name] = best[:OFFERED_OFFICIALS]
    officials = Official.objects.in_bulk({pk for pks in likely.values() for pk in pks})
    return {name: [officials[pk] for pk in pks] for name, pks in likely.items() if pks}
